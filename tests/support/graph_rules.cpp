#include "tests/support/fake_graph.h"

#include <nlohmann/json.hpp>
#include <unicode/unistr.h>

// The rules of Meta's pages on messages, written a second time from the pages and not from our code.

namespace tests {

namespace {

using Json = nlohmann::json;

int units(const Json& object, const char* key)
{
    return icu::UnicodeString::fromUTF8(object.at(key).get<std::string>()).length();
}

std::string within(const Json& object, const char* key, int most)
{
    const int length = units(object, key);
    return length >= 1 && length <= most ? "" : std::string { key } + " has " + std::to_string(length) + " units";
}

std::string about_buttons(const Json& buttons)
{
    std::set<std::string> ids, titles;
    for (const auto& button : buttons) {
        const auto& reply = button.at("reply");
        if (button.at("type") != "reply")
            return "a button is no reply";
        for (const auto& wrong : { within(reply, "id", 256), within(reply, "title", 20) })
            if (!wrong.empty())
                return "button: " + wrong;
        ids.insert(reply.at("id"));
        titles.insert(reply.at("title"));
    }
    const bool fits = !buttons.empty() && buttons.size() <= 3;
    return !fits || ids.size() != buttons.size() || titles.size() != buttons.size() ? "buttons: number or uniqueness"
                                                                                    : "";
}

std::string about_list(const Json& action)
{
    if (const auto wrong = within(action, "button", 20); !wrong.empty())
        return "list: " + wrong;
    std::set<std::string> ids;
    std::size_t rows = 0;
    for (const auto& section : action.at("sections"))
        for (const auto& row : section.at("rows")) {
            ++rows;
            ids.insert(row.at("id"));
            for (const auto& wrong : { within(row, "id", 200), within(row, "title", 24),
                                       row.contains("description") ? within(row, "description", 72) : std::string {} })
                if (!wrong.empty())
                    return "row: " + wrong;
        }
    return rows < 1 || rows > 10 || ids.size() != rows ? "rows: number or uniqueness" : "";
}

std::string about_interactive(const Json& node)
{
    if (const auto wrong = within(node.at("body"), "text", node.at("type") == "list" ? 4096 : 1024); !wrong.empty())
        return "body: " + wrong;
    if (node.at("type") == "button")
        return about_buttons(node.at("action").at("buttons"));
    if (node.at("type") == "list")
        return node.contains("header") ? "a list with a header that is no text" : about_list(node.at("action"));
    if (node.at("type") == "request_contact_info")
        return node.at("action").at("name") == "request_contact_info" ? "" : "the action of a contact request";
    return "an unknown type of interactive message";
}

std::string about_parameter(const std::string& component, const Json& parameter)
{
    const auto type = parameter.at("type").get<std::string>();
    if (type == "text") {
        const auto text = parameter.at("text").get<std::string>();
        if (text.empty() || text.find_first_of("\n\t") != std::string::npos || text.find("     ") != std::string::npos)
            return "a variable is empty or has line breaks, tabs or five spaces";
        return component == "body" ? "" : "a text outside the body";
    }
    if (type == "image")
        return component == "header" ? within(parameter.at("image"), "id", 256) : "an image outside the header";
    if (type == "payload")
        return component == "button" ? within(parameter, "payload", 128) : "a payload outside a button";
    return "an unknown type of parameter";
}

std::string about_template(const Json& node)
{
    if (const auto wrong = within(node, "name", 512); !wrong.empty())
        return "template: " + wrong;
    if (const auto wrong = within(node.at("language"), "code", 16); !wrong.empty())
        return "language: " + wrong;
    if (node.contains("components"))
        for (const auto& component : node.at("components")) {
            const auto type = component.at("type").get<std::string>();
            if (type == "button" && (component.at("sub_type") != "quick_reply" || !component.at("index").is_string()))
                return "a button that is no quick reply with its place";
            for (const auto& parameter : component.at("parameters"))
                if (const auto wrong = about_parameter(type, parameter); !wrong.empty())
                    return "parameter: " + wrong;
        }
    return "";
}

std::string about_content(const Json& body)
{
    const auto type = body.at("type").get<std::string>();
    if (type == "text")
        return within(body.at("text"), "body", 4096);
    if (type == "image")
        return body.at("image").contains("caption") ? within(body.at("image"), "caption", 1024)
                                                    : within(body.at("image"), "id", 256);
    if (type == "template")
        return about_template(body.at("template"));
    return type == "interactive" ? about_interactive(body.at("interactive")) : "an unknown type of message";
}

} // namespace

std::string complaint_about(const Json& body)
{
    try {
        if (body.at("messaging_product") != "whatsapp" || body.at("recipient_type") != "individual")
            return "the product or the type of recipient is wrong";
        if (body.contains("to") == body.contains("recipient"))
            return "it needs one of to and recipient";
        if (body.contains("to") && !body.at("to").get<std::string>().starts_with("+"))
            return "the phone has no plus";
        if (body.contains("recipient") && body.at("recipient").get<std::string>().find('.') != 2)
            return "the recipient is no user id";
        if (body.contains("biz_opaque_callback_data") &&
            body.at("biz_opaque_callback_data").get<std::string>().size() > 512)
            return "the callback data is too long";
        return about_content(body);
    } catch (const Json::exception& error) {
        return error.what();
    }
}

} // namespace tests
