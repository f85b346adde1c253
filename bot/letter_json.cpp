#include "bot/letter_json.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace bot {

using nlohmann::json;

namespace {

Letter read_letter(const json& object)
{
    Letter letter;
    letter.text = object.at("text");
    letter.template_key = object.at("key");
    letter.language = object.at("language");
    letter.list_button = object.value("list_button", "");
    letter.picture = object.value("picture", "");
    letter.asks_for_number = object.value("asks_for_number", false);
    if (object.contains("choices"))
        for (const auto& choice : object["choices"])
            letter.choices.push_back({ choice.at(0), choice.at(1), choice.at(2) });
    if (object.contains("registered")) {
        const auto& text = object["registered"];
        letter.registered =
            RegisteredText { text.at("name"), text.at("language"), text.at("category"), text.at("variables") };
    }
    return letter;
}

} // namespace

std::string to_json(const Letter& letter)
{
    // Member by member: a list of pairs would be made into lists first, and copied.
    json object;
    object["text"] = letter.text;
    object["key"] = letter.template_key;
    object["language"] = letter.language;
    if (!letter.list_button.empty())
        object["list_button"] = letter.list_button;
    if (!letter.picture.empty())
        object["picture"] = letter.picture;
    if (letter.asks_for_number)
        object["asks_for_number"] = true;
    if (const auto& text = letter.registered)
        object["registered"] = { { "name", text->name },
                                 { "language", text->language },
                                 { "category", text->category },
                                 { "variables", text->variables } };
    for (const auto& choice : letter.choices)
        object["choices"].push_back({ choice.id, choice.label, choice.description });
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

Letter letter_from_json(std::string_view text)
{
    try {
        return read_letter(json::parse(text));
    } catch (const json::exception& error) {
        throw std::runtime_error { std::string { "reading a letter of the outbox: " } + error.what() };
    }
}

} // namespace bot
