#include "dialogs/answers/quantity.h"

#include "dialogs/answers/figures.h"
#include "dialogs/answers/settle.h"

#include <array>

namespace dialogs::answers {

using locales::Beside;
using locales::Decimal;
using locales::NumberLine;
using locales::NumberRole;

namespace {

constexpr std::string_view asked_back = "?";

struct Measured {
    Quantity least;
    Decimal most;
    std::size_t first;
    std::size_t last;
    std::size_t figure;
};

bool is_measure(std::string_view unit)
{
    static constexpr std::array<std::string_view, 6> measures { "kilogram",   "gram",  "litre",
                                                                "millilitre", "metre", "quintal" };
    return std::find(measures.begin(), measures.end(), unit) != measures.end();
}

// 1 kilo 500 gram: what the smaller unit is of the larger, zero where they do not go together.
Decimal share_of(std::string_view smaller, std::string_view larger)
{
    const bool together = (smaller == "gram" && larger == "kilogram") || (smaller == "millilitre" && larger == "litre");
    return together ? Decimal(1, 3) : smaller == "kilogram" && larger == "quintal" ? Decimal(1, 2) : Decimal();
}

class MeasureReader {
public:
    MeasureReader(const locales::AnswerWords& words, const NumberLine& line, const std::vector<Figure>& figures)
        : words_(words), line_(line), figures_(figures)
    {
    }

    // Every figure with its unit, sizes of a packet ("100 gm ke 50 packet") left out.
    std::vector<Measured> run()
    {
        for (std::size_t which = 0; which < figures_.size(); ++which)
            take(which);
        leave_sizes_out();
        return std::move(found_);
    }

private:
    void take(std::size_t which)
    {
        const auto& figure = figures_[which];
        if (auto measured = small_litres(which)) {
            add(*measured);
            return;
        }
        auto at = unit_place(figure);
        Decimal times { 1 };
        // "पाव किलो" is a quarter of a kilo, "आधा पाव" half of 250 gram.
        if (at >= line_.size() && is_quarter_word(figure))
            at = figure.last - 1;
        if (at >= line_.size() || line_.meaning(at).has(Beside::RupeesWord))
            return;
        const auto& meaning = line_.meaning(at);
        times = meaning.per_unit;
        const bool quarter_alone = at == figure.last - 1;
        const auto least = quarter_alone ? times : figure.least * times;
        const auto most = quarter_alone ? times : figure.most * times;
        const bool before = at < figure.first;
        add({ { least, std::string(words_.unit_name(meaning.unit)) },
              most,
              before ? at : figure.first,
              before ? figure.last : at + 1,
              which });
    }

    // पाव is a number before किलो and a measure alone.
    bool is_quarter_word(const Figure& figure) const
    {
        return figure.is_part && figure.last == figure.first + 1 && line_.meaning(figure.first).unit != 0;
    }

    // "2l" as typed with a small l: litres, though the reader of numbers takes it for two lakh.
    std::optional<Measured> small_litres(std::size_t which) const
    {
        const auto& figure = figures_[which];
        const auto& meaning = line_.meaning(figure.last - 1);
        if (meaning.role != NumberRole::Suffix || meaning.unit == 0 || line_.token(figure.last - 1).capital)
            return std::nullopt;
        const auto least = figure.least.divided_by(meaning.number);
        const auto most = figure.most.divided_by(meaning.number);
        if (!least || !most)
            return std::nullopt;
        return Measured {
            { *least, std::string(words_.unit_name(meaning.unit)) }, *most, figure.first, figure.last, which
        };
    }

    bool is_unit(std::size_t at) const
    {
        return line_.meaning(at).unit != 0 && !line_.meaning(at).has(Beside::NotAmount);
    }

    // The unit of a figure: behind it, or before it where neither another number nor money has it ("पैकेट 20").
    std::size_t unit_place(const Figure& figure) const
    {
        const auto after = place_after(line_, figure.last);
        if (is_unit(after))
            return after;
        const auto company = company_of(line_, figure);
        const auto before = place_before(line_, figure.first);
        const bool free = company == Company::Amount && is_unit(before) &&
                          line_.meaning(before).role == NumberRole::None &&
                          (found_.empty() || found_.back().last <= before) && !is_per_unit(before);
        return free && !figure.is_range() ? before : line_.size();
    }

    // "250 रु किलो", "प्रति किलो": the unit belongs to the price.
    bool is_per_unit(std::size_t unit) const
    {
        const auto before = place_before(line_, unit);
        return line_.is_symbol(before, "/") || line_.meaning(before).has(Beside::RupeesWord) ||
               line_.meaning(before).has(Beside::Per) || line_.is_digits(before);
    }

