#include "locales/phonetic.h"

#include "locales/normalize.h"
#include "locales/phones.h"
#include "locales/utf8.h"

#include <algorithm>

namespace locales {

namespace {

constexpr std::size_t keys_max = 8;

bool is_vowel(char phone)
{
    return phone == 'a' || phone == 'I' || phone == 'U';
}

// Collapses doubled consonants, drops h and y unless they begin the word, and keeps of the vowels what the width asks.
std::string finished(std::string_view phones, KeyWidth width)
{
    std::string key;
    char before = 0;
    for (std::size_t at = 0; at < phones.size(); ++at) {
        const auto phone = phones[at];
        if (is_vowel(phone)) {
            if (at == 0)
                key += width == KeyWidth::Wide || phone == 'a' ? 'A' : phone;
            else if (width == KeyWidth::Narrow && phone != 'a' && (key.empty() || key.back() != phone))
                key += phone;
            // A vowel parts equal consonants only where it is kept: पापड़ is ppd, not pd.
            before = 0;
            continue;
        }
        if ((phone == 'h' || phone == 'y') && at != 0)
            continue;
        if (phone != before)
            key += phone;
        before = phone;
    }
    return key;
}

} // namespace

std::vector<std::string> phonetic_keys(std::string_view word, KeyWidth width)
{
    std::vector<std::string> spoken { "" };
    for (const auto& phone : phones_of(word)) {
        if (!phone.other || spoken.size() * 2 > keys_max) {
            for (auto& each : spoken)
                each += phone.sound;
            continue;
        }
        const auto size = spoken.size();
        for (std::size_t at = 0; at < size; ++at) {
            spoken.push_back(spoken[at] + *phone.other);
            spoken[at] += phone.sound;
        }
    }
    std::vector<std::string> keys;
    for (const auto& each : spoken) {
        auto key = finished(each, width);
        if (!key.empty() && std::find(keys.begin(), keys.end(), key) == keys.end())
            keys.push_back(std::move(key));
    }
    return keys;
}

namespace {

std::string_view class_of_vowel(char letter)
{
    switch (letter) {
    case 'i':
    case 'e':
    case 'y':
        return "i";
    case 'u':
    case 'o':
        return "u";
    case 'a':
        return "a";
    default:
        return {};
    }
}

bool is_pair(char one, char other, char first, char second)
{
    return (one == first && other == second) || (one == second && other == first);
}

double cost_of_other(char one, char other)
{
    if (one == other)
        return 0;
    const auto class_of_one = class_of_vowel(one);
    if (!class_of_one.empty() && class_of_one == class_of_vowel(other))
        return 0.25;
    static constexpr std::string_view pairs[] = { "zj", "dr", "mn", "vu", "vw", "pf", "ck", "qk", "sc" };
    const bool habit = std::any_of(std::begin(pairs), std::end(pairs),
                                   [&](std::string_view pair) { return is_pair(one, other, pair[0], pair[1]); });
    return habit ? 0.3 : 1;
}

double cost_of_one_more(std::string_view word, std::size_t at)
{
    const auto letter = word[at];
    if (at > 0 && word[at - 1] == letter)
        return 0.15;
    if (letter == 'h')
        return 0.3;
    if (!class_of_vowel(letter).empty())
        return letter == 'a' ? 0.25 : 0.5;
    return 1;
}

} // namespace

double sound_distance(std::string_view one, std::string_view other)
{
    constexpr std::size_t letters_max = 64;
    const auto left = colloquial_latin(one).substr(0, letters_max);
    const auto right = colloquial_latin(other).substr(0, letters_max);
    const auto width = right.size() + 1;
    std::vector<double> cost((left.size() + 1) * width, 0.0);
    const auto at = [&](std::size_t row, std::size_t column) -> double& { return cost[row * width + column]; };
    for (std::size_t row = 1; row <= left.size(); ++row)
        at(row, 0) = at(row - 1, 0) + cost_of_one_more(left, row - 1);
    for (std::size_t column = 1; column <= right.size(); ++column)
        at(0, column) = at(0, column - 1) + cost_of_one_more(right, column - 1);
    for (std::size_t row = 1; row <= left.size(); ++row) {
        for (std::size_t column = 1; column <= right.size(); ++column) {
            auto least = at(row - 1, column - 1) + cost_of_other(left[row - 1], right[column - 1]);
            least = std::min(least, at(row - 1, column) + cost_of_one_more(left, row - 1));
            least = std::min(least, at(row, column - 1) + cost_of_one_more(right, column - 1));
            if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                least = std::min(least, at(row - 2, column - 2) + 0.8);
            at(row, column) = least;
        }
    }
    return at(left.size(), right.size());
}

} // namespace locales
