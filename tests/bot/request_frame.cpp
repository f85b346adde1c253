#include "bot/request_frame.h"

#include <catch2/catch.hpp>

#include <string>

using bot::RequestFrame;
using State = RequestFrame::State;

namespace {

// The state after all bytes came one by one, and where the request ended.
std::pair<State, std::size_t> drip(const std::string& bytes)
{
    RequestFrame frame;
    auto state = State::Incomplete;
    for (std::size_t i = 1; i <= bytes.size() && state == State::Incomplete; ++i)
        state = frame.look(std::string_view { bytes }.substr(0, i));
    return { state, frame.length() };
}

} // namespace

TEST_CASE("The end of a request is found alike whether it comes at once or byte by byte")
{
    const std::string head = "POST /x HTTP/1.1\r\nHost: x\r\n";
    const std::string requests[] = {
        "GET / HTTP/1.1\r\n\r\n", head + "Content-Length: 0\r\n\r\n", head + "content-length:  5 \r\n\r\nabcde",
        head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        head + "Transfer-Encoding: Chunked\r\n\r\n5\r\nabcde\r\na;x=y\r\n0123456789\r\n0\r\n\r\n"
    };
    for (const auto& request : requests) {
        INFO(request);
        CHECK(drip(request) == std::pair { State::Complete, request.size() });
        RequestFrame frame;
        CHECK(frame.look(request + "GET / HTTP/1.1\r\n") == State::Complete);
        CHECK(frame.length() == request.size());
    }
}

TEST_CASE("A head or a body beyond its limit is refused before it has come")
{
    CHECK(drip("GET / HTTP/1.1\r\nX: " + std::string(40'000, 'x')).first == State::TooLarge);
    std::string many = "GET / HTTP/1.1\r\n";
    for (int i = 0; i < 200; ++i)
        many += "X: 1\r\n";
    CHECK(drip(many + "\r\n").first == State::TooLarge);
    CHECK(drip("POST / HTTP/1.1\r\nContent-Length: 3145729\r\n\r\n").first == State::TooLarge);
    const std::string chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    CHECK(drip(chunked + "300001\r\n").first == State::TooLarge);
    CHECK(drip(chunked + "ffffffffffffffffff\r\n").first == State::TooLarge);
    std::string tiny = chunked;
    for (int i = 0; i < 700'000; ++i)
        tiny += "1\r\nx\r\n";
    RequestFrame frame;
    CHECK(frame.look(tiny) == State::TooLarge);
}
