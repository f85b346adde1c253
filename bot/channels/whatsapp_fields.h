// What messages and statuses of a WhatsApp webhook have in common: times, the names of people, the contacts beside
// them. A part of whatsapp_inbound; pure and thread-safe.

#pragma once

#include "dialogs/message.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bot {

using Identities = std::vector<dialogs::Identity>;

std::optional<std::int64_t> whole_number(std::string_view text);

// Unix seconds: a text in messages and statuses, a number elsewhere. Absent is the beginning of time.
dialogs::Time time_at(const nlohmann::json& object, const char* key);

// The three names a person has, under the given keys; the phone first.
Identities identities_at(const nlohmann::json& object, const char* phone, const char* user, const char* parent);

// The contacts of one webhook. They may name others than the sender of a message beside them, so a contact is found
// only by an identity it shares with the person asked for, never by its place.
class Contacts {
public:
    // Throws BadRequest if it is no contact; then nothing of it is known.
    void add(const nlohmann::json& contact);

    // Adds what is known of this person, the phone first, and returns the name she gave herself.
    std::string complete(Identities& person) const;

private:
    struct Contact {
        Identities identities;
        std::string name;
    };

    std::vector<Contact> contacts_;
    std::unordered_map<std::string, std::size_t> place_of_; // by the value of each identity
};

// An event with the key that makes a second delivery change nothing.
dialogs::ChannelEvent whatsapp_event(std::string field, const nlohmann::json& payload, dialogs::Time at);

} // namespace bot
