// The words answers are made of, in both scripts: number words with every listed spelling, units, money, yes and no,
// and the words around a number that say it is no amount (नंबर, तारीख, बजे). They are data:
// locales/<language>/numbers.json, units.json and answers.json, read once at the start and constant afterwards; a
// spelling is added there and nowhere else. A number word is what is listed, never what merely resembles it.

#pragma once

#include "locales/decimal.h"
#include "locales/tokens.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace locales {

// What a word does inside a number.
enum class NumberRole : std::uint8_t {
    None,
    Value,       // एक to निन्यानवे, डेढ़, ढाई: a number by itself
    English,     // twenty, three: tens and ones join to twenty-three
    Multiplier,  // सौ, हज़ार, लाख: times what stands before, or once
    Suffix,      // k, L, cr: a multiplier only right behind digits
    QuarterMore, // सवा
    HalfMore,    // साढ़े
    QuarterLess, // पौने
    Part,        // आधा, पाव: a number only before a multiplier or a unit
    Fraction,    // चौथाई, तिहाई: divides the number before it
    Ordinal,     // पहला, दूसरा, पाँचवाँ
};

// What a word says about the number beside it.
enum class Beside : std::uint32_t {
    RupeesWord = 1 << 0,     // रुपये, rs, ₹
    PaiseWord = 1 << 1,      // पैसे
    PriceWord = 1 << 2,      // दाम, rate: the number after it is money
    Label = 1 << 3,          // नंबर, PIN, OTP: the number after it is a name
    NotAmount = 1 << 4,      // बजे, दिन, km: the number before it measures time or way
    Person = 1 << 5,         // दोस्त, बच्चे
    Month = 1 << 6,          // अगस्त
    GivingStem = 1 << 7,     // दे, कर, भेज: दो after it is "please", not 2
    And = 1 << 8,            // और
    To = 1 << 9,             // से, to
    Point = 1 << 10,         // दशमलव
    Over = 1 << 11,          // बटा
    Minus = 1 << 12,         // माइनस
    Percent = 1 << 13,       // प्रतिशत
    No = 1 << 14,            // नहीं: the number before it is taken back
    Comparing = 1 << 16,     // ज़्यादा, कम: "आधे से ज़्यादा" is an amount, "आधे में" is not
    Of = 1 << 17,            // का, के, की
    Share = 1 << 18,         // हिस्सा, भाग
    In = 1 << 19,            // में
    Worth = 1 << 20,         // वाला: "250 वाला" costs 250
    Year = 1 << 21,          // सन: the number after it is a year
    Order = 1 << 22,         // ऑर्डर: a long number after it is its name
    Per = 1 << 23,           // प्रति
    Each = 1 << 24,          // पति: करोड़ पति is no amount
    OrdinalEnding = 1 << 25, // behind digits: 18वा, 21st
    Last = 1 << 26,          // आखिरी
    Next = 1 << 27,          // अगला
    Previous = 1 << 28,      // पिछला
    Current = 1 << 29,       // वर्तमान
    Or = 1 << 30,            // या
    Changing = 1 << 15,      // कर, बढ़ा: "200 से 250 कर दो" is no range
    Difference = 1U << 31,   // बढ़ा, घटा, कम, और: what stands beside it may be a difference and no new value
};

struct WordMeaning {
    NumberRole role = NumberRole::None;
    bool shy = false;      // also an everyday word (तेरा, sath): a number only beside a multiplier, money or a unit
    std::uint8_t unit = 0; // index into units(), 0 for none
    std::uint32_t beside = 0;
    Decimal number;         // of the number role
    Decimal times { 1 };    // of a multiplier run on to the number: तीनसौ is 3 times 100
    Decimal per_unit { 1 }; // what one of the word is in its unit: पाव is 250 gram

    bool has(Beside what) const { return (beside & static_cast<std::uint32_t>(what)) != 0; }
};

class AnswerWords {
public:
    // Reads every language folder below this one. Throws std::runtime_error naming file and entry of what is wrong.
    static AnswerWords load(const std::filesystem::path& locales_folder);

    AnswerWords(AnswerWords&&) noexcept;
    ~AnswerWords();

    // What a word means, by its N1 form; null for a word that says nothing about numbers.
    const WordMeaning* find(std::string_view n1) const;
    const WordMeaning* find(const Token& token) const;

    // Whether the last byte is that of some multiplier: what keeps most words from being searched for one.
    bool may_end_in_multiplier(std::string_view n1) const;

    // Whether a word that means nothing is one letter away from a number word, and no everyday word listed as such:
    // "panxh". Whoever reads an answer then asks again, because "panxh sau" is not a hundred. Never used to guess one.
    bool resembles_number(std::string_view n1) const;

    // A word ending in a listed ending of ordinals (वाँ, वीं, th) without it; empty for others.
    std::string_view without_ordinal_ending(std::string_view n1) const;

    // The name of a unit by index: "kilogram"; "?" for a measure that must be asked back, "" for none.
    std::string_view unit_name(std::uint8_t unit) const;

    // The words numbers are written out with: 0 to 99, then सौ, हज़ार, लाख, करोड़, अरब. Of the Devanagari or Latin
    // script.
    const std::vector<std::string>& spelled(Script script) const;

    // True where the words, joined by one space, stand in the list of this name ("yes", "no") of answers.json.
    bool is_listed(std::string_view list, std::string_view n1_words) const;

    struct Tables; // the source file's own

private:
    explicit AnswerWords(std::unique_ptr<const Tables> tables);

    std::unique_ptr<const Tables> tables_;
};

} // namespace locales
