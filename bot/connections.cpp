#include "bot/connections.h"

#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace bot {

namespace {

constexpr int sweep_every_ms = 200;
constexpr std::size_t said_at_once_max = 32; // answers one thread says before others may take some

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

} // namespace

Connections::Connections(ConnectionLimits limits, int threads, Answer answer, Refused refused)
    : limits_(limits), connections_max_(connections_possible(limits.connections_max)), answer_(std::move(answer)),
      refused_(std::move(refused)), epoll_(epoll_create1(EPOLL_CLOEXEC))
{
    if (epoll_ < 0)
        throw std::runtime_error(std::string { "opening an epoll for the web server: " } + std::strerror(errno));
    threads_.emplace_back([this] { watch(); });
    for (int i = 0; i < threads; ++i)
        threads_.emplace_back([this] { work(); });
}

Connections::~Connections()
{
    stop(std::chrono::milliseconds { 0 });
    std::unique_lock lock { mutex_ };
    told_all_.wait(lock, [this] { return owed_ == 0; });
    ::close(epoll_);
}

void Connections::admit(int socket)
{
    const std::lock_guard lock { mutex_ };
    if (stopping_ || !make_room()) {
        ::close(socket);
        return;
    }
    connections_.try_emplace(socket, socket, limits_.request, limits_.times);
    // Edge-triggered: armed once for the life of the connection.
    epoll_event event {};
    event.events = EPOLLIN | EPOLLRDHUP | EPOLLET;
    event.data.fd = socket;
    if (epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) != 0)
        close(socket);
}

bool Connections::make_room()
{
    if (connections_.size() < connections_max_)
        return true;
    auto oldest = connections_.end();
    for (auto one = connections_.begin(); one != connections_.end(); ++one)
        if (!one->second.is_busy &&
            (oldest == connections_.end() || one->second.waits_since() < oldest->second.waits_since()))
            oldest = one;
    if (oldest == connections_.end())
        return false;
    close(oldest->first);
    return true;
}

void Connections::watch()
{
    std::array<epoll_event, 256> events {};
    auto next_sweep = Clock::now();
    while (true) {
        const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), sweep_every_ms);
        const std::lock_guard lock { mutex_ };
        if (stopped_)
            return;
        for (int i = 0; i < count; ++i) {
            const auto found = connections_.find(events[static_cast<std::size_t>(i)].data.fd);
            if (found != connections_.end() && !found->second.is_busy) // else finish() looks again
                go_on(found->first, found->second);
        }
        if (Clock::now() >= next_sweep) {
            sweep();
            next_sweep = Clock::now() + std::chrono::milliseconds { sweep_every_ms };
        }
    }
}

void Connections::sweep()
{
    const auto now = Clock::now();
    close_if([now](const Connection& connection) { return connection.deadline() < now; });
}

void Connections::go_on(int socket, Connection& connection)
{
    const auto held = connection.bytes();
    const auto gathered = connection.gather(held + limits_.bytes_max - bytes_);
    bytes_ += connection.bytes() - held;
    switch (gathered) {
    case Connection::Gathered::Waits:
        break;
    case Connection::Gathered::Whole:
        if (waiting_.size() >= limits_.requests_waiting_max) {
            refuse(connection, 503); // nothing of it was taken; the provider comes again
            break;
        }
        connection.is_busy = true;
        ++busy_;
        waiting_.push_back(socket);
        if (waiting_.size() == 1) // else somebody is awake, and wakes another
            work_came_.notify_one();
        break;
    case Connection::Gathered::TooLarge:
        refuse(connection, 413);
        break;
    case Connection::Gathered::Rubbish:
        refuse(connection, 400);
        break;
    case Connection::Gathered::Over:
        close(socket);
        break;
    }
}

void Connections::refuse(Connection& connection, int status)
{
    bytes_ -= connection.bytes();
    connection.refuse(status);
    refused_(status);
    connection.gather(limits_.bytes_max); // what has come already; later bytes wake us again
}

// A thread that finds more than it takes wakes another, so that few are awake when there is little to do.
void Connections::work()
{
    std::unique_lock lock { mutex_ };
    while (true) {
        work_came_.wait(lock, [this] { return stopped_ || !waiting_.empty() || !told_.empty(); });
        if (stopped_)
            return;
        if (told_.empty())
            answer_next(lock);
        else
            say_told(lock);
    }
}

void Connections::wake_another()
{
    if (!waiting_.empty() || !told_.empty())
        work_came_.notify_one();
}

void Connections::answer_next(std::unique_lock<std::mutex>& lock)
{
    const int socket = waiting_.front();
    waiting_.pop_front();
    wake_another();
    const auto request = connections_.at(socket).request(); // stays where it is, and is ours while busy
    lock.unlock();
    const auto answered = answer_(socket, request);
    const bool said = answered.after == After::Later || say_all(socket, answered.bytes);
    lock.lock();
    if (answered.after == After::Later)
        ++owed_; // -1 before this where it was told already
    else
        finish(socket, said ? answered.after : After::Close);
}

void Connections::answer_later(int socket, Answered answered)
{
    const std::lock_guard lock { mutex_ };
    --owed_;
    if (stopped_) {
        told_all_.notify_all(); // within the lock: afterwards all may be gone
        return;
    }
    told_.emplace_back(socket, std::move(answered));
    if (told_.size() == 1)
        work_came_.notify_one();
}

void Connections::say_told(std::unique_lock<std::mutex>& lock)
{
    std::vector<std::pair<int, Answered>> mine;
    for (; !told_.empty() && mine.size() < said_at_once_max; told_.pop_front())
        mine.push_back(std::move(told_.front()));
    wake_another();
    lock.unlock();
    for (auto& [socket, answered] : mine)
        if (!say_all(socket, answered.bytes))
            answered.after = After::Close;
    lock.lock();
    for (const auto& [socket, answered] : mine)
        finish(socket, answered.after);
}

void Connections::finish(int socket, After after)
{
    --busy_;
    work_done_.notify_all();
    if (after == After::Close || stopping_) {
        close(socket);
        return;
    }
    auto& connection = connections_.at(socket);
    bytes_ -= connection.request().size();
    connection.next();
    go_on(socket, connection);
}

void Connections::close(int socket)
{
    const auto found = connections_.find(socket);
    bytes_ -= found->second.bytes();
    connections_.erase(found);
}

void Connections::close_if(const std::function<bool(const Connection&)>& wanted)
{
    std::vector<int> sockets;
    for (const auto& [socket, connection] : connections_)
        if (!connection.is_busy && wanted(connection))
            sockets.push_back(socket);
    for (const int socket : sockets)
        close(socket);
}

void Connections::stop(std::chrono::milliseconds patience)
{
    {
        std::unique_lock lock { mutex_ };
        if (stopped_)
            return;
        stopping_ = true;
        close_if([](const Connection&) { return true; });
        work_done_.wait_for(lock, patience, [this] { return busy_ == 0; });
        stopped_ = true;
        work_came_.notify_all();
    }
    for (auto& thread : threads_)
        thread.join();
    connections_.clear();
}

} // namespace bot
