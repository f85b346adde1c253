#include "bot/channels/addresses.h"

#include <algorithm>

namespace bot {

namespace {

bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

bool is_capital(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

bool is_letter_or_digit(char letter)
{
    return is_digit(letter) || is_capital(letter) || (letter >= 'a' && letter <= 'z');
}

// The digits alone; empty if anything stands between them that is no part of a phone number's spelling.
std::string digits_of(std::string_view written)
{
    std::string digits;
    for (const char letter : written) {
        if (is_digit(letter))
            digits += letter;
        else if (std::string_view { " -.()" }.find(letter) == std::string_view::npos)
            return {};
    }
    return digits;
}

std::string_view without_spaces(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string_view::npos ? std::string_view {} : text.substr(begin);
}

} // namespace

std::string to_e164(std::string_view written)
{
    auto text = without_spaces(written);
    const bool international = !text.empty() && text.front() == '+';
    if (international)
        text.remove_prefix(1);
    auto digits = digits_of(text);
    if (!international && digits.starts_with("00"))
        digits.erase(0, 2);
    else if (!international && digits.size() == 11 && digits[0] == '0')
        digits.erase(0, 1);
    if (!international && digits.size() == 10 && digits[0] >= '6')
        digits.insert(0, "91");
    const bool fits = digits.size() >= 8 && digits.size() <= 15 && digits[0] != '0'; // ITU-T E.164: 15 digits at most
    return fits ? "+" + digits : std::string {};
}

bool is_user_id(std::string_view value)
{
    if (value.size() < 4 || !is_capital(value[0]) || !is_capital(value[1]) || value[2] != '.')
        return false;
    auto rest = value.substr(3);
    if (rest.starts_with("ENT."))
        rest.remove_prefix(4);
    return !rest.empty() && rest.size() <= 128 && std::all_of(rest.begin(), rest.end(), is_letter_or_digit);
}

std::optional<dialogs::Identity> to_identity(std::string_view value)
{
    using dialogs::IdentityKind;
    if (is_user_id(value)) {
        const bool parent = value.substr(3).starts_with("ENT.");
        return dialogs::Identity { parent ? IdentityKind::ParentUserId : IdentityKind::UserId, std::string { value } };
    }
    auto phone = to_e164(value);
    if (phone.empty())
        return std::nullopt;
    return dialogs::Identity { IdentityKind::Phone, std::move(phone) };
}

void add_identity(std::vector<dialogs::Identity>& all, const std::optional<dialogs::Identity>& one)
{
    if (one && std::find(all.begin(), all.end(), *one) == all.end())
        all.push_back(*one);
}

std::string first_of(const std::vector<dialogs::Identity>& all, dialogs::IdentityKind kind)
{
    for (const auto& identity : all)
        if (identity.kind == kind)
            return identity.value;
    return {};
}

} // namespace bot
