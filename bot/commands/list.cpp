#include "bot/commands/list.h"

#include "bot/channels/addresses.h"
#include "bot/clock.h"
#include "bot/commands/open.h"
#include "bot/text_table.h"
#include "storage/people.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <stdexcept>

namespace bot {

namespace {

// 25000 paise are "250.00".
std::string rupees(std::int64_t paise)
{
    const auto rest = std::to_string(std::abs(paise) % 100);
    return (paise < 0 ? "-" : "") + std::to_string(std::abs(paise) / 100) + "." + (rest.size() < 2 ? "0" : "") + rest;
}

bool is_moment(const std::string& name)
{
    return name.ends_with("_at") || name == "at" || name == "pack_by";
}

std::string cell(const std::string& name, const nlohmann::ordered_json& value)
{
    if (value.is_null())
        return "-";
    if (name.ends_with("_paise"))
        return rupees(value.get<std::int64_t>());
    if (value.is_array()) {
        std::string all;
        for (const auto& word : value)
            all += (all.empty() ? "" : ", ") + word.get<std::string>();
        return all;
    }
    if (!value.is_string())
        return value.dump();
    auto text = value.get<std::string>();
    if (is_moment(name) && text.size() > 16) {
        text[10] = ' ';
        text.resize(16); // to the minute, in India
    }
    return text;
}

// "price_paise" is shown in rupees.
std::string heading(const std::string& name)
{
    const std::string unit = "_paise";
    return name.ends_with(unit) ? name.substr(0, name.size() - unit.size()) + " (Rs)" : name;
}

void list_as_table(const RecordKind& kind, storage::Transaction& tx, const ListOptions& options,
                   std::optional<std::int64_t> person, std::ostream& out)
{
    std::vector<std::string> header;
    std::ranges::transform(kind.shown, std::back_inserter(header), heading);
    TextTable table { out, header };
    kind.each(tx, options.filter, person, [&](const nlohmann::ordered_json& record) {
        std::vector<std::string> cells;
        for (const auto& name : kind.shown)
            cells.push_back(cell(name, record[name]));
        table.add(std::move(cells));
    });
    table.finish();
}

void list_as_json(const RecordKind& kind, storage::Transaction& tx, const ListOptions& options,
                  std::optional<std::int64_t> person, std::ostream& out)
{
    using Handler = nlohmann::ordered_json::error_handler_t;
    kind.each(tx, options.filter, person, [&](const nlohmann::ordered_json& record) {
        out << record.dump(-1, ' ', false, Handler::replace) << '\n';
    });
    out.flush();
}

} // namespace

int list(const Settings& settings, const ListOptions& options, std::ostream& out)
{
    const auto& kind = *std::ranges::find(record_kinds(), options.kind, &RecordKind::name);
    auto asked = options;
    asked.filter.now = system_time();
    if (!options.filter.phone.empty()) {
        asked.filter.phone = to_e164(options.filter.phone);
        if (asked.filter.phone.empty())
            throw std::runtime_error { "--phone " + options.filter.phone +
                                       ": no phone number; give ten digits or +91 and ten digits" };
    }
    const auto connection = open_for_reading(settings);
    storage::Transaction tx { *connection, storage::Mode::Read };
    std::optional<std::int64_t> person;
    if (!asked.filter.phone.empty()) {
        const auto known = storage::people::by_phone(tx, asked.filter.phone);
        // Parked messages know no person, only the phone; of somebody unknown there is nothing else.
        if (!known && asked.kind != "parked") {
            std::cerr << "samvad: nobody here has " << asked.filter.phone << "\n";
            return 0;
        }
        person = known ? std::optional { known->id } : std::nullopt;
    }
    if (asked.form == ListForm::Json)
        list_as_json(kind, tx, asked, person, out);
    else
        list_as_table(kind, tx, asked, person, out);
    return 0;
}

} // namespace bot
