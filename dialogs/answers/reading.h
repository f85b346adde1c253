// What the readers of answers return. An open question gets a Reading: one value; or none, when the answer does not
// fit; or two to be offered as buttons, when it truly has two readings. Running text gets Found values, in order.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace dialogs::answers {

template <class T> struct Reading {
    std::optional<T> value;
    std::vector<T> either; // both readings where there are two, and then no value
};

template <class T> struct Found {
    T value;
    std::size_t first; // its tokens, half open
    std::size_t last;
};

} // namespace dialogs::answers
