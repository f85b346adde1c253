#include "dialogs/read_answer.h"

#include "dialogs/answers/date.h"
#include "dialogs/answers/number.h"
#include "dialogs/answers/period.h"
#include "dialogs/answers/phone.h"
#include "dialogs/answers/pin_code.h"
#include "dialogs/answers/yes_no.h"
#include "locales/phonetic.h"
#include "locales/utf8.h"

#include <algorithm>
#include <unordered_map>

namespace dialogs {

using locales::Decimal;
using locales::Tokens;

namespace {

constexpr std::int64_t text_letters_max = 1'000;
constexpr std::size_t few_tokens = 4;

std::string trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos)
        return {};
    return std::string { text.substr(first, text.find_last_not_of(blank) - first + 1) };
}

bool has_word(const Tokens& tokens)
{
    return std::ranges::any_of(tokens, [](const locales::Token& token) { return token.is_word(); });
}

std::vector<std::string> words_of(const Tokens& tokens)
{
    std::vector<std::string> words;
    for (const auto& token : tokens)
        if (token.is_word())
            words.push_back(token.n1);
    return words;
}

bool sound_alike(const std::string& one, const std::string& other)
{
    if (one == other)
        return true;
    const auto keys = locales::phonetic_keys(one, locales::KeyWidth::Narrow);
    return std::ranges::any_of(locales::phonetic_keys(other, locales::KeyWidth::Narrow),
                               [&](const std::string& key) { return std::ranges::find(keys, key) != keys.end(); });
}

// The only row whose texts have all the words she says, by spelling or by sound. Null when none or several have, and
// where she says short words alone, which sound like many: "ka", "aam".
const Row* row_by_name(const Table& table, const Tokens& tokens)
{
    const auto said = words_of(tokens);
    const bool by_sound =
        std::ranges::any_of(said, [](const std::string& word) { return locales::count_letters(word) >= 3; });
    const auto is_said = [&](const std::string& word, const std::string& other) {
        return by_sound ? sound_alike(word, other) : word == other;
    };
    const Row* only = nullptr;
    for (const auto& row : table.rows) {
        std::vector<std::string> shown;
        for (const auto& [name, cell] : row.cells)
            if (const auto* text = std::get_if<Text>(&cell))
                std::ranges::copy(words_of(locales::tokenize(text->words)), std::back_inserter(shown));
        const bool has_all = !said.empty() && std::ranges::all_of(said, [&](const std::string& word) {
            return std::ranges::any_of(shown, [&](const std::string& other) { return is_said(word, other); });
        });
        if (has_all && only != nullptr)
            return nullptr;
        if (has_all)
            only = &row;
    }
    return only;
}

// Reads one message for one step; the kinds are its parts.
class AnswerReader {
public:
    AnswerReader(const Step& step, const Knowledge& knowledge, const Conversation& conversation, std::string_view text,
                 const Tokens& tokens, locales::Date today)
        : step_(step), knowledge_(knowledge), conversation_(conversation), text_(text), tokens_(tokens), today_(today)
    {
    }

    ReadAnswer read()
    {
        switch (step_.kind) {
        case AnswerKind::Text:
            read_text();
            break;
        case AnswerKind::Number:
            take(answers::read_number(knowledge_.numbers, tokens_),
                 [&](Decimal value) { return keep(Number { value }, within(step_, value)); });
            break;
        case AnswerKind::Money:
            take(answers::read_money(knowledge_.numbers, tokens_),
                 [&](Money money) { return keep(money, within(step_, rupees(money))); });
            break;
        case AnswerKind::Quantity:
            take(answers::read_quantity(knowledge_.numbers, tokens_),
                 [&](const Quantity& quantity) { return keep(with_unit(quantity), within(step_, quantity.value)); });
            break;
        case AnswerKind::Choice:
            read_choice();
            break;
        case AnswerKind::YesNo:
            read_yes_no();
            break;
        case AnswerKind::Date:
            read_date();
            break;
        case AnswerKind::Period:
            take(answers::read_period(knowledge_.dates(), tokens_, today_),
                 [&](const Period& period) { return keep(period, true); });
            break;
        case AnswerKind::Phone:
            take(answers::read_phone(knowledge_.numbers, tokens_),
                 [&](const std::string& number) { return keep(Phone { number }, true); });
            break;
        case AnswerKind::PinCode:
            take(answers::read_pin_code(tokens_),
                 [&](const std::string& digits) { return keep(PinCode { digits }, true); });
            break;
        case AnswerKind::Photo:
            break; // a picture is not words
        }
        answer_.whole = !answer_.slots.empty() && (named_ || words_left() == 0);
        return std::move(answer_);
    }

private:
    // One value is the answer; two are offered.
    template <class T, class Keep> void take(const answers::Reading<T>& reading, Keep keep_one)
    {
        if (reading.value) {
            keep_one(*reading.value);
            return;
        }
        for (const auto& value : reading.either)
            if (keep_one(value)) {
                answer_.readings.push_back(answer_.slots.at(step_.name));
                answer_.slots.clear();
            }
    }

