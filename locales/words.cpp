#include "locales/words.h"

#include "locales/word_tables.h"

#include <algorithm>

namespace locales {

namespace {

constexpr std::size_t keyword_words_max = 2;

std::string_view found_in(const ByPhrase& table, std::string_view phrase)
{
    const auto at = table.find(phrase);
    return at == table.end() ? std::string_view {} : std::string_view { at->second };
}

bool in_capitals(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char byte) { return byte >= 'A' && byte <= 'Z'; });
}

bool stands_in(const Tokens& tokens, std::string_view word)
{
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
        return word == "#" ? token.is_digits() : token.is_word() && token.n1 == word;
    });
}

bool holds(const Rule& rule, const Tokens& tokens)
{
    const auto stands = [&](const std::string& word) { return stands_in(tokens, word); };
    return std::all_of(rule.all.begin(), rule.all.end(),
                       [&](const auto& either) { return std::any_of(either.begin(), either.end(), stands); }) &&
           std::none_of(rule.none.begin(), rule.none.end(), stands);
}

} // namespace

std::string_view phrase_form(const Token& token)
{
    const auto is_emoji = token.kind == TokenKind::Symbol && !token.n1.empty() && (token.n1.front() & 0x80) != 0;
    return token.is_word() || token.is_digits() || is_emoji ? std::string_view { token.n1 } : std::string_view {};
}

std::string phrase_of(const Tokens& tokens, Numbers numbers)
{
    std::string phrase;
    for (const auto& token : tokens) {
        const auto form = numbers == Numbers::AsSign && token.is_digits() ? "#" : phrase_form(token);
        if (!form.empty() && !phrase.empty())
            phrase += ' ';
        phrase += form;
    }
    return phrase;
}

Words::Words(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}

Words::Words(Words&&) noexcept = default;
Words::~Words() = default;

Words Words::load(const std::filesystem::path& locales_folder)
{
    return Words(std::make_unique<const Tables>(Tables { read_word_tables(locales_folder) }));
}

std::string_view Words::command(const Tokens& tokens) const
{
    const auto words =
        std::count_if(tokens.begin(), tokens.end(), [](const Token& token) { return !phrase_form(token).empty(); });
    if (words == 0 || static_cast<std::size_t>(words) > command_words_max)
        return {};
    const auto exact = found_in(tables_->commands, phrase_of(tokens));
    return exact.empty() ? found_in(tables_->commands, phrase_of(tokens, Numbers::AsSign)) : exact;
}

std::optional<Words::Keyword> Words::keyword(const Tokens& tokens, std::string_view text) const
{
    std::size_t words = 0;
    std::string phrase;
    for (; words < tokens.size() && tokens[words].is_word(); ++words)
        phrase += (words == 0 ? "" : " ") + tokens[words].n1;
    if (words == 0 || words > keyword_words_max)
        return {};
    std::size_t numbers = 0;
    for (auto at = words; at < tokens.size(); ++at) {
        if (tokens[at].is_word())
            return {};
        numbers += tokens[at].is_digits() ? 1 : 0;
    }
    const auto patterns = tables_->keywords.find(phrase);
    if (patterns == tables_->keywords.end())
        return {};
    const auto& first = tokens.front();
    const auto typed =
        first.end <= text.size() ? text.substr(first.begin, first.end - first.begin) : std::string_view {};
    if (numbers == 0 && tables_->ambiguous.contains(phrase) && !in_capitals(typed))
        return {};
    for (const auto& pattern : patterns->second)
        if (pattern.numbers == numbers)
            return Keyword { pattern.intent, words };
    return {};
}

std::string_view Words::rule(const Tokens& tokens) const
{
    for (const auto& rule : tables_->rules)
        if (holds(rule, tokens))
            return rule.intent;
    return {};
}

const Words::Ambiguous* Words::ambiguous(const Tokens& tokens) const
{
    const Ambiguous* found = nullptr;
    for (const auto& token : tokens) {
        if (token.is_digits())
            return nullptr;
        if (!token.is_word())
            continue;
        const auto at = tables_->ambiguous.find(token.n1);
        if (at == tables_->ambiguous.end()) {
            if (!tables_->undeciding.contains(token.n1))
                return nullptr;
            continue;
        }
        if (found != nullptr && found->word != at->second.word)
            return nullptr;
        found = &at->second;
    }
    return found;
}

bool Words::is_filler(std::string_view n1) const
{
    return tables_->fillers.contains(n1);
}

std::string_view Words::choice(const Tokens& tokens) const
{
    const auto whole = found_in(tables_->choices, phrase_of(tokens));
    if (!whole.empty())
        return whole;
    Tokens telling;
    std::copy_if(tokens.begin(), tokens.end(), std::back_inserter(telling),
                 [&](const Token& token) { return !token.is_word() || !is_filler(token.n1); });
    return found_in(tables_->choices, phrase_of(telling));
}

bool Words::is_group_word(std::string_view n1) const
{
    return tables_->group_words.contains(n1);
}

std::string_view Words::slot(std::string_view n1) const
{
    return found_in(tables_->slots, n1);
}

bool Words::changes(const Tokens& tokens) const
{
    return std::any_of(tokens.begin(), tokens.end(),
                       [&](const Token& token) { return token.is_word() && tables_->changes.contains(token.n1); });
}

} // namespace locales
