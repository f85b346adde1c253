#include "bot/connections.h"

#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace bot {

namespace {

// Files the rest of the program needs: database, logs, connections to the gateways, pictures.
constexpr std::size_t files_kept_free = 200;

std::size_t connections_possible(std::size_t wanted)
{
    rlimit files {};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY)
        return wanted;
    const auto all = static_cast<std::size_t>(files.rlim_cur);
    return std::min(wanted, all > 2 * files_kept_free ? all - files_kept_free : all / 2);
}

void say(int socket, std::string_view words)
{
    [[maybe_unused]] const auto sent = ::send(socket, words.data(), words.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

void say_refusal(int socket, int status)
{
    const std::string_view reason = status == 413 ? "413 Payload Too Large" : "400 Bad Request";
    say(socket, "HTTP/1.1 " + std::string { reason } + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    ::shutdown(socket, SHUT_WR);
}

} // namespace

Connections::Connections(ConnectionLimits limits, int threads, Answer answer, Refused refused)
    : limits_(limits), answer_(std::move(answer)), refused_(std::move(refused)), epoll_(epoll_create1(EPOLL_CLOEXEC))
{
    if (epoll_ < 0)
        throw std::runtime_error(std::string { "opening an epoll for the web server: " } + std::strerror(errno));
    limits_.connections_max = connections_possible(limits_.connections_max);
    threads_.emplace_back([this] { watch(); });
    for (int i = 0; i < threads; ++i)
        threads_.emplace_back([this] { work(); });
}

Connections::~Connections()
{
    stop(std::chrono::milliseconds { 0 });
    ::close(epoll_);
}

void Connections::admit(int socket)
{
    const std::lock_guard lock { mutex_ };
    if (stopping_ || !make_room()) {
        ::close(socket);
        return;
    }
    Connection made;
    made.socket = socket;
    made.frame = RequestFrame { limits_.request };
    made.waits_since = Clock::now();
    made.deadline = made.waits_since + limits_.request_time;
    connections_.insert_or_assign(socket, std::move(made));
    // Edge-triggered: armed once for the life of the connection.
    epoll_event event {};
    event.events = EPOLLIN | EPOLLRDHUP | EPOLLET;
    event.data.fd = socket;
    if (epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) != 0)
        close(socket);
}

bool Connections::make_room()
{
    if (connections_.size() < limits_.connections_max)
        return true;
    auto oldest = connections_.end();
    for (auto one = connections_.begin(); one != connections_.end(); ++one)
        if (!one->second.busy && (oldest == connections_.end() || one->second.waits_since < oldest->second.waits_since))
            oldest = one;
    if (oldest == connections_.end())
        return false;
    close(oldest->first);
    return true;
}

void Connections::watch()
{
    constexpr int sweep_every_ms = 200;
    std::array<epoll_event, 256> events {};
    auto next_sweep = Clock::now();
    while (true) {
        const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), sweep_every_ms);
        const std::lock_guard lock { mutex_ };
        if (stopped_)
            return;
        for (int i = 0; i < count; ++i)
            on_event(events[static_cast<std::size_t>(i)].data.fd);
        if (Clock::now() >= next_sweep) {
            sweep();
            next_sweep = Clock::now() + std::chrono::milliseconds { sweep_every_ms };
        }
    }
}

void Connections::on_event(int socket)
{
    const auto found = connections_.find(socket);
    if (found == connections_.end())
        return;
    if (!found->second.busy) // else finish() looks again
        go_on(found->second);
}

void Connections::sweep()
{
    const auto now = Clock::now();
    std::vector<int> late;
    for (const auto& [socket, connection] : connections_)
        if (!connection.busy && connection.deadline < now)
            late.push_back(socket);
    for (const int socket : late)
        close(socket);
}

void Connections::go_on(Connection& connection)
{
    switch (gather(connection)) {
    case Gathered::Waits:
        break;
    case Gathered::Whole:
        put_to_work(connection);
        break;
    case Gathered::Close:
        close(connection.socket);
        break;
    }
}

// Reads what is there until a request is whole. What comes behind it stays with the system until it is answered.
Connections::Gathered Connections::gather(Connection& connection)
{
    while (true) {
        const auto state = connection.is_refused ? Gathered::Waits : look(connection);
        if (state != Gathered::Waits)
            return state;
        if (!receive(connection))
            return errno == EAGAIN || errno == EWOULDBLOCK ? Gathered::Waits : Gathered::Close;
    }
}

