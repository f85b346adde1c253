#include "locales/transcriptions.h"

#include "locales/tokens.h"

#include <array>
#include <string>
#include <unordered_map>

namespace locales {

namespace {

struct Spellings {
    std::string_view latin, hindi;
};

// Two of one name bear their state, as the bot shows them (names.h): a letter apart, and far from each other.
constexpr std::array spellings {
    Spellings { "Lucknow", "लखनऊ" },
    Spellings { "Meerut", "मेरठ" },
    Spellings { "Budaun", "बदायूँ" },
    Spellings { "Deoria", "देवरिया" },
    Spellings { "Unnao", "उन्नाव" },
    Spellings { "Hamirpur (UP)", "हमीरपुर (उत्तर प्रदेश)" },
    Spellings { "Hamirpur (HP)", "हमीरपुर (हिमाचल)" },
};

std::string letters_of(std::string_view name)
{
    std::string letters;
    for (const auto& token : tokenize(name))
        if (token.is_word() || token.is_digits())
            letters += token.n1;
    return letters;
}

using Lines = std::unordered_map<std::string, std::size_t>;

Lines lines_by_spelling()
{
    Lines lines;
    for (std::size_t line = 0; line < spellings.size(); ++line) {
        lines.emplace(letters_of(spellings.at(line).latin), line);
        lines.emplace(letters_of(spellings.at(line).hindi), line);
    }
    return lines;
}

} // namespace

std::optional<bool> same_transcribed(std::string_view one, std::string_view other)
{
    static const auto lines = lines_by_spelling();
    const auto first = lines.find(letters_of(one));
    if (first == lines.end())
        return std::nullopt;
    const auto second = lines.find(letters_of(other));
    return second == lines.end() ? std::nullopt : std::optional { first->second == second->second };
}

} // namespace locales
