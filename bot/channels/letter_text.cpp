#include "bot/channels/letter_text.h"

#include "bot/channels/sms_parts.h"

#include <algorithm>

namespace bot {

std::string plain_text(const Letter& letter)
{
    std::string text = letter.text;
    for (const auto& choice : letter.choices)
        text += "\n" + choice.label;
    return text;
}

std::int64_t parts_of(const Letter& letter, std::string_view channel)
{
    return channel == "sms" ? std::max(1, sms_size(plain_text(letter)).parts) : 1;
}

} // namespace bot
