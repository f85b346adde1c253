#include "bot/actions/notice_slots.h"

#include "bot/actions/slots.h"
#include "bot/notices/audience_words.h"
#include "bot/notices/notice_text.h"
#include "locales/width.h"

#include <algorithm>
#include <limits>

namespace bot {

using dialogs::Slots;
using storage::notices::Notice;
using storage::people::Person;

namespace {

constexpr int notices_looked_at = 100;
constexpr std::size_t notices_shown = 9;
constexpr int officers_words_units_max = 400; // what is left of a WhatsApp text with buttons

bool may_see(ActionCall& call, const Notice& notice, NoticeSight sight)
{
    if (notice.author == call.person.id)
        return true;
    const auto author = storage::people::get(call.tx, notice.author);
    return sight == NoticeSight::Above && author && notices::covers(call.person, *author);
}

// How much of a state a coordinator reaches: the fewer, the nearer.
int breadth(const Person& person)
{
    if (!person.clf.empty())
        return 0;
    if (!person.block.empty())
        return 1;
    return person.district.empty() ? 3 : 2;
}

} // namespace

std::optional<Notice> notice_in(ActionCall& call, std::string_view slot, NoticeSight sight)
{
    const auto number = number_in(call.slots, slot);
    auto notice = number ? storage::notices::get(call.tx, *number) : std::nullopt;
    return notice && may_see(call, *notice, sight) ? notice : std::nullopt;
}

std::vector<Person> approvers_of(storage::Transaction& tx, const Person& author)
{
    std::vector<Person> approvers;
    for (auto& other : storage::people::with_role(tx, "coordinator"))
        if (other.id != author.id && !other.deleted_at && !other.stopped_at && notices::covers(other, author))
            approvers.push_back(std::move(other));
    std::ranges::stable_sort(approvers, {}, breadth);
    return approvers;
}

std::vector<Notice> newest_notices(storage::Transaction& tx, const std::function<bool(const Notice&)>& fits)
{
    std::vector<Notice> found;
    for (auto& notice : storage::notices::list(tx, std::numeric_limits<std::int64_t>::max(), notices_looked_at))
        if (found.size() < notices_shown && fits(notice))
            found.push_back(std::move(notice));
    return found;
}

dialogs::Table table_of(const std::vector<Notice>& notices)
{
    dialogs::Table table { "line.notice", {} };
    for (const auto& notice : notices)
        table.rows.push_back({ std::to_string(notice.number),
                               { { "number", number(notice.number) },
                                 { "day", day_of(notice.started_at.value_or(notice.created_at)) },
                                 { "state", state_of(notice) } } });
    return table;
}

dialogs::Phrase state_of(const Notice& notice)
{
    return { "state.notice." + std::string { storage::notices::name_of(notice.state) } };
}

dialogs::Done with_state(const Notice& notice, std::string outcome)
{
    return { std::move(outcome), { { "number", number(notice.number) }, { "state", state_of(notice) } } };
}

void give_words(Slots& gives, const Notice& notice)
{
    const auto texts = notices::texts_from_json(notice.texts);
    const auto first = [](const auto& by_language) {
        return by_language.empty() ? std::string {} : by_language.begin()->second;
    };
    gives.insert_or_assign("words", dialogs::Text { first(texts.didi) });
    if (texts.officers.empty())
        gives.insert_or_assign("officers_words", dialogs::Phrase { "in_notice.no_officers_text" });
    else
        gives.insert_or_assign("officers_words",
                               one_line("in_notice.officers_words",
                                        { { "words", dialogs::Text { locales::cut_to_units(
                                                         first(texts.officers), officers_words_units_max) } } }));
}

dialogs::Table one_line(std::string text, Slots cells)
{
    return { std::move(text), { { "1", std::move(cells) } } };
}

} // namespace bot
