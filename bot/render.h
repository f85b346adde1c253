// Turns the engine's prompts into letters: her language, her channel's form, the numbers in front of choices. On
// WhatsApp everything a turn says is one letter, because each costs money; on SMS each text is a letter of its own,
// because each is registered with the operators as it stands. Pure; safe to call from many threads.

#pragma once

#include "bot/channels/channel.h"
#include "dialogs/prompt.h"
#include "locales/catalog.h"
#include "locales/format.h"

#include <string>
#include <vector>

namespace bot {

struct Speech {
    const locales::Catalog& catalog;
    const locales::Formats& formats;
};

// Whom the letters are for.
struct Reader {
    std::string language;
    std::string channel;
    const ChannelLimits& limits;
    std::string name; // empty if not known
    bool coordinator = false;
    locales::Date today {};
};

struct Rendered {
    std::vector<Letter> letters;
    std::vector<std::string> labels; // of the last prompt's options, without numbers, in their order
};

// `turn` is written into the ids of the choices, so that a tap on an old button is known as such.
// Throws std::logic_error if a text needs a variable that the prompt does not have.
Rendered render(const std::vector<dialogs::Prompt>& prompts, const Speech& speech, const Reader& reader,
                std::int64_t turn);

// A choice of a message that begins a dialog of its own, whenever it is taken: "begin:approve_notice:notice=17". It
// bears no number, since a number answers what was offered last; where there are no buttons, the text says what to
// write.
bool is_invitation(std::string_view offer);

// The id of a button: the turn it belongs to and the offer. And back; empty if it is not of this form.
std::string button_id(std::int64_t turn, std::string_view offer);

} // namespace bot
