// Complaints, and questions for a person: each has a short number, who must act, and by when. Every step is kept in a
// history that is only added to.

#pragma once

#include "storage/database.h"

namespace storage::complaints {

enum class State { Recorded, Forwarded, InProgress, Solved, NotSatisfied };

std::string_view name_of(State state); // "recorded", "in_progress" ...
std::optional<State> state_named(std::string_view name);

struct Complaint {
    std::int64_t number = 0; // given by open()
    std::int64_t person = 0;
    std::string kind;  // "commission_missing", "person" ...
    std::string text;  // her words
    std::string about; // an order's number or a period, may be empty
    State state = State::Recorded;
    std::optional<std::int64_t> assigned; // whose turn it is
    Time created_at {}, due_at {}, changed_at {};
};

// Returns the number.
std::int64_t open(Transaction& tx, const Complaint& complaint, Time now);

std::optional<Complaint> get(Transaction& tx, std::int64_t number);

// Newest first.
std::vector<Complaint> of_person(Transaction& tx, std::int64_t person, int limit);

// Newest first: what this person must act on.
std::vector<Complaint> assigned_to(Transaction& tx, std::int64_t person, int limit);

// Unsolved and past their time.
std::vector<Complaint> overdue(Transaction& tx, Time now, int limit);
std::int64_t count_overdue(Transaction& tx, Time now);

// All, with a number above `after`.
std::vector<Complaint> list(Transaction& tx, std::int64_t after, int limit);

struct Move {
    State to = State::Forwarded;
    std::string_view who;
    std::string_view note {};
    std::optional<std::int64_t> assigned {}; // stays as it was when empty
    std::optional<Time> due_at {};           // likewise
};

// False if there is no such complaint.
bool move(Transaction& tx, std::int64_t number, const Move& step, Time now);

struct Step {
    std::string from, to, who, note; // from is empty for the first
    Time at {};
};

// Oldest first.
std::vector<Step> history(Transaction& tx, std::int64_t number);

} // namespace storage::complaints
