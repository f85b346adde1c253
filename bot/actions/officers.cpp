#include "bot/actions/officers.h"

#include "bot/actions/slots.h"
#include "bot/notices/place_names.h"
#include "locales/normalize.h"
#include "storage/audit.h"

#include <array>

namespace bot {

using storage::people::Person;

namespace {

constexpr std::string_view coordinator = "coordinator";

// How far up a coordinator stands from her; 0: not hers.
constexpr int her_federation = 4, her_block = 3, her_district = 2, her_state = 1;

// A federation's or a block's name counts within its district only, since blocks of different districts share names.
int nearness(const Person& officer, const Person& person)
{
    const auto covers = [](const std::string& scope, const std::string& place) {
        return !scope.empty() && !place.empty() && notices::sounds_like(scope, place);
    };
    if (officer.district.empty() && officer.block.empty() && officer.clf.empty())
        return covers(officer.state, person.state) ? her_state : 0;
    if (!covers(officer.district, person.district))
        return 0;
    if (covers(officer.clf, person.clf))
        return her_federation;
    if (officer.clf.empty() && covers(officer.block, person.block))
        return her_block;
    return officer.clf.empty() && officer.block.empty() ? her_district : 0;
}

// The nearest of those that are at least `least` and at most `most` near.
std::optional<Person> nearest_between(storage::Transaction& tx, const Person& person, int least, int most)
{
    std::optional<Person> nearest;
    for (auto& officer : storage::people::with_role(tx, coordinator)) {
        const auto near = officer.id == person.id ? 0 : nearness(officer, person);
        if (near >= least && near <= most && near > (nearest ? nearness(*nearest, person) : 0))
            nearest = std::move(officer);
    }
    return nearest;
}

// Whoever has not joined has no name with us yet: what she calls herself on the channel, else her number.
std::string name_for_officer(const Person& person, const std::string& phone)
{
    if (!person.name.empty())
        return person.name;
    return person.profile_name.empty() ? phone : person.profile_name;
}

struct DueIn {
    std::string_view kind;
    int days;
};

// Days to act, shortest where a buyer waits. No such limits are published: they are this programme's own promise to
// her, and stand here so that they can be changed in one place. Whatever is not named has five.
constexpr std::array due_in_days {
    DueIn { "order_problem", 1 },  DueIn { "wallet_problem", 3 },     DueIn { "returned_goods", 3 },
    DueIn { "talk_to_person", 2 }, DueIn { "commission_missing", 7 }, DueIn { "no_cooperation", 7 },
    DueIn { "sale_payment", 7 },   DueIn { "product_review", 3 },     DueIn { "product_change", 2 },
    DueIn { "reopened", 3 },
};
constexpr int due_in_days_otherwise = 5;

} // namespace

bool same_name(std::string_view one, std::string_view other)
{
    return locales::n1(one) == locales::n1(other);
}

std::optional<Person> officer_of(storage::Transaction& tx, const Person& person)
{
    return nearest_between(tx, person, her_district, her_federation);
}

std::optional<Person> officer_above(storage::Transaction& tx, const Person& person,
                                    const std::optional<Person>& officer)
{
    const auto stands = officer ? nearness(*officer, person) : 0;
    return nearest_between(tx, person, her_state, stands == 0 ? her_federation : stands - 1);
}

void give_officer(dialogs::Slots& gives, const std::optional<Person>& officer)
{
    if (officer && !officer->name.empty())
        gives.insert_or_assign("officer", dialogs::Text { officer->name });
    else
        gives.insert_or_assign("officer", dialogs::Phrase { "officer.unknown" });
}

void give_officer(dialogs::Slots& gives, const std::optional<Person>& officer, locales::Date by)
{
    give_officer(gives, officer);
    gives.insert_or_assign("by", dialogs::Day { by });
}

void tell_officer(ActionCall& call, const std::optional<Person>& officer, std::string text, dialogs::Slots slots)
{
    if (!officer)
        return;
    const auto phone = storage::people::phone_of(call.tx, call.person.id);
    give_officer(slots, officer);
    slots.insert_or_assign("name", dialogs::Text { name_for_officer(call.person, phone) });
    slots.insert_or_assign("group", dialogs::Text { call.person.group_name });
    slots.insert_or_assign("phone", dialogs::Phone { phone });
    storage::audit::note(call.tx,
                         { "person:" + std::to_string(officer->id), "is told", call.person.id, text, call.now });
    call.tells.push_back({ officer->id, { std::move(text), {}, std::move(slots), {} } });
}

locales::Date due_day(std::string_view kind, dialogs::Time from)
{
    int days = due_in_days_otherwise;
    for (const auto& due : due_in_days)
        if (due.kind == kind)
            days = due.days;
    return std::chrono::sys_days { locales::day_in_india(from) } + std::chrono::days { days };
}

} // namespace bot
