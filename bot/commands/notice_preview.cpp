#include "bot/commands/notice.h"

#include "bot/clock.h"
#include "bot/commands/notice_json.h"
#include "bot/commands/open.h"
#include "bot/notices/notice_rules.h"
#include "bot/notices/rupees.h"
#include "bot/text_table.h"
#include "locales/format.h"

#include <nlohmann/json.hpp>

#include <ostream>
#include <stdexcept>

namespace bot {

using notices::Preview;
using notices::rupees;

namespace {

std::string in_words(std::chrono::seconds time)
{
    using namespace std::chrono;
    if (time < minutes { 2 })
        return std::to_string(time.count()) + " seconds";
    if (time < hours { 2 })
        return std::to_string(duration_cast<minutes>(time).count()) + " minutes";
    if (time < days { 2 })
        return std::to_string(duration_cast<hours>(time).count()) + " hours";
    return std::to_string(duration_cast<days>(time).count()) + " days";
}

void print_lines(const Preview& preview, std::ostream& out)
{
    if (preview.lines.empty())
        return;
    TextTable table { out, { "channel", "category", "people", "parts", "cost (Rs)", "price since", "source" } };
    for (const auto& line : preview.lines)
        table.add({ line.channel, line.category, locales::grouped(line.people),
                    line.channel == "sms" ? locales::grouped(line.parts) : "-",
                    rupees(notices::paise_of_thousandths(line.thousand_paise)).substr(3),
                    line.price_from.empty() ? "-" : line.price_from, line.price_source });
    table.finish();
}

void print(const notices::Status& status, const Preview& preview, std::ostream& out)
{
    const auto& notice = status.notice;
    out << "notice " << notice.number << ": " << storage::notices::name_of(notice.state) << ", " << notice.category
        << "; audience: " << (notice.audience.empty() ? "everybody in reach" : notice.audience);
    if (!notice.except_those.empty())
        out << "; except: " << notice.except_those;
    out << "\nrecipients: " << locales::grouped(preview.recipients) << "\n";
    for (const auto& [why, people] : preview.left_out)
        out << "left out, " << why << ": " << locales::grouped(people) << "\n";
    print_lines(preview, out);
    out << "cost: " << rupees(preview.cost_paise) << " at most\n";
    out << "takes: " << in_words(preview.takes) << " at the present limits, quiet hours included\n";
    out << "approval: "
        << (preview.needs_approval ? "needed, " + *preview.needs_approval
            : notice.approved_by   ? std::string { "given" }
                                   : std::string { "not needed" })
        << "\n";
    for (const auto& warning : preview.warnings)
        out << "warning: " << warning << "\n";
    for (std::size_t place = 0; place < preview.examples.size(); ++place)
        out << "example " << place + 1 << ": " << preview.examples[place] << "\n";
}

nlohmann::ordered_json json_of(const notices::Status& status, const Preview& preview)
{
    auto json = status_json(status);
    std::int64_t left_out = 0;
    auto why = nlohmann::ordered_json::object();
    for (const auto& [reason, people] : preview.left_out) {
        left_out += people;
        why[reason] = people;
    }
    json["recipients"] = preview.recipients;
    json["left_out"] = left_out;
    json["left_out_why"] = why;
    json["cost_paise"] = preview.cost_paise;
    json["takes_seconds"] = preview.takes.count();
    json["needs_approval"] = preview.needs_approval ? nlohmann::ordered_json(*preview.needs_approval) : nullptr;
    json["channels"] = nlohmann::ordered_json::array();
    for (const auto& line : preview.lines)
        json["channels"].push_back({ { "channel", line.channel },
                                     { "category", line.category },
                                     { "people", line.people },
                                     { "parts", line.parts },
                                     { "cost_paise", notices::paise_of_thousandths(line.thousand_paise) },
                                     { "price_valid_from", line.price_from },
                                     { "price_source", line.price_source } });
    json["examples"] = preview.examples;
    json["warnings"] = preview.warnings;
    return json;
}

} // namespace

int preview_notice(const Settings& settings, std::int64_t number, NoticeForm form, std::ostream& out)
{
    const auto connection = open_for_reading(settings);
    storage::Transaction tx { *connection, storage::Mode::Read };
    const auto status = known_status(tx, number);
    const auto preview = notices::preview_of(tx, status.notice, notices::rules_of(settings), system_time());
    if (form == NoticeForm::Json)
        out << in_one_line(json_of(status, preview)) << "\n";
    else
        print(status, preview, out);
    return 0;
}

} // namespace bot
