// What a "her:" line of a transcript is as a message: her words, or what stands in brackets, such as [photo] or [tap
// 2].

#pragma once

#include "bot/channels/channel.h"

#include <optional>
#include <string>
#include <vector>

namespace tests {

// What her phone shows: the choices of the last message, and of the one before it.
struct ShownChoices {
    std::vector<bot::Choice> last, older;

    void show(const bot::Letter& letter)
    {
        older = std::move(last);
        last = letter.choices;
    }
};

// Empty for what this channel cannot carry. `media` is the provider's id of a picture or sound, if it is one. Throws
// std::runtime_error for a choice that was not shown, or brackets nobody knows.
std::optional<dialogs::Message> message_of(const std::string& words, const std::string& channel,
                                           const ShownChoices& shown, const std::string& media);

} // namespace tests
