#include "dialogs/answers/calendar_items.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace dialogs::answers {

namespace {

using locales::NumberRole;
using locales::Tokens;
using locales::WordMeaning;

class Lexer {
public:
    Lexer(const DateWords& words, const Tokens& tokens) : words_(words), tokens_(tokens) {}

    CalendarItems items()
    {
        CalendarItems items;
        items.reserve(tokens_.size() + 1);
        for (std::size_t at = 0; at < tokens_.size(); at = items.back().last)
            items.push_back(item(at));
        const auto end = tokens_.size();
        items.push_back({ .sign = Sign::Stop, .first = end, .last = end });
        return items;
    }

private:
    const DateWords& words_;
    const Tokens& tokens_;

    CalendarItem item(std::size_t at) const
    {
        auto item = unplaced(at);
        item.glued = tokens_[at].glued;
        item.first = at;
        return item;
    }

    CalendarItem unplaced(std::size_t at) const
    {
        if (!tokens_[at].is_word())
            return tokens_[at].is_digits() ? number(at) : punctuation(at);
        if (const auto found = words_.calendar.find(tokens_, at))
            return { .sign = found->sign, .value = found->value, .weak = found->weak, .last = at + found->tokens };
        const auto* meaning = words_.numbers.find(tokens_[at]);
        if (meaning != nullptr && meaning->role != NumberRole::None && !meaning->shy)
            if (auto number_item = number(at); number_item.last > at)
                return number_item;
        return ordinal_or_other(at, meaning);
    }

    CalendarItem punctuation(std::size_t at) const
    {
        const auto& text = tokens_[at].n0;
        auto sign = tokens_[at].is_break() ? Sign::Stop : Sign::None;
        if (text == "-" || text == "–" || text == "—")
            sign = Sign::Dash;
        else if (text == "/")
            sign = Sign::Slash;
        else if (text == ".")
            sign = Sign::Dot;
        else if (text == ":")
            sign = Sign::Colon;
        else if (text == ",")
            sign = Sign::Comma;
        const bool money = text == "₹" || text == "%";
        return { .sign = sign, .measure = money, .last = at + 1 };
    }

    CalendarItem ordinal_or_other(std::size_t at, const WordMeaning* meaning) const
    {
        if (meaning != nullptr && meaning->role == NumberRole::Ordinal)
            return ordinal(meaning->number, at);
        if (const auto stem = words_.numbers.without_ordinal_ending(tokens_[at].n1); !stem.empty())
            if (const auto* number = words_.numbers.find(stem); number != nullptr && number->role == NumberRole::Value)
                return ordinal(number->number, at);
        const bool money = meaning != nullptr && meaning->has(locales::Beside::RupeesWord);
        return { .measure = meaning != nullptr && (meaning->unit != 0 || money), .last = at + 1 };
    }

    static CalendarItem ordinal(locales::Decimal number, std::size_t at)
    {
        const auto whole = number.whole().value_or(0);
        return { .sign = Sign::Ordinal, .value = whole < 1000 ? static_cast<int>(whole) : 0, .last = at + 1 };
    }

    static CalendarItem number_item(double amount, std::size_t last)
    {
        const bool whole = amount == std::floor(amount) && amount < 1e6;
        return { .sign = Sign::Number, .value = whole ? static_cast<int>(amount) : -1, .amount = amount, .last = last };
    }

    // साढ़े, सवा and पौने go before; आधा stands for a number; digits may have an ordinal's ending.
    CalendarItem number(std::size_t at) const
    {
        const auto* meaning = words_.numbers.find(tokens_[at].n1);
        const auto role = meaning == nullptr ? NumberRole::None : meaning->role;
        const double more = role == NumberRole::HalfMore      ? 0.5
                            : role == NumberRole::QuarterMore ? 0.25
                            : role == NumberRole::QuarterLess ? -0.25
                                                              : 0;
        if (more != 0) {
            const auto rest = at + 1 < tokens_.size() ? plain_number(at + 1) : std::nullopt;
            return rest ? number_item(rest->amount + more, rest->last) : CalendarItem { .last = at };
        }
        if (role == NumberRole::Part && meaning->unit == 0)
            return number_item(as_double(meaning->number), at + 1);
        auto found = plain_number(at);
        if (!found)
            return { .last = at };
        if (found->digits > 0 && found->last < tokens_.size() && tokens_[found->last].glued)
            if (const auto ending = words_.calendar.find(tokens_, found->last);
                ending && ending->sign == Sign::OrdinalEnding)
            {
                found->sign = Sign::Ordinal;
                ++found->last;
            }
        return *found;
    }

    static double as_double(const locales::Decimal& number)
    {
        const auto text = number.to_string();
        double value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }

    std::optional<CalendarItem> plain_number(std::size_t at) const
    {
        if (!tokens_[at].is_digits())
            return cardinal(at);
        double amount = 0;
        const auto& text = tokens_[at].n1;
        std::from_chars(text.data(), text.data() + text.size(), amount);
        auto item = number_item(amount, at + 1);
        item.digits = static_cast<int>(text.size());
        return item;
    }

    // Number words to the thousands: "उन्नीस सौ अठत्तर", "दो हजार अठारह"; ends where a second number begins.
    std::optional<CalendarItem> cardinal(std::size_t at) const
    {
        double total = 0;
        double last_multiplier = 1e9;
        bool any = false;
        while (const auto value = below_hundred(at)) {
            const auto* next = value->last < tokens_.size() ? words_.numbers.find(tokens_[value->last].n1) : nullptr;
            const bool multiplied = next != nullptr && next->role == NumberRole::Multiplier;
            const double multiplier = multiplied ? as_double(next->number) : 1;
            if (multiplier >= last_multiplier || (any && last_multiplier <= value->amount))
                break;
            total += value->amount * multiplier;
            any = true;
            at = value->last + (multiplied ? 1 : 0);
            last_multiplier = multiplier;
        }
        return any ? std::optional { number_item(total, at) } : std::nullopt;
    }

    // English joins tens and ones: twenty three.
    std::optional<CalendarItem> below_hundred(std::size_t at) const
    {
        const auto* meaning = at < tokens_.size() ? words_.numbers.find(tokens_[at].n1) : nullptr;
        if (meaning == nullptr || meaning->shy)
            return {};
        const double amount = as_double(meaning->number);
        if (meaning->role == NumberRole::Value)
            return number_item(amount, at + 1);
        if (meaning->role != NumberRole::English)
            return {};
        const auto* next = at + 1 < tokens_.size() ? words_.numbers.find(tokens_[at + 1].n1) : nullptr;
        const bool joined = amount >= 20 && next != nullptr && next->role == NumberRole::English;
        const double ones = joined ? as_double(next->number) : 0;
        return joined && ones < 10 ? number_item(amount + ones, at + 2) : number_item(amount, at + 1);
    }
};

} // namespace

CalendarItems calendar_items(const DateWords& words, const locales::Tokens& tokens)
{
    return Lexer(words, tokens).items();
}

} // namespace dialogs::answers