    bool keep(Answer answer, bool fits)
    {
        if (fits)
            answer_.slots.insert_or_assign(step_.name, std::move(answer));
        return fits;
    }

    static Decimal rupees(Money money) { return Decimal { money.paise, 2 }; }

    void read_text()
    {
        auto words = locales::without_controls(step_.wants_own_words() ? trimmed(text_) : without_frame());
        const auto length = static_cast<std::int64_t>(locales::count_letters(words));
        const auto most = step_.most == 0 ? text_letters_max : step_.most;
        if (!has_word(tokens_) || length < step_.least || length > most)
            return;
        // A yes that came once too often is nobody's name.
        if (words_of(tokens_).size() == 1 && answers::read_yes_no(knowledge_.numbers, tokens_))
            return;
        if (step_.name_list.empty() || step_.name_list == "group")
            return void(keep(Text { std::move(words) }, true));
        read_name(words);
    }

    // "मेरा नाम सरिता देवी है" is सरिता देवी: little words at both ends, and the word for what was asked, are no part of
    // a name. When nothing else is left, her words stay as they are.
    std::string without_frame() const
    {
        const auto little = [&](const locales::Token& token) {
            return !token.is_word() || knowledge_.words.is_filler(token.n1) ||
                   knowledge_.words.slot(token.n1) == "name";
        };
        const auto first = std::ranges::find_if_not(tokens_, little);
        if (first == tokens_.end())
            return trimmed(text_);
        auto last = tokens_.end();
        while (little(*(last - 1)) && knowledge_.words.slot((last - 1)->n1) != "group")
            --last;
        return std::string { text_.substr(first->begin, (last - 1)->end - first->begin) };
    }

    // A name that sounds like one we know is taken as we write it; what is not known stays as she wrote it, but a
    // district must be one of ours.
    void read_name(const std::string& words)
    {
        const auto found = knowledge_.names.find(step_.name_list, tokens_);
        if (step_.name_list != "district")
            return void(keep(Text { words }, true));
        if (found.size() == 1)
            return void(keep(Text { found.front().in(conversation_.language) }, true));
        for (const auto& name : found)
            answer_.readings.push_back(Text { name.in(conversation_.language) });
    }

    Quantity with_unit(Quantity quantity)
    {
        if (step_.unit_slot.empty())
            return quantity;
        if (!quantity.unit.empty()) {
            answer_.slots.insert_or_assign(step_.unit_slot, Word { quantity.unit });
            return quantity;
        }
        const auto& slots = conversation_.open()->slots;
        const auto unit = slots.find(step_.unit_slot);
        if (unit != slots.end())
            if (const auto* word = std::get_if<Word>(&unit->second))
                quantity.unit = word->id;
        return quantity;
    }

    bool is_word_of_step(std::string_view id) const
    {
        return std::ranges::find(step_.of, id) != step_.of.end() ||
               std::ranges::find(step_.also, id) != step_.also.end();
    }

