// The load of the benchmarks: webhooks as Meta sends them, distinct and signed before the clock starts, so that signing
// takes nothing from the two sides that are measured. Women greet, ask, sell something and answer what they are asked,
// in Devanagari and in Roman letters; the messages of one woman stand far apart.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

// Her number on the wire, without plus.
std::string phone_of(std::int64_t woman);

// Which woman of `women` has this number; -1 for none.
std::int64_t woman_of(std::string_view phone, std::int64_t women);

// Stands in every notice of a filled database, so that none is taken for a reply.
inline constexpr std::string_view notice_mark = "(notice)";

struct Prepared {
    std::int64_t woman = 0;
    std::string request; // all bytes of the HTTP request
};

struct Wanted {
    std::int64_t women = 0; // who may write
    std::int64_t first = 0; // who begins
    std::size_t messages = 0;
    std::string run;    // a word of its own for each run, so that every message is new
    std::string secret; // signs
};

std::vector<Prepared> prepare(const Wanted& wanted);

} // namespace bench
