#include "locales/spellings.h"

#include <algorithm>

namespace locales {

std::vector<std::string> spellings_of(std::string_view pattern)
{
    const auto open = pattern.find('(');
    if (open == std::string_view::npos)
        return pattern.find(')') == std::string_view::npos ? std::vector { std::string(pattern) }
                                                           : std::vector<std::string> {};
    const auto close = pattern.find(')', open);
    if (close == std::string_view::npos)
        return {};
    const auto endings = spellings_of(pattern.substr(close + 1));
    auto choices = pattern.substr(open + 1, close - open - 1);
    std::vector<std::string> spellings;
    while (true) {
        const auto bar = std::min(choices.find('|'), choices.size());
        for (const auto& ending : endings)
            spellings.push_back(std::string(pattern.substr(0, open)) + std::string(choices.substr(0, bar)) + ending);
        if (bar == choices.size())
            return spellings;
        choices.remove_prefix(bar + 1);
    }
}

} // namespace locales
