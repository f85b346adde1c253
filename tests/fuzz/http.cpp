#include "bot/request_frame.h"
#include "tests/fuzz/target.h"

namespace fuzz {

namespace {

using bot::RequestFrame;
using State = RequestFrame::State;

constexpr bot::RequestLimits limits { 512, 8, 1'024, 256 }; // small, so that short inputs reach them

struct Seen {
    State state;
    std::size_t length = 0;
};

// As the bytes come in, `step` at a time.
Seen look(std::string_view bytes, std::size_t step)
{
    RequestFrame frame { limits };
    auto state = State::Incomplete;
    for (std::size_t size = 0; size < bytes.size() && state == State::Incomplete;) {
        size = std::min(bytes.size(), size + step);
        state = frame.look(bytes.substr(0, size));
    }
    return { state, state == State::Complete ? frame.length() : 0 };
}

} // namespace

// Where a request ends does not depend on how its bytes come in; only its being too large may be seen sooner.
void http(std::string_view bytes)
{
    const auto whole = look(bytes, bytes.size() + 1);
    const auto slowly = look(bytes, 1);
    demand(whole.length <= bytes.size(), "a request ends within what came");
    if (slowly.state == State::Complete)
        demand(whole.state == State::Complete && whole.length == slowly.length, "both see the same end");
    if (whole.state == State::Complete)
        demand(slowly.state == State::Complete || slowly.state == State::TooLarge, "both see that it ends");
    if (whole.state != State::Complete)
        return;
    const auto alone = look(bytes.substr(0, whole.length), whole.length);
    demand(alone.state == State::Complete && alone.length == whole.length, "what follows a request is not its own");
}

} // namespace fuzz
