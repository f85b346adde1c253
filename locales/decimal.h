// An exact decimal number: 0.5 kilogram is 0.5, never 0.49999. Sums, differences and products are exact up to 18
// digits; a quotient (an eighth of a number) keeps 15. A plain value; nothing here throws.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace locales {

class Decimal {
public:
    constexpr Decimal() = default;

    // digits / 10^places: Decimal(25, 1) is 2.5. A negative count of places appends zeros.
    explicit Decimal(std::int64_t digits, int places = 0);

    // "250", "-0.50", "1e3" and ".5"; empty for anything else and for more than 18 digits.
    static std::optional<Decimal> parse(std::string_view text);

    // The shortest plain form: "250", "0.5", "-1.25".
    std::string to_string() const;

    // The value as a whole number; empty where it has a fraction or is larger than 18 digits.
    std::optional<std::int64_t> whole() const;

    bool is_whole() const { return places_ <= 0; }

    bool is_zero() const { return digits_ == 0; }

    bool is_negative() const { return digits_ < 0; }

    // 15 significant digits, rounded half up; empty for a division by zero.
    std::optional<Decimal> divided_by(Decimal divisor) const;

    friend Decimal operator+(Decimal one, Decimal other);
    friend Decimal operator*(Decimal one, Decimal other);

    friend Decimal operator-(Decimal value) { return Decimal(-value.digits_, value.places_); }

    friend Decimal operator-(Decimal one, Decimal other) { return one + -other; }

    friend std::strong_ordering operator<=>(Decimal one, Decimal other);

    friend bool operator==(Decimal one, Decimal other) = default;

private:
    std::int64_t digits_ = 0; // no zero at the end, unless the value is zero
    int places_ = 0;
};

} // namespace locales
