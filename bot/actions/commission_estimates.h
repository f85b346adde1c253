// Estimates of a Vidyut Sakhi's commission from her own reports, by the rates in force. Always shown as estimates.

#pragma once

#include "storage/commissions.h"
#include "storage/people.h"

namespace bot {

// She belongs to a federation or a block of the rural mission. False: not known.
bool is_rural(const storage::people::Person& person);

// Whose own reports are estimated: the sakhis are of the rural mission.
inline constexpr auto area_of_sakhis = storage::commissions::Area::Rural;

// The least that so many bills of such a sum earn a sakhi by the rates of that day. 0 where none are known.
std::int64_t estimate_paise(storage::Transaction& tx, std::int64_t bills, std::int64_t collected_paise,
                            storage::Day day);

} // namespace bot
