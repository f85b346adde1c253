// What WhatsApp tells besides messages and statuses, in our own words: how a registered template stands, and who wants
// no marketing any more. Pure; anything of another shape is no news.
// Sources: Meta, webhooks message_template_status_update, template_category_update, message_template_quality_update,
// user_preferences.

#pragma once

#include "dialogs/message.h"

#include <optional>
#include <string>
#include <vector>

namespace bot {

struct TemplateNews {
    std::string number; // the provider's, as digits; may be empty
    std::string name, language;
    std::string state;    // "approved", "pending", "rejected", "paused" or "disabled"; empty if it is not told
    std::string category; // "utility" or "marketing"; empty if it is not told
    std::string quality;  // "green", "yellow", "red" or "unknown"; empty if it is not told
    std::string reason;   // the provider's words, may be empty
};

std::optional<TemplateNews> template_news(const dialogs::ChannelEvent& event);

enum class Marketing { Stop, Resume };

struct Preference {
    std::vector<dialogs::Identity> person;
    Marketing marketing = Marketing::Stop;
    dialogs::Time at {};
};

std::vector<Preference> preferences(const dialogs::ChannelEvent& event);

} // namespace bot
