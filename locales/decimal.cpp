#include "locales/decimal.h"

#include <algorithm>
#include <array>

namespace locales {

namespace {

__extension__ using Wide = __int128;

constexpr int digits_max = 18;
constexpr int places_max = 400; // a guard for chains of products, far outside of what anybody writes

constexpr std::int64_t power_of_ten(int exponent)
{
    std::int64_t power = 1;
    for (int each = 0; each < exponent; ++each)
        power *= 10;
    return power;
}

// Rounds half away from zero until the digits fit.
std::int64_t fitted(Wide digits, int& places, std::int64_t limit)
{
    while (digits >= limit || digits <= -limit) {
        const auto rest = digits % 10;
        digits /= 10;
        --places;
        if ((rest >= 5 || rest <= -5) && digits < limit && digits > -limit)
            digits += rest > 0 ? 1 : -1;
    }
    return static_cast<std::int64_t>(digits);
}

Decimal fitted(Wide digits, int places)
{
    const auto fitting = fitted(digits, places, power_of_ten(digits_max));
    return Decimal(fitting, std::clamp(places, -places_max, places_max));
}

Wide scaled(std::int64_t digits, int by)
{
    return static_cast<Wide>(digits) * power_of_ten(std::min(by, digits_max));
}

} // namespace

Decimal::Decimal(std::int64_t digits, int places) : digits_(digits), places_(places)
{
    while (digits_ != 0 && digits_ % 10 == 0) {
        digits_ /= 10;
        --places_;
    }
    if (digits_ == 0)
        places_ = 0;
}

std::optional<Decimal> Decimal::parse(std::string_view text)
{
    const bool negative = !text.empty() && text.front() == '-';
    text.remove_prefix(negative ? 1 : 0);
    std::int64_t digits = 0;
    int seen = 0;
    int significant = 0;
    int places = 0;
    bool after_point = false;
    std::size_t at = 0;
    for (; at < text.size() && text[at] != 'e'; ++at) {
        if (text[at] == '.' && !after_point) {
            after_point = true;
            continue;
        }
        if (text[at] < '0' || text[at] > '9' || significant >= digits_max)
            return std::nullopt;
        ++seen;
        digits = digits * 10 + (text[at] - '0');
        significant += digits != 0 ? 1 : 0;
        places += after_point ? 1 : 0;
    }
    if (seen == 0)
        return std::nullopt;
    if (at < text.size()) {
        const auto exponent = parse(text.substr(at + 1));
        const auto power = exponent ? exponent->whole() : std::nullopt;
        if (!power || *power > places_max || *power < -places_max)
            return std::nullopt;
        places -= static_cast<int>(*power);
    }
    return Decimal(negative ? -digits : digits, places);
}

std::string Decimal::to_string() const
{
    auto text = std::to_string(digits_ < 0 ? -digits_ : digits_);
    if (places_ <= 0) {
        text.append(static_cast<std::size_t>(-places_), '0');
    } else {
        const auto places = static_cast<std::size_t>(places_);
        if (text.size() <= places)
            text.insert(0, places + 1 - text.size(), '0');
        text.insert(text.size() - places, ".");
    }
    return (digits_ < 0 ? "-" : "") + text;
}

std::optional<std::int64_t> Decimal::whole() const
{
    if (places_ > 0 || -places_ > digits_max)
        return std::nullopt;
    const auto value = scaled(digits_, -places_);
    const Wide limit = power_of_ten(digits_max);
    if (value > limit || value < -limit)
        return std::nullopt;
    return static_cast<std::int64_t>(value);
}

std::optional<Decimal> Decimal::divided_by(Decimal divisor) const
{
    constexpr int significant = 15;
    if (divisor.digits_ == 0)
        return std::nullopt;
    auto places = places_ - divisor.places_ + digits_max;
    const auto quotient = fitted(scaled(digits_, digits_max) / divisor.digits_, places, power_of_ten(significant));
    return Decimal(quotient, places);
}

Decimal operator+(Decimal one, Decimal other)
{
    if (one.places_ < other.places_)
        std::swap(one, other);
    const auto apart = one.places_ - other.places_;
    if (apart > digits_max)
        return other.digits_ == 0 ? one : other;
    return fitted(static_cast<Wide>(one.digits_) + scaled(other.digits_, apart), one.places_);
}

Decimal operator*(Decimal one, Decimal other)
{
    return fitted(static_cast<Wide>(one.digits_) * other.digits_, one.places_ + other.places_);
}

std::strong_ordering operator<=>(Decimal one, Decimal other)
{
    return (one - other).digits_ <=> 0;
}

} // namespace locales
