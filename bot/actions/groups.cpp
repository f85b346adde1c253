#include "bot/actions/groups.h"

#include "bot/notices/place_names.h"
#include "storage/audience.h"
#include "storage/groups.h"

#include <set>

namespace bot {

namespace {

constexpr int groups_compared_max =
    500; // of a spelling of her district, so that a turn stays short; a name beyond them stays as she wrote it

std::string district_of(const storage::people::Person& person, const dialogs::Slots& slots)
{
    const auto told = slots.find("district");
    const auto* text = told == slots.end() ? nullptr : std::get_if<dialogs::Text>(&told->second);
    if (text != nullptr)
        return text->words;
    return person.deleted_at ? std::string {} : person.district;
}

// Without the state behind one of two districts of a name: groups too many to compare with do no harm.
std::string_view bare(std::string_view district)
{
    return district.substr(0, district.find(" ("));
}

// Her neighbours' records may spell the district otherwise.
std::vector<std::string> groups_of(storage::Transaction& tx, const std::string& district)
{
    std::set<std::string> groups;
    for (const auto& spelling : storage::audience::spellings(tx, storage::audience::NameKind::District))
        if (notices::sounds_like(bare(spelling), bare(district)))
            for (auto& name : storage::groups::of_district(tx, spelling, groups_compared_max))
                groups.insert(std::move(name));
    return { groups.begin(), groups.end() };
}

} // namespace

locales::LikeNames like_on_record(const AskedForName& asked, std::string_view kind, const std::string& words,
                                  const dialogs::Slots& slots)
{
    if (kind != "group")
        return {};
    const auto district = district_of(asked.person, slots);
    const auto known =
        district.empty() ? storage::groups::all(asked.tx, groups_compared_max) : groups_of(asked.tx, district);
    return locales::names_like(known, words, [&](std::string_view n1) { return asked.words.is_group_word(n1); });
}

} // namespace bot
