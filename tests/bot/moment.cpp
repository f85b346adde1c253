#include "bot/moment.h"

#include <catch2/catch.hpp>

using bot::moment_of;
using namespace std::chrono;

namespace {

// 18:00 in India on 22 November 2026, as UTC.
const locales::Time six_in_the_evening { sys_days { 2026y / 11 / 22 } + hours { 12 } + minutes { 30 } };

} // namespace

TEST_CASE("A moment is Indian time unless it says its offset")
{
    CHECK(moment_of("2026-11-22 18:00") == six_in_the_evening);
    CHECK(moment_of("2026-11-22T18:00:00") == six_in_the_evening);
    CHECK(moment_of("2026-11-22T12:30Z") == six_in_the_evening);
    CHECK(moment_of("2026-11-22T12:30:00.999Z") == six_in_the_evening);
    CHECK(moment_of("2026-11-22T18:00:00+05:30") == six_in_the_evening);
    CHECK(moment_of("2026-11-22T09:30:00-03:00") == six_in_the_evening);
}

TEST_CASE("A day alone lasts until its end")
{
    CHECK(moment_of("2026-11-22") == six_in_the_evening + hours { 5 } + minutes { 59 });
}

TEST_CASE("What is no moment is not taken for one")
{
    for (const auto* text : { "", "2026-11-31", "2026-11-22x18:00", "2026-11-22 24:00", "2026-11-22 18", "tomorrow",
                              "2026-11-22 18:00:00.x", "2026-11-22 -1:00", "2026-11-22 18:00+5" })
        CHECK_FALSE(moment_of(text));
}
