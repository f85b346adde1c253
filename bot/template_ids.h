// The operators' numbers of registered SMS texts: a JSON file {"hi": {"commission_balance.paid": "1007..."}}, language,
// then the text's own name. Read once, at start.

#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace bot {

using TemplateIds =
    std::function<std::optional<std::string>(const std::string& template_key, const std::string& language)>;

// Throws std::runtime_error with a sentence if the file cannot be read. No path: no text has a number.
TemplateIds template_ids(const std::filesystem::path& file);

} // namespace bot
