#include "dialogs/answers/money.h"

#include "dialogs/answers/figures.h"
#include "dialogs/answers/settle.h"

namespace dialogs::answers {

using locales::Beside;
using locales::Decimal;
using locales::NumberLine;

namespace {

const Decimal paise_per_rupee { 100 };
const Decimal rupees_max { 100'000'000'000 }; // ten thousand crore
constexpr std::size_t order_digits_min = 4;

std::optional<Money> money_of(Decimal rupees)
{
    const auto paise = (rupees * paise_per_rupee).whole();
    if (!paise || rupees_max < rupees || rupees.is_negative())
        return std::nullopt;
    return Money { *paise };
}

// A figure as money: least and most in rupees, with the tokens it takes up, its रुपये among them.
struct Sum {
    Decimal least;
    Decimal most;
    std::size_t first;
    std::size_t last;
    bool in_paise = false;
    std::size_t figure = 0;
};

class SumReader {
public:
    SumReader(const NumberLine& line, const std::vector<Figure>& figures)
        : line_(line), figures_(figures), claimed_(line.size(), false)
    {
    }

    // Those that are marked as money, "12 रुपये 50 पैसे" as one.
    std::vector<Sum> run()
    {
        for (std::size_t which = 0; which < figures_.size(); ++which) {
            if (auto sum = sum_of(which))
                add(*sum);
        }
        return std::move(sums_);
    }

private:
    void add(const Sum& sum)
    {
        const bool small = sum.in_paise && sum.least < Decimal(1);
        if (small && !sums_.empty() && !sums_.back().in_paise && sums_.back().last == sum.first) {
            sums_.back().least = sums_.back().least + sum.least;
            sums_.back().most = sums_.back().most + sum.most;
            sums_.back().last = sum.last;
            return;
        }
        sums_.push_back(sum);
    }

    bool claim(std::size_t at)
    {
        if (at >= claimed_.size() || claimed_[at])
            return false;
        claimed_[at] = true;
        return true;
    }

    // The रुपये behind a number is its own; the one before only if no number before has it.
    std::optional<Sum> sum_of(std::size_t which)
    {
        const auto& figure = figures_[which];
        Sum sum { figure.least, figure.most, figure.first, figure.last, false, which };
        const auto after = place_after(line_, figure.last);
        const auto before = place_before(line_, figure.first);
        if (is_dot_of_rupees(figure))
            return std::nullopt;
        if (line_.meaning(after).has(Beside::RupeesWord) && claim(after)) {
            sum.last = after + 1;
            return sum;
        }
        if (line_.meaning(after).has(Beside::PaiseWord) && claim(after)) {
            sum.last = after + 1;
            sum.in_paise = true;
            sum.least = sum.least * Decimal(1, 2);
            sum.most = sum.most * Decimal(1, 2);
            return sum;
        }
        if (line_.meaning(before).has(Beside::RupeesWord) && claim(before)) {
            sum.first = before;
            return sum;
        }
        if (line_.is_symbol(figure.last, "/") &&
            (line_.is_symbol(figure.last + 1, "-") || line_.is_symbol(figure.last + 1, "=")))
        {
            sum.last = figure.last + 2;
            return sum;
        }
        return is_priced(which) ? std::optional(sum) : std::nullopt;
    }

    // "रु0 250": the zero stands for a dot.
    bool is_dot_of_rupees(const Figure& figure) const
    {
        return figure.in_digits && figure.least.is_zero() && figure.first > 0 && line_.token(figure.first).glued &&
               line_.meaning(figure.first - 1).has(Beside::RupeesWord);
    }

    // "दाम 250", "ढाई लाख", "250 के 20 डिब्बे", "250 वाला".
    bool is_priced(std::size_t which) const
    {
        const auto& figure = figures_[which];
        if (company_of(line_, figure) != Company::Amount || figure.least.is_negative() || figure.is_fraction)
            return false;
        if (figure.multiplied && !line_.meaning(figure.last).has(Beside::Person))
            return !is_quantity_before(figure);
        return has_price_word_before(figure) || line_.meaning(figure.last).has(Beside::Worth) || is_for_quantity(which);
    }

    // "पैकेट सौ": the unit before a number without one.
    bool is_quantity_before(const Figure& figure) const
    {
        return figure.first > 0 && line_.meaning(figure.first - 1).unit != 0 && figure.most < Decimal(100);
    }

    bool has_price_word_before(const Figure& figure) const
    {
        constexpr std::size_t words_between_max = 2;
        auto at = figure.first;
        for (std::size_t steps = 0; steps <= words_between_max; ++steps) {
            at = place_before(line_, at);
            if (at >= line_.size() || line_.is_end(at) || line_.is_digits(at) || line_.meaning(at).unit != 0)
                return false;
            if (line_.meaning(at).has(Beside::PriceWord))
                return true;
        }
        return false;
    }

    // "250 के 20 डिब्बे" and "250 ka 1 kilo".
    bool is_for_quantity(std::size_t which) const
    {
        if (which + 1 >= figures_.size() || !line_.meaning(figures_[which].last).has(Beside::Of))
            return false;
        const auto& next = figures_[which + 1];
        return next.first == figures_[which].last + 1 && line_.meaning(next.last).unit != 0;
    }

    const NumberLine& line_;
    const std::vector<Figure>& figures_;
    std::vector<bool> claimed_;
    std::vector<Sum> sums_;
};

// The number of an account: nobody writes ten crore without parting the digits.
bool is_long_code(const NumberLine& line, const Figure& figure)
{
    constexpr std::size_t code_digits_min = 9;
    const auto& digits = line.token(figure.first).n0;
    return figure.in_digits && digits.size() >= code_digits_min &&
           digits.find_first_not_of("0123456789") == std::string::npos;
}

// What can be the price though nothing marks it: a bare number, which is neither a quantity nor a name.
bool is_bare(const NumberLine& line, const Figure& figure)
{
    const auto company = company_of(line, figure);
    const bool name_of_order = line.meaning(place_before(line, figure.first)).has(Beside::Order) &&
                               line.token(figure.first).n1.size() >= order_digits_min;
    const bool signed_dash = figure.least.is_negative() && figure.first > 0;
    return (company == Company::Amount || (company == Company::Unsure && !figure.is_part)) && !name_of_order &&
           !is_long_code(line, figure) && (!figure.least.is_negative() || signed_dash);
}

// "₹250 या 300": what marks one of them as money marks both.
bool is_one_of_two(const NumberLine& line, const std::vector<Figure>& figures, std::size_t which)
{
    const auto joined = [&](std::size_t last, std::size_t first) {
        auto at = last;
        while (at < first && line.meaning(at).has(Beside::RupeesWord))
            ++at;
        return line.meaning(at).has(Beside::Or) && at + 1 <= first && first <= at + 2;
    };
    return (which > 0 && joined(figures[which - 1].last, figures[which].first)) ||
           (which + 1 < figures.size() && joined(figures[which].last, figures[which + 1].first));
}

std::vector<Money> both_ends(Decimal least, Decimal most)
{
    std::vector<Money> ends;
    for (const auto rupees : { least, most }) {
        const auto money = money_of(rupees.is_negative() ? -rupees : rupees);
        if (money && (ends.empty() || !(ends.back() == *money)))
            ends.push_back(*money);
    }
    return ends;
}

void append(std::vector<Money>& all, const std::vector<Money>& more)
{
    all.insert(all.end(), more.begin(), more.end());
}

// "500 पैसे" is five rupees to the letter and five hundred as people say it.
bool is_loose_paise(const Sum& sum)
{
    return sum.in_paise && Decimal(1) <= sum.least;
}

} // namespace

Reading<Money> read_money(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    const NumberLine line(words, tokens);
    const auto figures = figures_in(line);
    if (is_read_in_part(words, line, figures))
        return {};
    std::vector<Money> values;
    std::vector<bool> marked(figures.size(), false);
    for (const auto& sum : SumReader(line, figures).run()) {
        marked[sum.figure] = true;
        if (is_taken_back(line, figures, sum.figure))
            continue;
        append(values, both_ends(sum.least, sum.most));
        if (is_loose_paise(sum))
            append(values, both_ends(sum.least * paise_per_rupee, sum.most * paise_per_rupee));
    }
    // Where one number is marked as money, the bare one after "नहीं" may still be the correction of it.
    const bool only_marked = !values.empty();
    for (std::size_t which = 0; which < figures.size(); ++which) {
        if (marked[which] || (only_marked && !is_one_of_two(line, figures, which)))
            continue;
        if (is_bare(line, figures[which]) && !is_taken_back(line, figures, which))
            append(values, both_ends(figures[which].least, figures[which].most));
    }
    return settle(line, std::move(values));
}

std::vector<Found<Money>> find_money(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    const NumberLine line(words, tokens);
    const auto figures = figures_in(line);
    std::vector<Found<Money>> found;
    for (const auto& sum : SumReader(line, figures).run()) {
        for (const auto money : both_ends(sum.least, sum.most))
            found.push_back({ money, sum.first, sum.last });
    }
    return found;
}

} // namespace dialogs::answers
