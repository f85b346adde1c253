#include "dialogs/understand.h"

#include "dialogs/advance.h"
#include "dialogs/understand_text.h"

#include <algorithm>
#include <charconv>

namespace dialogs {

namespace {

// A button of ours: the turn it belonged to, a colon, what it offers.
struct Button {
    std::int64_t turn = -1;
    std::string id;
};

std::optional<Button> button_of(std::string_view option)
{
    const auto colon = option.find(':');
    Button button;
    if (colon == std::string_view::npos ||
        std::from_chars(option.data(), option.data() + colon, button.turn).ptr != option.data() + colon)
        return {};
    button.id = option.substr(colon + 1);
    return button;
}

// "begin:approve_notice:notice=17:decision=allow": a button of a message that was no answer to her. Whenever it is
// tapped it begins this dialog with these words filled; the dialog itself looks whether that may still be.
Input invited(std::string_view id)
{
    Input input;
    input.kind = InputKind::Command;
    for (std::string_view rest = id.substr(id.find(':') + 1); !rest.empty();) {
        const auto part = rest.substr(0, rest.find(':'));
        rest.remove_prefix(std::min(rest.size(), part.size() + 1));
        if (const auto is = part.find('='); is != std::string_view::npos)
            input.slots.insert_or_assign(std::string { part.substr(0, is) },
                                         Word { std::string { part.substr(is + 1) } });
        else
            input.name = part;
    }
    return input;
}

Input tapped(const Conversation& conversation, const Button& button)
{
    const auto& [turn, id] = button;
    if (id.starts_with("begin:"))
        return invited(id);
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
        if (const auto button = button_of(message.option))
            return tapped(conversation, *button);
        return understand_text(dialogs, knowledge, conversation, message.text, today); // a registered template's own
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
