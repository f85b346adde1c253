#include "locales/slips.h"

#include "locales/utf8.h"

#include <algorithm>

namespace locales {

namespace {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::size_t below(std::size_t sides) // splitmix64
    {
        auto value = state_ += 0x9E3779B97F4A7C15U;
        value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
        value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
        return static_cast<std::size_t>((value ^ (value >> 31U)) % sides);
    }

private:
    std::uint64_t state_;
};

// The letters beside a key, where a finger lands instead.
char32_t neighbour(char32_t letter, Dice& dice)
{
    static constexpr std::u32string_view rows[] = { U"qwertyuiop", U"asdfghjkl", U"zxcvbnm", U"कखगघङ",    U"चछजझञ",
                                                    U"टठडढण",      U"तथदधन",     U"पफबभम",   U"यरलवशषसह", U"ािीुूेैोौ" };
    for (const auto row : rows)
        if (const auto at = row.find(letter); at != row.npos) {
            const auto right = at == 0 || (at + 1 < row.size() && dice.below(2) == 0);
            return right ? row[at + 1] : row[at - 1];
        }
    return letter;
}

void slip(std::u32string& word, Dice& dice)
{
    const auto at = dice.below(word.size());
    switch (dice.below(4)) {
    case 0:
        word.erase(at, 1);
        break;
    case 1:
        word.insert(at, 1, word[at]);
        break;
    case 2:
        std::swap(word[at], word[at + 1 < word.size() ? at + 1 : at - 1]);
        break;
    default:
        word[at] = neighbour(word[at], dice);
    }
}

} // namespace

std::string with_slips(std::string_view text, std::uint64_t seed)
{
    Dice dice(seed);
    std::u32string slipped;
    std::u32string word;
    const auto finish = [&] {
        if (word.size() >= 3 && !(word.front() >= U'0' && word.front() <= U'9') && dice.below(3) == 0)
            slip(word, dice);
        slipped += word;
        word.clear();
    };
    for (const auto letter : to_utf32(text)) {
        if (letter != U' ') {
            word += letter;
            continue;
        }
        finish();
        slipped += letter;
    }
    finish();
    return to_utf8(slipped);
}

} // namespace locales
