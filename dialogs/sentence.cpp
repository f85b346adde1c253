#include "dialogs/sentence.h"

#include "dialogs/answers/date.h"
#include "dialogs/answers/number.h"
#include "dialogs/answers/old_values.h"
#include "dialogs/answers/period.h"
#include "dialogs/answers/yes_no.h"
#include "dialogs/graph.h"
#include "dialogs/read_answer.h"
#include "locales/utf8.h"

#include <algorithm>
#include <utility>

namespace dialogs {

using locales::Decimal;
using locales::Token;
using locales::Tokens;

namespace {

// The reading of one sentence: each kind takes its tokens away, what is left over may be the name.
class Sentence {
public:
    Sentence(const Dialog& dialog, const Knowledge& knowledge, std::string_view text, const Tokens& tokens,
             std::size_t from, locales::Date today)
        : dialog_(dialog), knowledge_(knowledge), text_(text),
          renewed_(answers::without_old_values(knowledge.numbers, tokens)), tokens_(renewed_.tokens), today_(today),
          taken_(tokens_.size(), false)
    {
        std::fill(taken_.begin(), taken_.begin() + static_cast<std::ptrdiff_t>(std::min(from, taken_.size())), true);
    }

    Slots read()
    {
        take_money();
        take_quantities();
        take_named_quantity();
        take_dates();
        take_bare_numbers();
        take_bare_quantity();
        take_units_and_words();
        infer_choices();
        take_name();
        return std::move(slots_);
    }

    Listing listing()
    {
        slots_ = read();
        const bool tells_all = named_ && has_filled(AnswerKind::Money) && has_filled(AnswerKind::Quantity);
        if (!tells_all || says_more())
            return Listing::None;
        const auto known = knowledge_.names.find("product", { tokens_[name_last_ - 1] });
        return known.empty() ? Listing::OfSomething : Listing::OfKnown;
    }

private:
    template <class Use> void for_asks(AnswerKind kind, Use use)
    {
        for (const auto& step : dialog_.steps)
            if (step.verb == Verb::Ask && step.kind == kind && !slots_.contains(step.name) && use(step))
                return;
    }

    // Tokens of a found value count as used up, so that nothing is read twice.
    template <class T> bool take(const answers::Found<T>& found)
    {
        for (auto i = found.first; i < found.last; ++i)
            if (taken_[i])
                return false;
        std::fill(taken_.begin() + static_cast<std::ptrdiff_t>(found.first),
                  taken_.begin() + static_cast<std::ptrdiff_t>(found.last), true);
        return true;
    }

    // The values of one kind that are no guess: neither one of the two ends of a span, nor one of more than the dialog
    // asks for, nor a difference where it asks for the new value. All of them are used up.
    template <class T, class Number>
    std::vector<answers::Found<T>> sure(const std::vector<answers::Found<T>>& all, AnswerKind kind, Number number)
    {
        const auto asks = [&](const Step& step) { return step.verb == Verb::Ask && step.kind == kind; };
        std::vector<answers::Found<T>> found;
        bool is_span = false;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const bool fits = std::ranges::any_of(
                dialog_.steps, [&](const Step& step) { return asks(step) && within(step, number(all[i].value)); });
            const bool is_other_end = i > 0 && all[i - 1].first == all[i].first;
            is_span |= is_other_end;
            if (fits && (is_other_end || take(all[i])) &&
                std::ranges::none_of(found, [&](const auto& one) { return one.value == all[i].value; }))
                found.push_back(all[i]);
        }
        if (is_span || std::cmp_greater(found.size(), std::ranges::count_if(dialog_.steps, asks)))
            found.clear();
        return found;
    }

    void take_money()
    {
        const auto rupees = [](answers::Money money) { return Decimal { money.paise, 2 }; };
        for (const auto& found : sure(answers::find_money(knowledge_.numbers, tokens_), AnswerKind::Money, rupees))
            for_asks(AnswerKind::Money, [&](const Step& step) {
                if (!within(step, rupees(found.value)) || is_difference_for(step, found.first, found.last))
                    return false;
                slots_[step.name] = found.value;
                return true;
            });
    }

    void take_quantities()
    {
        const auto count = [](const answers::Quantity& quantity) { return quantity.value; };
        for (const auto& found :
             sure(answers::find_quantities(knowledge_.numbers, tokens_), AnswerKind::Quantity, count))
            for_asks(AnswerKind::Quantity, [&](const Step& step) {
                if (!within(step, found.value.value) || is_difference_for(step, found.first, found.last))
                    return false;
                slots_[step.name] = found.value;
                if (!step.unit_slot.empty() && !found.value.unit.empty())
                    slots_[step.unit_slot] = Word { found.value.unit };
                return true;
            });
    }

    // "स्टॉक 30 कर दो": the word before a number says what it counts.
    void take_named_quantity()
    {
        for (const auto& found : answers::find_numbers(knowledge_.numbers, tokens_)) {
            if (found.value.is_range() || taken_[found.first])
                continue;
            const auto named = slot_named_before(found.first);
            for_asks(AnswerKind::Quantity, [&](const Step& step) {
                if (named.empty() || (step.name != named && step.replaces != named) ||
                    !within(step, found.value.least) || is_difference_for(step, found.first, found.last) ||
                    !take(found))
                    return false;
                slots_[step.name] = Quantity { found.value.least, "" };
                return true;
            });
        }
    }

