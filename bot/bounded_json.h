// Reads JSON from outside. Depth, number of values, length of numbers and bytes are checked before anything is built,
// so that a body can never take more memory than its limits allow. Text must be valid UTF-8; a lone half of an escaped
// surrogate pair, which no UTF-8 can hold, is read as U+FFFD. Pure and thread-safe.

#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace bot {

struct JsonLimits {
    std::size_t bytes_max = 3 * 1024 * 1024; // Meta: a webhook is at most 3 MB
    std::size_t depth_max = 64;
    std::size_t values_max = 200'000; // a full batch of 1,000 updates has about 30,000
    std::size_t number_bytes_max = 64;
};

// Throws BadRequest with one sentence.
nlohmann::json read_bounded_json(std::string_view text, const JsonLimits& limits = {});

// Fields of an object from outside. Absent and null read as empty; another type than the wanted one is a BadRequest
// that names the field; the letter NUL, which no database keeps, is left out of a text. The returned reference lives as
// long as `object`.
const nlohmann::json& object_at(const nlohmann::json& object, const char* key);
const nlohmann::json& array_at(const nlohmann::json& object, const char* key);
std::string text_at(const nlohmann::json& object, const char* key);

} // namespace bot
