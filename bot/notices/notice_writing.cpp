// Writing a notice: everything that can be wrong with it is told at once.

#include "bot/hashes.h"
#include "bot/notices/audience_words.h"
#include "bot/notices/notice_book.h"
#include "bot/notices/recipient_letter.h"
#include "bot/notices/template_text.h"
#include "storage/people.h"

#include <algorithm>

namespace bot::notices {

using storage::notices::Notice;
using storage::people::Person;
using storage::templates::State;
using storage::templates::Template;

namespace {

using Faults = std::vector<std::string>;

void add_lines(Faults& faults, const Faults& more)
{
    faults.insert(faults.end(), more.begin(), more.end());
}

std::string in_lines(const Faults& faults)
{
    std::string all;
    for (const auto& fault : faults)
        all += (all.empty() ? "" : "\n") + fault;
    return all;
}

std::string with_single_spaces(std::string_view text)
{
    std::string tidy;
    for (const char letter : text)
        if (letter != ' ' || (!tidy.empty() && tidy.back() != ' '))
            tidy += letter;
    while (!tidy.empty() && tidy.back() == ' ')
        tidy.pop_back();
    return tidy;
}

// The text with every variable as long as it may be: what must still fit.
std::string at_its_longest(std::string_view text)
{
    const std::string longest(NoticeTextLimits::variable_units_max, 'x');
    storage::recipients::Recipient person;
    person.name = person.group_name = person.clf = person.block = person.district = longest;
    return filled(text, person);
}

// One of the two templates a notice may name.
struct Named {
    std::string_view option; // "--template"
    std::string_view channel;
    const std::string& name;
};

void check_fit(const Named& named, const Template& registered, const std::string& text,
               const std::vector<std::string>& buttons, Faults& faults)
{
    const auto head = std::string { named.option } + " " + named.name + " (" + registered.language + "): ";
    const auto longest = at_its_longest(text);
    if (named.channel == "sms") {
        for (const auto& fault : faults_as_sms(registered.body, longest, buttons))
            faults.push_back(head + "the didi's text " + fault + "; change the text, or name another template");
    } else if (!whatsapp_variables(registered.body, longest, "x")) {
        faults.push_back(head + "the didi's text is not the registered text with its variables filled in: \"" +
                         registered.body + "\"; change the text, or name another template");
    }
}

void check_template(storage::Transaction& tx, const Named& named, const NewNotice& notice, Faults& faults)
{
    if (named.name.empty())
        return;
    const auto fault = [&](const std::string& what) {
        faults.push_back(std::string { named.option } + " " + named.name + ": " + what);
    };
    const auto registered = storage::templates::named(tx, named.channel, named.name);
    if (registered.empty())
        return fault("no such template is known on " + std::string { named.channel } +
                     "; import it with samvad import templates");
    const auto wanted = category_on(named.channel, notice.category);
    for (const auto& [language, text] : notice.texts.didi) {
        const auto one = std::ranges::find(registered, language, &Template::language);
        if (one == registered.end()) {
            fault("it is not registered in " + language +
                  ", in which the notice has a text; register it, or leave "
                  "that text out");
            continue;
        }
        if (one->category != wanted)
            fault("it is registered as " + one->category + ", and a " + notice.category + " notice needs " +
                  std::string { wanted } + "; name another, or change --category");
        if (one->state == State::Rejected || one->state == State::Disabled)
            fault("it is " + std::string { storage::templates::name_of(one->state) } + " (" + language + ")" +
                  (one->reason.empty() ? "" : ", " + one->reason) + "; name another");
        check_fit(named, *one, text, notice.buttons, faults);
    }
}

void check_times(const NewNotice& notice, Time now, Faults& faults)
{
    if (notice.starts_at && *notice.starts_at < now)
        faults.emplace_back("--at: that time is over; give one to come, or leave it out to start at once");
    if (notice.starts_at && *notice.starts_at > now + NoticeLimits::planned_ahead_max)
        faults.emplace_back("--at: that is more than a year ahead; give an earlier time");
    if (notice.fallback_after < NoticeLimits::fallback_after_min ||
        notice.fallback_after > NoticeLimits::fallback_after_max)
        faults.emplace_back("--fallback-after: give between 1 and 168 hours");
}

void check_category(const NewNotice& notice, Faults& faults)
{
    if (notice.category != "utility" && notice.category != "marketing")
        faults.push_back("--category " + notice.category + ": give utility or marketing");
    if (notice.urgent && notice.category == "marketing")
        faults.emplace_back("--urgent: marketing is never urgent; leave it out, or write a utility notice");
}

// Whoever goes out again and again, or later, may find people then.
bool goes_out_once_now(const NewNotice& notice)
{
    return !notice.starts_at && notice.repeats == storage::notices::Repeats::Never;
}

void check_audience(storage::Transaction& tx, const NewNotice& notice, const Person& author, Time now, Faults& faults)
{
    try {
        const auto audience = read_audience(tx, notice.audience, notice.except_those, author);
        const bool anybody = storage::audience::has_anybody(tx, audience, now);
        if (!anybody && goes_out_once_now(notice))
            faults.emplace_back("--audience: nobody in the author's reach meets it; samvad list people shows what the "
                                "records hold");
    } catch (const BadAudience& bad) {
        faults.emplace_back(bad.what());
    }
}

// The same words from the same reach to the same audience have the same key.
std::string content_key(const NewNotice& notice, const Notice& kept, const Person& author)
{
    return sha256_hex(kept.texts + "\n" + notice.category + "\n" + notice.picture + "\n" + kept.audience + "\n" +
                      kept.except_those + "\n" + scope_in_words(author));
}

Notice kept_form(storage::Transaction& tx, const NewNotice& notice, const Person& author)
{
    const auto words = expanded(tx, notice.audience, notice.except_those);
    Notice kept;
    kept.author = author.id;
    kept.category = notice.category;
    kept.texts = to_json(notice.texts);
    kept.audience = with_single_spaces(words.wanted);
    kept.except_those = with_single_spaces(words.except);
    kept.template_name = notice.template_name;
    kept.sms_template = notice.sms_template;
    kept.picture = notice.picture;
    kept.buttons = buttons_to_json(notice.buttons);
    kept.urgent = notice.urgent;
    kept.insisted = notice.insisted;
    kept.fallback_after = notice.fallback_after;
    kept.starts_at = notice.starts_at;
    kept.repeats = notice.repeats;
    kept.content_key = content_key(notice, kept, author);
    return kept;
}

void check_same(storage::Transaction& tx, const Notice& kept, Time now, Faults& faults)
{
    if (kept.insisted)
        return;
    const auto same =
        storage::notices::same_since(tx, kept.content_key, now - NoticeLimits::same_again_after, kept.number);
    if (same)
        faults.push_back("the same words went to the same audience within a day, as notice " + std::to_string(*same) +
                         "; wait, or insist with --insist");
}

} // namespace

std::int64_t write_notice(storage::Transaction& tx, const NewNotice& notice, const NoticeRules&, Time now)
{
    return storage::notices::add(tx, checked_notice(tx, notice, now), now);
}

Notice checked_notice(storage::Transaction& tx, const NewNotice& notice, Time now)
{
    const auto author = storage::people::get(tx, notice.author);
    if (!author)
        throw BadNotice { "the author is not in the records; import her as a coordinator first" };
    auto faults = faults_of(notice.texts);
    add_lines(faults, faults_of_buttons(notice.buttons));
    check_category(notice, faults);
    check_times(notice, now, faults);
    check_audience(tx, notice, *author, now, faults);
    check_template(tx, { "--template", "whatsapp", notice.template_name }, notice, faults);
    check_template(tx, { "--sms-template", "sms", notice.sms_template }, notice, faults);
    if (!faults.empty())
        throw BadNotice { in_lines(faults) };
    auto kept = kept_form(tx, notice, *author);
    check_same(tx, kept, now, faults);
    if (!faults.empty())
        throw BadNotice { in_lines(faults) };
    return kept;
}

} // namespace bot::notices
