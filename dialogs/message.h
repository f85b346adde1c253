// What arrives and what it carries, the same for every channel. A channel's adapter turns a provider's body into a
// Delivery and decides nothing; everything after it works on these values. Plain data, safe to copy between threads.

#pragma once

#include "locales/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dialogs {

using locales::Time;

// How a channel names a person. One person has several: a phone, and on WhatsApp user ids that need no phone.
enum class IdentityKind { Phone, UserId, ParentUserId };

struct Identity {
    IdentityKind kind = IdentityKind::Phone;
    std::string value; // Phone: E.164 with the plus, "+919812345678"; else the provider's id, whole

    bool operator==(const Identity&) const = default;
};

enum class MessageKind {
    Text,        // text
    Tap,         // option: the id of our button or list row; text: its title
    Photo,       // media, text: the caption
    Voice,       // media; a voice note or another sound
    Video,       // media, text: the caption
    Document,    // media, text: the caption
    Sticker,     // media
    Location,    // text: "latitude,longitude"
    Contact,     // contact_phones; own_contact
    Reaction,    // text: the emoji, empty when it was taken back
    Order,       // a catalogue order of WhatsApp; text: what she wrote with it
    Form,        // the answer of a WhatsApp Flow; text: its JSON
    Unsupported, // the provider says it cannot pass this message on
    Edited,      // she edited or revoked an earlier message
    NewNumber,   // not a message of hers: the provider says her identities changed, see `former`
    Timer,       // not a message of hers: one of our timers came due; text: the timer's kind
    Unknown,     // a type this program does not know
};

struct Media {
    std::string id;        // the provider's, valid for days only
    std::string mime_type; // as the provider says it
    std::string sha256;    // hex, lower case, empty if not told
    std::string file_name; // documents only
};

struct Message {
    MessageKind kind = MessageKind::Text;
    std::string text;
    std::string option; // Tap: the id we gave the button
    std::optional<Media> media;
    std::string reply_to;                    // the provider's id of the message she answers, empty if none
    std::vector<std::string> contact_phones; // Contact: E.164
    bool own_contact = false;                // Contact: her own number, shared by our own request
};

struct Arrival {
    std::string provider_id; // unique in its channel; the key that makes a second delivery change nothing
    std::string channel;     // "whatsapp", "sms" or "terminal"
    std::vector<Identity> sender;
    std::vector<Identity> former; // NewNumber: the identities that are no longer hers
    std::string profile_name;     // what she calls herself there, may be empty
    Time sent_at {};              // the provider's clock
    Message message;
    std::string raw; // the provider's own words for this one message, kept with it
};

// How far a message of ours came. Ordered: a status never moves down; Failed gives way to Delivered and Read.
enum class DeliveryState { Accepted = 1, Sent = 2, Delivered = 3, Read = 4, Played = 5, Failed = 100 };

struct StatusUpdate {
    std::string channel;
    std::string provider_id;               // of our message, may be empty for SMS
    std::optional<std::int64_t> outbox_id; // our own number that the provider gave back
    DeliveryState state = DeliveryState::Sent;
    Time at {};
    std::int64_t error_code = 0;
    std::string error;               // the provider's words
    std::string price_category;      // WhatsApp: utility, marketing, service ...
    std::string price_type;          // WhatsApp: regular, free_customer_service ...
    std::vector<Identity> recipient; // what the status tells about who got it
};

// Anything else a channel tells: template states, account warnings, preferences. Recorded whole.
struct ChannelEvent {
    std::string channel;
    std::string field;   // the provider's name of it, e.g. "message_template_status_update"
    std::string payload; // JSON
    std::string key;     // a hash of channel, field and payload, so that a second delivery changes nothing
    Time at {};
};

// All that one request of a provider holds.
struct Delivery {
    std::vector<Arrival> arrivals;
    std::vector<StatusUpdate> statuses;
    std::vector<ChannelEvent> events;
};

} // namespace dialogs
