#include "bot/notices/button_answers.h"

#include "bot/notices/notice_text.h"
#include "bot/notices/recipient_letter.h"
#include "dialogs/answers/yes_no.h"
#include "locales/normalize.h"

#include <charconv>

namespace bot::notices {

using dialogs::MessageKind;
using locales::Tokens;
using storage::notices::State;

namespace {

constexpr int yes_button = 1, no_button = 2;
constexpr std::size_t few_tokens = 3;

std::vector<std::int64_t> numbers_in(const Tokens& tokens)
{
    std::vector<std::int64_t> numbers;
    for (const auto& token : tokens) {
        std::int64_t value = 0;
        const auto* const end = token.n1.data() + token.n1.size();
        if (token.is_digits() && std::from_chars(token.n1.data(), end, value).ptr == end)
            numbers.push_back(value);
    }
    return numbers;
}

// "N17 1", "सूचना 17 हाँ".
std::optional<AnswerSaid> by_number(const Tokens& tokens, std::string_view command)
{
    const auto numbers = numbers_in(tokens);
    if (command == "notice_yes" && numbers.size() == 1)
        return AnswerSaid { numbers[0], yes_button };
    if (command == "notice_no" && numbers.size() == 1)
        return AnswerSaid { numbers[0], no_button };
    if (command == "notice_answer" && numbers.size() == 2 && numbers[1] < 10)
        return AnswerSaid { numbers[0], static_cast<int>(numbers[1]) };
    return {};
}

std::optional<int> button_in_words(const std::vector<std::string>& buttons, const std::string& text,
                                   const Tokens& tokens, const dialogs::Knowledge& knowledge)
{
    for (std::size_t i = 0; i < buttons.size(); ++i)
        if (locales::n1(buttons[i]) == locales::n1(text))
            return static_cast<int>(i) + 1;
    const auto said = dialogs::answers::read_yes_no(knowledge.numbers, tokens);
    if (!said || tokens.size() > few_tokens || buttons.size() != 2)
        return {};
    return *said == dialogs::answers::YesNo::Yes ? yes_button : no_button;
}

std::optional<AnswerSaid> by_words(storage::Transaction& tx, std::int64_t person, const std::string& text,
                                   const Tokens& tokens, const dialogs::Knowledge& knowledge, storage::Time now)
{
    const auto last = storage::notices::last_asked(tx, person, now - words_answer_for);
    const auto notice = last ? storage::notices::get(tx, *last) : std::nullopt;
    if (!notice)
        return {};
    const auto button = button_in_words(buttons_from_json(notice->buttons), text, tokens, knowledge);
    return button ? std::optional { AnswerSaid { *last, *button } } : std::nullopt;
}

dialogs::Prompt prompt(std::string text, std::int64_t notice, std::string value)
{
    return { std::move(text),
             {},
             { { "number", dialogs::Number { locales::Decimal { notice } } },
               { "value", dialogs::Text { std::move(value) } } },
             {} };
}

} // namespace

std::optional<AnswerSaid> answer_said(storage::Transaction& tx, std::int64_t person, const dialogs::Message& message,
                                      const dialogs::Conversation& conversation, const dialogs::Knowledge& knowledge,
                                      storage::Time now)
{
    const bool tap = message.kind == MessageKind::Tap;
    if (!tap && message.kind != MessageKind::Text)
        return {};
    if (tap)
        if (const auto pressed = answer_of(message.option))
            return AnswerSaid { pressed->first, pressed->second };
    if (tap && message.option.find(':') != std::string::npos)
        return {}; // a button of ours
    const auto tokens = locales::tokenize(message.text);
    const auto command = knowledge.words.command(tokens);
    if (command.starts_with("notice_"))
        return by_number(tokens, command);
    const bool nothing_open = conversation.open() == nullptr && conversation.offers.empty();
    if ((!command.empty() && command != "yes" && command != "no") || (!tap && !nothing_open))
        return {};
    return by_words(tx, person, message.text, tokens, knowledge, now);
}

dialogs::Prompt take_answer(storage::Transaction& tx, const storage::notices::Answer& answer, storage::Time now)
{
    const auto notice = storage::notices::get(tx, answer.notice);
    const auto buttons = notice ? buttons_from_json(notice->buttons) : std::vector<std::string> {};
    const bool known = answer.button >= 1 && static_cast<std::size_t>(answer.button) <= buttons.size();
    if (!known || !storage::notices::answer(tx, answer, now))
        return prompt("notice_answer.not_hers", answer.notice, {});
    const bool over = notice->state == State::Finished || notice->state == State::Cancelled;
    const bool old = over && notice->finished_at && now - *notice->finished_at > words_answer_for;
    return prompt(old ? "notice_answer.old" : "notice_answer.noted", answer.notice,
                  buttons[static_cast<std::size_t>(answer.button) - 1]);
}

std::optional<dialogs::Prompt> answer_in(storage::Transaction& tx, std::int64_t person, const dialogs::Arrival& arrival,
                                         const dialogs::Conversation& conversation, const dialogs::Knowledge& knowledge,
                                         storage::Time now)
{
    const auto said = answer_said(tx, person, arrival.message, conversation, knowledge, now);
    if (!said)
        return {};
    return take_answer(tx, { said->notice, person, said->button, arrival.channel, arrival.provider_id }, now);
}

} // namespace bot::notices
