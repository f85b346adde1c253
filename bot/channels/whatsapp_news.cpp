#include "bot/channels/whatsapp_news.h"

#include "bot/channels/whatsapp_fields.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace bot {

using Json = nlohmann::json;

namespace {

struct StateWord {
    std::string_view theirs, ours;
};

// What is deleted or about to be cannot be sent, like what is disabled; an appeal waits like a first look.
constexpr std::array state_words {
    StateWord { "APPROVED", "approved" },
    StateWord { "REINSTATED", "approved" },
    StateWord { "PENDING", "pending" },
    StateWord { "IN_APPEAL", "pending" },
    StateWord { "REJECTED", "rejected" },
    StateWord { "PAUSED", "paused" },
    StateWord { "LOCKED", "paused" },
    StateWord { "DISABLED", "disabled" },
    StateWord { "PENDING_DELETION", "disabled" },
    StateWord { "DELETED", "disabled" },
};

// The text of a member; null and other kinds are no text.
std::string words_at(const Json& object, const char* key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string {};
}

// A number or a text of digits.
std::string digits_at(const Json& object, const char* key)
{
    const auto found = object.find(key);
    if (found != object.end() && found->is_number_integer())
        return std::to_string(found->get<std::int64_t>());
    return words_at(object, key);
}

std::string small(std::string words)
{
    std::ranges::transform(words, words.begin(), [](unsigned char letter) { return std::tolower(letter); });
    return words;
}

std::string reason_of(const Json& value)
{
    auto reason = words_at(value, "reason");
    if (reason == "NONE")
        reason.clear();
    for (const auto& [part, key] :
         { std::pair { "rejection_info", "reason" }, std::pair { "other_info", "description" },
           std::pair { "disable_info", "disable_date" } })
        if (const auto more = value.contains(part) ? words_at(value[part], key) : std::string {}; !more.empty())
            reason += (reason.empty() ? "" : ": ") + more;
    return reason;
}

std::string state_of(const std::string& event)
{
    const auto* const word = std::ranges::find(state_words, event, &StateWord::theirs);
    return word == state_words.end() ? std::string {} : std::string { word->ours };
}

Json value_of(const dialogs::ChannelEvent& event)
{
    auto value = Json::parse(event.payload, nullptr, false);
    return value.is_object() ? value : Json::object();
}

} // namespace

std::optional<TemplateNews> template_news(const dialogs::ChannelEvent& event)
{
    const bool status = event.field == "message_template_status_update";
    const bool category = event.field == "template_category_update";
    const bool quality = event.field == "message_template_quality_update";
    if (!status && !category && !quality)
        return {};
    const auto value = value_of(event);
    TemplateNews news;
    news.number = digits_at(value, "message_template_id");
    news.name = words_at(value, "message_template_name");
    news.language = words_at(value, "message_template_language");
    if (news.number.empty() && news.name.empty())
        return {};
    if (status) {
        news.state = state_of(words_at(value, "event"));
        news.category = small(words_at(value, "message_template_category"));
        news.reason = reason_of(value);
    }
    if (category)
        news.category = small(words_at(value, "new_category"));
    if (quality)
        news.quality = small(words_at(value, "new_quality_score"));
    return news;
}

std::vector<Preference> preferences(const dialogs::ChannelEvent& event)
{
    std::vector<Preference> all;
    if (event.field != "user_preferences")
        return all;
    const auto value = value_of(event);
    const auto list = value.find("user_preferences");
    if (list == value.end() || !list->is_array())
        return all;
    for (const auto& one : *list) {
        const auto wish = words_at(one, "value");
        if (words_at(one, "category") != "marketing_messages" || (wish != "stop" && wish != "resume"))
            continue;
        all.push_back({ identities_at(one, "wa_id", "user_id", "parent_user_id"),
                        wish == "stop" ? Marketing::Stop : Marketing::Resume, time_at(one, "timestamp") });
    }
    return all;
}

} // namespace bot
