#include "bot/bounded_json.h"

#include "bot/bad_request.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace bot {

namespace {

using Json = nlohmann::json;

bool belongs_to_number(char letter)
{
    return (letter >= '0' && letter <= '9') || letter == '-' || letter == '+' || letter == '.' || letter == 'e' ||
           letter == 'E';
}

// The position after the string that begins at `place`; the end of the text if it is never closed.
std::size_t after_string(std::string_view text, std::size_t place)
{
    for (++place; place < text.size() && text[place] != '"'; ++place)
        if (text[place] == '\\')
            ++place;
    return place + 1;
}

// One pass over the bytes that builds nothing. Every value but the first follows an opening bracket or a comma.
void check_size(std::string_view text, const JsonLimits& limits)
{
    std::size_t depth = 0, values = 1, number_bytes = 0;
    for (std::size_t place = 0; place < text.size();) {
        const char letter = text[place];
        number_bytes = belongs_to_number(letter) ? number_bytes + 1 : 0;
        if (number_bytes > limits.number_bytes_max)
            throw BadRequest("the JSON holds a number that is too long");
        if (letter == '[' || letter == '{')
            ++depth, ++values;
        else if ((letter == ']' || letter == '}') && depth > 0)
            --depth;
        else if (letter == ',')
            ++values;
        if (depth > limits.depth_max)
            throw BadRequest("the JSON is nested too deeply");
        if (values > limits.values_max)
            throw BadRequest("the JSON holds too many values");
        place = letter == '"' ? after_string(text, place) : place + 1;
    }
}

// The four hexadecimal digits of an escape \uXXXX at `place`; empty if none stands there.
std::optional<unsigned> escaped_unit(std::string_view text, std::size_t place)
{
    if (place + 6 > text.size() || text[place] != '\\' || text[place + 1] != 'u')
        return std::nullopt;
    unsigned unit = 0;
    const auto [end, fault] = std::from_chars(&text[place + 2], text.data() + place + 6, unit, 16);
    return fault == std::errc {} && end == text.data() + place + 6 ? std::optional { unit } : std::nullopt;
}

// Half of a letter beyond the first plane, escaped without its other half, as broken phones send it, becomes U+FFFD.
// Returns whether there was any.
bool replace_lone_surrogates(std::string& text)
{
    bool replaced = false;
    for (auto place = text.find('\\'); place != std::string::npos; place = text.find('\\', place)) {
        const auto unit = escaped_unit(text, place);
        const bool is_high = unit && *unit >= 0xD800 && *unit <= 0xDBFF;
        const auto next = is_high ? escaped_unit(text, place + 6) : std::nullopt;
        const bool is_pair = next && *next >= 0xDC00 && *next <= 0xDFFF;
        if (unit && *unit >= 0xD800 && *unit <= 0xDFFF && !is_pair) {
            text.replace(place, 6, "\\uFFFD");
            replaced = true;
        }
        place = std::min(text.size(), place + (is_pair ? 12 : unit ? 6 : 2));
    }
    return replaced;
}

// Only a body that cannot be read as it is is looked through for lone surrogates.
Json parsed(std::string_view text)
{
    try {
        return Json::parse(text);
    } catch (const Json::parse_error&) {
        std::string mended { text };
        if (!replace_lone_surrogates(mended))
            throw;
        return Json::parse(mended);
    }
}

const Json* present(const Json& object, const char* key)
{
    if (!object.is_object())
        throw BadRequest(std::string { "the JSON has no object where " } + key + " is expected");
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

[[noreturn]] void refuse(const char* key, const char* wanted)
{
    throw BadRequest(std::string { "the field " } + key + " of the JSON is not " + wanted);
}

} // namespace

Json read_bounded_json(std::string_view text, const JsonLimits& limits)
{
    if (text.size() > limits.bytes_max)
        throw BadRequest("the JSON is larger than " + std::to_string(limits.bytes_max) + " bytes");
    check_size(text, limits);
    try {
        return parsed(text);
    } catch (const Json::parse_error& error) {
        // The parser's own sentence quotes the text around the fault, which may be a person's words.
        throw BadRequest("the JSON is malformed at byte " + std::to_string(error.byte));
    } catch (const Json::exception&) {
        throw BadRequest("the JSON holds a number that is too large");
    }
}

const Json& object_at(const Json& object, const char* key)
{
    static const Json none = Json::object();
    const auto* value = present(object, key);
    if (value && !value->is_object())
        refuse(key, "an object");
    return value ? *value : none;
}

const Json& array_at(const Json& object, const char* key)
{
    static const Json none = Json::array();
    const auto* value = present(object, key);
    if (value && !value->is_array())
        refuse(key, "a list");
    return value ? *value : none;
}

std::string text_at(const Json& object, const char* key)
{
    const auto* value = present(object, key);
    if (value && !value->is_string())
        refuse(key, "a text");
    auto text = value ? value->get<std::string>() : std::string {};
    std::erase(text, '\0');
    return text;
}

} // namespace bot
