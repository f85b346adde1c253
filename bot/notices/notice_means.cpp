#include "bot/notices/audience_words.h"
#include "bot/notices/notice_book.h"
#include "storage/people.h"

#include <algorithm>

namespace bot::notices {

using storage::notices::Notice;
using storage::templates::State;
using storage::templates::Template;

namespace {

// Whether every language of the didi's text may be sent by one of these.
bool all_approved(const std::vector<Template>& templates, const NoticeTexts& texts, std::string_view category)
{
    return std::ranges::all_of(texts.didi, [&](const auto& text) {
        return std::ranges::any_of(templates, [&](const Template& one) {
            return one.language == text.first && one.state == State::Approved && one.category == category;
        });
    });
}

} // namespace

std::string_view category_on(std::string_view channel, std::string_view category)
{
    const bool marketing = category == "marketing";
    if (channel == "sms")
        return marketing ? "promotional" : "service";
    return marketing ? "marketing" : "utility";
}

NoticeTemplates templates_of(storage::Transaction& tx, const Notice& notice)
{
    NoticeTemplates found;
    if (!notice.template_name.empty())
        found.whatsapp = storage::templates::named(tx, "whatsapp", notice.template_name);
    if (!notice.sms_template.empty())
        found.sms = storage::templates::named(tx, "sms", notice.sms_template);
    return found;
}

storage::audience::Means means_of(storage::Transaction& tx, const Notice& notice, const NoticeRules& rules)
{
    const auto texts = texts_from_json(notice.texts);
    const auto templates = templates_of(tx, notice);
    storage::audience::Means means;
    means.whatsapp = rules.whatsapp_on;
    means.whatsapp_template = !templates.whatsapp.empty() &&
                              all_approved(templates.whatsapp, texts, category_on("whatsapp", notice.category));
    means.sms = rules.sms_on && !templates.sms.empty() &&
                all_approved(templates.sms, texts, category_on("sms", notice.category));
    means.consent_needed = notice.category == "marketing";
    means.officers_text = !texts.officers.empty();
    for (const auto& [language, text] : texts.didi)
        means.languages.push_back(language);
    return means;
}

storage::audience::Audience audience_of(storage::Transaction& tx, const Notice& notice)
{
    const auto author = storage::people::get(tx, notice.author);
    if (!author)
        throw BadAudience { "the author of the notice is not in the records any more" };
    return read_audience(tx, notice.audience, notice.except_those, *author);
}

} // namespace bot::notices
