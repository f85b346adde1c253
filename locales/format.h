// How values are shown to a person: money, numbers, quantities, days, times and periods, in each language's words.
// Digits are ASCII, grouping is Indian, a day always has its weekday (कल is both yesterday and tomorrow), and an amount
// is never rounded. The words are data: `<language>/calendar.json` and `<language>/unit_words.json`. Loaded once, then
// const and safe to read from several threads.

#pragma once

#include "locales/document.h"
#include "locales/time.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace locales {

// "1,25,000": Indian grouping of a whole number.
std::string grouped(std::int64_t number);

// "1,25,000.5": the same for a decimal number as text ("125000.5"); anything else is returned as it is.
std::string grouped(std::string_view decimal);

// ₹ forces an SMS into UCS-2, so that only 70 characters fit in it; the word ("Rs", "रु") does not in Roman script.
enum class MoneyStyle { Sign, Word };

class Format {
public:
    // Reads the words of one language. Adds to the faults whatever is missing.
    static Format load(const std::filesystem::path& language_folder, std::vector<Fault>& faults);

    std::string money(std::int64_t paise, MoneyStyle style = MoneyStyle::Sign) const; // ₹1,25,000  ₹20.50  Rs 250
    std::string date(Date day) const;                                                 // सोमवार, 24 नवंबर 2026
    std::string short_date(Date day) const;                                           // सोम 24 नवंबर
    std::string time_of_day(int minute) const;    // शाम 5 बजे; minutes since midnight, 0 to 1439
    std::string period(Date from, Date to) const; // 1 अप्रैल से 30 जून 2026; whole months as अप्रैल–जून 2026

    // "20 डिब्बे": a decimal number as text and a unit's name (kilogram, box ...), or no unit. Throws std::out_of_range
    // for an unknown unit.
    std::string quantity(std::string_view decimal, std::string_view unit) const;

    // The unit's word alone, for this many: "डिब्बे". Throws std::out_of_range for an unknown unit.
    std::string unit(std::string_view name, std::string_view decimal = "1") const;

    bool knows_unit(std::string_view name) const { return units_.contains(name); }

private:
    friend class Formats;

    struct PartOfDay {
        int from_minute = 0;
        std::string word;
    };

    struct Unit {
        std::string one;
        std::string other;
    };

    using Values = std::vector<std::pair<std::string_view, std::string>>;
    void read_calendar(const Document& calendar, const std::string& file, std::vector<Fault>& faults);
    void read_units(const Document& units, const std::string& file, std::vector<Fault>& faults);
    static std::string put(std::string_view pattern, const Values& values);
    std::string day_and_month(Date day) const;
    std::string month_and_year(Date day) const;
    std::string whole_months(Date from, Date to) const;

    std::array<std::string, 12> months_;
    std::array<std::string, 7> weekdays_; // Sunday first
    std::array<std::string, 7> short_weekdays_;
    std::vector<PartOfDay> parts_of_day_; // in order; the first begins at 0
    std::map<std::string, std::string, std::less<>> patterns_;
    std::map<std::string, Unit, std::less<>> units_;
    std::string money_word_;
    std::string one_is_; // "up_to_one" in Hindi: 0.5 takes the singular; "exactly_one" in English
};

// The formats of all languages of a folder.
class Formats {
public:
    // Throws FaultyFiles with all faults.
    static Formats load(const std::filesystem::path& folder);

    // Throws std::out_of_range for an unknown language.
    const Format& in(std::string_view language) const;

private:
    std::map<std::string, Format, std::less<>> formats_;
};

} // namespace locales
