// What a channel can do. An adapter translates between a provider's words and ours and decides nothing: whether to try
// again, wait or give up is said by the SendResult and done by the sender. Adapters are called from many threads at
// once and keep no state that a crash could lose.

#pragma once

#include "dialogs/message.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bot {

// One choice shown to a person. On WhatsApp a button (up to 3) or a row of a list (up to 10), elsewhere a line of text.
struct Choice {
    std::string id;          // comes back in Message::option
    std::string label;       // with its number in front, "1 हाँ"
    std::string description; // list rows only, may be empty
};

// A text registered with the provider, by which a letter may go where free text may not.
struct RegisteredText {
    std::string name, language; // as registered
    std::string category;       // what it costs as: "utility", "marketing", "service" or "promotional"
    std::vector<std::string> variables;
};

// One message to a person, ready but for the provider's form. Kept in the outbox as JSON.
struct Letter {
    std::string text;
    std::vector<Choice> choices;
    std::string list_button;      // the words on the button that opens a list
    std::string picture;          // sha256 of a stored picture, empty for none
    std::string template_key;     // the text's own name, e.g. "commission.balance"; names the operators' DLT template
    std::string language;         // "hi", "hi-Latn" or "en"
    bool asks_for_number = false; // WhatsApp: show the button by which she shares her own phone number
    std::optional<RegisteredText> registered {}; // of a notice; its buttons bear the choices' ids
};

// Whether a free text may be sent at this moment; on channels without a window always.
enum class Window { Open, Shut };

struct OutboundMessage {
    std::int64_t outbox_id = 0;
    std::vector<dialogs::Identity> to; // all identities known on this channel, best first
    Letter letter;
    Window window = Window::Open;
    std::string registration_id {}; // SMS: the operators' number of its text; empty if none is approved
};

enum class SendResult {
    Accepted,    // the provider has it
    Unknown,     // sent, but the answer was lost: it may or may not have been accepted
    TryLater,    // not accepted, the fault may pass: try again with backoff
    SlowDown,    // the whole number sends too fast: hold everything, then try again
    PersonLater, // only this person is written to too fast: try this message again later
    WindowShut,  // outside the 24 hours after her last message: a template or her next message is needed
    Unreachable, // this address cannot be reached at all: another channel may
    Suppressed,  // she or the provider refuses messages of this category: do not try again
    Broken,      // the provider says the request is wrong: our mistake, a person must look
    StopSending, // account or token trouble: hold the whole channel, a person must look
    OtherDay,    // she has had enough for today: try again, but not within a day
    TextRefused, // the registered text is paused, disabled or barred: no message may use it
};

constexpr std::size_t send_results = 12;

struct Sent {
    SendResult result = SendResult::Accepted;
    std::string provider_id;     // of the accepted message; empty if the provider gives none
    std::int64_t error_code = 0; // the provider's
    std::string error;           // one sentence; never holds message text, a token or a whole phone number
    std::optional<std::chrono::milliseconds> retry_after;
};

// How much a channel takes. From the providers' pages; see the table in channels.cpp.
struct ChannelLimits {
    int per_second = 0;                           // messages of one of our numbers
    std::chrono::milliseconds person_interval {}; // steady rate to one person
    int person_burst = 0;                         // how many may go at once before the steady rate holds
    int buttons_max = 0, rows_max = 0;
    int text_units_max = 0;         // UTF-16 units of a plain text
    int choices_text_units_max = 0; // of a text with buttons
    int button_units_max = 0, row_units_max = 0, description_units_max = 0;
    bool has_window = false; // free text only within 24 hours of her last message
};

struct FetchedMedia {
    enum class Result { Fetched, TryLater, Gone, TooLarge, WrongType, WrongHash };
    Result result = Result::Fetched;
    std::string bytes;
    std::string mime_type;
    std::string error;
};

class Channel {
public:
    virtual ~Channel() = default;
    virtual const std::string& name() const = 0; // "whatsapp", "sms", "terminal"
    virtual const ChannelLimits& limits() const = 0;

    // Sends one message and waits for the provider's answer. Does not throw for anything the network does.
    virtual Sent send(const OutboundMessage& message) = 0;

    // Fetches what she sent, checked against its type, hash and `most_bytes`.
    virtual FetchedMedia fetch(const dialogs::Media& media, std::size_t most_bytes) = 0;

    // Shows her that the message was read and an answer is being written, where the channel can; else nothing.
    virtual void show_read(const std::string& provider_id) = 0;
};

} // namespace bot
