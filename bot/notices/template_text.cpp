#include "bot/notices/template_text.h"

#include "locales/pattern.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace bot::notices {

namespace {

// The body as words and variables in turn.
struct Piece {
    int variable = 0; // 0: words
    std::string words;
};

struct Body {
    std::vector<Piece> pieces;
    bool stray_braces = false;
};

std::string with_single_spaces(std::string_view text)
{
    std::string tidy;
    for (const char letter : text)
        if (letter != ' ' || tidy.empty() || tidy.back() != ' ')
            tidy += letter;
    return tidy;
}

// The number between "{{" and "}}"; 0 for anything else.
int number_of(std::string_view text)
{
    int number = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc {} && read.ptr == end && number > 0 && number < 100 ? number : 0;
}

Body parsed(std::string_view text)
{
    Body body;
    std::string words;
    const auto end_words = [&] {
        if (!words.empty())
            body.pieces.push_back({ 0, std::exchange(words, {}) });
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto close = text.substr(at).starts_with("{{") ? text.find("}}", at) : std::string_view::npos;
        const auto number = close == std::string_view::npos ? 0 : number_of(text.substr(at + 2, close - at - 2));
        if (number > 0) {
            end_words();
            body.pieces.push_back({ number, {} });
            at = close + 2;
            continue;
        }
        body.stray_braces = body.stray_braces || text[at] == '{' || text[at] == '}';
        words += text[at++];
    }
    end_words();
    return body;
}

bool is_blank(std::string_view text)
{
    return text.find_first_not_of(" \n") == std::string_view::npos;
}

void add_gaps(const Body& body, std::vector<std::string>& faults)
{
    int highest = 0;
    for (const auto& piece : body.pieces)
        highest = std::max(highest, piece.variable);
    for (int number = 1; number <= highest; ++number)
        if (std::ranges::find(body.pieces, number, &Piece::variable) == body.pieces.end())
            faults.push_back("{{" + std::to_string(number) +
                             "}} is missing; number the variables 1, 2, 3 without gaps");
    if (highest > TemplateLimits::variables_max)
        faults.push_back("has " + std::to_string(highest) + " variables; at most " +
                         std::to_string(TemplateLimits::variables_max));
}

void add_neighbours(const Body& body, std::vector<std::string>& faults)
{
    int before = 0; // the variable with nothing but spaces after it so far
    for (const auto& piece : body.pieces) {
        if (piece.variable > 0 && before > 0)
            faults.push_back("{{" + std::to_string(before) + "}} and {{" + std::to_string(piece.variable) +
                             "}} stand side by side; put words between them");
        if (piece.variable > 0 || !is_blank(piece.words))
            before = piece.variable;
    }
}

bool set_value(std::vector<std::string>& values, int variable, std::string value)
{
    auto& kept = values[static_cast<std::size_t>(variable - 1)];
    if (is_blank(value) || (!kept.empty() && kept != value))
        return false;
    kept = std::move(value);
    return true;
}

} // namespace

int variables_of(std::string_view body)
{
    int highest = 0;
    for (const auto& piece : parsed(body).pieces)
        highest = std::max(highest, piece.variable);
    return highest;
}

std::vector<std::string> faults_of_body(std::string_view text, std::string_view channel)
{
    std::vector<std::string> faults;
    const auto body = parsed(text);
    if (std::ranges::none_of(body.pieces, [](const Piece& piece) { return !is_blank(piece.words); }))
        faults.emplace_back("has no words of its own");
    if (body.stray_braces)
        faults.emplace_back("has a brace that belongs to no variable; write variables as {{1}}, {{2}}");
    add_gaps(body, faults);
    add_neighbours(body, faults);
    const auto most = channel == "sms" ? TemplateLimits::sms_body_units_max : TemplateLimits::whatsapp_body_units_max;
    if (const auto units = locales::utf16_units(text); units > most)
        faults.push_back("takes " + std::to_string(units) + " units; at most " + std::to_string(most));
    return faults;
}

std::optional<std::vector<std::string>> fit(std::string_view body_text, std::string_view written)
{
    const auto text = with_single_spaces(written);
    const auto body = parsed(with_single_spaces(body_text));
    std::vector<std::string> values(static_cast<std::size_t>(variables_of(body_text)));
    std::size_t at = 0;
    int open = 0; // the variable whose value begins at `at`
    for (std::size_t place = 0; place < body.pieces.size(); ++place) {
        const auto& piece = body.pieces[place];
        if (piece.variable > 0) {
            if (open > 0) // side by side: nobody can tell where one ends
                return std::nullopt;
            open = piece.variable;
            continue;
        }
        // The last words stand at the end, all others as early as they can: if that fails, nothing fits.
        const bool last = place + 1 == body.pieces.size();
        const auto found = open == 0                          ? at
                           : !last                            ? text.find(piece.words, at + 1)
                           : text.size() > piece.words.size() ? std::max(text.size() - piece.words.size(), at + 1)
                                                              : std::string::npos;
        if (found == std::string::npos || found > text.size() ||
            text.compare(found, piece.words.size(), piece.words) != 0)
            return std::nullopt;
        if (open > 0 && !set_value(values, open, text.substr(at, found - at)))
            return std::nullopt;
        at = found + piece.words.size();
        open = 0;
    }
    if (open > 0 && !set_value(values, open, text.substr(at)))
        return std::nullopt;
    return open > 0 || at == text.size() ? std::optional { std::move(values) } : std::nullopt;
}

std::optional<std::vector<std::string>> whatsapp_variables(std::string_view body, std::string_view text,
                                                           std::string_view name)
{
    std::string line { text };
    std::ranges::replace(line, '\n', ' ');
    line = with_single_spaces(line);
    auto values = fit(body, text);
    const auto count = variables_of(body);
    if (!values && count == 1)
        values = { line };
    else if (!values && count == 2 && !name.empty())
        values = { std::string { name }, line };
    if (values)
        for (auto& value : *values)
            std::ranges::replace(value, '\n', ' ');
    return values;
}

std::vector<std::string> faults_of_sms(std::string_view body, std::string_view text)
{
    const auto values = fit(body, text);
    if (!values)
        return { "is not the registered text with its variables filled in: \"" + std::string { body } + "\"" };
    std::vector<std::string> faults;
    for (std::size_t place = 0; place < values->size(); ++place)
        if (const auto units = locales::utf16_units((*values)[place]); units > TemplateLimits::sms_variable_units_max)
            faults.push_back("variable {{" + std::to_string(place + 1) + "}} takes " + std::to_string(units) +
                             " letters; the operators take " + std::to_string(TemplateLimits::sms_variable_units_max));
    return faults;
}

std::string filled_body(std::string_view body, const std::vector<std::string>& variables)
{
    std::string all;
    for (const auto& piece : parsed(body).pieces) {
        if (piece.variable == 0)
            all += piece.words;
        else if (static_cast<std::size_t>(piece.variable) <= variables.size())
            all += variables[static_cast<std::size_t>(piece.variable - 1)];
    }
    return all;
}

} // namespace bot::notices
