// What words.h answers from, and how it is read from the files; for its own use. A phrase is the N1 of its words,
// numbers and emoji with one space between.

#pragma once

#include "locales/document.h"
#include "locales/words.h"

#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace locales {

constexpr std::size_t command_words_max = 6;

struct TransparentHash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view> {}(text); }
};

using ByPhrase = std::unordered_map<std::string, std::string, TransparentHash, std::equal_to<>>;
using WordSet = std::unordered_set<std::string, TransparentHash, std::equal_to<>>;

// "bill # #": the words of a message's beginning and how many numbers follow.
struct KeywordPattern {
    std::string intent;
    std::size_t words = 0;
    std::size_t numbers = 0;
};

// "कमीशन नहीं|नही आया|मिला -क्या": one word of each list of `all`, none of `none`; "#" is a number.
struct Rule {
    std::string intent;
    std::vector<std::vector<std::string>> all;
    std::vector<std::string> none;
};

struct WordTables {
    ByPhrase commands;
    std::unordered_map<std::string, std::vector<KeywordPattern>, TransparentHash, std::equal_to<>> keywords; // by words
    std::vector<Rule> rules;
    std::unordered_map<std::string, Words::Ambiguous, TransparentHash, std::equal_to<>> ambiguous;
    WordSet undeciding;
    WordSet fillers;
    ByPhrase choices;
    ByPhrase slots;
    WordSet changes;
    WordSet group_words;
};

struct Words::Tables : WordTables {};

// The N1 form a token is compared by; empty for punctuation.
std::string_view phrase_form(const Token& token);

enum class Numbers { AsTheyAre, AsSign };

std::string phrase_of(const Tokens& tokens, Numbers numbers = Numbers::AsTheyAre);

WordTables read_word_tables(const std::filesystem::path& locales_folder);

} // namespace locales
