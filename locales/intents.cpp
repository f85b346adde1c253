#include "locales/intents.h"

#include "locales/intent_training.h"
#include "locales/normalize.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>

namespace locales {

Intents Intents::train(const std::vector<IntentLine>& lines, const Courtesies& courtesies)
{
    return IntentTrainer(lines, courtesies).train();
}

void Intents::features_of(const Tokens& tokens, std::vector<Bucket>& buckets) const
{
    WordFeatures unknown[2];
    std::size_t unknowns = 0;
    static const WordFeatures edge {};
    const auto* before = &edge;
    std::array<std::uint64_t, near_words_max> sounds {}; // of the words before, the oldest overwritten first
    std::size_t words = 0;
    for (const auto& token : tokens) {
        const auto form = feature_form(token);
        if (form.empty())
            continue;
        const auto known = words_.find(form);
        const auto* word = known != words_.end() ? &known->second : nullptr;
        if (word == nullptr) {
            // The word before may be the other unknown one, and is still needed.
            auto& slot = unknown[unknowns++ % 2];
            slot = features_of_word(form);
            word = &slot;
        }
        buckets.insert(buckets.end(), word->buckets.begin(), word->buckets.end());
        append_pair_features(*before, *word, buckets);
        for (std::size_t near = 0; near < std::min(words, sounds.size()); ++near)
            append_near_feature(sounds[near], word->sound, buckets);
        sounds[words++ % sounds.size()] = word->sound;
        before = word;
    }
    append_pair_features(*before, edge, buckets);
}

std::vector<Guess> Intents::guess(std::string_view text, std::size_t most) const
{
    return guess(tokenize(text), most);
}

std::vector<Guess> Intents::guess(const Tokens& tokens, std::size_t most) const
{
    std::vector<Bucket> buckets;
    buckets.reserve(512);
    features_of(tokens, buckets);
    std::vector<float> scores(stride_, 0.0F);
    const auto norm = score_features(rows_, rarity_, weights_, buckets, scores);
    std::vector<Guess> guesses;
    float best = -1e30F;
    for (std::size_t at = 0; at < names_.size(); ++at) {
        scores[at] = scores[at] * norm + weights_[at];
        best = std::max(best, scores[at]);
    }
    float sum = 0;
    for (std::size_t at = 0; at < names_.size(); ++at) {
        guesses.push_back({ names_[at], std::exp(scores[at] - best) });
        sum += guesses.back().probability;
    }
    most = std::min(most, guesses.size());
    std::partial_sort(guesses.begin(), guesses.begin() + static_cast<std::ptrdiff_t>(most), guesses.end(),
                      [](const Guess& one, const Guess& other) {
                          return one.probability != other.probability ? one.probability > other.probability
                                                                      : one.intent < other.intent;
                      });
    guesses.resize(most);
    for (auto& each : guesses)
        each.probability /= sum;
    return guesses;
}

std::vector<IntentLine> read_intent_lines(const std::filesystem::path& file, std::vector<Fault>& faults)
{
    std::vector<IntentLine> lines;
    std::ifstream stream(file);
    if (!stream) {
        faults.push_back({ file.string(), "", "cannot be read", "put the file there, readable, with text<TAB>intent" });
        return lines;
    }
    std::string line;
    for (int number = 1; std::getline(stream, line); ++number) {
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        if (line.empty())
            continue;
        const auto place = "line " + std::to_string(number);
        const auto tab = line.rfind('\t');
        if (tab == std::string::npos || tab == 0 || tab + 1 == line.size())
            faults.push_back({ file.string(), place, "is not text<TAB>intent", "write both with one tab between" });
        else
            lines.push_back({ line.substr(0, tab), line.substr(tab + 1) });
    }
    return lines;
}

namespace {

std::vector<std::filesystem::path> files_named(const char* name, const std::filesystem::path& locales_folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(locales_folder))
        if (std::filesystem::exists(entry.path() / name))
            files.push_back(entry.path() / name);
    std::sort(files.begin(), files.end());
    return files;
}

// Our own lines are few and chosen, so a sentence that stands twice is a mistake, and worse if it means two things.
void find_contradictions(const std::filesystem::path& file, const std::vector<IntentLine>& lines,
                         std::unordered_map<std::string, IntentLine>& known, std::vector<Fault>& faults)
{
    for (const auto& line : lines) {
        const auto [at, added] = known.emplace(n1(line.text), line);
        if (added)
            continue;
        if (at->second.intent != line.intent)
            faults.push_back({ file.string(), line.text,
                               "means " + line.intent + " here and " + at->second.intent + " elsewhere",
                               "keep the one that is meant, or ask by words.json" });
        else if (at->second.text == line.text)
            faults.push_back({ file.string(), line.text, "stands twice", "keep one of the two lines" });
    }
}

} // namespace

std::vector<IntentLine> load_intent_lines(const std::filesystem::path& locales_folder)
{
    const auto files = files_named("intents.tsv", locales_folder);
    std::vector<IntentLine> lines;
    std::vector<Fault> faults;
    std::unordered_map<std::string, IntentLine> known;
    for (const auto& file : files) {
        auto some = read_intent_lines(file, faults);
        find_contradictions(file, some, known, faults);
        lines.insert(lines.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    if (files.empty())
        faults.push_back({ locales_folder.string(), "", "has no intents.tsv", "add one in a language's folder" });
    if (!faults.empty())
        throw FaultyFiles(std::move(faults));
    return lines;
}

Courtesies load_courtesies(const std::filesystem::path& locales_folder)
{
    Courtesies courtesies;
    std::vector<Fault> faults;
    for (const auto& file : files_named("courtesies.tsv", locales_folder))
        // Read as lines of text<TAB>intent, though here the place stands first.
        for (const auto& line : read_intent_lines(file, faults)) {
            if (line.text == "before")
                courtesies.before.push_back(line.intent);
            else if (line.text == "after")
                courtesies.after.push_back(line.intent);
            else
                faults.push_back({ file.string(), line.text, "is no place of a courtesy", "write before or after" });
        }
    if (!faults.empty())
        throw FaultyFiles(std::move(faults));
    return courtesies;
}

} // namespace locales
