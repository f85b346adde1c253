// Numbers given by the program. Each sequence counts up by one and never gives a number twice, not even one whose row
// was deleted, because providers and people keep what they were told. A number taken in a transaction that is undone is
// free again.

#pragma once

#include "storage/database.h"

namespace storage::ids {

// Change numbers the steps of orders and complaints, Proof what is kept as proof.
enum class Sequence { Person, Parked, Outbox, Media, Product, Order, Complaint, Change, Proof, Notice };

// The next number. Products start at 1001, orders at 101, complaints at 501; the others at 1.
std::int64_t next(Transaction& tx, Sequence sequence);

} // namespace storage::ids
