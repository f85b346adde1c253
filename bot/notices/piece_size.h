// How large the next piece of a long work may be, learnt from how long the last one took: so that turns wait for a
// piece no longer than wanted, on a slow machine and for a hard audience too. One piece that took long makes the next
// ones small at once; they grow again slowly. Pure.

#pragma once

#include <chrono>
#include <cstdint>

namespace bot::notices {

class PieceSize {
public:
    PieceSize(std::chrono::nanoseconds wanted, std::int64_t least, std::int64_t most);

    std::int64_t now() const { return size_; }

    // A piece of the present size took so long.
    void learn(std::chrono::nanoseconds took);

private:
    std::chrono::nanoseconds wanted_;
    std::int64_t least_, most_, size_;
};

} // namespace bot::notices
