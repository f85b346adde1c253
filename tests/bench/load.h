// Drives a service: writes prepared messages over connections that are kept, and notes how long each took, until it was
// answered and until the reply came to the gateway. Either each connection writes its next message when the one before
// is done, which finds what the service can do, or messages are written at a given rate, whether or not it keeps up.

#pragma once

#include "tests/bench/gateway.h"
#include "tests/bench/messages.h"

#include <memory>
#include <vector>

namespace bench {

enum class Done { Committed, Replied };

struct Plan {
    int port = 0;
    int connections = 64;
    double per_second = 0;       // 0: as fast as it goes
    Done done = Done::Committed; // when a connection may write its next, if it goes as fast as it goes
    std::chrono::milliseconds lasting { 8'000 };
};

struct Measured {
    double seconds = 0;
    std::int64_t answered = 0, replied = 0, refused = 0; // refused: any answer but 200
    std::vector<float> committed_ms, replied_ms;

    double per_second(std::int64_t count) const { return static_cast<double>(count) / seconds; }
};

// In milliseconds; `part` from 0 to 1. Sorts.
float quantile(std::vector<float>& times, double part);

class Load {
public:
    // `messages` outlives it. The women are those of `women`.
    Load(Loop& loop, Gateway& gateway, const std::vector<Prepared>& messages, std::int64_t women);
    ~Load();
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    // Goes on with the messages where the last run ended; ends early when there are no more.
    Measured run(const Plan& plan);

private:
    using Clock = std::chrono::steady_clock;

    struct Line {
        int socket = -1;
        std::string unread;
        std::int64_t woman = -1; // whose message is on its way
        Clock::time_point began {};
        bool is_free = true, is_answered = false;
    };

    struct Waiting {
        Clock::time_point began {};
        int line = -1; // -1: she waits for no reply
    };

    void connect(const Plan& plan);
    void disconnect();
    void write_due();
    void write_next(int line, Clock::time_point planned);
    void read(int line);
    void note_answer(int line, bool is_good);
    void note_reply(std::string_view phone);
    void set_free(int line);

    Loop& loop_;
    Gateway& gateway_;
    const std::vector<Prepared>& messages_;
    std::size_t next_ = 0;
    Plan plan_;
    Measured measured_;
    Clock::time_point begin_ {};
    std::int64_t written_ = 0, on_the_way_ = 0;
    std::vector<Line> lines_;
    std::vector<int> free_;
    std::vector<Waiting> waiting_; // by woman
};

} // namespace bench
