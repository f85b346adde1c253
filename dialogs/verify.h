// A condition that the checks at start have already proved. When it fails, we were wrong: it throws with file and line,
// and the turn's boundary parks the message.

#pragma once

#include <stdexcept>
#include <string>

#define VERIFY(condition)                                                                                              \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            throw std::logic_error { std::string { __FILE__ ":" } + std::to_string(__LINE__) + ": " #condition };      \
    } while (false)
