// Orders of the marketplaces, and how far each came. Every step is kept in a history that is only added to. An order
// has a short number of ours beside the marketplace's long one.

#pragma once

#include "storage/database.h"

namespace storage::orders {

enum class Status {
    New,
    Accepted,
    Late,
    Packed,
    Collected,
    InTransit,
    Delivered,
    CancelledByBuyer,
    CancelledByUs,
    Returned,
    PaidClf,
    PaidMember,
};

std::string_view name_of(Status status); // "new", "cancelled_by_us" ...
std::optional<Status> status_named(std::string_view name);

struct Order {
    std::int64_t number = 0; // given by import_order()
    std::string order_id;    // the marketplace's
    std::string channel;     // "amazon", "flipkart" ...
    std::string product;
    std::int64_t person = 0;
    std::int64_t quantity = 0;
    std::int64_t amount_paise = 0;
    std::optional<Time> pack_by;
    Status status = Status::New;
    std::string reason;
    Time created_at {}, changed_at {};
};

enum class Imported { Added, Changed, Same };

// Adds the order or brings it up to date; (channel, order_id) says which it is. A file may be older than what she told
// us, so the status moves forward only, in the order of the enum.
Imported import_order(Transaction& tx, const Order& row, Time now);

std::optional<Order> get(Transaction& tx, std::int64_t number);

// Newest first.
std::vector<Order> of_person(Transaction& tx, std::int64_t person, int limit);

// Her orders that `digits` may mean: our number, or the last digits of the marketplace's. More than one: ask her.
std::vector<Order> find(Transaction& tx, std::int64_t person, std::string_view digits);

// All, with a number above `after`.
std::vector<Order> list(Transaction& tx, std::int64_t after, int limit);

struct Move {
    Status from = Status::New;
    Status to = Status::Packed;
    std::string_view who;
    std::string_view reason {};
};

// False if the order does not stand at `from` any more.
bool move(Transaction& tx, std::int64_t number, const Move& step, Time now);

struct Step {
    std::string from, to, who, reason; // from is empty for the first
    Time at {};
};

// Oldest first.
std::vector<Step> history(Transaction& tx, std::int64_t number);

// Not yet packed, to be packed by `until`; for reminders.
std::vector<Order> to_pack(Transaction& tx, Time until, int limit);

} // namespace storage::orders
