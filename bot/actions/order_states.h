// The states of an order as they are told to her (domain notes 4.3). Pure and thread-safe.

#pragma once

#include "dialogs/answer.h"
#include "storage/orders.h"

#include <string>

namespace bot {

bool waits_for_packing(storage::orders::Status status);

// The buyer has it, so that money is owed for it, or was paid.
bool is_delivered(storage::orders::Status status);

// "state.order.*": late where it waits and its time is over.
dialogs::Phrase state_of(const storage::orders::Order& order, storage::Time now);

// to_pack, late, moving, delivered, cancelled or returned.
std::string stage_of(const storage::orders::Order& order, storage::Time now);

} // namespace bot
