#include "bot/form.h"

#include "bot/bad_request.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace bot {

namespace {

constexpr std::size_t parameters_max = 64;

int hex_value(char letter)
{
    if (letter >= '0' && letter <= '9')
        return letter - '0';
    const char lower = static_cast<char>(letter | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// A percent sign without two hex digits after it stands for itself.
std::string decode(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escaped =
            text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
        if (escaped) {
            decoded += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            i += 2;
        } else {
            decoded += text[i] == '+' ? ' ' : text[i];
        }
    }
    return decoded;
}

bool is_unreserved(unsigned char letter)
{
    return std::isalnum(letter) != 0 || letter == '-' || letter == '.' || letter == '_' || letter == '~';
}

bool is_dangerous(char letter)
{
    return static_cast<unsigned char>(letter) <= 0x20 || letter == 0x7f || letter == '\\';
}

} // namespace

Parameters read_form(std::string_view text)
{
    Parameters parameters;
    while (!text.empty()) {
        const auto pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
        if (pair.empty())
            continue;
        if (parameters.size() == parameters_max)
            throw BadRequest("the form has more than 64 parameters");
        const auto equals = std::min(pair.find('='), pair.size());
        const auto value = pair.substr(std::min(equals + 1, pair.size()));
        parameters.emplace(decode(pair.substr(0, equals)), decode(value));
    }
    return parameters;
}

std::string_view query_of(std::string_view target)
{
    const auto mark = target.find('?');
    if (mark == std::string_view::npos)
        return {};
    const auto query = target.substr(mark + 1);
    return query.substr(0, query.find('#'));
}

const std::string& value_of(const Parameters& parameters, std::string_view name)
{
    static const std::string none;
    const auto found = parameters.find(name);
    return found == parameters.end() ? none : found->second;
}

std::string percent_encode(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (is_unreserved(byte)) {
            encoded += letter;
        } else {
            encoded += '%';
            encoded += digits[byte >> 4];
            encoded += digits[byte & 15];
        }
    }
    return encoded;
}

std::string Url::origin() const
{
    return scheme + "://" + host + ":" + std::to_string(port);
}

Url split_url(std::string_view url)
{
    Url split;
    const bool secure = url.starts_with("https://");
    if (!secure && !url.starts_with("http://"))
        return {};
    url.remove_prefix(secure ? 8 : 7);
    const auto authority = url.substr(0, url.find_first_of("/?#"));
    if (std::any_of(url.begin(), url.end(), is_dangerous) || authority.find('@') != std::string_view::npos)
        return {};
    const auto target = url.substr(authority.size());
    const auto colon = authority.rfind(':') == std::string_view::npos || authority.ends_with(']')
                           ? authority.size()
                           : authority.rfind(':');
    split.host = authority.substr(0, colon);
    std::transform(split.host.begin(), split.host.end(), split.host.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    split.port = secure ? 443 : 80;
    const auto port = authority.substr(std::min(colon + 1, authority.size()));
    const auto [end, fault] = std::from_chars(port.data(), port.data() + port.size(), split.port);
    const bool bad_port = !port.empty() && (fault != std::errc {} || end != port.data() + port.size());
    if (split.host.empty() || bad_port || split.port < 1 || split.port > 65535)
        return {};
    split.target = target.starts_with('/') ? std::string { target.substr(0, target.find('#')) } : "/";
    split.scheme = secure ? "https" : "http";
    return split;
}

} // namespace bot