    void read_choice()
    {
        if (!step_.of_list.empty())
            return read_row();
        if (const auto unit = answers::read_unit(knowledge_.numbers, tokens_); unit && is_word_of_step(*unit))
            return void(keep(Word { *unit }, true));
        if (const auto* offer = offer_by_words(conversation_.offers, tokens_))
            keep_named(offer->id);
        if (answer_.slots.empty())
            keep_named(std::string { knowledge_.words.choice(tokens_) });
    }

    // All her words name this choice, so they wish for nothing else.
    void keep_named(std::string id)
    {
        if (is_word_of_step(id))
            named_ = keep(Word { std::move(id) }, true);
    }

    // A row of a list: its own number ("1234"), or words that only its label has.
    void read_row()
    {
        const auto& slots = conversation_.open()->slots;
        const auto list = slots.find(step_.of_list);
        const auto* table = list == slots.end() ? nullptr : std::get_if<Table>(&list->second);
        if (table == nullptr)
            return;
        for (const auto& row : table->rows)
            if (std::ranges::any_of(
                    tokens_, [&](const locales::Token& token) { return token.is_digits() && token.n1 == row.id; }))
                return void(keep(Word { row.id }, true));
        if (const auto* row = row_by_name(*table, tokens_))
            named_ = keep(Word { row->id }, true);
    }

    void read_yes_no()
    {
        if (const auto said = answers::read_yes_no(knowledge_.numbers, tokens_))
            keep(Word { *said == answers::YesNo::Yes ? "yes" : "no" }, true);
    }

    void read_date()
    {
        const auto tense = step_.looks_back ? answers::Tense::Past : answers::Tense::Future;
        take(answers::read_date(knowledge_.dates(), tokens_, today_, tense),
             [&](locales::Date date) { return keep(Day { date }, true); });
    }

    // Words that neither belong to a number nor say nothing.
    std::size_t words_left() const
    {
        if (step_.kind == AnswerKind::Text)
            return has_word(tokens_) && !step_.wants_own_words() ? 1 : 0;
        if (step_.kind == AnswerKind::YesNo)
            return tokens_.size() > few_tokens ? 1 : 0; // "जी हाँ बिलकुल" is whole, a sentence with a हाँ may be more
        return static_cast<std::size_t>(std::ranges::count_if(tokens_, [&](const locales::Token& token) {
            return token.is_word() && knowledge_.numbers.find(token.n1) == nullptr &&
                   !knowledge_.words.is_filler(token.n1);
        }));
    }

    const Step& step_;
    const Knowledge& knowledge_;
    const Conversation& conversation_;
    std::string_view text_;
    const Tokens& tokens_;
    locales::Date today_;
    ReadAnswer answer_;
    bool named_ = false;
};

// The same few labels come in every conversation, and taking one apart costs more than all the rest that is done with
// it.
const std::vector<std::string>& words_of_label(const std::string& label)
{
    constexpr std::size_t labels_kept_max = 2'000;
    thread_local std::unordered_map<std::string, std::vector<std::string>> kept;
    if (kept.size() >= labels_kept_max)
        kept.clear();
    const auto [place, is_new] = kept.try_emplace(label);
    if (is_new)
        place->second = words_of(locales::tokenize(label));
    return place->second;
}

} // namespace

ReadAnswer read_answer(const Step& step, const Knowledge& knowledge, const Conversation& conversation,
                       std::string_view text, const Tokens& tokens, locales::Date today)
{
    return AnswerReader { step, knowledge, conversation, text, tokens, today }.read();
}

const Offer* offer_by_words(const std::vector<Offer>& offers, const Tokens& tokens)
{
    const auto said = words_of(tokens);
    if (said.empty())
        return nullptr;
    const Offer* only = nullptr;
    for (const auto& offer : offers) {
        const auto& label = words_of_label(offer.label);
        if (label == said)
            return &offer;
        const bool has_all = std::ranges::all_of(
            said, [&](const std::string& word) { return std::ranges::find(label, word) != label.end(); });
        if (!has_all)
            continue;
        if (only != nullptr)
            return nullptr; // two labels have these words
        only = &offer;
    }
    return only;
}

bool within(const Step& step, Decimal value)
{
    return !(value < Decimal { step.least }) && (step.most == 0 || !(Decimal { step.most } < value));
}

} // namespace dialogs
