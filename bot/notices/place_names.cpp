#include "bot/notices/place_names.h"

#include "locales/normalize.h"
#include "locales/phonetic.h"
#include "locales/tokens.h"
#include "locales/transcriptions.h"

#include <algorithm>

namespace bot::notices {

namespace {

constexpr std::size_t nearest_max = 3;
constexpr std::size_t run_max = 3, words_around_max = 7; // a name has few words, and so has an answer
constexpr double sound_share_max = 0.12;   // of the letters of the whole name: Kangra and काँगड़ा, Aligarh and अलीगढ़
constexpr std::size_t key_letters_min = 4; // a shorter word with the key of another is another word: Una, Unnao

std::vector<std::string> words_of(std::string_view name)
{
    std::vector<std::string> words;
    for (const auto& token : locales::tokenize(name))
        if (token.is_word() || token.is_digits())
            words.push_back(token.n1);
    return words;
}

// By habit of spelling: Fatehpur and फतेहपुर.
bool word_sounds_like(const std::string& one, const std::string& other)
{
    if (one == other)
        return true;
    if (std::min(locales::colloquial_latin(one).size(), locales::colloquial_latin(other).size()) < key_letters_min)
        return false;
    const auto keys = locales::phonetic_keys(one, locales::KeyWidth::Narrow);
    const auto others = locales::phonetic_keys(other, locales::KeyWidth::Narrow);
    return std::ranges::find_first_of(keys, others) != keys.end();
}

bool same_letters(std::string_view one, std::string_view other)
{
    return locales::n1(one) == locales::n1(other);
}

// Of a whole name, so that "ambedkarnagar" is near "Ambedkar Nagar".
std::string run_together(std::string_view name)
{
    std::string all;
    for (const auto& word : words_of(name))
        all += locales::colloquial_latin(word);
    return all;
}

} // namespace

bool sounds_like(std::string_view one, std::string_view other)
{
    if (same_letters(one, other))
        return true;
    if (const auto same = locales::same_transcribed(one, other))
        return *same;
    const auto words = words_of(one), others = words_of(other);
    if (!words.empty() && std::ranges::equal(words, others, word_sounds_like))
        return true;
    const auto has_digits = [](const std::string& word) {
        return word.find_first_of("0123456789") != std::string::npos;
    };
    if (std::ranges::any_of(words, has_digits) || std::ranges::any_of(others, has_digits))
        return false; // Shakti 1 and Shakti 2 sound nearly alike
    const auto a = run_together(one), b = run_together(other);
    return !a.empty() && !b.empty() &&
           locales::sound_distance(a, b) <= sound_share_max * static_cast<double>(std::max(a.size(), b.size()));
}

std::vector<std::string> find_names(const std::vector<std::string>& known, std::string_view written, Alike alike)
{
    std::vector<std::string> same, sounding;
    for (const auto& name : known) {
        if (same_letters(name, written))
            same.push_back(name);
        if (sounds_like(name, written))
            sounding.push_back(name);
    }
    return alike == Alike::ByLettersFirst && !same.empty() ? same : sounding;
}

std::vector<std::string> find_names_within(const std::vector<std::string>& known, std::string_view written, Alike alike)
{
    auto found = find_names(known, written, alike);
    const auto words = words_of(written);
    if (!found.empty() || words.size() > words_around_max)
        return found;
    for (auto length = std::min(run_max, words.size()); length > 0 && found.empty(); --length)
        for (std::size_t first = 0; first + length <= words.size() && found.empty(); ++first) {
            std::string run = words[first];
            for (std::size_t place = first + 1; place < first + length; ++place)
                run += " " + words[place];
            found = find_names(known, run, alike);
        }
    return found;
}

std::string nearest_names(const std::vector<std::string>& known, std::string_view written)
{
    const auto wanted = run_together(written);
    std::vector<std::pair<double, std::string>> near;
    for (const auto& name : known)
        near.emplace_back(locales::sound_distance(wanted, run_together(name)), name);
    std::ranges::sort(near);
    std::string all;
    for (std::size_t place = 0; place < std::min(nearest_max, near.size()); ++place)
        all += (all.empty() ? "" : ", ") + near[place].second;
    return all;
}

} // namespace bot::notices
