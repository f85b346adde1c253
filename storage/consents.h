// What she agreed to and what she took back, as proof: each decision with the text she was shown and the message by
// which she answered. Nothing here is ever changed.

#pragma once

#include "storage/database.h"

namespace storage::consents {

enum class Purpose { Service, Notices, Publishing };

struct Consent {
    std::int64_t person = 0;
    Purpose purpose = Purpose::Service;
    bool given = false;
    std::string text_key, text_version, language;
    std::string channel, provider_id;
    Time at {};
};

// Agreeing to the service also marks the person as joined, taking it back as not joined; the last word on notices is
// kept beside her too (people.notices_agreed).
void record(Transaction& tx, const Consent& consent);

// The last word on each purpose she was asked about.
std::vector<Consent> current(Transaction& tx, std::int64_t person);
bool is_given(Transaction& tx, std::int64_t person, Purpose purpose);

} // namespace storage::consents