    void add(Measured measured)
    {
        if (!found_.empty() && found_.back().last == measured.first) {
            const auto share = share_of(measured.least.unit, found_.back().least.unit);
            if (!share.is_zero()) {
                found_.back().least.value = found_.back().least.value + measured.least.value * share;
                found_.back().most = found_.back().most + measured.most * share;
                found_.back().last = measured.last;
                return;
            }
        }
        found_.push_back(std::move(measured));
    }

    // A weight that belongs to the things counted beside it: "100 gm ke 50 packet", "50 packet 100 gm wale".
    void leave_sizes_out()
    {
        std::vector<Measured> counted;
        for (std::size_t which = 0; which < found_.size(); ++which) {
            if (!is_size(which))
                counted.push_back(found_[which]);
        }
        found_ = std::move(counted);
    }

    bool is_size(std::size_t which) const
    {
        const auto& size = found_[which];
        if (!is_measure(size.least.unit))
            return false;
        const auto& link = line_.meaning(size.last);
        const bool linked = link.has(Beside::Of) || link.has(Beside::Worth) || line_.is_symbol(size.last, "x") ||
                            line_.is_symbol(size.last, "×") || line_.is_symbol(size.last, "*");
        const bool counts_after = which + 1 < found_.size() && !is_measure(found_[which + 1].least.unit) &&
                                  found_[which + 1].first <= size.last + 2;
        const bool counts_before =
            which > 0 && !is_measure(found_[which - 1].least.unit) && found_[which - 1].last + 1 >= size.first;
        return (counts_after && (linked || found_[which + 1].first == size.last)) || (counts_before && linked);
    }

    const locales::AnswerWords& words_;
    const NumberLine& line_;
    const std::vector<Figure>& figures_;
    std::vector<Measured> found_;
};

void append(std::vector<Quantity>& all, const Quantity& least, Decimal most)
{
    if (least.value.is_negative())
        return;
    all.push_back(least);
    if (!(most == least.value))
        all.push_back({ most, least.unit });
}

// "दर्जन", "पाव", "सैकड़ा" and "जोड़ी" alone are one of it; a किलो alone names the unit and no amount.
std::optional<Quantity> one_of_unit(const locales::AnswerWords& words, const NumberLine& line)
{
    for (std::size_t at = 0; at < line.size(); ++at) {
        const auto& meaning = line.meaning(at);
        const auto unit = words.unit_name(meaning.unit);
        const bool counts = unit == "dozen" || unit == "hundred" || unit == "pair" || !(meaning.per_unit == Decimal(1));
        if (meaning.unit != 0 && counts)
            return Quantity { meaning.per_unit, std::string(unit) };
    }
    return std::nullopt;
}

bool is_bare(const NumberLine& line, const Figure& figure)
{
    const auto company = company_of(line, figure);
    return company == Company::Amount || company == Company::People ||
           (company == Company::Unsure && !figure.is_part) ||
           (company == Company::Time && figure.in_digits && line.is_end(figure.last));
}

} // namespace

Reading<Quantity> read_quantity(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    const NumberLine line(words, tokens);
    const auto figures = figures_in(line);
    if (is_read_in_part(words, line, figures))
        return {};
    std::vector<Quantity> values;
    std::string unit_taken_back; // "20 पैकेट नहीं 25": still packets
    bool must_ask_back = false;
    for (const auto& measured : MeasureReader(words, line, figures).run()) {
        if (is_taken_back(line, figures, measured.figure)) {
            unit_taken_back = measured.least.unit;
            continue;
        }
        must_ask_back |= measured.least.unit == asked_back;
        append(values, measured.least, measured.most);
    }
    if (must_ask_back)
        return {};
    const bool only_measured = !values.empty();
    for (std::size_t which = 0; which < figures.size() && !only_measured; ++which) {
        if (is_bare(line, figures[which]) && !is_taken_back(line, figures, which))
            append(values, { figures[which].least, unit_taken_back }, figures[which].most);
    }
    if (values.empty() && figures.empty()) {
        if (auto one = one_of_unit(words, line))
            values.push_back(*one);
    }
    return settle(line, std::move(values));
}

std::vector<Found<Quantity>> find_quantities(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    const NumberLine line(words, tokens);
    const auto figures = figures_in(line);
    std::vector<Found<Quantity>> found;
    for (const auto& measured : MeasureReader(words, line, figures).run()) {
        if (measured.least.unit == asked_back || measured.least.value.is_negative())
            continue;
        found.push_back({ measured.least, measured.first, measured.last });
        if (!(measured.most == measured.least.value))
            found.push_back({ { measured.most, measured.least.unit }, measured.first, measured.last });
    }
    return found;
}

std::optional<std::string> read_unit(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    const NumberLine line(words, tokens);
    std::optional<std::string> unit;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line.meaning(at).unit == 0)
            continue;
        const auto name = std::string(words.unit_name(line.meaning(at).unit));
        if (name == asked_back || (unit && *unit != name))
            return std::nullopt;
        unit = name;
    }
    return unit;
}

} // namespace dialogs::answers
