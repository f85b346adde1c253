#include "storage/people.h"

namespace storage::people {

namespace {

// Takes what `row` says; true if anything is new.
bool take_over(std::string& known, const std::string& told)
{
    if (told.empty() || told == known)
        return false;
    known = told;
    return true;
}

bool take_over(Person& known, const Person& told)
{
    bool changed = false;
    for (const auto field :
         { &Person::name, &Person::group_name, &Person::clf, &Person::block, &Person::district, &Person::state })
        changed |= take_over(known.*field, told.*field);
    if (!known.language_chosen)
        changed |= take_over(known.language, told.language);
    for (const auto& role : told.roles) {
        if (known.has_role(role))
            continue;
        known.roles.push_back(role);
        changed = true;
    }
    return changed;
}

} // namespace

Imported import_person(Transaction& tx, std::string_view phone, const Person& row, Time now)
{
    const Identity identity { IdentityKind::Phone, std::string { phone } };
    auto known = by_phone(tx, phone);
    const bool is_new = !known;
    if (is_new) {
        known.emplace().id = add(tx, {}, now);
        bind_identity(tx, known->id, {}, identity, now);
    }
    if (!take_over(*known, row) && !is_new)
        return Imported::Same;
    save(tx, *known);
    return is_new ? Imported::Added : Imported::Changed;
}

} // namespace storage::people
