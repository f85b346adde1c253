// A request from outside that cannot be read. One sentence says what is wrong with it; it never holds message text.
// The webhook answers it with 400 and one line in the log.

#pragma once

#include <stdexcept>

namespace bot {

struct BadRequest : std::runtime_error {
    using std::runtime_error::runtime_error;
};

} // namespace bot
