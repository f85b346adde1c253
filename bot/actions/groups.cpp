#include "bot/actions/groups.h"

#include "storage/groups.h"

namespace bot {

namespace {

constexpr int groups_compared_max = 500; // so that a turn stays short; a name beyond them stays as she wrote it

std::string district_of(const storage::people::Person& person, const dialogs::Slots& slots)
{
    const auto told = slots.find("district");
    const auto* text = told == slots.end() ? nullptr : std::get_if<dialogs::Text>(&told->second);
    if (text != nullptr)
        return text->words;
    return person.deleted_at ? std::string {} : person.district;
}

} // namespace

locales::LikeNames like_on_record(const AskedForName& asked, std::string_view kind, const std::string& words,
                                  const dialogs::Slots& slots)
{
    if (kind != "group")
        return {};
    const auto district = district_of(asked.person, slots);
    const auto known = district.empty() ? storage::groups::all(asked.tx, groups_compared_max)
                                        : storage::groups::of_district(asked.tx, district, groups_compared_max);
    return locales::names_like(known, words, [&](std::string_view n1) { return asked.words.is_group_word(n1); });
}

} // namespace bot
