#include "bot/record_rows.h"

#include "locales/time.h"
#include "storage/day.h"
#include "storage/people.h"

#include <cstdio>

namespace bot {

namespace {

constexpr std::size_t phones_kept_max = 10'000;

} // namespace

std::string moment_text(storage::Time moment)
{
    const auto local = moment + locales::indian_offset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss time { local - day };
    char text[40];
    std::snprintf(text, sizeof text, "T%02d:%02d:%02d.%03d+05:30", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
                  static_cast<int>(time.subseconds().count()));
    return storage::text_of(storage::Day { day }) + text;
}

std::string Phones::of(std::optional<std::int64_t> person)
{
    if (!person)
        return {};
    if (known_.size() > phones_kept_max)
        known_.clear();
    const auto [place, is_new] = known_.try_emplace(*person);
    if (is_new)
        place->second = storage::people::phone_of(tx_, *person);
    return place->second;
}

} // namespace bot
