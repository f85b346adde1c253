#include "dialogs/understand.h"

#include "dialogs/advance.h"
#include "dialogs/understand_text.h"

#include <algorithm>
#include <charconv>

namespace dialogs {

namespace {

Input tapped(const Conversation& conversation, const std::string& option)
{
    const auto colon = option.find(':');
    std::int64_t turn = -1;
    if (colon != std::string::npos)
        std::from_chars(option.data(), option.data() + colon, turn);
    const auto id = colon == std::string::npos ? std::string {} : option.substr(colon + 1);
    const bool offered = std::ranges::find(conversation.offers, id, &Offer::id) != conversation.offers.end();
    Input input;
    input.kind = turn == conversation.turn && offered ? InputKind::Pick : InputKind::OldButton;
    input.name = id;
    return input;
}

Input photo(const Dialogs& dialogs, const Conversation& conversation, const Message& message)
{
    const auto* step = conversation.asleep ? nullptr : waiting_step(dialogs, conversation);
    Input input;
    input.kind = InputKind::Misplaced;
    input.name = "photo_unexpected";
    if (step == nullptr || step->verb != Verb::Ask || step->kind != AnswerKind::Photo || !message.media)
        return input;
    input.kind = InputKind::Answers;
    input.name = step->name;
    input.slots[step->name] = Photo { message.media->id, message.media->mime_type, message.media->sha256 };
    return input;
}

Input named(InputKind kind, std::string name)
{
    Input input;
    input.kind = kind;
    input.name = std::move(name);
    return input;
}

Input misplaced(std::string what)
{
    return named(InputKind::Misplaced, std::move(what));
}

} // namespace

Input understand(const Dialogs& dialogs, const Knowledge& knowledge, const Conversation& conversation,
                 const Message& message, locales::Date today)
{
    switch (message.kind) {
    case MessageKind::Text:
        return understand_text(dialogs, knowledge, conversation, message.text, today);
    case MessageKind::Tap:
        return tapped(conversation, message.option);
    case MessageKind::Photo:
        return photo(dialogs, conversation, message);
    case MessageKind::Voice:
        return misplaced("voice");
    case MessageKind::Video:
        return misplaced("video");
    case MessageKind::Document:
        return misplaced("document");
    case MessageKind::Sticker:
        return misplaced("sticker");
    case MessageKind::Location:
        return misplaced("location");
    case MessageKind::Contact:
        return misplaced("contact");
    case MessageKind::Order:
        return misplaced("order");
    case MessageKind::Form:
    case MessageKind::Unsupported:
    case MessageKind::Unknown:
        return misplaced("unsupported");
    case MessageKind::Timer:
        return named(InputKind::TimerDue, message.text);
    case MessageKind::Reaction:
    case MessageKind::Edited:
    case MessageKind::NewNumber:
        break;
    }
    return named(InputKind::Nothing, {});
}

} // namespace dialogs
