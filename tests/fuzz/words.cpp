#include "bot/understanding.h"
#include "dialogs/conversation.h"
#include "dialogs/load.h"
#include "dialogs/read_answer.h"
#include "dialogs/understand.h"
#include "locales/normalize.h"
#include "locales/phonetic.h"
#include "locales/utf8.h"
#include "tests/fuzz/target.h"

#include <filesystem>

namespace fuzz {

namespace {

using dialogs::AnswerKind;

constexpr std::size_t bytes_max = 600; // longer ones only repeat what short ones do, and a run tries fewer of them
const std::filesystem::path source = SAMVAD_SOURCE_DIR;

// All but the classifier is as the service reads it; that one learns from a few lines, so that a start is short.
struct Language {
    const locales::AnswerWords numbers = locales::AnswerWords::load(source / "locales");
    const locales::CalendarWords calendar = locales::CalendarWords::load(source / "locales");
    const locales::Words words = locales::Words::load(source / "locales");
    const locales::Intents intents = locales::Intents::train({ { "achar bechna hai", "add_product" },
                                                               { "मेरे ऑर्डर दिखाओ", "my_orders" },
                                                               { "mera commission", "commission_balance" },
                                                               { "aaj mausam kaisa hai", "other" } });
    const locales::Names names = locales::Names::load(source / "locales");
    const dialogs::Dialogs dialogs = dialogs::load(source / "dialogs").dialogs;
    const dialogs::Knowledge knowledge { numbers, calendar, words, intents, names };
};

const Language& language()
{
    static const Language read_once;
    return read_once;
}

bool is_utf8(const std::string& text)
{
    return locales::to_utf8(locales::to_utf32(text)) == text;
}

void read_as_forms(const std::string& text)
{
    const auto n0 = locales::n0(text);
    const auto n1 = locales::n1(text);
    demand(is_utf8(n0) && is_utf8(n1), "a form of any bytes is valid UTF-8");
    demand(locales::n0(n0) == n0, "N0 of N0 is N0");
    demand(locales::n1(n1) == n1, "N1 of N1 is N1");
    demand(locales::n1(n0) == n1, "N1 of N0 is N1");
    std::size_t place = 0;
    for (const auto& token : locales::tokenize(text)) {
        demand(token.begin >= place && token.end > token.begin && token.end <= text.size(),
               "tokens stand in order within the text");
        place = token.begin; // a letter such as ½ is several tokens of the same bytes
        for (const auto width : { locales::KeyWidth::Narrow, locales::KeyWidth::Wide })
            for (const auto& key : locales::phonetic_keys(token.n1, width))
                demand(is_utf8(key), "a key is valid UTF-8");
        demand(locales::sound_distance(token.n1, token.n1) == 0, "a word sounds like itself");
    }
}

// The answer of each kind, as an open question reads it; a value that is kept must come back from the state.
void read_as_answers(const std::string& text, const locales::Tokens& tokens, locales::Date today)
{
    for (auto kind = 0; kind <= static_cast<int>(AnswerKind::PinCode); ++kind) {
        dialogs::Step step;
        step.verb = dialogs::Verb::Ask;
        step.name = "asked";
        step.kind = static_cast<AnswerKind>(kind);
        step.of = { "piece", "kilogram" };
        step.name_list = kind % 2 == 0 ? "district" : "";
        dialogs::Conversation conversation;
        conversation.frames.push_back({ "add_product", "1", "asked", {}, {}, {}, {} });
        const auto read = dialogs::read_answer(step, language().knowledge, conversation, text, tokens, today);
        demand(read.slots.empty() || read.readings.empty(), "an answer is read, or asked back");
        demand(dialogs::slots_from_json(dialogs::to_json(read.slots)) == read.slots, "an answer outlives the process");
    }
}

// The whole cascade with a question of the dialog open, as a turn does it; the text's length chooses which.
void read_as_message(const std::string& text, locales::Date today)
{
    const auto* dialog = language().dialogs.named("add_product");
    const auto& step = dialog->steps[text.size() % dialog->steps.size()];
    dialogs::Conversation conversation;
    conversation.frames.push_back({ dialog->name, dialog->version, step.name, {}, {}, {}, {} });
    dialogs::Message message;
    message.text = text;
    dialogs::understand(language().dialogs, language().knowledge, conversation, message, today);
}

} // namespace

void words(std::string_view bytes)
{
    const std::string text { bytes.substr(0, bytes_max) };
    const locales::Date today { std::chrono::year { 2026 }, std::chrono::month { 11 }, std::chrono::day { 22 } };
    read_as_forms(text);
    const auto tokens = locales::tokenize(text);
    read_as_answers(text, tokens, today);
    read_as_message(text, today);
    bot::understand_line(language().dialogs, language().knowledge, text,
                         { today, bot::OpenQuestion::Date, dialogs::answers::Tense::Past });
}

} // namespace fuzz
