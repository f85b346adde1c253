#include "bot/actions/run.h"

#include "bot/actions/officers.h"
#include "bot/actions/slots.h"
#include "storage/consents.h"
#include "storage/deletion.h"
#include "storage/opt_outs.h"

namespace bot::run {

using dialogs::Done;

namespace {

using storage::consents::Purpose;
using storage::people::Person;

// Whoever asked to be forgotten is nobody we know.
bool is_imported(const Person& person)
{
    return !person.name.empty() && !person.deleted_at;
}

bool may_take_short_road(const Person& person)
{
    return person.has_role("vidyut_sakhi") && is_imported(person) && !person.group_name.empty() &&
           !person.district.empty();
}

void give_if_known(dialogs::Slots& gives, const std::string& slot, const std::string& words)
{
    if (!words.empty())
        gives.insert_or_assign(slot, dialogs::Text { words });
}

void record_consent(ActionCall& call, Purpose purpose, bool given, const std::string& notice)
{
    const auto version = call.text_version ? call.text_version(notice) : std::string {};
    storage::consents::record(call.tx, { call.person.id, purpose, given, notice, version, std::string { call.language },
                                         call.arrival.channel, call.arrival.provider_id, call.now });
}

// From now on she is served. Joining anew takes an earlier stop back: nobody asks for a service and for silence.
void join(ActionCall& call)
{
    auto& person = call.person;
    if (person.stopped_at)
        storage::opt_outs::record(call.tx, { person.id, storage::opt_outs::Word::Start, call.arrival.channel,
                                             call.arrival.provider_id, call.now });
    if (person.deleted_at)
        storage::deletion::take_back(call.tx, person.id);
    person.deleted_at.reset();
    person.purge_at.reset();
    person.stopped_at.reset();
    person.name = words_in(call.slots, "name");
    person.group_name = words_in(call.slots, "group");
    person.district = words_in(call.slots, "district");
    person.joined_at = call.now;
    if (person.roles.empty())
        person.roles.emplace_back("member");
    storage::people::save(call.tx, person);
}

Done welcomed(ActionCall& call)
{
    Done done { "saved", {} };
    give_officer(done.gives, officer_of(call.tx, call.person));
    return done;
}

} // namespace

Done who_is_this(ActionCall& call)
{
    const auto& person = call.person;
    Done done;
    if (!person.deleted_at) {
        give_if_known(done.gives, "name", person.name);
        give_if_known(done.gives, "group", person.group_name);
        give_if_known(done.gives, "district", person.district);
    }
    if (person.joined_at)
        done.outcome = "joined";
    else if (may_take_short_road(person))
        done.outcome = "sakhi";
    else
        done.outcome = is_imported(person) ? "imported" : "new";
    return done;
}

Done save_member(ActionCall& call)
{
    const std::string notice = is_imported(call.person) ? "join.known_notice.ask" : "join.notice.ask";
    join(call);
    record_consent(call, Purpose::Service, true, notice);
    record_consent(call, Purpose::Notices, is_yes(call.slots, "wants_notices"), "join.wants_notices.ask");
    record_consent(call, Purpose::Publishing, is_yes(call.slots, "may_publish"), "join.may_publish.ask");
    return welcomed(call);
}

Done save_sakhi(ActionCall& call)
{
    join(call);
    record_consent(call, Purpose::Service, true, "join.sakhi_notice.ask");
    return welcomed(call);
}

} // namespace bot::run
