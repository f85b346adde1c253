// When a notice may go out. Quiet hours 20:00 to 08:00 in India for all notices but urgent ones the approver allowed;
// promotional SMS only 10:00 to 21:00, urgent or not, because the operators refuse them otherwise (DLT error 651).
// Replies have no hours. Pure.

#pragma once

#include "storage/database.h"

#include <string_view>

namespace bot::notices {

enum class Urgency { Usual, AllowedAtNight };

// `now` if it may go now, else the moment from which it may.
storage::Time may_go_at(std::string_view channel, std::string_view category, Urgency urgency, storage::Time now);

} // namespace bot::notices
