// The groups on record, for the question which group is hers.

#include "bot/actions/groups.h"
#include "storage/deletion.h"
#include "tests/support/acting.h"

#include <catch2/catch.hpp>

using namespace support;

namespace {

using List = std::vector<std::string>;

struct Street : Acting {
    void living_in(const std::string& district, const std::string& group)
    {
        auto person = imported("+919800" + std::to_string(100'110 + count++), "Reena", {});
        person.district = district;
        person.group_name = group;
        storage::people::save(tx(), person);
    }

    locales::LikeNames like(const std::string& words, const Slots& slots = {}, std::string_view kind = "group")
    {
        static const auto known = locales::Words::load(std::filesystem::path { SAMVAD_SOURCE_DIR } / "locales");
        return bot::like_on_record({ tx(), she, known }, kind, words, slots);
    }

    int count = 0;
    storage::people::Person she;
};

} // namespace

TEST_CASE("A group's name is looked for in her district; in all where no district is known yet")
{
    Street street;
    street.living_in("हरदोई", "लक्ष्मी समूह");
    street.living_in("हरदोई", "लक्ष्मी समूह");
    street.living_in("काँगड़ा", "Laxmi SHG");
    street.living_in("काँगड़ा", "ज्वाला समूह");

    CHECK(street.like("jwala").alike == List { "ज्वाला समूह" });
    CHECK(street.like("lakshmi").alike == List { "Laxmi SHG", "लक्ष्मी समूह" });
    CHECK(street.like("lakshmi", { { "district", text("हरदोई") } }).alike == List { "लक्ष्मी समूह" });
    street.she.district = "काँगड़ा";
    CHECK(street.like("lakshmi").alike == List { "Laxmi SHG" });
    CHECK(street.like("lakshmi", { { "district", text("हरदोई") } }).alike == List { "लक्ष्मी समूह" });
    CHECK(street.like("lakshmi", { { "district", text("ऊना") } }).alike.empty());
}

TEST_CASE("The groups of her district are compared however the records spell it, and though others come before them")
{
    Street street;
    for (int i = 0; i < 600; ++i)
        street.living_in("Agra", "A" + std::to_string(i));
    street.living_in("लखनऊ", "ज्वाला समूह");
    street.living_in("Hamirpur", "गौरी समूह");

    CHECK(street.like("jwala").alike.empty());
    for (const auto* district : { "Lucknow", "लखनऊ" })
        CHECK(street.like("jwala", { { "district", text(district) } }).alike == List { "ज्वाला समूह" });
    for (const auto* district : { "हमीरपुर (उत्तर प्रदेश)", "Hamirpur (UP)" })
        CHECK(street.like("gauri", { { "district", text(district) } }).alike == List { "गौरी समूह" });
}

TEST_CASE("Whoever asked to be forgotten names no group, and a district she lived in is forgotten too")
{
    Street street;
    street.living_in("हरदोई", "ज्वाला समूह");
    auto gone = street.imported("+919800000199", "Asha", {});
    gone.district = "काँगड़ा";
    gone.group_name = "सरस्वती समूह";
    storage::people::save(street.tx(), gone);
    storage::deletion::forget(street.tx(), gone.id, street.now);

    CHECK(street.like("saraswati").alike.empty());
    street.she = storage::people::get(street.tx(), gone.id).value();
    CHECK(street.like("jwala").alike == List { "ज्वाला समूह" });
}

TEST_CASE("Of other kinds of names nothing is on record")
{
    Street street;
    street.living_in("हरदोई", "लक्ष्मी समूह");
    CHECK(street.like("लक्ष्मी समूह", {}, "district").alike.empty());
}
