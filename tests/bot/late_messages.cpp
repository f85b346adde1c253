// Messages that come out of order, and providers whose clocks are wrong.

#include "tests/support/memory_phone.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using tests::MemoryOffice;
using tests::text_of;

namespace {

constexpr const char* phone = "+919800000001";

bot::TurnReport hears(MemoryOffice& office, const std::string& id, const std::string& words, storage::Time sent_at)
{
    auto arrival = text_of(phone, "sms", id, words, office.now);
    arrival.sent_at = sent_at;
    return office.take(arrival);
}

} // namespace

TEST_CASE("an answer written before the open question was asked is not taken for it")
{
    MemoryOffice office;
    const auto written = office.now - 10min;
    hears(office, "1", "PACK 101", office.now);
    CHECK(hears(office, "2", "haan", written).outcome == "late");
    CHECK(hears(office, "3", "haan", office.now + 1s).outcome == "answered");
}

TEST_CASE("a message from a clock that runs ahead does not make what she writes afterwards late")
{
    MemoryOffice office;
    hears(office, "1", "PACK 101", office.now + 5h + 30min);
    office.now += 1min;
    CHECK(hears(office, "2", "haan", office.now).outcome == "answered");
}
