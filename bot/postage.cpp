#include "bot/postage.h"

#include "locales/time.h"
#include "storage/day.h"
#include "storage/prices.h"

namespace bot {

namespace {

std::string day_of(Time now)
{
    return storage::text_of(locales::day_in_india(now));
}

} // namespace

std::string month_of(Time now)
{
    return day_of(now).substr(0, 7);
}

Postage::Postage(storage::Transaction& tx, std::string_view channel, Time now)
    : tx_(tx), channel_(channel), day_(day_of(now))
{
}

std::int64_t Postage::thousand_paise(const std::string& category)
{
    const auto [place, is_new] = prices_.try_emplace(category, 0);
    if (is_new)
        if (const auto price = storage::prices::on_day(tx_, channel_, category, day_))
            place->second = price->thousand_paise;
    return place->second;
}

void note_spent(storage::Transaction& tx, const storage::outbox::Outbound& row, std::string_view category,
                std::int64_t thousand_paise, Time now)
{
    storage::prices::spend(tx, { .month = month_of(now),
                                 .channel = row.channel,
                                 .category = std::string { category },
                                 .lane = row.lane,
                                 .messages = 1,
                                 .parts = row.parts,
                                 .thousand_paise = row.parts * thousand_paise });
}

void note_unspent(storage::Transaction& tx, const storage::outbox::Outbound& row, std::string_view category, Time now)
{
    storage::prices::spend(tx, { .month = month_of(now),
                                 .channel = row.channel,
                                 .category = std::string { category },
                                 .lane = row.lane,
                                 .messages = -1,
                                 .parts = -row.parts,
                                 .thousand_paise = -row.parts * row.thousand_paise });
}

} // namespace bot
