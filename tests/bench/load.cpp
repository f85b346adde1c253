#include "tests/bench/load.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace bench {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds patience_at_the_end { 3'000 }; // for what is still on its way

float since(std::chrono::steady_clock::time_point began)
{
    return std::chrono::duration<float, std::milli>(std::chrono::steady_clock::now() - began).count();
}

} // namespace

float quantile(std::vector<float>& times, double part)
{
    if (times.empty())
        return 0;
    std::ranges::sort(times);
    return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
}

Load::Load(Loop& loop, Gateway& gateway, const std::vector<Prepared>& messages, std::int64_t women)
    : loop_(loop), gateway_(gateway), messages_(messages), waiting_(static_cast<std::size_t>(women))
{
    gateway_.on_message([this](std::string_view phone, std::string_view body) {
        if (body.find(notice_mark) == std::string_view::npos)
            note_reply(phone);
    });
}

Load::~Load()
{
    gateway_.on_message([](std::string_view, std::string_view) {});
}

Measured Load::run(const Plan& plan)
{
    plan_ = plan;
    measured_ = {};
    written_ = on_the_way_ = 0;
    std::ranges::fill(waiting_, Waiting {});
    connect(plan);
    begin_ = Clock::now();
    const auto end = begin_ + plan.lasting;
    while (Clock::now() < end && next_ < messages_.size()) {
        write_due();
        loop_.run_once(milliseconds { plan_.per_second > 0 ? 1 : 20 });
    }
    measured_.seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
    auto whole = measured_; // what is answered later was not done in this time
    plan_.per_second = 1;   // nobody who becomes free goes on
    for (const auto until = Clock::now() + patience_at_the_end; on_the_way_ > 0 && Clock::now() < until;)
        loop_.run_once(milliseconds { 20 });
    disconnect();
    return whole;
}

void Load::connect(const Plan& plan)
{
    lines_.resize(static_cast<std::size_t>(plan.connections));
    for (int i = 0; i < plan.connections; ++i) {
        auto& line = lines_[static_cast<std::size_t>(i)];
        line = {};
        line.socket = connected(plan.port);
        loop_.watch(line.socket, [this, i] { read(i); });
        free_.push_back(i);
    }
}

void Load::disconnect()
{
    for (const auto& line : lines_)
        if (line.socket >= 0) {
            loop_.forget(line.socket);
            ::close(line.socket);
        }
    lines_.clear();
    free_.clear();
}

// A message that finds no free connection waits, and its time counts from when it should have been written.
void Load::write_due()
{
    const auto now = Clock::now();
    const std::chrono::duration<double> gone = now - begin_;
    while (!free_.empty() && next_ < messages_.size()) {
        auto planned = now;
        if (plan_.per_second > 0) {
            if (static_cast<double>(written_) >= gone.count() * plan_.per_second)
                return;
            planned = begin_ + std::chrono::duration_cast<Clock::duration>(
                                   std::chrono::duration<double>(static_cast<double>(written_) / plan_.per_second));
        }
        const int line = free_.back();
        free_.pop_back();
        write_next(line, planned);
    }
}

void Load::write_next(int index, Clock::time_point planned)
{
    const auto& message = messages_[next_++];
    auto& line = lines_[static_cast<std::size_t>(index)];
    line.woman = message.woman;
    line.began = planned;
    line.is_free = line.is_answered = false;
    waiting_[static_cast<std::size_t>(message.woman)] = { planned, index };
    ++written_;
    ++on_the_way_;
    say(line.socket, message.request);
}

void Load::read(int index)
{
    auto& line = lines_[static_cast<std::size_t>(index)];
    std::array<char, 4096> buffer;
    const auto count = ::recv(line.socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0)
        throw std::runtime_error { "the service under load closed a connection" };
    line.unread.append(buffer.data(), static_cast<std::size_t>(count));
    while (const auto length = message_length(line.unread)) {
        const bool is_good = line.unread.starts_with("HTTP/1.1 200");
        line.unread.erase(0, length);
        note_answer(index, is_good);
    }
}

void Load::note_answer(int index, bool is_good)
{
    auto& line = lines_[static_cast<std::size_t>(index)];
    line.is_answered = true;
    --on_the_way_;
    if (is_good) {
        ++measured_.answered;
        measured_.committed_ms.push_back(since(line.began));
    } else {
        ++measured_.refused;
        waiting_[static_cast<std::size_t>(line.woman)].line = -1;
    }
    const bool replied = waiting_[static_cast<std::size_t>(line.woman)].line != index;
    if (plan_.done == Done::Committed || plan_.per_second > 0 || replied)
        set_free(index);
}

// The first message that comes to her after she wrote; a second part of it does not count.
void Load::note_reply(std::string_view phone)
{
    const auto woman = woman_of(phone, static_cast<std::int64_t>(waiting_.size()));
    if (woman < 0)
        return;
    auto& waits = waiting_[static_cast<std::size_t>(woman)];
    if (waits.line < 0)
        return;
    ++measured_.replied;
    measured_.replied_ms.push_back(since(waits.began));
    const int line = std::exchange(waits.line, -1);
    if (static_cast<std::size_t>(line) < lines_.size() && lines_[static_cast<std::size_t>(line)].woman == woman &&
        lines_[static_cast<std::size_t>(line)].is_answered)
        set_free(line);
}

void Load::set_free(int index)
{
    auto& line = lines_[static_cast<std::size_t>(index)];
    if (std::exchange(line.is_free, true))
        return;
    if (plan_.per_second <= 0 && next_ < messages_.size() && Clock::now() < begin_ + plan_.lasting)
        write_next(index, Clock::now());
    else
        free_.push_back(index);
}

} // namespace bench
