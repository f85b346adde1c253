#include "storage/outside_window.h"

namespace storage::outside_window {

namespace {

constexpr std::chrono::minutes slot_length { 10 };
constexpr std::int64_t slots_of_a_day = std::chrono::days { 1 } / slot_length;

std::int64_t slot_of(Time time)
{
    return std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()) / slot_length;
}

// The slots that count; those to come too, because a clock may have been put back.
struct Slots {
    std::int64_t first = 0, last = 0;
};

Slots slots_that_count(Time now)
{
    return { slot_of(now) - slots_of_a_day, slot_of(now) + slots_of_a_day };
}

void add(Transaction& tx, std::string_view channel, std::int64_t slot, std::int64_t people)
{
    tx.run("INSERT INTO outside_window_sums (channel, slot, people) VALUES ($1, $2, $3) "
           "ON CONFLICT (channel, slot) DO UPDATE SET people = outside_window_sums.people + excluded.people",
           { channel, slot, people });
}

void take_out(Transaction& tx, std::string_view channel, Time written_at)
{
    tx.run("UPDATE outside_window_sums SET people = people - 1 WHERE channel = $1 AND slot = $2",
           { channel, slot_of(written_at) });
}

std::optional<Time> last_written(Transaction& tx, std::string_view channel, std::int64_t person)
{
    return tx.first("SELECT written_at FROM outside_window WHERE channel = $1 AND person = $2", { channel, person },
                    [](const Row& row) { return row.time(0); });
}

// She leaves the slot in which she was counted until now.
void move(Transaction& tx, std::string_view channel, std::int64_t person, Time now)
{
    const auto before = last_written(tx, channel, person);
    tx.run("UPDATE outside_window SET written_at = $3, written_before = written_at WHERE channel = $1 AND person = $2",
           { channel, person, value(now) });
    if (before)
        take_out(tx, channel, *before);
}

} // namespace

std::int64_t people_in_day(Transaction& tx, std::string_view channel, Time now)
{
    const auto [first, last] = slots_that_count(now);
    return tx
        .first("SELECT coalesce(sum(people), 0) FROM outside_window_sums "
               "WHERE channel = $1 AND slot >= $2 AND slot <= $3",
               { channel, first, last }, [](const Row& row) { return row.integer(0); })
        .value_or(0);
}

bool is_counted(Transaction& tx, std::string_view channel, std::int64_t person, Time now)
{
    const auto written_at = last_written(tx, channel, person);
    const auto [first, last] = slots_that_count(now);
    return written_at && slot_of(*written_at) >= first && slot_of(*written_at) <= last;
}

void take(Transaction& tx, std::string_view channel, const std::vector<std::int64_t>& people, Time now)
{
    if (people.empty())
        return;
    tx.run("DELETE FROM outside_window_sums WHERE channel = $1 AND slot < $2",
           { channel, slot_of(now) - 2 * slots_of_a_day });
    add(tx, channel, slot_of(now), static_cast<std::int64_t>(people.size()));
    for (const auto person : people)
        if (tx.run("INSERT INTO outside_window (channel, person, written_at) VALUES ($1, $2, $3) "
                   "ON CONFLICT DO NOTHING",
                   { channel, person, value(now) }) == 0)
            move(tx, channel, person, now);
}

void give_back(Transaction& tx, std::string_view channel, std::int64_t person, Time taken_at)
{
    const auto before =
        tx.first("SELECT written_before FROM outside_window "
                 "WHERE channel = $1 AND person = $2 AND written_at = $3",
                 { channel, person, value(taken_at) }, [](const Row& row) { return row.maybe_time(0); });
    if (!before)
        return;
    take_out(tx, channel, taken_at);
    if (!*before) {
        tx.run("DELETE FROM outside_window WHERE channel = $1 AND person = $2", { channel, person });
        return;
    }
    tx.run("UPDATE outside_window SET written_at = written_before, written_before = NULL "
           "WHERE channel = $1 AND person = $2",
           { channel, person });
    add(tx, channel, slot_of(**before), 1);
}

Time room_at(Transaction& tx, std::string_view channel, Time now)
{
    const auto [first, last] = slots_that_count(now);
    const auto oldest = tx.first("SELECT min(slot) FROM outside_window_sums "
                                 "WHERE channel = $1 AND slot >= $2 AND slot <= $3 AND people > 0",
                                 { channel, first, last }, [](const Row& row) { return row.maybe_integer(0); })
                            .value_or(std::nullopt);
    return Time { slot_length * (oldest.value_or(slot_of(now)) + slots_of_a_day + 1) };
}

} // namespace storage::outside_window
