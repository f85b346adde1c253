#include "dialogs/answers/phone.h"

#include <algorithm>

namespace dialogs::answers {

namespace {

constexpr std::size_t mobile_digits = 10;
constexpr std::size_t digits_max = 14; // 0091 and ten

// Ten digits beginning with 6 to 9, of what was typed with a prefix of the country or of trunk calls; else empty.
std::string mobile_of(std::string_view digits)
{
    for (const std::string_view prefix : { "0091", "091", "91", "0", "" }) {
        if (digits.size() == mobile_digits + prefix.size() && digits.starts_with(prefix)) {
            const auto mobile = digits.substr(prefix.size());
            return mobile.front() >= '6' ? std::string(mobile) : std::string {};
        }
    }
    return {};
}

bool joins_digits(const locales::Token& token)
{
    return token.is("-") || token.is("(") || token.is(")") || token.is(".");
}

struct Run {
    std::string digits;
    std::size_t last;
};

// The digits that begin here and go on over spaces, hyphens and brackets until they are a mobile number.
std::optional<Found<std::string>> phone_at(const locales::Tokens& tokens, std::size_t first)
{
    auto at = first;
    if (tokens[at].is("+"))
        ++at;
    Run longest { "", at };
    Run run { "", at };
    for (; at < tokens.size() && run.digits.size() < digits_max; ++at) {
        const auto& token = tokens[at];
        if (!token.is_digits() && !(joins_digits(token) && !run.digits.empty()))
            break;
        if (token.is_digits() && token.n1.find('.') != std::string::npos)
            break;
        if (token.is_digits())
            run.digits += token.n1;
        run.last = at + 1;
        if (!mobile_of(run.digits).empty())
            longest = run;
    }
    const bool goes_on = longest.last < tokens.size() && tokens[longest.last].is_digits() && tokens[longest.last].glued;
    if (longest.digits.empty() || goes_on)
        return std::nullopt;
    return Found<std::string> { "+91" + mobile_of(longest.digits), first, longest.last };
}

// नौ आठ सात ...: digit after digit, or "double nine".
std::string spoken_digits(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    std::string digits;
    int times = 1;
    for (const auto& token : tokens) {
        const auto* meaning = words.find(token);
        if (token.is_digits()) {
            digits += token.n1;
        } else if (token.is("double") || token.is("डबल")) {
            times = 2;
        } else if (token.is("triple") || token.is("ट्रिपल")) {
            times = 3;
        } else if (meaning != nullptr &&
                   (meaning->role == locales::NumberRole::Value || meaning->role == locales::NumberRole::English) &&
                   meaning->number.whole())
        {
            for (; times > 0; --times)
                digits += meaning->number.to_string();
            times = 1;
        }
    }
    return digits;
}

} // namespace

std::vector<Found<std::string>> find_phones(const locales::Tokens& tokens)
{
    std::vector<Found<std::string>> found;
    for (std::size_t at = 0; at < tokens.size();) {
        const bool begins = tokens[at].is_digits() || tokens[at].is("+");
        const auto phone = begins ? phone_at(tokens, at) : std::nullopt;
        if (phone)
            found.push_back(*phone);
        at = phone ? phone->last : at + 1;
    }
    return found;
}

Reading<std::string> read_phone(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    Reading<std::string> reading;
    for (auto& found : find_phones(tokens)) {
        if (std::find(reading.either.begin(), reading.either.end(), found.value) == reading.either.end())
            reading.either.push_back(std::move(found.value));
    }
    if (reading.either.empty()) {
        if (const auto mobile = mobile_of(spoken_digits(words, tokens)); !mobile.empty())
            reading.either.push_back("+91" + mobile);
    }
    if (reading.either.size() == 1) {
        reading.value = reading.either.front();
        reading.either.clear();
    }
    reading.either.resize(std::min<std::size_t>(reading.either.size(), 2));
    return reading;
}

} // namespace dialogs::answers
