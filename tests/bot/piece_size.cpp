#include "bot/notices/piece_size.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using bot::notices::PieceSize;

TEST_CASE("A piece that took too long makes the next ones small at once, and they grow again slowly")
{
    PieceSize size { 10ms, 100, 2'000 };
    CHECK(size.now() == 500);
    size.learn(20ms);
    CHECK(size.now() == 250);
    size.learn(900ms);
    CHECK(size.now() == 100); // never less than the least
    size.learn(5ms);
    CHECK(size.now() == 113);
    for (int piece = 0; piece < 40; ++piece)
        size.learn(0ms);
    CHECK(size.now() == 2'000); // nor more than the most
    size.learn(12s);
    CHECK(size.now() == 500); // a quarter at once
}
