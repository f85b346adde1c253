#include "tests/support/her_words.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace tests {

using dialogs::Message;
using dialogs::MessageKind;

namespace {

Message tap(const std::string& words, const ShownChoices& shown)
{
    const auto& choices = words.starts_with("[old") ? shown.older : shown.last;
    const auto number = std::stoul(words.substr(words.rfind(' ') + 1));
    if (number < 1 || number > choices.size())
        throw std::runtime_error { words + ": the last message has " + std::to_string(choices.size()) + " choices" };
    Message message;
    message.kind = MessageKind::Tap;
    message.option = choices[number - 1].id;
    message.text = choices[number - 1].label;
    return message;
}

// Of a notice, or of a registered template.
Message tap_of_notice(const std::string& words)
{
    const bool is_notice = words.starts_with("[notice");
    const auto from = is_notice ? 1 : std::string { "[quick reply " }.size();
    Message message;
    message.kind = MessageKind::Tap;
    message.text = words.substr(from, words.size() - from - 1);
    message.option = message.text;
    std::ranges::replace(message.option, ' ', is_notice ? '.' : ' ');
    return message;
}

Message of_kind(const std::string& words, const std::string& media)
{
    static const std::map<std::string, MessageKind> kinds {
        { "[voice]", MessageKind::Voice },       { "[video]", MessageKind::Video },
        { "[document]", MessageKind::Document }, { "[sticker]", MessageKind::Sticker },
        { "[location]", MessageKind::Location }, { "[contact]", MessageKind::Contact },
        { "[reaction]", MessageKind::Reaction }, { "[photo]", MessageKind::Photo },
        { "[order]", MessageKind::Order },       { "[unsupported]", MessageKind::Unsupported },
    };
    const auto kind = kinds.find(words);
    if (kind == kinds.end())
        throw std::runtime_error { words + ": there is no such message" };
    Message message;
    message.kind = kind->second;
    if (message.kind == MessageKind::Photo || message.kind == MessageKind::Voice ||
        message.kind == MessageKind::Document)
        message.media =
            dialogs::Media { media, message.kind == MessageKind::Voice ? "audio/ogg" : "image/jpeg", {}, {} };
    return message;
}

} // namespace

std::optional<Message> message_of(const std::string& words, const std::string& channel, const ShownChoices& shown,
                                  const std::string& media)
{
    if (!words.starts_with("[")) {
        Message message;
        message.text = words;
        return message;
    }
    if (channel == "sms")
        return std::nullopt;
    if (words.starts_with("[tap ") || words.starts_with("[old tap "))
        return tap(words, shown);
    if (words.starts_with("[notice ") || words.starts_with("[quick reply "))
        return tap_of_notice(words);
    return of_kind(words, media);
}

} // namespace tests
