#include "locales/numerals.h"

#include "locales/number_heads.h"

namespace locales {

namespace {

const Decimal hundred { 100 };

// One summand while it is built: 3 lakh has the magnitude of a lakh, a bare 21 that of one.
struct Summand {
    Decimal value;
    Decimal magnitude { 1 };
    bool fractional = false; // ढाई सौ: nothing smaller is added to it
};

// Whether "बीस का पाँचवाँ" and "पाँच बटा आठ" are read on to the end; not inside of another such part.
enum class Parts { Read, Leave };

class NumeralReader {
public:
    NumeralReader(const NumberLine& line, std::size_t first, Parts parts) : line_(line), at_(first), parts_(parts)
    {
        numeral_.first = first;
    }

    std::optional<Numeral> run()
    {
        const bool negative = take_minus();
        if (!take_first())
            return std::nullopt;
        while (take_summand()) {
        }
        numeral_.value = sum(0);
        if (summands_.size() > 1) {
            numeral_.head = numeral_.value;
            numeral_.factor = Decimal(1);
        }
        take_decimals_of_sum();
        if (parts_ == Parts::Read)
            take_fraction_of();
        if (negative)
            negate();
        numeral_.last = at_;
        return numeral_;
    }

private:
    const WordMeaning& here(std::size_t ahead = 0) const { return line_.meaning(at_ + ahead); }

    Decimal sum(std::size_t from) const
    {
        Decimal total;
        for (auto each = from; each < summands_.size(); ++each)
            total = total + summands_[each].value;
        return total;
    }

    // "-1" with nothing glued before it, "माइनस एक".
    bool take_minus()
    {
        if (here().has(Beside::Minus)) {
            ++at_;
            return true;
        }
        const bool sign = line_.is_symbol(at_, "-") && !line_.token(at_).glued && line_.is_digits(at_ + 1) &&
                          line_.token(at_ + 1).glued;
        at_ += sign ? 1 : 0;
        return sign;
    }

    void negate()
    {
        if (here().role == NumberRole::Ordinal) { // an ordinal cannot be negative: minus एक सौ पैंतीसवां is a part
            divide_by(here().number, at_ + 1);
        }
        numeral_.value = -numeral_.value;
        numeral_.head = -numeral_.head;
    }

    bool take_first()
    {
        if (here().role == NumberRole::Multiplier && !here().shy) {
            summands_.push_back({ here().number, here().number });
            numeral_.factor = here().number;
            numeral_.head = Decimal(1);
            numeral_.multiplied = true;
            ++at_;
            take_multipliers();
            return true;
        }
        const auto head = head_at(line_, at_);
        if (!head)
            return false;
        numeral_.head = head->value;
        numeral_.in_digits = head->in_digits;
        numeral_.shy = head->shy;
        numeral_.is_part = head->is_part;
        numeral_.is_fraction = head->is_fraction;
        take_head(*head);
        numeral_.factor = summands_.back().magnitude;
        if (numeral_.multiplied)
            numeral_.shy = numeral_.is_part = false;
        return true;
    }

    void take_head(const Head& head)
    {
        at_ = head.last;
        summands_.push_back({ head.value * head.suffix, head.suffix, !head.value.is_whole() });
        numeral_.multiplied |= !(head.suffix == Decimal(1));
        take_multipliers();
    }

    // "-" may tie the multiplier to its digits: "2.5-lakh".
    std::size_t multiplier_at(std::size_t at) const
    {
        const bool tied =
            line_.is_symbol(at, "-") && line_.token(at).glued && at + 1 < line_.size() && line_.token(at + 1).glued;
        return line_.meaning(at + (tied ? 1 : 0)).role == NumberRole::Multiplier ? at + (tied ? 1 : 0) : line_.size();
    }

