#include "bot/clock.h"
#include "bot/commands/notice.h"
#include "bot/commands/notice_json.h"
#include "bot/commands/open.h"
#include "bot/notices/rupees.h"
#include "bot/record_rows.h"
#include "locales/format.h"
#include "storage/recipients.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>
#include <thread>

#include <unistd.h>

namespace bot {

using locales::grouped;
using notices::Status;
using storage::notices::State;

namespace {

constexpr int bar_columns = 40;
constexpr std::chrono::milliseconds look_every { 1'000 };

struct Look {
    Status status;
    std::vector<storage::recipients::LeftOutCount> left_out;
};

Look look(storage::Connection& connection, std::int64_t number)
{
    storage::Transaction tx { connection, storage::Mode::Read };
    return { known_status(tx, number), storage::recipients::left_out(tx, number, storage::audience::Grouping::Whole) };
}

bool has_ended(const Status& status)
{
    return status.notice.state == State::Finished || status.notice.state == State::Cancelled;
}

// What is settled, out of all messages there are or will be.
std::string bar(const Status& status)
{
    const auto done = status.sent + status.failed + status.dropped;
    const auto all = std::max<std::int64_t>(1, std::max(status.notice.recipients, done + status.queued));
    const auto filled = has_ended(status) ? bar_columns : static_cast<int>(done * bar_columns / all);
    return "[" + std::string(static_cast<std::size_t>(filled), '#') +
           std::string(static_cast<std::size_t>(bar_columns - filled), '.') + "] " +
           std::to_string(has_ended(status) ? 100 : done * 100 / all) + " %";
}

std::string counts(const Status& status)
{
    return "sent " + grouped(status.sent) + " of " + grouped(status.notice.recipients) + ", delivered " +
           grouped(status.delivered) + ", read " + grouped(status.read) + ", failed " + grouped(status.failed) +
           ", to come " + grouped(status.queued);
}

std::string state_line(const Status& status)
{
    const auto& notice = status.notice;
    auto line = "notice " + std::to_string(notice.number) + " is " + std::string { name_of(notice.state) };
    if (!notice.paused_why.empty())
        line += " (" + notice.paused_why + ")";
    if (notice.state == State::Scheduled && notice.starts_at)
        line += " for " + moment_text(*notice.starts_at).substr(0, 16);
    return line;
}

void print(const Look& now, bool terminal, std::ostream& out)
{
    const auto& status = now.status;
    out << state_line(status) << "\n";
    if (terminal)
        out << bar(status) << "\n";
    out << counts(status) << "\n";
    if (status.dropped + status.uncertain > 0)
        out << "dropped " << grouped(status.dropped) << ", may have come twice " << grouped(status.uncertain) << "\n";
    for (const auto& left : now.left_out)
        out << "left out, " << left.why << ": " << grouped(left.people) << "\n";
    out << "answered " << grouped(status.answered) << ", cost " << notices::rupees(status.cost_paise) << "\n";
}

void print_json(const Look& now, std::ostream& out)
{
    auto json = status_json(now.status);
    for (const auto& left : now.left_out)
        json["left_out_why"][left.why] = left.people;
    out << in_one_line(json) << std::endl;
}

// One line that is written over on a terminal; elsewhere a line whenever something changed.
void follow(storage::Connection& connection, std::int64_t number, bool terminal, NoticeForm form, std::ostream& out)
{
    std::string shown;
    for (;;) {
        const auto now = look(connection, number);
        const auto line = form == NoticeForm::Json ? std::string {}
                          : terminal               ? bar(now.status) + "  " + counts(now.status)
                                                   : state_line(now.status) + "; " + counts(now.status);
        if (form == NoticeForm::Json)
            print_json(now, out);
        else if (line != shown)
            out << (terminal ? "\r\x1B[K" + line : line + "\n") << std::flush;
        shown = line;
        if (has_ended(now.status)) {
            if (form != NoticeForm::Json)
                print(now, false, terminal ? out << "\n" : out);
            return;
        }
        std::this_thread::sleep_for(look_every);
    }
}

} // namespace

int notice_status(const Settings& settings, std::int64_t number, NoticeForm form, Watch watch, std::ostream& out)
{
    const auto connection = open_for_reading(settings);
    const bool terminal = isatty(STDOUT_FILENO) == 1;
    if (watch == Watch::UntilItEnds)
        follow(*connection, number, terminal, form, out);
    else if (form == NoticeForm::Json)
        print_json(look(*connection, number), out);
    else
        print(look(*connection, number), terminal, out);
    return 0;
}

} // namespace bot
