#include "bot/notices/recipient_letter.h"

#include "bot/channels/letter_text.h"
#include "bot/letter_json.h"
#include "bot/notices/hours.h"
#include "bot/notices/notice_book.h"
#include "bot/notices/template_text.h"

#include <algorithm>
#include <charconv>

namespace bot::notices {

using storage::recipients::Recipient;
using storage::templates::Template;

namespace {

constexpr std::string_view id_head = "notice.";

std::vector<Template> approved(storage::Transaction& tx, std::string_view channel, const std::string& name)
{
    if (name.empty())
        return {};
    auto templates = storage::templates::named(tx, channel, name);
    std::erase_if(templates, [](const Template& one) { return one.state != storage::templates::State::Approved; });
    return templates;
}

RegisteredText registered(const Template& one, std::vector<std::string> variables)
{
    return { one.name, one.language, one.category, std::move(variables) };
}

// By the template in the language of the text; a text is registered in one language.
const Template* in_language(const std::vector<Template>& templates, const std::string& language)
{
    const auto found = std::ranges::find(templates, language, &Template::language);
    return found == templates.end() ? nullptr : &*found;
}

void set_whatsapp_text(Letter& letter, const Prepared& prepared, const Recipient& person)
{
    const auto* one = in_language(prepared.whatsapp_templates, letter.language);
    if (one == nullptr)
        return;
    if (auto variables = whatsapp_variables(one->body, letter.text, filled("{name}", person)))
        letter.registered = registered(*one, std::move(*variables));
}

void add_choices(Letter& letter, std::int64_t notice, const std::vector<std::string>& buttons)
{
    int place = 0;
    for (const auto& words : buttons) {
        ++place;
        letter.choices.push_back({ answer_id(notice, place), std::to_string(place) + " " + words, "" });
    }
}

// The operators compare the whole SMS, so the lines of the buttons stand in it only where they are registered too.
std::optional<Letter> as_sms(Letter letter, const Prepared& prepared)
{
    const auto* one = in_language(prepared.sms_templates, letter.language);
    if (one == nullptr)
        return std::nullopt;
    letter.picture.clear();
    letter.registered = registered(*one, {});
    if (faults_of_sms(one->body, plain_text(letter)).empty())
        return letter;
    letter.choices.clear();
    return fit(one->body, plain_text(letter)) ? std::optional { std::move(letter) } : std::nullopt;
}

std::optional<std::int64_t> number_in(std::string_view digits)
{
    std::int64_t number = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [stopped, fault] = std::from_chars(digits.data(), end, number);
    return fault == std::errc {} && stopped == end && number > 0 ? std::optional { number } : std::nullopt;
}

} // namespace

Prepared prepare(storage::Transaction& tx, const storage::notices::Notice& notice)
{
    return { notice, texts_from_json(notice.texts), buttons_from_json(notice.buttons),
             approved(tx, "whatsapp", notice.template_name), approved(tx, "sms", notice.sms_template) };
}

std::optional<Letter> letter_for(const Prepared& prepared, const Recipient& person, std::string_view channel)
{
    const auto chosen = choose(prepared.texts, person);
    if (!chosen)
        return std::nullopt;
    Letter letter;
    letter.text = filled(chosen->text, person);
    letter.language = chosen->language;
    letter.template_key = "notice";
    letter.picture = prepared.notice.picture;
    add_choices(letter, prepared.notice.number, prepared.buttons);
    if (channel == "sms")
        return as_sms(std::move(letter), prepared);
    set_whatsapp_text(letter, prepared, person);
    return letter;
}

std::vector<std::string> faults_as_sms(std::string_view body, const std::string& text,
                                       const std::vector<std::string>& buttons)
{
    return names_buttons(body, text, buttons) ? std::vector<std::string> {} : faults_of_sms(body, text);
}

bool names_buttons(std::string_view body, const std::string& text, const std::vector<std::string>& buttons)
{
    Letter letter;
    letter.text = text;
    add_choices(letter, 0, buttons);
    return !buttons.empty() && faults_of_sms(body, plain_text(letter)).empty();
}

void queue_letter(storage::Transaction& tx, const storage::notices::Notice& notice, std::int64_t person,
                  std::string_view channel, const Letter& letter, storage::Time now)
{
    const auto json = to_json(letter);
    const auto urgency = notice.urgent_allowed ? Urgency::AllowedAtNight : Urgency::Usual;
    storage::outbox::queue(tx,
                           { .person = person,
                             .channel = channel,
                             .lane = storage::outbox::Lane::Notice,
                             .letter = json,
                             .template_key = letter.template_key,
                             .parts = parts_of(letter, channel),
                             .due_at = may_go_at(channel, category_on(channel, notice.category), urgency, now),
                             .notice = notice.number },
                           now);
}

std::string answer_id(std::int64_t notice, int button)
{
    return std::string { id_head } + std::to_string(notice) + "." + std::to_string(button);
}

std::optional<std::pair<std::int64_t, int>> answer_of(std::string_view option)
{
    if (!option.starts_with(id_head))
        return std::nullopt;
    option.remove_prefix(id_head.size());
    const auto dot = option.find('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    const auto notice = number_in(option.substr(0, dot)), button = number_in(option.substr(dot + 1));
    if (!notice || !button || *button > NoticeTextLimits::buttons_max)
        return std::nullopt;
    return std::pair { *notice, static_cast<int>(*button) };
}

} // namespace bot::notices
