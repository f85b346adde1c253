// How records are gone through when they are shown: page after page, with the phone beside each person's number, and
// moments written as they were in India. For one thread at a time.

#pragma once

#include "bot/records.h"
#include "storage/database.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bot {

// "2026-11-23T18:00:00.000+05:30"
std::string moment_text(storage::Time moment);

// Phones by person, remembered while a list is written.
class Phones {
public:
    explicit Phones(storage::Transaction& tx) : tx_(tx) {}

    // Empty for nobody, and for somebody without a phone.
    std::string of(std::optional<std::int64_t> person);

private:
    storage::Transaction& tx_;
    std::map<std::int64_t, std::string> known_;
};

inline constexpr int page_rows = 500;

// Gives the rows of one person, who has few, or of all, page after page.
template <class Row, class OfPerson, class Page, class Position>
void each_row(const RecordFilter& filter, std::optional<std::int64_t> person, OfPerson of_person, Page page,
              Position position, const std::function<void(const Row&)>& give)
{
    auto left = filter.limit;
    if (person) {
        for (const auto& row : of_person(*person))
            if (left-- > 0)
                give(row);
        return;
    }
    auto after = position(static_cast<const Row*>(nullptr));
    while (left > 0) {
        const auto rows = page(after, static_cast<int>(std::min<std::int64_t>(left, page_rows)));
        for (const auto& row : rows)
            give(row);
        if (rows.empty())
            return;
        left -= static_cast<std::int64_t>(rows.size());
        after = position(&rows.back());
    }
}

template <class Row> std::vector<Row> oldest_first(std::vector<Row> rows)
{
    std::ranges::reverse(rows);
    return rows;
}

template <class Row> std::int64_t number_of(const Row* row)
{
    return row ? row->number : 0;
}

} // namespace bot
