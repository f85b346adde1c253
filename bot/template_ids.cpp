#include "bot/template_ids.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <stdexcept>

namespace bot {

TemplateIds template_ids(const std::filesystem::path& file)
{
    std::map<std::pair<std::string, std::string>, std::string> ids;
    if (!file.empty()) {
        try {
            std::ifstream in { file };
            for (const auto& [language, texts] : nlohmann::json::parse(in).items())
                for (const auto& [key, id] : texts.items())
                    ids[{ key, language }] = id.get<std::string>();
        } catch (const nlohmann::json::exception& error) {
            throw std::runtime_error { "reading the template numbers of " + file.string() + ": " + error.what() +
                                       "; expected {\"hi\": {\"text.key\": \"1007...\"}}" };
        }
    }
    return [ids](const std::string& key, const std::string& language) -> std::optional<std::string> {
        const auto found = ids.find({ key, language });
        return found == ids.end() ? std::nullopt : std::optional { found->second };
    };
}

} // namespace bot
