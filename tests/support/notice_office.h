// Notices with everything around them that a test moves by hand: the clock, both channels, a feeder and a sender on a
// database in memory. Person 1 is the author, a coordinator; all others are members of her district.

#pragma once

#include "bot/notices/feeder.h"
#include "tests/support/post_office.h"

namespace tests {

// People of one district who have a phone, joined, and wrote on WhatsApp so long before their window shuts (0: shut).
// Returns the number of the first. The coordinator reaches them all.
std::int64_t add_members(storage::Transaction& tx, int count, std::chrono::milliseconds window_left, Time now);
std::int64_t add_coordinator(storage::Transaction& tx, Time now);

// An approved text in Hindi.
void add_text(storage::Transaction& tx, const std::string& name, const std::string& channel, const std::string& body,
              const std::string& category, Time now);

// Planned for now, with the Hindi text "नमस्ते {name}"; `change` fills in the rest. Returns its number.
using NoticeChange = std::function<void(storage::notices::Notice&)>;
std::int64_t add_notice(storage::Transaction& tx, std::int64_t author, const NoticeChange& change, Time now);

class NoticeOffice {
public:
    NoticeOffice();

    void open(); // starts feeder and sender; set channels and rules before

    void close();

    // Members with the numbers from 2 on. A window of 0 is shut.
    void people(int count, std::chrono::milliseconds window_left = 24h);
    void edit(std::int64_t person, const std::function<void(storage::people::Person&)>& change);
    void agrees(std::int64_t person, bool given);
    void text(const std::string& name, const std::string& channel, const std::string& body,
              const std::string& category = "utility");
    std::int64_t notice(const NoticeChange& change = {});
    storage::notices::Notice at(std::int64_t number);
    bool until_state(std::int64_t number, storage::notices::State state);

    // All messages of it, oldest first.
    std::vector<storage::outbox::Outbound> messages(std::int64_t number);
    std::vector<storage::outbox::Outbound> messages_to(std::int64_t person);
    std::int64_t count(std::int64_t number, storage::outbox::State state);
    void status(std::int64_t message, storage::outbox::State state, std::int64_t error_code = 0);

    void in_transaction(const bot::Writer::Job& job);
    bool until(const std::function<bool()>& so);
    void let_it_settle(); // time enough for several looks of the feeder

    MovedClock clock;
    ScriptedChannel whatsapp { "whatsapp" }, sms { "sms" };
    bot::notices::NoticeRules rules;
    bot::notices::FeederLimits limits;
    std::unique_ptr<bot::Writer> writer;

private:
    std::unique_ptr<bot::Sender> sender_;
    std::unique_ptr<bot::notices::Feeder> feeder_;
};

} // namespace tests
