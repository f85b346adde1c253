// Addresses and the parameters in them: queries, forms and URLs, to the letter of RFC 3986. Pure and thread-safe.

#pragma once

#include <map>
#include <string>
#include <string_view>

namespace bot {

using Parameters = std::map<std::string, std::string, std::less<>>;

// "a=1&b=%E0..." of a query or a form, decoded; a plus is a space; of a repeated name the first counts.
// Throws BadRequest beyond 64 parameters.
Parameters read_form(std::string_view text);

// The part after the question mark of a target, empty if there is none.
std::string_view query_of(std::string_view target);

// The value of a parameter, empty if it is missing.
const std::string& value_of(const Parameters& parameters, std::string_view name);

// Everything but letters, digits and "-._~" as %XX.
std::string percent_encode(std::string_view text);

struct Url {
    std::string scheme; // "http" or "https"
    std::string host;   // lower case, without the port
    int port = 0;
    std::string target; // path and query, "/" at least

    std::string origin() const; // "https://host:port"
};

// Empty scheme if it is no http or https URL, or holds a user name, a space, a backslash or a control character.
Url split_url(std::string_view url);

} // namespace bot