    // A multiplier takes all smaller summands before it: दस हज़ार करोड़, दो सौ दो हज़ार.
    void take_multipliers()
    {
        for (auto at = multiplier_at(at_); at < line_.size(); at = multiplier_at(at_)) {
            const auto multiplier = line_.meaning(at).number;
            auto from = summands_.size();
            while (from > 0 && summands_[from - 1].magnitude < multiplier)
                --from;
            if (from == summands_.size())
                return;
            const auto factor = summands_.size() - from == 1 ? summands_[from].magnitude * multiplier : multiplier;
            const Summand whole { sum(from) * multiplier, factor, summands_.back().fractional };
            summands_.resize(from);
            summands_.push_back(whole);
            numeral_.multiplied = true;
            at_ = at + 1;
        }
    }

    bool take_summand()
    {
        const bool joined = here().has(Beside::And);
        const auto first = at_ + (joined ? 1 : 0);
        if (joined && parts_ == Parts::Read && take_fraction_after_and(first))
            return false;
        if (summands_.back().magnitude == Decimal(1) || summands_.back().fractional)
            return false;
        if (line_.meaning(first).role == NumberRole::Ordinal)
            return false;
        const auto head = head_at(line_, first);
        if (!head || head->is_part || (head->shy && !is_sure_behind(head->last)) || !fits(*head, joined))
            return false;
        take_head(*head);
        return true;
    }

    // Whether a further summand belongs to this number: smaller than the one before, or hundreds before a larger
    // multiplier (दो सौ | दो हज़ार).
    bool fits(const Head& head, bool joined) const
    {
        if (head.value.is_zero() || head.value.is_negative())
            return false;
        const auto& before = summands_.back();
        const auto next = multiplier_at(head.last);
        const auto magnitude = next < line_.size() ? line_.meaning(next).number : head.suffix;
        if (magnitude == Decimal(1)) {
            const bool counts = line_.meaning(head.last).unit != 0 || line_.meaning(head.last).has(Beside::Person);
            const bool other_count = counts && (joined || (head.in_digits && !numeral_.in_digits));
            return head.value.is_whole() && head.value < before.magnitude && !other_count && !begins_range(head);
        }
        if (before.magnitude == hundred && hundred < magnitude)
            return head.value < hundred && !joined;
        return magnitude < before.magnitude && head.value * magnitude < before.magnitude;
    }

    // "do sau saath rupaye" is 260, "do sau saath mein" is two hundred together.
    bool is_sure_behind(std::size_t at) const
    {
        const auto& next = line_.meaning(at);
        return line_.is_end(at) || next.unit != 0 || next.role == NumberRole::Multiplier ||
               next.has(Beside::RupeesWord) || next.has(Beside::Of);
    }

    // "एक हज़ार दो तीन सौ" is left to whoever reads spans.
    bool begins_range(const Head& head) const
    {
        return line_.is_symbol(head.last, "-") && line_.is_digits(head.last + 1);
    }

    // "पाँच और एक चौथाई", "दो और आधा", "two and a half".
    bool take_fraction_after_and(std::size_t at)
    {
        at += at < line_.size() && line_.token(at).is("a") ? 1 : 0;
        Decimal fraction;
        if (line_.meaning(at).role == NumberRole::Part) {
            fraction = line_.meaning(at).number;
            ++at;
        } else if (const auto head = head_at(line_, at); head && head->is_fraction) {
            fraction = head->value;
            at = head->last;
        } else {
            return take_ordinal_part_after_and(at);
        }
        summands_.push_back({ fraction });
        add_up();
        at_ = at;
        take_multipliers();
        numeral_.factor = summands_.back().magnitude;
        return true;
    }

    // "दो सौ दशमलव शून्य तीन"
    void take_decimals_of_sum()
    {
        if (!here().has(Beside::Point))
            return;
        Head whole { numeral_.value, at_ };
        take_decimals(line_, whole);
        numeral_.value = numeral_.head = whole.value;
        numeral_.factor = Decimal(1);
        at_ = whole.last;
    }

    void add_up()
    {
        const Summand whole { sum(0), Decimal(1), true };
        summands_.assign(1, whole);
        numeral_.head = whole.value;
    }

