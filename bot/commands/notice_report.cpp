#include "bot/clock.h"
#include "bot/commands/notice.h"
#include "bot/commands/notice_json.h"
#include "bot/commands/open.h"
#include "bot/csv.h"
#include "bot/notices/rupees.h"
#include "bot/record_rows.h"
#include "bot/text_table.h"
#include "locales/format.h"
#include "storage/audit.h"
#include "storage/recipients.h"

#include <nlohmann/json.hpp>

#include <map>
#include <ostream>

namespace bot {

using locales::grouped;
using storage::audience::Grouping;
using storage::outbox::State;

namespace {

// What became of the messages of one channel in one district.
struct Sums {
    std::int64_t to_come = 0, accepted = 0, sent = 0, delivered = 0, read = 0, failed = 0, dropped = 0;
    std::int64_t uncertain = 0, thousand_paise = 0;
};

// Each state counts for itself and for what came before it.
void add(Sums& sums, const storage::recipients::Became& became)
{
    const auto messages = became.messages;
    sums.uncertain += became.unknowns;
    sums.thousand_paise += became.thousand_paise;
    switch (became.state) {
    case State::Queued:
    case State::Sending:
    case State::Waiting:
    case State::Uncertain:
        sums.to_come += messages;
        break;
    case State::Read:
        sums.read += messages;
        [[fallthrough]];
    case State::Delivered:
        sums.delivered += messages;
        [[fallthrough]];
    case State::Sent:
        sums.sent += messages;
        [[fallthrough]];
    case State::Accepted:
        sums.accepted += messages;
        break;
    case State::Failed:
        sums.failed += messages;
        break;
    case State::Dropped:
        sums.dropped += messages;
        break;
    }
}

using ByPlace = std::map<std::pair<std::string, std::string>, Sums>; // channel and district

std::vector<std::string> cells(const std::string& channel, const std::string& district, const Sums& sums)
{
    return { channel,
             district,
             grouped(sums.accepted),
             grouped(sums.sent),
             grouped(sums.delivered),
             grouped(sums.read),
             grouped(sums.failed),
             grouped(sums.dropped),
             grouped(sums.to_come),
             grouped(sums.uncertain),
             notices::rupees(notices::paise_of_thousandths(sums.thousand_paise)).substr(3) };
}

void print_places(const ByPlace& places, std::ostream& out)
{
    TextTable table { out,
                      { "channel", "district", "accepted", "sent", "delivered", "read", "failed", "dropped", "to come",
                        "perhaps twice", "cost (Rs)" } };
    for (const auto& [place, sums] : places)
        table.add(cells(place.first, place.second.empty() ? "-" : place.second, sums));
    table.finish();
}

void print(storage::Transaction& tx, const notices::Status& status, std::ostream& out)
{
    const auto number = status.notice.number;
    out << "notice " << number << ": " << name_of(status.notice.state) << "; " << grouped(status.notice.recipients)
        << " recipients, " << grouped(status.notice.left_out) << " left out, cost "
        << notices::rupees(status.cost_paise) << "\n";
    ByPlace places;
    for (const auto& became : storage::recipients::became(tx, number, Grouping::ByDistrict))
        add(places[{ became.channel, became.district }], became);
    if (!places.empty())
        print_places(places, out);
    for (const auto& left : storage::recipients::left_out(tx, number, Grouping::Whole))
        out << "left out, " << left.why << ": " << grouped(left.people) << "\n";
    for (const auto& failure : storage::recipients::failures(tx, number))
        out << "failed on " << failure.channel << ", " << failure.error_code
            << (failure.error.empty() ? "" : " " + failure.error) << ": " << grouped(failure.messages) << "\n";
    const auto buttons = notices::buttons_from_json(status.notice.buttons);
    const auto pressed = storage::notices::answers(tx, number);
    for (std::size_t place = 0; place < std::min(buttons.size(), pressed.size()); ++place)
        out << "answered \"" << buttons[place] << "\": " << grouped(pressed[place]) << "\n";
}

std::string moment_or_empty(const std::optional<storage::Time>& moment)
{
    return moment ? moment_text(*moment) : std::string {};
}

void print_csv(storage::Transaction& tx, const notices::Status& status, std::ostream& out)
{
    const auto buttons = notices::buttons_from_json(status.notice.buttons);
    out << csv_line({ "phone", "name", "district", "channel", "state", "left_out", "error_code", "answer", "parts",
                      "cost_paise", "sent_at", "delivered_at", "read_at" });
    storage::recipients::each_line(tx, status.notice.number, [&](const storage::recipients::Line& line) {
        const auto pressed = static_cast<std::size_t>(line.button);
        const auto state = line.state              ? std::string { storage::outbox::name_of(*line.state) }
                           : line.left_out.empty() ? std::string { "to_come" }
                                                   : std::string { "left_out" };
        out << csv_line(
            { line.phone, not_a_formula(line.name), not_a_formula(line.district), line.channel, state, line.left_out,
              line.error_code == 0 ? "" : std::to_string(line.error_code),
              pressed >= 1 && pressed <= buttons.size() ? not_a_formula(buttons[pressed - 1]) : "",
              std::to_string(line.parts), std::to_string(notices::paise_of_thousandths(line.thousand_paise)),
              moment_or_empty(line.sent_at), moment_or_empty(line.delivered_at), moment_or_empty(line.read_at) });
    });
}

// Who looked at whose answers is kept.
void note_look(const Settings& settings, std::int64_t number, NoticeForm form)
{
    const auto connection = open_for_writing(settings);
    storage::Transaction tx { *connection };
    storage::audit::note(tx, { operator_name(), "report notice", std::nullopt,
                               "notice " + std::to_string(number) + (form == NoticeForm::Csv ? ", each recipient" : ""),
                               system_time() });
    tx.commit();
}

} // namespace

int notice_report(const Settings& settings, std::int64_t number, NoticeForm form, std::ostream& out)
{
    const auto connection = open_for_reading(settings);
    storage::Transaction tx { *connection, storage::Mode::Read };
    const auto status = known_status(tx, number);
    note_look(settings, number, form);
    if (form == NoticeForm::Csv)
        print_csv(tx, status, out);
    else
        print(tx, status, out);
    out.flush();
    return 0;
}

} // namespace bot
