#include "bot/channels/whatsapp_letter.h"

#include "bot/channels/channels.h"
#include "bot/channels/cut.h"
#include "bot/channels/letter_text.h"
#include "bot/channels/sms_parts.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace bot {

namespace {

using Json = nlohmann::json;

constexpr int caption_units_max = 1024;

const ChannelLimits& limits()
{
    return limits_of("whatsapp");
}

bool fits_buttons(const Letter& letter)
{
    return letter.choices.size() <= static_cast<std::size_t>(limits().buttons_max) &&
           std::all_of(letter.choices.begin(), letter.choices.end(), [](const Choice& choice) {
               return choice.description.empty() && utf16_units(choice.label) <= limits().button_units_max;
           });
}

bool fits_list(const Letter& letter)
{
    return letter.choices.size() <= static_cast<std::size_t>(limits().rows_max) && !letter.list_button.empty();
}

Json text_node(const std::string& text)
{
    return { { "body", cut(text, limits().text_units_max) } };
}

Json image_node(const std::string& caption, const std::string& upload_id)
{
    Json node { { "id", upload_id } };
    if (!caption.empty())
        node["caption"] = cut(caption, caption_units_max);
    return node;
}

Json buttons_node(const Letter& letter, const std::string& upload_id)
{
    Json buttons = Json::array();
    for (const auto& choice : letter.choices)
        buttons.push_back(
            { { "type", "reply" },
              { "reply", { { "id", choice.id }, { "title", cut(choice.label, limits().button_units_max) } } } });
    Json node { { "type", "button" },
                { "body", { { "text", letter.text } } },
                { "action", { { "buttons", buttons } } } };
    if (!upload_id.empty())
        node["header"] = { { "type", "image" }, { "image", { { "id", upload_id } } } };
    return node;
}

Json row(const Choice& choice)
{
    const bool shortened = utf16_units(choice.label) > limits().row_units_max;
    const auto& description = choice.description.empty() && shortened ? choice.label : choice.description;
    Json node { { "id", choice.id }, { "title", cut(choice.label, limits().row_units_max) } };
    if (!description.empty())
        node["description"] = cut(description, limits().description_units_max);
    return node;
}

Json list_node(const Letter& letter)
{
    Json rows = Json::array();
    for (const auto& choice : letter.choices)
        rows.push_back(row(choice));
    return { { "type", "list" },
             { "body", { { "text", letter.text } } },
             { "action",
               { { "button", cut(letter.list_button, limits().button_units_max) },
                 { "sections", Json::array({ { { "rows", rows } } }) } } } };
}

Json contact_request_node(const Letter& letter)
{
    return { { "type", "request_contact_info" },
             { "body", { { "text", cut(plain_text(letter), limits().choices_text_units_max) } } },
             { "action", { { "name", "request_contact_info" } } } };
}

void set(Json& body, const char* type, Json node)
{
    body["type"] = type;
    body[type] = std::move(node);
}

// A variable of Meta's must not be empty nor hold line breaks or more than four spaces in a row.
std::string variable(const std::string& value)
{
    std::string plain;
    for (const char letter : value)
        if (const bool space = letter == '\n' || letter == '\r' || letter == '\t' || letter == ' '; !space)
            plain += letter;
        else if (!plain.empty() && plain.back() != ' ')
            plain += ' ';
    return plain.empty() ? "-" : plain;
}

Json component(const char* type, Json parameters)
{
    return { { "type", type }, { "parameters", std::move(parameters) } };
}

Json template_node(const Letter& letter, const std::string& upload_id)
{
    Json components = Json::array();
    if (!upload_id.empty())
        components.push_back(component("header", { { { "type", "image" }, { "image", { { "id", upload_id } } } } }));
    Json variables = Json::array();
    for (const auto& value : letter.registered->variables)
        variables.push_back({ { "type", "text" }, { "text", variable(value) } });
    if (!variables.empty())
        components.push_back(component("body", std::move(variables)));
    int index = 0;
    for (const auto& choice : letter.choices) {
        auto button = component("button", { { { "type", "payload" }, { "payload", choice.id } } });
        button["sub_type"] = "quick_reply";
        button["index"] = std::to_string(index++);
        components.push_back(std::move(button));
    }
    Json node { { "name", letter.registered->name }, { "language", { { "code", letter.registered->language } } } };
    if (!components.empty())
        node["components"] = std::move(components);
    return node;
}

void set_content(Json& body, const Letter& letter, const std::string& upload_id)
{
    const bool can_choose =
        !letter.choices.empty() && !letter.text.empty() && utf16_units(letter.text) <= limits().choices_text_units_max;
    if (letter.asks_for_number)
        set(body, "interactive", contact_request_node(letter));
    else if (can_choose && fits_buttons(letter))
        set(body, "interactive", buttons_node(letter, upload_id));
    else if (!upload_id.empty()) // a list cannot bear a picture
        set(body, "image", image_node(plain_text(letter), upload_id));
    else if (can_choose && fits_list(letter))
        set(body, "interactive", list_node(letter));
    else
        set(body, "text", text_node(plain_text(letter)));
}

} // namespace

std::string whatsapp_body(const OutboundMessage& message, const std::string& upload_id)
{
    const auto& person = message.to.front();
    Json body { { "messaging_product", "whatsapp" },
                { "recipient_type", "individual" },
                { "biz_opaque_callback_data", std::to_string(message.outbox_id) } };
    // A user id in `to` is answered 200 and silently dropped; a phone without its plus gets our own country's code.
    body[person.kind == dialogs::IdentityKind::Phone ? "to" : "recipient"] = person.value;
    if (message.window == Window::Shut && message.letter.registered)
        set(body, "template", template_node(message.letter, upload_id));
    else
        set_content(body, message.letter, upload_id);
    return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string whatsapp_read_body(const std::string& provider_id)
{
    return Json {
        { "messaging_product", "whatsapp" },
        { "status", "read" },
        { "message_id", provider_id },
        { "typing_indicator", { { "type", "text" } } }
    }.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace bot
