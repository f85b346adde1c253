#include "bot/understanding.h"

#include "dialogs/answers/date.h"
#include "dialogs/answers/money.h"
#include "dialogs/answers/number.h"
#include "dialogs/answers/period.h"
#include "dialogs/answers/quantity.h"
#include "dialogs/answers/yes_no.h"
#include "dialogs/understand.h"

#include <algorithm>

namespace bot {

namespace answers = dialogs::answers;
using dialogs::InputKind;
using dialogs::Knowledge;
using locales::Tokens;

namespace {

// What a command does when nothing is open; the others show what can be done.
std::string intent_of_command(std::string_view command)
{
    if (command == "person")
        return "talk_to_person";
    if (command == "stop" || command == "start" || command == "my_data" || command == "delete" ||
        command == "notices_off" || command == "notices_on")
        return "privacy";
    if (command.find("notice") != std::string_view::npos)
        return "notices";
    return "menu";
}

double probability_of(const std::vector<locales::Guess>& guesses, std::string_view intent)
{
    const auto guess = std::ranges::find(guesses, intent, &locales::Guess::intent);
    return guess == guesses.end() ? 0 : guess->probability;
}

// A keyword or a rule is sure; what is left was the classifier's guess.
LikelyIntent started(const Knowledge& knowledge, const Tokens& tokens, const std::string& intent,
                     const std::vector<locales::Guess>& guesses)
{
    const bool exact = knowledge.words.keyword(tokens) || knowledge.words.rule(tokens) == intent;
    return { intent, exact ? 1 : probability_of(guesses, intent), {} };
}

// A word that means several things is as likely each of them; the classifier only says which comes first.
LikelyIntent one_of(const std::vector<std::string>& meanings, const std::vector<locales::Guess>& guesses)
{
    const auto likeliest = std::ranges::max_element(
        meanings, {}, [&](const std::string& intent) { return probability_of(guesses, intent); });
    return { *likeliest, 1.0 / static_cast<double>(meanings.size()), meanings };
}

LikelyIntent wish_of(const dialogs::Dialogs& dialogs, const Knowledge& knowledge, const std::string& line,
                     const Tokens& tokens, locales::Date today)
{
    dialogs::Message message;
    message.text = line;
    auto input = dialogs::understand(dialogs, knowledge, {}, message, today);
    if (input.kind == InputKind::Command)
        return { intent_of_command(input.name), 1, {} };
    if (input.kind == InputKind::Thanks)
        return { "thanks", 1, {} };
    const auto guesses = knowledge.intents.guess(tokens, knowledge.intents.names().size());
    if (input.kind == InputKind::Start)
        return started(knowledge, tokens, input.name, guesses);
    if (input.kind == InputKind::Meanings)
        return one_of(input.intents, guesses);
    return { std::string { guesses.front().intent }, guesses.front().probability, std::move(input.intents) };
}

void find_amounts(const Knowledge& knowledge, const Tokens& tokens, Understood& understood)
{
    for (const auto& found : answers::find_numbers(knowledge.numbers, tokens)) {
        if (found.value.is_range())
            understood.ranges.push_back({ found.value.least, found.value.most });
        else
            understood.numbers.push_back(found.value.least);
    }
    for (const auto& found : answers::find_money(knowledge.numbers, tokens))
        understood.money.push_back(found.value);
    // "PACK 1234": PACK is what she wants, and no unit.
    const auto keyword = knowledge.words.keyword(tokens);
    const auto from = keyword ? keyword->tokens : 0;
    for (auto& found : answers::find_quantities(knowledge.numbers, tokens))
        if (found.first >= from)
            understood.quantities.push_back(std::move(found.value));
}

void find_days(const Knowledge& knowledge, const Tokens& tokens, const Circumstances& circumstances,
               Understood& understood)
{
    const auto found =
        answers::find_dates_and_periods(knowledge.dates(), tokens, circumstances.today, circumstances.tense);
    for (const auto& date : found.dates)
        if (date.value.value)
            understood.dates.push_back(*date.value.value);
    for (const auto& period : found.periods)
        understood.periods.push_back(period.value);
}

template <class Kept, class Value> std::optional<dialogs::Answer> kept(const std::optional<Value>& value)
{
    return value ? std::optional<dialogs::Answer> { Kept { *value } } : std::nullopt;
}

std::optional<bool> is_yes(const Knowledge& knowledge, const Tokens& tokens)
{
    const auto said = answers::read_yes_no(knowledge.numbers, tokens);
    return said ? std::optional { *said == answers::YesNo::Yes } : std::nullopt;
}

std::optional<dialogs::Answer> answer_to(const Knowledge& knowledge, const Tokens& tokens,
                                         const Circumstances& circumstances)
{
    switch (circumstances.question) {
    case OpenQuestion::Money:
        return kept<dialogs::Money>(answers::read_money(knowledge.numbers, tokens).value);
    case OpenQuestion::Quantity:
        return kept<dialogs::Quantity>(answers::read_quantity(knowledge.numbers, tokens).value);
    case OpenQuestion::Number:
        return kept<dialogs::Number>(answers::read_number(knowledge.numbers, tokens).value);
    case OpenQuestion::Date:
        return kept<dialogs::Day>(
            answers::read_date(knowledge.dates(), tokens, circumstances.today, circumstances.tense).value);
    case OpenQuestion::Period:
        return kept<dialogs::Period>(answers::read_period(knowledge.dates(), tokens, circumstances.today).value);
    case OpenQuestion::YesNo:
        if (tokens.size() == 1 && (tokens[0].is("1") || tokens[0].is("2")))
            return dialogs::Word { tokens[0].is("1") ? "yes" : "no" }; // as the question numbers its answers
        if (const auto yes = is_yes(knowledge, tokens))
            return dialogs::Word { *yes ? "yes" : "no" };
        return std::nullopt;
    case OpenQuestion::None:
        break;
    }
    return std::nullopt;
}

} // namespace

Understood understand_line(const dialogs::Dialogs& dialogs, const Knowledge& knowledge, const std::string& line,
                           const Circumstances& circumstances)
{
    const auto tokens = locales::tokenize(line);
    Understood understood;
    understood.wish = wish_of(dialogs, knowledge, line, tokens, circumstances.today);
    find_amounts(knowledge, tokens, understood);
    find_days(knowledge, tokens, circumstances, understood);
    understood.yes = is_yes(knowledge, tokens);
    understood.answer = answer_to(knowledge, tokens, circumstances);
    return understood;
}

} // namespace bot
