#include "bot/commands/check.h"

#include "bot/channels/sms_parts.h"
#include "bot/commands/open.h"
#include "bot/commands/templates.h"
#include "bot/equipment.h"
#include "bot/text_table.h"
#include "storage/conversations.h"

#include <map>
#include <ostream>
#include <sstream>

namespace bot {

namespace {

// 3GPP TS 23.040: one SMS alone holds more than a part of several.
int parts_of(locales::Units units, SmsAlphabet alphabet)
{
    const bool gsm = alphabet == SmsAlphabet::Gsm;
    const int alone = gsm ? 160 : 70, part = gsm ? 153 : 67;
    const int all = static_cast<int>(units);
    return all <= alone ? 1 : (all + part - 1) / part;
}

// The alphabet of the text itself; what fills it is written in the script of its language.
SmsAlphabet alphabet_of(const locales::Catalog& catalog, const std::string& language, const std::string& key)
{
    const auto variables = catalog.placeholders(key); // outlives the arguments, which only look at the names
    locales::Arguments letters;
    for (const auto& variable : variables)
        letters.emplace_back(variable, std::string { "x" });
    return sms_size(catalog.text(language, key, "sms", letters)).alphabet;
}

struct Touched {
    std::int64_t conversations = 0;
    std::map<std::string, std::int64_t> at_lost_steps;
};

std::int64_t sum_of(const std::map<std::string, std::int64_t>& counts)
{
    std::int64_t sum = 0;
    for (const auto& [name, count] : counts)
        sum += count;
    return sum;
}

std::string conversations(std::int64_t count)
{
    return std::to_string(count) + (count == 1 ? " open conversation" : " open conversations");
}

// The settings; faulty ones are told, and the rest of the checks goes on with where the data is, if that is known.
Settings settings_or_faults(const Environment& environment, std::string& faults)
{
    try {
        return read_settings(environment);
    } catch (const BadSettings& bad) {
        faults = bad.what();
    }
    Environment place;
    if (const auto data = environment.find("SAMVAD_DATA"); data != environment.end() && !data->second.empty())
        place.insert(*data);
    return read_settings(place);
}

void say_settings(const Settings& settings, std::ostream& out)
{
    out << "settings: good; database " << settings.database << ", listens on " << settings.listen_host << ":"
        << settings.listen_port << ", data in " << settings.data.string() << "\n";
    for (const auto& sentence : channels_that_are_off(settings))
        out << "settings: " << sentence << "\n";
}

void say_equipment(const Equipment& equipment, std::ostream& out)
{
    print_sms_parts(equipment.catalog(), out);
    out << "\ndialogs: " << equipment.dialogs().all.size() << ", every step reached and led to its end\n";
    out << "texts: " << equipment.catalog().keys().size() << " in";
    for (const auto& language : equipment.catalog().languages())
        out << " " << language;
    out << "\n";
}

void say_touched(const Settings& settings, const dialogs::Dialogs& dialogs, std::ostream& out)
{
    try {
        const auto connection = open_for_reading(settings);
        storage::Transaction tx { *connection, storage::Mode::Read };
        print_touched(tx, dialogs, out);
    } catch (const storage::Error& error) {
        out << "open conversations: not looked at; " << error.what() << "\n";
    }
}

// What the operators refuse counts as a fault only where SMS go by their rules; else it is what is still to be done.
bool say_sms_proof(const Settings& settings, const Equipment& equipment, std::ostream& out)
{
    const bool dlt = settings.kannel && !settings.kannel->entity_id.empty();
    SmsProof proof;
    try {
        const auto connection = open_for_reading(settings);
        storage::Transaction tx { *connection, storage::Mode::Read };
        proof = prove_sms(tx, equipment.catalog(), equipment.dialogs());
    } catch (const storage::Error& error) {
        out << "sms templates: not looked at; " << error.what() << "\n";
        return !dlt;
    }
    out << "sms templates: " << proof.registered << " of " << proof.all << " texts are registered and fit; "
        << proof.with_lists << " of them are followed by a list that changes\n";
    if (!dlt) {
        out << "sms templates: DLT is off, because SAMVAD_KANNEL_ENTITY_ID is not set\n";
        return true;
    }
    for (const auto& fault : proof.faults)
        out << "sms templates: " << fault << "\n";
    if (!proof.faults.empty())
        out << "sms templates: samvad templates --for dlt writes what is to be registered\n";
    return proof.faults.empty();
}

void say_faults(const std::string& of_what, const std::string& faults, std::ostream& out)
{
    std::istringstream lines { faults };
    for (std::string line; std::getline(lines, line);)
        out << of_what << ": " << line << "\n";
}

} // namespace

int check(const Environment& environment, std::ostream& out)
{
    std::string settings_faults, data_faults;
    bool sms_good = true;
    const auto settings = settings_or_faults(environment, settings_faults);
    try {
        const Equipment equipment { settings.data };
        say_equipment(equipment, out);
        if (settings_faults.empty()) {
            say_touched(settings, equipment.dialogs(), out);
            sms_good = say_sms_proof(settings, equipment, out);
        }
    } catch (const std::exception& faulty) {
        data_faults = faulty.what();
    }
    if (settings_faults.empty())
        say_settings(settings, out);
    say_faults("settings", settings_faults, out);
    say_faults("dialogs and texts", data_faults, out);
    const bool good = settings_faults.empty() && data_faults.empty();
    out << (!good      ? "FAULTY: the service would not start\n"
            : sms_good ? "all good\n"
                       : "FAULTY: some SMS would not leave\n");
    return good && sms_good ? 0 : 1;
}

void print_sms_parts(const locales::Catalog& catalog, std::ostream& out)
{
    const auto languages = catalog.languages();
    std::vector<std::string> header { "SMS parts (units) at the longest" };
    header.insert(header.end(), languages.begin(), languages.end());
    TextTable table { out, header };
    for (const auto& key : catalog.keys()) {
        std::vector<std::string> cells { key };
        for (const auto& language : languages) {
            const auto units = catalog.longest_units(language, key, "sms");
            const auto parts = parts_of(units, alphabet_of(catalog, language, key));
            cells.push_back(std::to_string(parts) + " (" + std::to_string(units) + ")");
        }
        table.add(std::move(cells));
    }
    table.finish();
}

void print_touched(storage::Transaction& tx, const dialogs::Dialogs& dialogs, std::ostream& out)
{
    std::int64_t all = 0;
    std::map<std::string, Touched> touched;
    for (const auto& open : storage::conversations::count_open(tx)) {
        all += open.count;
        const auto* dialog = dialogs.named(open.dialog);
        if (dialog != nullptr && dialog->version == open.version)
            continue;
        touched[open.dialog].conversations += open.count;
        if (dialog == nullptr || !dialog->find(open.step))
            touched[open.dialog].at_lost_steps[open.step] += open.count;
    }
    out << "open conversations: " << all << "\n";
    for (const auto& [name, change] : touched) {
        out << "dialog " << name << (dialogs.named(name) == nullptr ? " is gone: " : " has changed: ")
            << conversations(change.conversations) << " began with another version";
        if (!change.at_lost_steps.empty())
            out << "; " << sum_of(change.at_lost_steps)
                << " wait at a step that is gone and go on at the first question "
                << "without an answer";
        out << "\n";
    }
}

} // namespace bot
