#include "bot/actions/notice_slots.h"
#include "bot/actions/run.h"
#include "bot/actions/slots.h"
#include "bot/notices/notice_text.h"
#include "storage/consents.h"
#include "storage/opt_outs.h"
#include "storage/outbox.h"
#include "storage/received_notices.h"

#include <algorithm>

namespace bot::run {

using dialogs::Done;
using storage::consents::Consent;
using storage::consents::Purpose;
using storage::people::Person;

namespace {

constexpr int notices_shown = 3; // each may have 300 letters

storage::recipients::Recipient recipient_of(const Person& person, std::string_view language)
{
    storage::recipients::Recipient recipient;
    recipient.person = person.id;
    recipient.name = person.name;
    recipient.group_name = person.group_name;
    recipient.clf = person.clf;
    recipient.block = person.block;
    recipient.district = person.district;
    recipient.language = language;
    recipient.officer = person.has_role("coordinator");
    return recipient;
}

dialogs::Table got_by(ActionCall& call)
{
    const auto reader = recipient_of(call.person, call.language);
    dialogs::Table table { "line.got_notice", {} };
    for (const auto& got : storage::received_notices::of_person(call.tx, call.person.id, notices_shown))
        if (const auto words = notices::text_for(notices::texts_from_json(got.texts), reader))
            table.rows.push_back({ std::to_string(got.number),
                                   { { "day", day_of(got.started_at) },
                                     { "words", dialogs::Text { notices::filled(*words, reader) } } } });
    return table;
}

std::optional<Consent> last_word(ActionCall& call)
{
    for (auto& consent : storage::consents::current(call.tx, call.person.id))
        if (consent.purpose == Purpose::Notices)
            return std::move(consent);
    return {};
}

enum class Wish { Refuse, Accept };

void record(ActionCall& call, Wish wish, const std::string& shown)
{
    const auto text = words_in(call.slots, "dialog") + shown;
    const auto version = call.text_version ? call.text_version(text) : std::string {};
    storage::consents::record(call.tx, { call.person.id, Purpose::Notices, wish == Wish::Accept, text, version,
                                         std::string { call.language }, call.arrival.channel, call.arrival.provider_id,
                                         call.now });
}

Done since(std::string outcome, dialogs::Time at)
{
    return { std::move(outcome), { { "since", day_of(at) } } };
}

} // namespace

Done last_notices(ActionCall& call)
{
    auto table = got_by(call);
    const bool none = table.rows.empty();
    Done done { none ? "none" : "some", {} };
    if (none) {
        done.gives.insert_or_assign("notices", dialogs::Phrase { "in_notice.none" });
    } else {
        done.gives = table.rows.front().cells;
        done.gives.insert_or_assign("notices", std::move(table));
    }
    if (call.person.has_role("coordinator"))
        done.outcome = "coordinator";
    return done;
}

Done refuse_notices(ActionCall& call)
{
    if (const auto last = last_word(call); last && !last->given)
        return since("already", last->at);
    record(call, Wish::Refuse, ".refused");
    storage::outbox::drop(call.tx, call.person.id, storage::outbox::Drop::Notices, "she refused notices", call.now);
    return since("refused", call.now);
}

// Who wants notices wants messages: a stop she said before is taken back with it.
Done accept_notices(ActionCall& call)
{
    const auto last = last_word(call);
    if (last && last->given && !call.person.stopped_at)
        return since("already", last->at);
    record(call, Wish::Accept, words_in(call.slots, "dialog") == "privacy" ? ".notices_review.ask" : ".review.ask");
    if (call.person.stopped_at)
        storage::opt_outs::record(call.tx, { call.person.id, storage::opt_outs::Word::Start, call.arrival.channel,
                                             call.arrival.provider_id, call.now });
    call.person.stopped_at.reset();
    return since("accepted", call.now);
}

} // namespace bot::run