// False with EAGAIN when nothing more is there, with another errno when the connection is over.
bool Connections::receive(Connection& connection)
{
    std::array<char, 16 * 1024> buffer; // NOLINT: filled by recv
    const auto count = ::recv(connection.socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count == 0)
        errno = ECONNRESET;
    if (count <= 0)
        return false;
    if (connection.is_refused)
        return true;
    const auto size = static_cast<std::size_t>(count);
    if (bytes_ + size > limits_.bytes_max) {
        errno = ENOBUFS;
        return false;
    }
    if (connection.bytes.empty() && connection.was_answered)
        connection.deadline = Clock::now() + limits_.request_time;
    connection.bytes.append(buffer.data(), size);
    bytes_ += size;
    return true;
}

Connections::Gathered Connections::look(Connection& connection)
{
    using State = RequestFrame::State;
    const auto state = connection.frame.look(connection.bytes);
    if (state == State::Complete)
        return Gathered::Whole;
    if (state != State::Incomplete) {
        refuse(connection, state == State::TooLarge ? 413 : 400);
        return Gathered::Waits;
    }
    if (connection.frame.head_is_whole() && connection.frame.expects_continue() && !connection.was_encouraged) {
        connection.was_encouraged = true;
        say(connection.socket, "HTTP/1.1 100 Continue\r\n\r\n");
    }
    return Gathered::Waits;
}

// Closing at once would reset the connection under a sender that is still writing, and the answer would be lost to it.
void Connections::refuse(Connection& connection, int status)
{
    constexpr std::chrono::seconds time_to_read { 2 };
    say_refusal(connection.socket, status);
    refused_(status);
    bytes_ -= connection.bytes.size();
    std::string {}.swap(connection.bytes);
    connection.is_refused = true;
    connection.deadline = Clock::now() + time_to_read;
}

void Connections::put_to_work(Connection& connection)
{
    connection.busy = true;
    ++busy_;
    waiting_.push_back(connection.socket);
    work_came_.notify_one();
}

void Connections::work()
{
    while (true) {
        int socket = -1;
        std::string_view request;
        {
            std::unique_lock lock { mutex_ };
            work_came_.wait(lock, [this] { return stopped_ || !waiting_.empty(); });
            if (stopped_)
                return;
            socket = waiting_.front();
            waiting_.pop_front();
            const auto& connection = connections_.at(socket); // stays where it is, and is ours while busy
            request = std::string_view { connection.bytes }.substr(0, connection.frame.length());
        }
        finish(socket, answer_(socket, request));
    }
}

void Connections::finish(int socket, After after)
{
    const std::lock_guard lock { mutex_ };
    --busy_;
    work_done_.notify_all();
    auto& connection = connections_.at(socket);
    if (after == After::Close || stopping_) {
        close(socket);
        return;
    }
    bytes_ -= connection.frame.length();
    connection.bytes.erase(0, connection.frame.length());
    if (connection.bytes.empty())
        connection.bytes.shrink_to_fit();
    connection.frame = RequestFrame { limits_.request };
    connection.busy = false;
    connection.was_encouraged = false;
    connection.was_answered = true;
    connection.waits_since = Clock::now();
    connection.deadline =
        connection.waits_since + (connection.bytes.empty() ? limits_.idle_time : limits_.request_time);
    go_on(connection);
}

void Connections::close(int socket)
{
    const auto found = connections_.find(socket);
    bytes_ -= found->second.bytes.size();
    connections_.erase(found);
    ::close(socket); // leaves the epoll by itself
}

void Connections::stop(std::chrono::milliseconds patience)
{
    {
        std::unique_lock lock { mutex_ };
        if (stopped_)
            return;
        stopping_ = true;
        std::vector<int> idle;
        for (const auto& [socket, connection] : connections_)
            if (!connection.busy)
                idle.push_back(socket);
        for (const int socket : idle)
            close(socket);
        work_done_.wait_for(lock, patience, [this] { return busy_ == 0; });
        stopped_ = true;
        work_came_.notify_all();
    }
    for (auto& thread : threads_)
        thread.join();
    for (const auto& [socket, connection] : connections_)
        ::close(socket);
    connections_.clear();
}

} // namespace bot
