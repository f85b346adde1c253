#include "bot/notices/piece_size.h"

#include <algorithm>

namespace bot::notices {

namespace {

constexpr std::int64_t shrinks_to = 4; // a quarter at once, at most
constexpr std::int64_t grows_by = 8;   // an eighth

} // namespace

PieceSize::PieceSize(std::chrono::nanoseconds wanted, std::int64_t least, std::int64_t most)
    : wanted_(wanted), least_(least), most_(most), size_(std::clamp(most / shrinks_to, least, most))
{
}

void PieceSize::learn(std::chrono::nanoseconds took)
{
    const auto fitting = size_ * wanted_.count() / std::max<std::int64_t>(1, took.count());
    size_ = std::clamp(std::clamp(fitting, size_ / shrinks_to, size_ + size_ / grows_by + 1), least_, most_);
}

} // namespace bot::notices
