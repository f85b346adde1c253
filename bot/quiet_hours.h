// Quiet hours: nobody is written to unasked between eight in the evening and eight in the morning, in India. Pure.

#pragma once

#include "locales/time.h"

namespace bot {

// `due` itself by day, else eight o'clock of the morning that follows.
locales::Time by_day(locales::Time due);

} // namespace bot
