// The words that days, spans of days, durations and times of day are made of, in every language we read: data, from
// `<language>/dates.json`, where a key is a sign and its value ("month 1") and the list its spellings, of one word or
// several. All languages are one lexicon, because people mix scripts within a message. Const after loading and safe to
// read from several threads.

#pragma once

#include "locales/document.h"
#include "locales/tokens.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locales {

enum class CalendarSign {
    None,
    Number,  // of the lexer, not of the data
    Ordinal, // value: 1.., -1 for the last
    Month,   // value: 1 to 12
    Weekday, // value: 0 Sunday to 6
    Unit,    // value: a CalendarUnit
    Day,     // value: days from today: आज 0, tomorrow 1
    NearDay, // value: days from today, before or after: कल 1, परसों 2
    Previous,
    Next,
    This,
    Before,
    After,
    From,
    Till,
    And,
    Between,
    Of, // का की के
    In, // में
    On, // को
    Only,
    DateWord,
    YearWord,
    Begin,
    Middle,
    End,
    Rest,
    Within,
    Whole,
    Few, // value: how many कुछ is
    Now,
    SoFar, // अब तक
    OrdinalEnding,
    PartOfDay, // value: a PartOfDay
    Clock,     // बजे
    ClockPast, // बजकर
    ClockTo,   // बजने में
    NamedHour, // value: an hour: आधी रात 0
    Dash,      // these four of the lexer: punctuation
    Slash,
    Dot,
    Colon,
    Comma,
    Stop,
};

enum class CalendarUnit {
    Second,
    Minute,
    Hour,
    Day,
    WorkingDay,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    HalfYear,
    Year,
    FinancialYear,
    Decade,
};

enum class PartOfDay { Morning, Noon, Evening, Night, Am, Pm };

class CalendarWords {
public:
    // Throws FaultyFiles with all faults.
    static CalendarWords load(const std::filesystem::path& folder);

    struct Meaning {
        CalendarSign sign = CalendarSign::None;
        int value = 0;
        bool weak = false;      // also a common word ("mar", "may", सोम): counts only beside a number or को
        std::size_t tokens = 1; // how many tokens it took
    };

    // What begins at this token, the longest there is; empty if nothing of ours.
    std::optional<Meaning> find(const Tokens& tokens, std::size_t at) const;

    // The words and endings that tell the tense of a sentence.
    struct TenseWords {
        std::vector<std::string> future_endings;
        std::vector<std::string> past_endings;
        std::vector<std::string> to_do_endings;     // ना of "बेचना है"
        std::unordered_map<std::string, int> words; // 1 future, -1 past, 0 neither in spite of its ending, 2 है, 3
                                                    // future at the end of a sentence (भेज दो)
    };

    const TenseWords& tense() const { return tense_; }

private:
    friend class CalendarWordsLoader;

    struct Entry {
        std::vector<std::string> rest; // of a spelling of several words
        Meaning meaning;
    };

    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view key) const { return std::hash<std::string_view> {}(key); }
    };

    std::unordered_map<std::string, std::vector<Entry>, Hash, std::equal_to<>> entries_; // the longest first
    TenseWords tense_;
};

} // namespace locales
