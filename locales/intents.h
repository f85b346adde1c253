// What she wants, guessed from how it is said: a multinomial logistic regression on the features of
// intent_features.h, weighed by TF-IDF, taught at start-up by the lines of `<language>/intents.tsv`.
//
// A guess is for what no rule, command or open question has answered; its probability tells whether to act, to offer
// buttons or to show the menu. Training is deterministic: the same lines in the same order give the same weights.
// After training the object is const and may be asked by many threads at once.

#pragma once

#include "locales/document.h"
#include "locales/intent_features.h"
#include "locales/tokens.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locales {

// A message as somebody would write it, and what she means by it.
struct IntentLine {
    std::string text;
    std::string intent;

    bool operator==(const IntentLine&) const = default;
};

// Lines of `text<TAB>intent`; empty lines are skipped. A line without a tab, without text or without an intent is a
// fault.
std::vector<IntentLine> read_intent_lines(const std::filesystem::path& file, std::vector<Fault>& faults);

// The lines of every `<language>/intents.tsv` below this folder, languages in alphabetical order. A text that stands
// twice, or means two things, is a fault. Throws FaultyFiles with all faults.
std::vector<IntentLine> load_intent_lines(const std::filesystem::path& locales_folder);

// What people say around a wish and that is no part of it: "नमस्ते, मैं सीतापुर से बोल रही हूँ", "कृपया बताइए". The
// classifier is taught to look past it.
struct Courtesies {
    std::vector<std::string> before;
    std::vector<std::string> after;
};

// The lines `before<TAB>words` and `after<TAB>words` of every `<language>/courtesies.tsv` below this folder, languages
// in alphabetical order. Throws FaultyFiles for a line that is neither.
Courtesies load_courtesies(const std::filesystem::path& locales_folder);

struct Guess {
    std::string_view intent; // lives as long as the Intents that made the guess
    float probability = 0;   // 0 to 1; all intents together are 1
};

class Intents {
public:
    // Needs lines of at least two intents, throws std::invalid_argument otherwise.
    static Intents train(const std::vector<IntentLine>& lines, const Courtesies& courtesies = {});

    // The likeliest intents, best first, at most `most`. A message without any known feature gives the intents by how
    // often they were taught.
    std::vector<Guess> guess(const Tokens& tokens, std::size_t most = 3) const;
    std::vector<Guess> guess(std::string_view text, std::size_t most = 3) const;

    const std::vector<std::string>& names() const { return names_; } // in alphabetical order

private:
    friend class IntentTrainer;

    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view form) const { return std::hash<std::string_view> {}(form); }
    };

    using Words = std::unordered_map<std::string, WordFeatures, Hash, std::equal_to<>>;

    void features_of(const Tokens& tokens, std::vector<Bucket>& buckets) const;

    std::vector<std::string> names_;
    Words words_;                     // of the lines, so that a known word costs one look-up
    std::vector<std::uint32_t> rows_; // by bucket: its row below; 0 for a feature no line has
    std::vector<float> rarity_;       // by row: the root of the inverse document frequency
    std::size_t stride_ = 0;          // names_.size() rounded up to whole vectors
    std::vector<float> weights_;      // row after row, a weight for each intent; row 0 is the bias
};

} // namespace locales
