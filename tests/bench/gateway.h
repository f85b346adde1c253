// A gateway that takes everything at once: Meta's Graph API as far as a load needs it. It answers messages and read
// marks from the loop's thread, and tells of each message to whom it went.

#pragma once

#include "tests/bench/loop.h"

#include <cstdint>
#include <string>

namespace bench {

class Gateway {
public:
    using Taken = std::function<void(std::string_view phone, std::string_view body)>; // the number without plus

    explicit Gateway(Loop& loop);

    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/v25.0"; }

    std::int64_t messages() const { return messages_; }

    std::int64_t read_marks() const { return read_marks_; }

    void on_message(Taken taken) { taken_ = std::move(taken); }

private:
    void accept();
    void read(int socket);
    void answer(int socket, std::string_view request);

    Loop& loop_;
    int port_ = 0;
    int listener_;
    std::unordered_map<int, std::string> unread_; // by socket
    std::int64_t messages_ = 0, read_marks_ = 0;
    Taken taken_ = [](std::string_view, std::string_view) {};
};

} // namespace bench