    // The slot that one of the two words before this place names.
    std::string_view slot_named_before(std::size_t place) const
    {
        for (std::size_t back = 1; back <= 2 && back <= place; ++back)
            if (const auto slot = knowledge_.words.slot(tokens_[place - back].n1); !slot.empty())
                return slot;
        return {};
    }

    bool is_difference_for(const Step& step, std::size_t first, std::size_t last) const
    {
        return !step.replaces.empty() && !renewed_.has_change &&
               answers::is_difference(knowledge_.numbers, tokens_, first, last);
    }

    void take_dates()
    {
        for (const auto& found : answers::find_periods(knowledge_.dates(), tokens_, today_))
            for_asks(AnswerKind::Period, [&](const Step& step) {
                if (!take(found))
                    return false;
                slots_[step.name] = found.value;
                return true;
            });
        for_asks(AnswerKind::Date, [&](const Step& step) {
            const auto tense = step.looks_back ? answers::Tense::Past : answers::Tense::Future;
            for (const auto& found : answers::find_dates(knowledge_.dates(), tokens_, today_, tense))
                if (found.value.value && take(found)) {
                    slots_[step.name] = Day { *found.value.value };
                    return true;
                }
            return false;
        });
    }

    static bool takes_numbers(const Step& step)
    {
        return step.verb == Verb::Ask &&
               (step.kind == AnswerKind::Number || step.kind == AnswerKind::Money || !step.of_list.empty());
    }

    // "BILL 12 18450", "3500 के बिल पर कितना", "PACK 1234": numbers without a unit fill the questions for numbers in
    // their order, but only when there is one for each; otherwise it would be a guess.
    void take_bare_numbers()
    {
        std::vector<answers::Found<answers::Amount>> bare;
        for (const auto& found : answers::find_numbers(knowledge_.numbers, tokens_))
            if (!found.value.is_range() && !taken_[found.first] && !is_article(found))
                bare.push_back(found);
        std::vector<const Step*> open;
        for (const auto& step : dialog_.steps)
            if (takes_numbers(step) && !slots_.contains(step.name))
                open.push_back(&step);
        if (bare.empty() || open.empty())
            return;
        if (!open.front()->of_list.empty() ? !names_a_row(bare.size()) : bare.size() != open.size())
            return;
        for (std::size_t i = 0; i < std::min(bare.size(), open.size()); ++i)
            put_number(*open[i], bare[i]);
    }

    // "PACK 1234". Where the dialog asks for a price or a stock as well, a number left alone may be that ("टोपी 400 कर
    // दो"); it is a row's when the value is told beside it ("1001 का दाम 400 करो").
    bool names_a_row(std::size_t numbers) const
    {
        const bool asks_values = std::ranges::any_of(dialog_.steps, [](const Step& step) {
            return step.verb == Verb::Ask && (step.kind == AnswerKind::Money || step.kind == AnswerKind::Quantity);
        });
        const bool told = has_filled(AnswerKind::Money) || has_filled(AnswerKind::Quantity);
        return !asks_values || (told && numbers == 1);
    }

    // "झाड़ू 60 रुपये के 25 हैं": where the money is told, the one number left is how many.
    void take_bare_quantity()
    {
        if (!has_filled(AnswerKind::Money))
            return;
        std::vector<answers::Found<answers::Amount>> bare;
        for (const auto& found : answers::find_numbers(knowledge_.numbers, tokens_))
            if (!taken_[found.first] && !is_article(found) && !is_set_against_another(found))
                bare.push_back(found);
        if (bare.size() != 1 || bare.front().value.is_range())
            return;
        for_asks(AnswerKind::Quantity, [&](const Step& step) {
            if (step.unit_slot.empty() || !within(step, bare.front().value.least) || !take(bare.front()))
                return false;
            slots_[step.name] = Quantity { bare.front().value.least, "" };
            return true;
        });
    }

    // "350 से 400 कर दो", "250 नहीं 300": the second number changes the first.
    bool is_set_against_another(const answers::Found<answers::Amount>& found) const
    {
        using locales::Beside;
        const auto* before = found.first == 0 ? nullptr : knowledge_.numbers.find(tokens_[found.first - 1]);
        return before != nullptr && (before->has(Beside::To) || before->has(Beside::No) || before->has(Beside::Or));
    }

    bool has_filled(AnswerKind kind) const
    {
        return std::ranges::any_of(dialog_.steps, [&](const Step& step) {
            return step.verb == Verb::Ask && step.kind == kind && slots_.contains(step.name);
        });
    }

    // Words beside the name that are no value and no little word.
    bool says_more() const
    {
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            if (!taken_[i] && !(name_first_ <= i && i < name_last_) && !is_little(tokens_[i]))
                return true;
        return false;
    }

