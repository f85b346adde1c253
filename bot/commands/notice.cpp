#include "bot/commands/notice.h"

#include "bot/channels/addresses.h"
#include "bot/clock.h"
#include "bot/commands/open.h"
#include "bot/media_store.h"
#include "bot/moment.h"
#include "bot/notices/audience_words.h"
#include "bot/notices/notice_rules.h"
#include "bot/record_rows.h"
#include "storage/audit.h"
#include "storage/day.h"
#include "storage/people.h"

#include <fstream>
#include <ostream>
#include <sstream>
#include <stdexcept>

namespace bot {

using notices::Move;
using notices::NewNotice;
using storage::notices::Notice;

namespace {

constexpr std::chrono::hours usual_hour { 9 };             // of a notice whose day alone is given
constexpr std::size_t picture_bytes_max = 5 * 1024 * 1024; // Meta's limit

std::int64_t person_of(storage::Transaction& tx, const std::string& option, const std::string& written)
{
    const auto phone = to_e164(written);
    if (phone.empty())
        throw std::runtime_error { option + " " + written +
                                   ": no phone number; give ten digits or +91 and ten digits" };
    const auto person = storage::people::by_phone(tx, phone);
    if (!person)
        throw std::runtime_error { option + " " + phone + ": nobody here has this number; import her first" };
    return person->id;
}

storage::Time morning_of(storage::Day day)
{
    return storage::Time { std::chrono::sys_days { day } } + usual_hour - locales::indian_offset;
}

storage::Time time_of(const std::string& option, const std::string& written)
{
    if (const auto day = storage::day_of(written))
        return morning_of(*day);
    const auto moment = moment_of(written);
    if (!moment)
        throw std::runtime_error { option + " " + written +
                                   ": no time; write 2026-11-22 (at 09:00) or \"2026-11-22 18:00\", time in India" };
    return *moment;
}

std::optional<storage::Time> start_of(const NewNoticeOptions& options)
{
    if (!options.at.empty())
        return time_of("--at", options.at);
    if (options.deadline.empty())
        return std::nullopt;
    const auto day = storage::day_of(options.deadline);
    if (!day)
        throw std::runtime_error { "--deadline " + options.deadline + ": no day; write it as 2026-11-22" };
    return morning_of(std::chrono::sys_days { *day } - std::chrono::days { options.days_before });
}

storage::notices::Repeats repeats_of(const std::string& every)
{
    using storage::notices::Repeats;
    return every == "day"     ? Repeats::Daily
           : every == "week"  ? Repeats::Weekly
           : every == "month" ? Repeats::Monthly
                              : Repeats::Never;
}

std::map<std::string, std::string> by_language(const std::string& hindi, const std::string& latin,
                                               const std::string& english)
{
    std::map<std::string, std::string> texts;
    for (const auto& [language, text] : { std::pair { "hi", hindi }, { "hi-Latn", latin }, { "en", english } })
        if (!text.empty())
            texts.emplace(language, text);
    return texts;
}

// The picture goes into the store beside those of people; its type is told by its first bytes.
std::string stored_picture(const Settings& settings, const std::string& file)
{
    if (file.empty())
        return {};
    std::ifstream in { file, std::ios::binary };
    std::ostringstream bytes;
    if (!in || !(bytes << in.rdbuf()))
        throw std::runtime_error { "--picture " + file + ": cannot be read; give a JPEG or PNG file" };
    const auto picture = std::move(bytes).str();
    const bool jpeg = picture.starts_with("\xFF\xD8\xFF"), png = picture.starts_with("\x89PNG\r\n");
    if (!jpeg && !png)
        throw std::runtime_error { "--picture " + file + ": is neither JPEG nor PNG; convert it" };
    if (picture.size() > picture_bytes_max)
        throw std::runtime_error { "--picture " + file + ": is larger than 5 MB; make it smaller" };
    return store_media(settings.media, picture, jpeg ? "image/jpeg" : "image/png");
}

NewNotice notice_of(storage::Transaction& tx, const Settings& settings, const NewNoticeOptions& options)
{
    NewNotice notice;
    notice.author = person_of(tx, "--author", options.author);
    notice.texts = { by_language(options.didi, options.didi_latn, options.didi_en),
                     by_language(options.officers, options.officers_latn, options.officers_en) };
    notice.audience = options.audience;
    notice.except_those = options.except_those;
    notice.template_name = options.template_name;
    notice.sms_template = options.sms_template;
    notice.category = options.category;
    notice.buttons = options.buttons;
    notice.starts_at = start_of(options);
    notice.repeats = repeats_of(options.every);
    notice.urgent = options.urgent;
    notice.insisted = options.insist;
    notice.fallback_after = std::chrono::hours { options.fallback_after_hours };
    notice.picture = stored_picture(settings, options.picture);
    return notice;
}

void note(storage::Transaction& tx, const std::string& what, std::int64_t number, storage::Time now)
{
    storage::audit::note(tx, { operator_name(), what, std::nullopt, "notice " + std::to_string(number), now });
}

std::string_view word_of(Move move)
{
    switch (move) {
    case Move::Approve:
        return "approve";
    case Move::Start:
        return "start";
    case Move::Pause:
        return "pause";
    case Move::Resume:
        return "resume";
    case Move::Cancel:
        break;
    }
    return "cancel";
}

Notice known_notice(storage::Transaction& tx, std::int64_t number)
{
    auto notice = storage::notices::get(tx, number);
    if (!notice)
        throw std::runtime_error { "there is no notice " + std::to_string(number) +
                                   "; samvad list notices shows them" };
    return std::move(*notice);
}

void tell_state(const Notice& notice, std::ostream& told)
{
    told << "notice " << notice.number << " is " << storage::notices::name_of(notice.state);
    if (notice.state == storage::notices::State::Scheduled && notice.starts_at)
        told << " for " << moment_text(*notice.starts_at).substr(0, 16);
    if (notice.state == storage::notices::State::Writing)
        told << ": the service sends it; samvad notice status " << notice.number << " --watch follows it";
    told << "\n";
}

} // namespace

int new_notice(const Settings& settings, const NewNoticeOptions& options, std::ostream& out, std::ostream& told)
{
    const auto connection = open_for_writing(settings);
    const auto now = system_time();
    const auto rules = notices::rules_of(settings);
    const auto [checked, needs] = [&] {
        storage::Transaction tx { *connection, storage::Mode::Read };
        auto notice = notices::checked_notice(tx, notice_of(tx, settings, options), now);
        auto why = notices::why_approval(tx, notice, rules, now);
        return std::pair { std::move(notice), std::move(why) };
    }();
    storage::Transaction tx { *connection };
    const auto number = storage::notices::add(tx, checked, now);
    if (!options.save_audience.empty())
        storage::notices::save_audience(
            tx, { options.save_audience, checked.audience, checked.except_those, checked.author }, now);
    note(tx, "new notice", number, now);
    tx.commit();
    out << number << std::endl;
    told << "notice " << number << " is a draft; samvad notice preview " << number << " shows whom it reaches\n";
    if (needs)
        told << *needs << ": samvad notice approve " << number << " --by PHONE\n";
    return 0;
}

int move_notice(const Settings& settings, std::int64_t number, Move move, const std::string& by, std::ostream& told)
{
    const auto connection = open_for_writing(settings);
    const auto now = system_time();
    std::optional<std::int64_t> approver;
    const auto [notice, why_not] = [&] {
        storage::Transaction tx { *connection, storage::Mode::Read };
        auto known = known_notice(tx, number);
        if (!by.empty())
            approver = person_of(tx, "--by", by);
        auto why = notices::why_not_move(tx, known, move, approver, notices::rules_of(settings), now);
        return std::pair { std::move(known), std::move(why) };
    }();
    const auto word = std::string { word_of(move) };
    if (!why_not.empty())
        throw std::runtime_error { "cannot " + word + " notice " + std::to_string(number) + ": " + why_not };
    storage::Transaction tx { *connection };
    if (const auto moved = notices::move_checked(tx, notice, move, approver, now); !moved.done)
        throw std::runtime_error { "cannot " + word + " notice " + std::to_string(number) + ": " + moved.why_not };
    note(tx, word + " notice", number, now);
    const auto after = known_notice(tx, number);
    tx.commit();
    tell_state(after, told);
    return 0;
}

} // namespace bot
