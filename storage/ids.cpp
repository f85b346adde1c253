#include "storage/ids.h"

#include <utility>

namespace storage::ids {

namespace {

struct Start {
    std::string_view name;
    std::int64_t first = 1;
};

Start start_of(Sequence sequence)
{
    switch (sequence) {
    case Sequence::Person:
        return { "person", 1 };
    case Sequence::Parked:
        return { "parked", 1 };
    case Sequence::Outbox:
        return { "outbox", 1 };
    case Sequence::Media:
        return { "media", 1 };
    case Sequence::Product:
        return { "product", 1001 };
    case Sequence::Order:
        return { "order", 101 };
    case Sequence::Complaint:
        return { "complaint", 501 };
    }
    throw Error { "taking a number: the sequence is unknown" };
}

} // namespace

std::int64_t next(Transaction& tx, Sequence sequence)
{
    const auto start = start_of(sequence);
    const auto number = tx.first("INSERT INTO counters (name, value) VALUES ($1, $2) "
                                 "ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value",
                                 { start.name, start.first }, [](const Row& row) { return row.integer(0); });
    return number.value();
}

} // namespace storage::ids