    // "एक बिल पर कितना": the word एक is "a", not a count.
    bool is_article(const answers::Found<answers::Amount>& one) const
    {
        return one.last == one.first + 1 && tokens_[one.first].is_word() && one.value.least == Decimal { 1 };
    }

    void put_number(const Step& step, const answers::Found<answers::Amount>& found)
    {
        const auto value = found.value.least;
        if (!step.of_list.empty()) {
            if (value.whole() && take(found))
                slots_[step.name] = Word { value.to_string() };
            return;
        }
        if (!within(step, value) || !take(found))
            return;
        if (step.kind == AnswerKind::Number)
            slots_[step.name] = Number { value };
        else if (const auto paise = (value * Decimal { 100 }).whole())
            slots_[step.name] = Money { *paise };
    }

    // "250 रु किलो": a unit alone; and the known words of other choices.
    void take_units_and_words()
    {
        for_asks(AnswerKind::Choice, [&](const Step& step) {
            if (!step.of_list.empty() || is_behind_review(dialog_, step))
                return false;
            for (std::size_t i = 0; i < tokens_.size(); ++i) {
                const auto id = taken_[i] || !tokens_[i].is_word() ? std::string {} : choice_at(i);
                if (id.empty() || (std::ranges::find(step.of, id) == step.of.end() &&
                                   std::ranges::find(step.also, id) == step.also.end()))
                    continue;
                taken_[i] = true;
                slots_[step.name] = Word { id };
                return false; // several choices may each find their word
            }
            return false;
        });
    }

    std::string choice_at(std::size_t i) const
    {
        const Tokens one { tokens_[i] };
        if (const auto unit = answers::read_unit(knowledge_.numbers, one))
            return *unit;
        return std::string { knowledge_.words.choice(one) };
    }

    // "आम का अचार 250 रु कर दो": the new price tells that the price is to be changed.
    void infer_choices()
    {
        for_asks(AnswerKind::Choice, [&](const Step& choice) {
            for (const auto& [word, target] : choice.on) {
                const auto index = dialog_.find(target);
                if (index && !dialog_.steps[*index].replaces.empty() && slots_.contains(target))
                    slots_[choice.name] = Word { word };
            }
            return false;
        });
    }

    // What is left between the numbers, the verbs and the little words is the name.
    void take_name()
    {
        for_asks(AnswerKind::Text, [&](const Step& step) {
            if (!step.in_sentence)
                return false;
            const auto [first, last] = longest_left();
            if (first == last)
                return true;
            const auto begin = tokens_[first].begin;
            std::string name { text_.substr(begin, tokens_[last - 1].end - begin) };
            const auto letters = static_cast<std::int64_t>(locales::count_letters(name));
            if (letters >= step.least && (step.most == 0 || letters <= step.most)) {
                slots_[step.name] = Text { std::move(name) };
                name_first_ = first;
                name_last_ = last;
                named_ = true;
            }
            return true;
        });
    }

    // A unit of no fixed size is rather the thing itself: a टोकरी that is sold is a basket.
    bool is_little(const Token& token) const
    {
        if (!token.is_word() || knowledge_.words.is_filler(token.n1) ||
            knowledge_.words.command({ token }) == "greeting")
            return true;
        const auto* meaning = knowledge_.numbers.find(token.n1);
        return meaning != nullptr && !knowledge_.numbers.unit_name(meaning->unit).starts_with('?');
    }

    // The longest run of words that nobody took; little words may stand inside it ("आम का अचार"), not at its ends.
    std::pair<std::size_t, std::size_t> longest_left() const
    {
        std::pair<std::size_t, std::size_t> best { 0, 0 };
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (taken_[i] || is_little(tokens_[i]))
                continue;
            auto last = i + 1;
            for (auto j = i + 1; j < tokens_.size() && !taken_[j] && tokens_[j].is_word(); ++j)
                if (!is_little(tokens_[j]))
                    last = j + 1;
            if (last - i > best.second - best.first)
                best = { i, last };
            i = last - 1;
        }
        return best;
    }

    const Dialog& dialog_;
    const Knowledge& knowledge_;
    std::string_view text_;
    answers::Renewed renewed_;
    const Tokens& tokens_; // of renewed_
    locales::Date today_;
    std::vector<bool> taken_;
    std::size_t name_first_ = 0; // the tokens of the name, half open
    std::size_t name_last_ = 0;
    bool named_ = false;
    Slots slots_;
};

} // namespace

Slots slots_of_sentence(const Dialog& dialog, const Knowledge& knowledge, std::string_view text, const Tokens& tokens,
                        std::size_t from_token, locales::Date today)
{
    return Sentence { dialog, knowledge, text, tokens, from_token, today }.read();
}

Listing listing_of_sentence(const Dialog& dialog, const Knowledge& knowledge, std::string_view text,
                            const Tokens& tokens, locales::Date today)
{
    const bool sells = std::ranges::any_of(dialog.steps, &Step::in_sentence);
    return sells ? Sentence { dialog, knowledge, text, tokens, 0, today }.listing() : Listing::None;
}

} // namespace dialogs
