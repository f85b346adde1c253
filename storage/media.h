// Pictures, sounds and files she sent, from the moment a channel names one until its bytes lie in the store, named by
// their sha256; and our own pictures that a provider holds already. Fetching is claimed with a lease; fetching twice
// does no harm, so a lease that runs out is simply claimed again.

#pragma once

#include "storage/database.h"

namespace storage::media {

enum class State { Wanted, Fetching, Stored, Failed };

std::string_view name_of(State state); // "wanted", "fetching" ...

struct Medium {
    std::int64_t id = 0; // given by want()
    std::int64_t person = 0;
    std::string channel;
    std::string provider_id; // the provider's number of it
    std::string mime_type;
    std::string told_sha256; // hex, empty if not told
    State state = State::Wanted;
    Time due_at {};
    std::int64_t attempts = 0; // with the present one
    std::string stored_sha256;
    std::int64_t bytes = 0;
    std::string error;
    Time created_at {};
    std::string message; // the provider's id of the message it came with
};

// Returns the number by which the rest of the records speak of it.
std::int64_t want(Transaction& tx, const Medium& medium, Time now);

// Takes up to `limit` to fetch, earliest due first, those whose lease ran out included.
std::vector<Medium> claim(Transaction& tx, int limit, Time now, std::chrono::milliseconds lease);

// Stored: with sha256 and size. Wanted: again at due_at. Failed: for good.
struct Outcome {
    State state = State::Stored;
    std::string_view sha256 {};
    std::int64_t bytes = 0;
    std::optional<Time> due_at {};
    std::string_view error {};
};

// False if this attempt is no longer the one that counts.
bool settle(Transaction& tx, const Medium& claimed, const Outcome& outcome);

std::optional<Medium> get(Transaction& tx, std::int64_t id);

// The newest one of hers that this channel calls so.
std::optional<Medium> find(Transaction& tx, std::int64_t person, std::string_view channel,
                           std::string_view provider_id);

// What came with this message.
std::optional<Medium> of_message(Transaction& tx, std::string_view channel, std::string_view message);

// When there is next something to fetch, later than `now`.
std::optional<Time> next_due_at(Transaction& tx, Time now);

// Whether anything still shows the bytes of this hash; if not, the file may go.
bool is_stored(Transaction& tx, std::string_view sha256);

// Our pictures at a provider: what it calls the one of this hash, if it still holds it at `now`.
std::optional<std::string> uploaded(Transaction& tx, std::string_view sha256, std::string_view channel, Time now);
void note_upload(Transaction& tx, std::string_view sha256, std::string_view channel, std::string_view provider_id,
                 Time valid_until);

} // namespace storage::media
