#include "locales/catalog.h"

#include <unicode/plurrule.h>

#include <algorithm>

namespace locales {

Catalog::Catalog() = default;
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

std::string Catalog::text(std::string_view tag, std::string_view key, std::string_view channel,
                          const Arguments& arguments) const
{
    const auto& in = language(tag);
    try {
        return pattern(in, key, channel).fill(arguments, *in.rules);
    } catch (const std::invalid_argument& error) {
        throw std::invalid_argument("text " + std::string(key) + " in " + std::string(tag) + ": " + error.what());
    }
}

bool Catalog::has(std::string_view key) const
{
    return !languages_.empty() && languages_.front().texts.contains(key);
}

std::vector<std::string> Catalog::keys() const
{
    std::vector<std::string> all;
    if (!languages_.empty())
        for (const auto& [key, texts] : languages_.front().texts)
            all.push_back(key);
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<std::string> Catalog::languages() const
{
    std::vector<std::string> all;
    for (const auto& language : languages_)
        all.push_back(language.tag);
    return all;
}

std::set<std::string, std::less<>> Catalog::placeholders(std::string_view key) const
{
    std::set<std::string, std::less<>> all;
    if (!has(key))
        throw std::out_of_range("there is no text " + std::string(key) + " in the catalog");
    for (const auto& language : languages_)
        for (const auto& [channel, pattern] : language.texts.find(key)->second)
            all.insert(pattern.placeholders().begin(), pattern.placeholders().end());
    return all;
}

Units Catalog::fixed_units(std::string_view tag, std::string_view key, std::string_view channel) const
{
    return longest_units(tag, key, channel, [](std::string_view) { return 0; });
}

Units Catalog::longest_units(std::string_view tag, std::string_view key, std::string_view channel) const
{
    return longest_units(tag, key, channel, [this](std::string_view name) {
        const auto found = variables_.find(name);
        return found == variables_.end() ? 0 : found->second.longest;
    });
}

Units Catalog::longest_units(std::string_view tag, std::string_view key, std::string_view channel,
                             const LongestOf& longest_of) const
{
    return pattern(language(tag), key, channel).longest(longest_of);
}

std::string Catalog::sample(std::string_view tag, std::string_view key, std::string_view channel) const
{
    Arguments arguments;
    const auto& in = language(tag);
    const auto& shown = pattern(in, key, channel);
    for (const auto& name : shown.placeholders()) {
        const auto& value = variables_.find(name)->second.sample;
        const bool whole = !value.empty() && value.size() < 16 &&
                           std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
        arguments.push_back(whole ? Argument(name, static_cast<std::int64_t>(std::stoll(value)))
                                  : Argument(name, value));
    }
    return shown.fill(arguments, *in.rules);
}

const Catalog::Language& Catalog::language(std::string_view tag) const
{
    for (const auto& language : languages_)
        if (language.tag == tag)
            return language;
    throw std::out_of_range("there are no texts in the language " + std::string(tag));
}

const Pattern& Catalog::pattern(const Language& in, std::string_view key, std::string_view channel) const
{
    const auto found = in.texts.find(key);
    if (found == in.texts.end())
        throw std::out_of_range("there is no text " + std::string(key) + " in the language " + in.tag);
    for (const auto& [name, pattern] : found->second)
        if (name == channel || name == "any")
            return pattern;
    return found->second.back().second; // sms and whatsapp only, and asked for another: the richer one, which is last
}

} // namespace locales
