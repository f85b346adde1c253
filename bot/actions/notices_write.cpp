#include "bot/actions/notice_review.h"
#include "bot/actions/notice_slots.h"
#include "bot/actions/notice_wanted.h"
#include "bot/actions/run.h"
#include "bot/actions/slots.h"
#include "bot/channels/sms_parts.h"
#include "bot/notices/audience_words.h"
#include "bot/notices/notice_book.h"
#include "bot/notices/notice_counting.h"
#include "bot/notices/place_names.h"
#include "locales/utf8.h"
#include "storage/audience.h"

#include <algorithm>

namespace bot::run {

using dialogs::Done;
using dialogs::Slots;
using storage::notices::Notice;

namespace {

constexpr std::size_t approvers_asked_max = 3;

// How many letters too many it has; WhatsApp counts in units of its own.
std::int64_t too_many(const std::string& text, int letters_max)
{
    return std::max(static_cast<std::int64_t>(locales::count_letters(text)) - letters_max,
                    static_cast<std::int64_t>(utf16_units(text)) - notices::NoticeTextLimits::text_units_max);
}

Done checked(const std::string& text, int letters_max, const notices::NoticeTexts& texts)
{
    if (const auto letters = too_many(text, letters_max); letters > 0)
        return { "too_long", { { "too_many", number(letters) } } };
    return { notices::faults_of(texts).empty() ? "good" : "faulty", {} };
}

void leave_draft(ActionCall& call)
{
    if (const auto earlier = number_in(call.slots, "number"))
        storage::notices::move(call.tx, *earlier, { storage::notices::State::Draft },
                               storage::notices::State::Cancelled, "its author changed it or left it", call.now);
}

std::string names_of(const std::vector<storage::people::Person>& people)
{
    std::string names;
    for (std::size_t i = 0; i < people.size() && i < approvers_asked_max; ++i)
        names += (i == 0 ? "" : " / ") + people[i].name;
    return names;
}

// Her whole area, or the place she named in it, as she may read it.
std::string reach_in_words(const ActionCall& call)
{
    const auto place = words_in(call.slots, "place_words");
    if (is(call, "where", "one_place") && !place.empty())
        return place.substr(place.find('"') + 1, place.rfind('"') - place.find('"') - 1);
    const auto& person = call.person;
    for (const auto* name : { &person.clf, &person.block, &person.district, &person.state })
        if (!name->empty())
            return *name;
    return {};
}

void ask_approval(ActionCall& call, const Notice& notice, const std::vector<storage::people::Person>& approvers)
{
    storage::notices::move(call.tx, notice.number, { storage::notices::State::Draft }, storage::notices::State::Draft,
                           approval_asked, call.now);
    Slots slots { { "number", number(notice.number) },
                  { "author", dialogs::Text { call.person.name } },
                  { "people", call.slots.at("people") },
                  { "cost", call.slots.at("cost") } };
    give_words(slots, notice);
    const auto button = [&](const std::string& decision) {
        return dialogs::Option { "begin:approve_notice:notice=" + std::to_string(notice.number) +
                                     ":decision=" + decision,
                                 "choice." + decision,
                                 {},
                                 {} };
    };
    for (std::size_t i = 0; i < approvers.size() && i < approvers_asked_max; ++i) {
        slots.insert_or_assign("officer", dialogs::Text { approvers[i].name });
        call.tells.push_back(
            { approvers[i].id, { "tell.approve_notice", {}, slots, { button("allow"), button("refuse") } } });
    }
}

// The notice that went to the same people within a day, unless she insists.
std::optional<std::int64_t> sent_before(ActionCall& call, notices::NewNotice notice)
{
    if (notice.insisted)
        return {};
    notice.insisted = true; // only to get its key
    const auto key = notices::checked_notice(call.tx, notice, call.now).content_key;
    return storage::notices::same_since(call.tx, key, call.now - notices::NoticeLimits::same_again_after, 0);
}

Done nobody_gets_it(const notices::Preview& preview)
{
    Done done { "nobody", {} };
    give_left_out(done.gives, preview);
    return done;
}

Done previewed(ActionCall& call, const Notice& notice)
{
    const auto preview = notices::preview_of(call.tx, notice, call.notice_rules, call.now);
    const bool for_those_to_come = notice.starts_at.has_value() && preview.left_out.empty();
    if (preview.recipients == 0 && !for_those_to_come)
        return nobody_gets_it(preview);
    Done done { "ready", { { "reach", dialogs::Text { reach_in_words(call) } } } };
    give_preview(done.gives, notice, preview, call.now);
    if (preview.needs_approval) {
        const auto approvers = approvers_of(call.tx, call.person);
        done.outcome = approvers.empty() ? "nobody_to_ask" : "needs_ok";
        done.gives.insert_or_assign("approver", dialogs::Text { names_of(approvers) });
    }
    return done;
}

} // namespace

Done reach_of_author(ActionCall& call)
{
    const auto& person = call.person;
    const bool somewhere =
        !person.clf.empty() || !person.block.empty() || !person.district.empty() || !person.state.empty();
    return { somewhere ? "ready" : "no_place", { { "reach", dialogs::Text { reach_in_words(call) } } } };
}

Done check_didi_text(ActionCall& call)
{
    auto texts = texts_wanted(call);
    texts.officers.clear();
    return checked(words_in(call.slots, "didi_text"), notices::NoticeTextLimits::didi_letters_max, texts);
}

Done check_officers_text(ActionCall& call)
{
    return checked(words_in(call.slots, "officers_text"), notices::NoticeTextLimits::officers_letters_max,
                   texts_wanted(call));
}

Done place_wanted(ActionCall& call)
{
    const Slots used { { "place_fresh", dialogs::Word { "no" } } };
    if (!is(call, "where", "one_place") || is(call, "place_fresh", "yes"))
        return { "go_on", used };
    const bool known = call.slots.contains("place_words") && !is(call, "which", "where");
    return { known ? "go_on" : "ask", used };
}

Done find_place(ActionCall& call)
{
    auto written = words_in(call.slots, "place");
    std::erase(written, '"');
    std::vector<std::string> known;
    for (const std::string kind : { "block", "clf" }) {
        const auto names = storage::audience::spellings(call.tx, kind == "clf" ? storage::audience::NameKind::Clf
                                                                               : storage::audience::NameKind::Block);
        known.insert(known.end(), names.begin(), names.end());
        const auto found = notices::find_names_within(
            names, written, kind == "clf" ? notices::Alike::ByLettersFirst : notices::Alike::BySound);
        if (found.empty())
            continue;
        const auto words = kind + "=\"" + found.front() + "\"";
        try {
            if (!storage::audience::has_anybody(call.tx, notices::read_audience(call.tx, words, {}, call.person),
                                                call.now))
                continue;
            return { "found",
                     { { "place_words", dialogs::Text { words } }, { "place_fresh", dialogs::Word { "yes" } } } };
        } catch (const notices::BadAudience&) {
            continue; // a place of this name, but outside her reach
        }
    }
    return { "unknown", { { "nearest", dialogs::Text { notices::nearest_names(known, written) } } } };
}

Done day_wanted(ActionCall& call)
{
    const auto ask_for = [&](std::initializer_list<std::string_view> slots, std::string outcome) {
        const bool known = std::ranges::all_of(slots, [&](std::string_view slot) { return call.slots.contains(slot); });
        return Done { known && !is(call, "which", "when") ? "go_on" : std::move(outcome), {} };
    };
    if (is(call, "when", "other_day"))
        return ask_for({ "day", "hour" }, "ask");
    if (is(call, "when", "before_deadline"))
        return ask_for({ "deadline", "days_before", "hour" }, "ask_deadline");
    if (is(call, "when", "repeated"))
        return ask_for({ "how_often", "hour" }, "ask_how_often");
    return { "go_on", {} };
}

Done look_at_hour(ActionCall& call)
{
    const auto starts_at = start_wanted(call);
    if (!starts_at)
        return { by_night(call.now) ? "night" : "good", {} };
    if (*starts_at <= call.now)
        return { is(call, "when", "before_deadline") ? "late" : "past", {} };
    return { by_night(*starts_at) ? "quiet" : "good", {} };
}

Done preview_notice(ActionCall& call)
{
    leave_draft(call);
    const auto notice = wanted(call);
    try {
        if (const auto earlier = sent_before(call, notice))
            return { "same_today", { { "earlier", number(*earlier) } } };
        const auto draft = notices::write_notice(call.tx, notice, call.notice_rules, call.now);
        return previewed(call, storage::notices::get(call.tx, draft).value());
    } catch (const notices::BadNotice&) {
        return nobody_gets_it({}); // her texts, times and templates are good here: the records hold nobody so
    }
}

Done send_notice(ActionCall& call)
{
    const auto number = number_in(call.slots, "number");
    const auto notice = number ? storage::notices::get(call.tx, *number) : std::nullopt;
    if (!notice)
        return { "refused", {} };
    try {
        const auto counted = notices::counted(call.tx, *notice, call.notice_rules, call.now);
        if (notices::why_approval(call.tx, *notice, counted, call.notice_rules)) {
            ask_approval(call, *notice, approvers_of(call.tx, call.person));
            return { "asked", {} };
        }
        if (!notices::why_not_begin(call.tx, *notice, counted, call.notice_rules, call.now).empty())
            return { "refused", {} };
    } catch (const notices::BadAudience&) {
        return { "refused", {} }; // the records hold a place of it no longer
    }
    if (!notices::move_checked(call.tx, *notice, notices::Move::Start, call.person.id, call.now).done)
        return { "refused", {} };
    return { notice->starts_at ? "planned" : "started", {} };
}

Done leave_notice(ActionCall& call)
{
    leave_draft(call);
    return { "left", {} };
}

} // namespace bot::run
