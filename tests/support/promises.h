// The promises of the program, looked after by somebody who keeps books of his own: what was written to us, what we
// owe, what each phone got. Each call is given committed records and throws BrokenPromise if they and the books differ.

#pragma once

#include "bot/desk.h"
#include "bot/turns.h"

#include <map>
#include <set>
#include <stdexcept>
#include <string>

namespace tests {

using storage::Time;

struct BrokenPromise : std::runtime_error {
    BrokenPromise(const std::string& sentence, std::int64_t of) : std::runtime_error(sentence), person(of) {}

    std::int64_t person = 0; // whose conversation shows it; 0: nobody's alone
};

enum class Injected { Nothing, Fault }; // a fault of ours was injected while the message was taken

class Promises {
public:
    // What stood in the records before the first message.
    void begin(storage::Transaction& tx);

    // A message of hers whose taking was committed. `alone`: nothing else of hers was taken in that commit.
    void taken(storage::Transaction& tx, const dialogs::Arrival& arrival, const bot::TurnReport& report, bool alone,
               Injected injected, Time now);

    // A parked message is about to be run again.
    void unpark(const std::string& channel, const std::string& provider_id);

    // After each commit that may have queued letters.
    void look_at_outbox(storage::Transaction& tx);

    // An attempt begins, and ends; `shown` is told for every copy that a phone gets, and whose phone it is: 0 somebody
    // who never wrote to us, empty somebody who only reads.
    void sends(storage::Transaction& tx, const bot::Outgoing& outgoing);
    void recorded(const bot::Outgoing& outgoing, const bot::Sent& sent);
    void shown(std::int64_t letter, std::optional<std::int64_t> person);

    // A process died: nobody writes down what became of what was on its way.
    void forget_what_is_on_its_way();

    void before_status(storage::Transaction& tx, const dialogs::StatusUpdate& update);
    void after_status(storage::Transaction& tx, const dialogs::StatusUpdate& update);

    // The clock ran on with everything healthy.
    void at_the_end(storage::Transaction& tx, Time now);

    struct Counts {
        std::int64_t messages = 0, duplicates = 0, letters = 0, notices = 0, copies = 0, waited = 0, refused = 0;
        std::map<std::string, std::int64_t> outcomes {};
    };

    const Counts& counts() const { return counts_; }

    std::size_t parked() const { return parked_.size(); }

private:
    struct Letter { // of ours, a row of the outbox
        std::int64_t person = 0;
        std::string channel, answers;
        bool is_notice = false;
        std::int64_t copies = 0;   // on her phone
        std::int64_t attempts = 0; // begun
        std::int64_t known = 0;    // attempts whose outcome was written down
        bool on_its_way = false;   // an attempt was begun, and nobody knows yet what came of it
        bool is_attempted = false; // the same, though a status may have told meanwhile
        std::map<bot::SendResult, int> refusals {};
        bool failed_late = false;
    };

    // What her own turns, and nothing else, add to the records.
    struct Records {
        std::int64_t products = 0, complaints = 0, packed = 0, consents = 0, opt_outs = 0;
        std::int64_t bills = 0, collected_paise = 0;

        bool operator==(const Records&) const = default;
    };

    using Key = std::pair<std::string, std::string>; // channel and the provider's id
    using Of = std::pair<std::int64_t, std::string>; // person and channel

    static Records records_of(storage::Transaction& tx, std::int64_t person);
    void look_at_message(storage::Transaction& tx, const dialogs::Arrival& arrival, const bot::TurnReport& report,
                         Injected injected);
    void look_at_records(storage::Transaction& tx, std::int64_t person, const std::string& channel,
                         const bot::TurnReport& report, bool alone);
    void look_at_conversation(storage::Transaction& tx, std::int64_t person, const std::string& channel,
                              const bot::TurnReport& report, bool alone);
    void look_at_order(storage::Transaction& tx, const bot::Outgoing& outgoing) const;
    void look_at_silence(storage::Transaction& tx, const bot::Outgoing& outgoing) const;
    void settled(storage::Transaction& tx, std::int64_t id, const Letter& letter) const;
    static bool may_have_failed(const Letter& letter);

    std::map<Key, std::string> taken_; // and its outcome
    std::set<Key> parked_;
    std::map<std::int64_t, Letter> letters_;
    std::map<Of, dialogs::Conversation> conversations_;
    std::map<std::int64_t, Records> records_;
    std::map<Of, Time> heard_;
    std::map<std::int64_t, std::set<std::pair<std::int64_t, std::string>>> notice_copies_;
    std::map<std::string, std::int64_t> replies_; // provider's id -> letters that answer it
    std::int64_t last_letter_ = 0;
    storage::outbox::State before_status_ = storage::outbox::State::Queued;
    Counts counts_;
};

} // namespace tests
