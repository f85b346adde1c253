// Women who write all at once, each one message after the other. As Meta would, they repeat what was not answered 200.

#pragma once

#include "tests/support/service_process.h"

#include <atomic>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace tests {

class Crowd {
public:
    // The women are known by number, from `first_woman` on.
    Crowd(const ServiceProcess& service, int women, int messages_each, std::chrono::milliseconds pause,
          int first_woman = 0);
    ~Crowd(); // gives up, and waits
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    bool is_done() const { return done_ == static_cast<int>(threads_.size()); }

    void give_up() { give_up_ = true; } // whatever has no answer yet stays without one

    void wait();

    std::set<std::string> answered(); // ids of the messages answered with 200

    int repeated() const { return repeated_; } // deliveries that were not

private:
    void write_all(int woman, int messages, std::chrono::milliseconds pause);

    const ServiceProcess& service_;
    std::mutex mutex_;
    std::set<std::string> answered_;
    std::atomic<int> done_ { 0 }, repeated_ { 0 };
    std::atomic<bool> give_up_ { false };
    std::vector<std::thread> threads_;
};

} // namespace tests
