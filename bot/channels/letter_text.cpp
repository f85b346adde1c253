#include "bot/channels/letter_text.h"

namespace bot {

std::string plain_text(const Letter& letter)
{
    std::string text = letter.text;
    for (const auto& choice : letter.choices)
        text += "\n" + choice.label;
    return text;
}

} // namespace bot
