// The states of a product as they are told to her (domain notes 4.3). Pure and thread-safe.

#pragma once

#include "dialogs/answer.h"
#include "storage/products.h"

#include <string>

namespace bot {

// On a portal, so that a change has to be carried there.
bool is_on_portal(storage::products::Status status);

// "state.product.*": sold out where it is live with nothing left.
dialogs::Phrase state_of(const storage::products::Product& product);

// waiting, more_needed, live, stopped or sold_out.
std::string stage_of(const storage::products::Product& product);

} // namespace bot
