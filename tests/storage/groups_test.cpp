#include "opened.h"

#include "storage/deletion.h"
#include "storage/groups.h"
#include "storage/people.h"

using namespace storage;
using opened::at;

namespace {

using Names = std::vector<std::string>;

std::int64_t living_in(Transaction& tx, const std::string& district, const std::string& group)
{
    people::Person person;
    person.id = people::add(tx, "", at());
    person.district = district;
    person.group_name = group;
    people::save(tx, person);
    return person.id;
}

} // namespace

TEST_CASE("Groups are named once, in order and no more than asked for, in all and of a district")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    for (const auto* name : { "Kha", "Ka", "Ga", "Ka", "" })
        living_in(tx, "Hardoi", name);
    living_in(tx, "Kangra", "Jwala");
    living_in(tx, "", "Ka");
    CHECK(groups::of_district(tx, "Hardoi", 10) == Names { "Ga", "Ka", "Kha" });
    CHECK(groups::of_district(tx, "Hardoi", 2) == Names { "Ga", "Ka" });
    CHECK(groups::of_district(tx, "Una", 10).empty());
    CHECK(groups::all(tx, 10) == Names { "Ga", "Jwala", "Ka", "Kha" });
    CHECK(groups::all(tx, 1) == Names { "Ga" });
}

TEST_CASE("Whoever asked to be forgotten names no group any more")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    deletion::forget(tx, living_in(tx, "Hardoi", "Ka"), at());
    CHECK(groups::of_district(tx, "Hardoi", 10).empty());
    CHECK(groups::all(tx, 10).empty());
}
