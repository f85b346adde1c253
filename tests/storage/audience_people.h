// People an audience may name, for tests.

#pragma once

#include "opened.h"

#include "storage/audience.h"
#include "storage/conversations.h"
#include "storage/people.h"

namespace audience_people {

using namespace storage;
using namespace storage::audience;
using namespace std::chrono_literals;
using opened::at;

inline const Means everything { .whatsapp = true,
                                .sms = true,
                                .whatsapp_template = true,
                                .consent_needed = false,
                                .officers_text = true,
                                .languages = {} };

struct Lives {
    std::string state = "उत्तर प्रदेश", district = "हरदोई", block = "Sandila", clf = "Ujala", group = "Shakti";
    std::string role = "member", language = "hi";
};

// Somebody the programme enrolled, with a phone.
inline std::int64_t enrol(Transaction& tx, const Lives& lives = {})
{
    static int count = 0;
    people::Person row;
    row.state = lives.state;
    row.district = lives.district;
    row.block = lives.block;
    row.clf = lives.clf;
    row.group_name = lives.group;
    row.language = lives.language;
    row.roles = { lives.role };
    const auto phone = "+91" + std::to_string(9'000'000'000 + ++count);
    people::import_person(tx, phone, row, at());
    return people::by_phone(tx, phone)->id;
}

inline void write_on(Transaction& tx, std::int64_t who, std::string_view channel, Time when)
{
    auto conversation = conversations::load(tx, who, channel);
    conversation.state = "{}";
    conversation.last_heard_at = when;
    conversation.window_until = when + 24h;
    conversations::save(tx, conversation);
}

} // namespace audience_people
