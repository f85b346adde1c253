#include "opened.h"

#include "storage/outside_window.h"

using namespace storage;
using namespace std::chrono_literals;
using opened::at;
using opened::person;

namespace {

std::int64_t whatsapp_in_day(Transaction& tx, Time now)
{
    return outside_window::people_in_day(tx, "whatsapp", now);
}

} // namespace

TEST_CASE("People written to outside their window are counted over a moving day, for ten minutes too long at most")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    for (std::int64_t id = 1; id <= 7; ++id)
        person(tx, id);
    outside_window::take(tx, "whatsapp", { 1, 2, 3 }, at());
    outside_window::take(tx, "whatsapp", { 4, 5, 6, 7 }, at(90min));
    CHECK(whatsapp_in_day(tx, at(90min)) == 7);
    CHECK(outside_window::people_in_day(tx, "sms", at(90min)) == 0);
    CHECK(whatsapp_in_day(tx, at(24h)) == 7);
    CHECK(whatsapp_in_day(tx, at(24h + 10min)) == 4);
    CHECK(whatsapp_in_day(tx, at(25h + 30min)) == 4);
    CHECK(whatsapp_in_day(tx, at(25h + 40min)) == 0);
    CHECK(outside_window::is_counted(tx, "whatsapp", 3, at(24h)));
    CHECK_FALSE(outside_window::is_counted(tx, "whatsapp", 3, at(24h + 10min)));
    CHECK_FALSE(outside_window::is_counted(tx, "sms", 3, at()));
}

TEST_CASE("Whoever is written to again is still one person, and counts a day from then on")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    person(tx, 2);
    outside_window::take(tx, "whatsapp", { 1, 2, 2 }, at());
    CHECK(whatsapp_in_day(tx, at()) == 2);
    outside_window::take(tx, "whatsapp", { 1 }, at(20h));
    CHECK(whatsapp_in_day(tx, at(20h)) == 2);
    CHECK(whatsapp_in_day(tx, at(30h)) == 1);
    outside_window::take(tx, "whatsapp", { 2 }, at(240h));
    CHECK(whatsapp_in_day(tx, at(240h)) == 1);
}

TEST_CASE("What never left takes no room, and who was written to before still counts from then")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    person(tx, 2);
    outside_window::take(tx, "whatsapp", { 1 }, at());
    outside_window::take(tx, "whatsapp", { 1, 2 }, at(20h));
    outside_window::give_back(tx, "whatsapp", 2, at(20h));
    outside_window::give_back(tx, "whatsapp", 2, at(20h));
    outside_window::give_back(tx, "whatsapp", 1, at());
    CHECK(whatsapp_in_day(tx, at(20h)) == 1);
    outside_window::give_back(tx, "whatsapp", 1, at(20h));
    CHECK(whatsapp_in_day(tx, at(20h)) == 1);
    CHECK(outside_window::is_counted(tx, "whatsapp", 1, at(20h)));
    CHECK(whatsapp_in_day(tx, at(25h)) == 0);
}

TEST_CASE(
    "There is room again when the first leave the day, and what a clock set back leaves behind counts for a while")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    person(tx, 2);
    CHECK(outside_window::room_at(tx, "whatsapp", at()) > at());
    outside_window::take(tx, "whatsapp", { 1 }, at());
    outside_window::take(tx, "whatsapp", { 2 }, at(3h));
    const auto room_at = outside_window::room_at(tx, "whatsapp", at(4h));
    CHECK(room_at > at(24h));
    CHECK(room_at <= at(24h + 10min));
    CHECK(whatsapp_in_day(tx, room_at - 1ms) == 2);
    CHECK(whatsapp_in_day(tx, room_at) == 1);
    CHECK(whatsapp_in_day(tx, at(-3h)) == 2);
    CHECK(whatsapp_in_day(tx, at(-30 * 24h)) == 0);
}
