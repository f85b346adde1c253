#include "bot/notices/notice_text.h"

#include "locales/pattern.h"
#include "locales/plain_words.h"
#include "locales/utf8.h"
#include "locales/width.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <stdexcept>

namespace bot::notices {

using storage::recipients::Recipient;

namespace {

using ByLanguage = std::map<std::string, std::string>;

const std::vector<std::string> languages { "hi", "hi-Latn", "en" };

struct PersonVariable {
    std::string_view name;
    std::string Recipient::* field;
};

const std::array variables {
    PersonVariable { "name", &Recipient::name },         PersonVariable { "group", &Recipient::group_name },
    PersonVariable { "clf", &Recipient::clf },           PersonVariable { "block", &Recipient::block },
    PersonVariable { "district", &Recipient::district },
};

const PersonVariable* variable_named(std::string_view name)
{
    const auto* const found = std::ranges::find(variables, name, &PersonVariable::name);
    return found == variables.end() ? nullptr : found;
}

std::string known_variables()
{
    std::string all;
    for (const auto& variable : variables)
        all += (all.empty() ? "{" : ", {") + std::string { variable.name } + "}";
    return all;
}

// Calls `words` for what stands between variables and `variable` for each {variable}. False if a brace has no partner.
bool each_piece(std::string_view text, const std::function<void(std::string_view)>& words,
                const std::function<void(std::string_view)>& variable)
{
    while (!text.empty()) {
        const auto open = text.find_first_of("{}");
        words(text.substr(0, open));
        if (open == std::string_view::npos)
            return true;
        const auto close = text.find_first_of("{}", open + 1);
        if (text[open] == '}' || close == std::string_view::npos || text[close] == '{')
            return false;
        variable(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
    return true;
}

// A line break is a letter of a text; other control characters show nothing and break the templates.
bool has_control(std::string_view text)
{
    return std::ranges::any_of(text, [](unsigned char byte) { return (byte < 0x20 && byte != '\n') || byte == 0x7F; });
}

bool is_utf8(std::string_view text)
{
    return locales::to_utf8(locales::to_utf32(text)) == text;
}

bool is_blank(std::string_view text)
{
    return text.find_first_not_of(" \n") == std::string_view::npos;
}

struct Kind {
    std::string_view name;
    int letters_max = 0;
};

constexpr Kind didi { "didi's text", NoticeTextLimits::didi_letters_max };
constexpr Kind officers { "officers' text", NoticeTextLimits::officers_letters_max };

void add_faults(const Kind& kind, const std::string& language, const std::string& text,
                std::vector<std::string>& faults)
{
    const auto fault = [&](const std::string& what) {
        faults.push_back("the " + std::string { kind.name } + " (" + language + "): " + what);
    };
    if (std::ranges::find(languages, language) == languages.end())
        fault("is in no language of ours; give hi, hi-Latn or en");
    if (!is_utf8(text))
        return fault("is not UTF-8; type it in a terminal or file of UTF-8");
    if (is_blank(text))
        return fault("is empty; write what to do, by when, where, what to bring and whom to ask");
    if (const auto letters = locales::count_clusters(text); letters > kind.letters_max)
        fault("has " + std::to_string(letters) + " characters; shorten it to " + std::to_string(kind.letters_max));
    if (const auto units = locales::utf16_units(text); units > NoticeTextLimits::text_units_max)
        fault("takes " + std::to_string(units) + " units of WhatsApp's " +
              std::to_string(NoticeTextLimits::text_units_max) + "; shorten it");
    if (has_control(text))
        fault("holds a control character; type it again without pasting");
    const bool paired = each_piece(
        text, [](std::string_view) {},
        [&](std::string_view name) {
            if (variable_named(name) == nullptr)
                fault("{" + std::string { name } + "} is no variable; there are " + known_variables());
        });
    if (!paired)
        fault("a brace stands alone; variables are written " + known_variables());
}

const ByLanguage& texts_of(const NoticeTexts& texts, const Recipient& person)
{
    return person.officer ? texts.officers : texts.didi;
}

} // namespace

std::string to_json(const NoticeTexts& texts)
{
    nlohmann::json json { { "didi", nlohmann::json::object() }, { "officers", nlohmann::json::object() } };
    for (const auto& [language, text] : texts.didi)
        json["didi"][language] = text;
    for (const auto& [language, text] : texts.officers)
        json["officers"][language] = text;
    return json.dump();
}

NoticeTexts texts_from_json(std::string_view json)
{
    try {
        const auto read = nlohmann::json::parse(json);
        return { read.at("didi").get<ByLanguage>(), read.at("officers").get<ByLanguage>() };
    } catch (const nlohmann::json::exception& error) {
        throw std::runtime_error { std::string { "reading the texts of a notice: " } + error.what() };
    }
}

std::string buttons_to_json(const std::vector<std::string>& buttons)
{
    return nlohmann::json(buttons).dump();
}

std::vector<std::string> buttons_from_json(std::string_view json)
{
    try {
        return nlohmann::json::parse(json).get<std::vector<std::string>>();
    } catch (const nlohmann::json::exception& error) {
        throw std::runtime_error { std::string { "reading the buttons of a notice: " } + error.what() };
    }
}

std::vector<std::string> faults_of(const NoticeTexts& texts)
{
    std::vector<std::string> faults;
    if (texts.didi.empty())
        faults.emplace_back("the didi's text is missing; write it plainly, in at most 300 characters");
    for (const auto& [language, text] : texts.didi)
        add_faults(didi, language, text, faults);
    for (const auto& [language, text] : texts.officers)
        add_faults(officers, language, text, faults);
    for (const auto& [language, text] : texts.didi)
        if (const auto same = texts.officers.find(language); same != texts.officers.end() && same->second == text)
            faults.push_back("the didi's text and the officers' text (" + language +
                             ") are the same; write each for its readers");
    return faults;
}

std::vector<std::string> faults_of_buttons(const std::vector<std::string>& buttons)
{
    std::vector<std::string> faults;
    if (buttons.size() > NoticeTextLimits::buttons_max)
        faults.push_back("there are " + std::to_string(buttons.size()) + " buttons; at most " +
                         std::to_string(NoticeTextLimits::buttons_max) + " fit");
    std::set<std::string> seen;
    for (const auto& button : buttons) {
        if (!is_utf8(button) || is_blank(button) || has_control(button) ||
            button.find_first_of("{}\n") != std::string::npos)
            faults.push_back("the button \"" + button + "\" must be a word or two, without braces or line breaks");
        if (locales::utf16_units(button) > NoticeTextLimits::button_units_max)
            faults.push_back("the button \"" + button + "\" is longer than " +
                             std::to_string(NoticeTextLimits::button_units_max) + " units; shorten it");
        if (!seen.insert(button).second)
            faults.push_back("two buttons are called \"" + button + "\"; give each its own word");
    }
    return faults;
}

std::string language_for(const ByLanguage& texts, std::string_view language)
{
    if (texts.contains(std::string { language }))
        return std::string { language };
    return texts.contains("hi") || texts.empty() ? "hi" : texts.begin()->first;
}

std::optional<Chosen> choose(const NoticeTexts& texts, const Recipient& person)
{
    const auto& hers = texts_of(texts, person);
    const auto language = language_for(hers, person.language);
    const auto found = hers.find(language);
    return found == hers.end() ? std::nullopt : std::optional { Chosen { language, found->second } };
}

std::optional<std::string> text_for(const NoticeTexts& texts, const Recipient& person)
{
    auto chosen = choose(texts, person);
    return chosen ? std::optional { std::move(chosen->text) } : std::nullopt;
}

std::string filled(std::string_view text, const Recipient& person)
{
    const auto whom = person.officer ? locales::Addressed::Officer : locales::Addressed::Didi;
    std::string all;
    const auto words = [&](std::string_view piece) { all += piece; };
    each_piece(text, words, [&](std::string_view name) {
        const auto* const variable = variable_named(name);
        if (variable == nullptr)
            return;
        const auto& value = person.*(variable->field);
        if (is_blank(value))
            all += locales::plain_word(name, person.language, whom);
        else
            all += locales::cut_to_units(value, NoticeTextLimits::variable_units_max);
    });
    return all;
}

std::vector<std::string> variables_in(std::string_view text)
{
    std::vector<std::string> names;
    each_piece(text, [](std::string_view) {}, [&](std::string_view name) { names.emplace_back(name); });
    return names;
}

} // namespace bot::notices
