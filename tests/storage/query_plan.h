// The rule for plans: a walk through a whole table fails, because tables have millions of rows where this runs for
// real. Allowed are the few rows of small tables, of lists in a statement, of partial indexes and of queries that a
// LIMIT ended ("moments", "oldest", "newest ..."), an audience that may be everybody, and walks along an index that a
// LIMIT ends.

#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

namespace query_plan {

inline bool has_plan(std::string_view sql)
{
    for (const std::string_view verb : { "SELECT", "UPDATE", "DELETE", "INSERT", "WITH" })
        if (sql.starts_with(verb))
            return true;
    return false;
}

// "SCAN p" is no leave to walk through people.
inline bool holds_word(std::string_view step, std::string_view words)
{
    const auto at = step.find(words);
    return at != std::string_view::npos && (at + words.size() == step.size() || step[at + words.size()] == ' ');
}

inline bool is_small(std::string_view step)
{
    for (const auto* small :
         { "CONSTANT ROW", "moments", "SCAN oldest", "SCAN newest", "SCAN newest_received", "SCAN newest_owed",
           "SCAN messages", "parked", "migrations", "commission_rates", "INDEX outbox_in_order", "INDEX outbox_waiting",
           "INDEX orders_to_pack", "SCAN p", "SCAN words", "SCAN spelt", "SCAN decided", "INDEX conversations_open",
           "INDEX identity_conflicts_open" })
        if (holds_word(step, small))
            return true;
    return false;
}

// `step`: one line of SQLite's EXPLAIN QUERY PLAN.
inline void check(std::string_view sql, const std::string& step)
{
    const bool walks = step.starts_with("SCAN") && !is_small(step);
    const bool ended = step.find("INDEX") != std::string::npos && sql.find("LIMIT") != std::string_view::npos;
    INFO(sql);
    INFO(step);
    CHECK_FALSE((walks && !ended));
}

} // namespace query_plan