    // "तीन और एक का पाँचवाँ भाग" is 3 + 1/5.
    bool take_ordinal_part_after_and(std::size_t at)
    {
        const auto head = head_at(line_, at);
        if (!head || !line_.meaning(head->last).has(Beside::Of))
            return false;
        const auto ordinal = ordinal_at(line_, head->last + 1);
        const auto part = ordinal ? head->value.divided_by(ordinal->value) : std::nullopt;
        if (!part || !(summands_.back().magnitude == Decimal(1)))
            return false;
        summands_.push_back({ *part });
        add_up();
        at_ = ordinal->last;
        return true;
    }

    // "बीस का पाँचवाँ", "पाँच बटा आठ", "इक्कीस में से 1".
    void take_fraction_of()
    {
        if (numeral_.is_part || numeral_.shy)
            return;
        if (here().has(Beside::Over)) {
            const auto divisor = NumeralReader(line_, at_ + 1, Parts::Leave).run();
            if (divisor)
                divide_by(divisor->value, divisor->last);
        } else if (here().has(Beside::Of) || here().has(Beside::In)) {
            const bool in = here().has(Beside::In);
            if (const auto ordinal = ordinal_at(line_, at_ + 1);
                ordinal && Decimal(2) < ordinal->value && (!in || line_.meaning(ordinal->last).has(Beside::Share)))
                divide_by(ordinal->value, ordinal->last);
            else if (in && here(1).has(Beside::To) && is_one(at_ + 2))
                invert(at_ + 3);
        }
    }

    bool is_one(std::size_t at) const
    {
        const auto head = head_at(line_, at);
        return head && head->value == Decimal(1) && line_.is_end(head->last);
    }

    void invert(std::size_t last)
    {
        const auto value = Decimal(1).divided_by(numeral_.value);
        if (!value)
            return;
        set_fraction(*value, last);
    }

    void divide_by(Decimal divisor, std::size_t last)
    {
        if (const auto value = numeral_.value.divided_by(divisor))
            set_fraction(*value, last);
    }

    void set_fraction(Decimal value, std::size_t last)
    {
        numeral_.value = numeral_.head = value;
        numeral_.factor = Decimal(1);
        numeral_.is_fraction = true;
        at_ = last;
    }

    const NumberLine& line_;
    std::size_t at_;
    Parts parts_;
    std::vector<Summand> summands_;
    Numeral numeral_;
};

} // namespace

std::optional<Numeral> numeral_at(const NumberLine& line, std::size_t first)
{
    return NumeralReader(line, first, Parts::Read).run();
}

namespace {

bool has_ordinal_ending(const NumberLine& line, std::size_t at)
{
    return at < line.size() && line.token(at).glued && line.meaning(at).has(Beside::OrdinalEnding);
}

bool joins_ordinal(const Numeral& numeral, Decimal ordinal, bool english)
{
    if (numeral.is_fraction || numeral.is_part || !numeral.value.is_whole())
        return false;
    if (!(ordinal < hundred))
        return numeral.value < ordinal;
    const auto last_two = Decimal(numeral.value.whole().value_or(0) % 100);
    return last_two.is_zero() || (english && ordinal < Decimal(10) && Decimal(19) < last_two);
}

} // namespace

std::optional<Numeral> ordinal_at(const NumberLine& line, std::size_t first)
{
    if (line.meaning(first).role == NumberRole::Ordinal) {
        Numeral ordinal;
        ordinal.first = first;
        ordinal.last = first + 1;
        ordinal.value = ordinal.head = line.meaning(first).number;
        return ordinal;
    }
    auto numeral = NumeralReader(line, first, Parts::Leave).run();
    if (!numeral)
        return std::nullopt;
    if (numeral->in_digits && has_ordinal_ending(line, numeral->last)) {
        ++numeral->last;
        return numeral;
    }
    const auto& next = line.meaning(numeral->last);
    if (next.role != NumberRole::Ordinal ||
        !joins_ordinal(*numeral, next.number, line.meaning(numeral->last - 1).role == NumberRole::English))
        return std::nullopt;
    numeral->value = next.number < hundred ? numeral->value + next.number : numeral->value * next.number;
    ++numeral->last;
    return numeral;
}

} // namespace locales
