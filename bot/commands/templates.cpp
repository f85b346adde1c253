#include "bot/commands/templates.h"

#include "bot/commands/open.h"
#include "bot/csv.h"
#include "bot/equipment.h"
#include "bot/notices/template_text.h"
#include "bot/sms_texts.h"
#include "storage/templates.h"

#include <algorithm>
#include <map>
#include <ostream>

namespace bot {

using storage::templates::State;
using storage::templates::Template;

namespace {

const std::vector<std::string> columns { "name",  "channel", "language",  "category",      "body", "registration_id",
                                         "state", "header",  "entity_id", "registered_as", "parts" };

// The texts of the catalog that are registered with Meta, by the name they have there.
const std::map<std::string, std::string> whatsapp_templates { { "samvad_notice", "template.notice" } };

using Known = std::map<std::pair<std::string, std::string>, Template>; // by name and language

Known known_of(storage::Transaction& tx, std::string_view channel)
{
    Known known;
    for (auto& one : storage::templates::of_channel(tx, channel))
        known.emplace(std::pair { one.name, one.language }, std::move(one));
    return known;
}

// None where there is no database yet: then nothing is registered.
Known known_in(const Settings& settings, std::string_view channel)
{
    try {
        const auto connection = open_for_reading(settings);
        storage::Transaction tx { *connection, storage::Mode::Read };
        return known_of(tx, channel);
    } catch (const storage::Error&) {
        return {};
    }
}

// As it is registered; a text whose words changed since is to be registered anew.
Template row_of(const Known& known, Template wanted)
{
    const auto found = known.find({ wanted.name, wanted.language });
    if (found == known.end() || found->second.body != wanted.body)
        return wanted;
    wanted.registration_id = found->second.registration_id;
    wanted.state = found->second.state;
    wanted.category = found->second.category;
    return wanted;
}

struct Extra {
    std::string header, entity_id, registered_as, parts;
};

std::string line_of(const Template& row, const Extra& extra)
{
    return csv_line({ row.name, row.channel, row.language, row.category, row.body, row.registration_id,
                      std::string { storage::templates::name_of(row.state) }, extra.header, extra.entity_id,
                      extra.registered_as, extra.parts });
}

void print_dlt(const Settings& settings, const Equipment& equipment, std::ostream& out, std::ostream& told)
{
    const auto known = known_in(settings, "sms");
    const auto account = settings.kannel.value_or(KannelAccount {});
    std::size_t texts = 0, lists = 0;
    for (const auto& text : sms_texts(equipment.catalog(), equipment.dialogs())) {
        Template wanted { .name = text.key,
                          .channel = "sms",
                          .language = text.language,
                          .category = "service",
                          .body = text.body,
                          .registration_id = {},
                          .reason = {} };
        out << line_of(row_of(known, std::move(wanted)),
                       { account.from, account.entity_id, tagged_body(text), std::to_string(text.parts) });
        ++texts;
        lists += text.list_follows ? 1 : 0;
    }
    told << texts << " texts to register; below " << lists
         << " of them stands a list that changes, which the operators must allow for\n";
    if (account.from.empty() || account.entity_id.empty())
        told << "the columns header and entity_id are empty where SAMVAD_KANNEL_FROM and SAMVAD_KANNEL_ENTITY_ID are "
                "not set\n";
}

// The catalog's text with its variables numbered in the order of their names in it.
std::string numbered(const locales::Catalog& catalog, const std::string& language, const std::string& key)
{
    const auto names = catalog.placeholders(key); // outlives the arguments, which only look at the names
    auto text = catalog.text(language, key, "whatsapp", [&] {
        locales::Arguments arguments;
        for (const auto& name : names)
            arguments.emplace_back(name, "{{" + name + "}}");
        return arguments;
    }());
    for (const auto& [name, number] : { std::pair { "name", "1" }, { "notice", "2" } })
        if (const auto at = text.find("{{" + std::string { name } + "}}"); at != std::string::npos)
            text.replace(at + 2, std::string_view { name }.size(), number);
    return text;
}

void print_whatsapp(const Settings& settings, const Equipment& equipment, std::ostream& out, std::ostream& told)
{
    const auto known = known_in(settings, "whatsapp");
    for (const auto& [name, key] : whatsapp_templates)
        for (const auto& language : equipment.catalog().languages()) {
            Template wanted { .name = name,
                              .channel = "whatsapp",
                              .language = language,
                              .category = "utility",
                              .body = numbered(equipment.catalog(), language, key),
                              .registration_id = {},
                              .reason = {} };
            out << line_of(row_of(known, std::move(wanted)), { {}, {}, {}, "1" });
        }
    told << "register each at Meta (WhatsApp Manager, Message templates) and import the file; Meta's webhook keeps the "
            "state from then on\n";
}

void add_fault(const Known& known, const SmsText& text, SmsProof& proof)
{
    const auto fault = [&](const std::string& what) {
        proof.faults.push_back(text.key + " (" + text.language + "): " + what);
    };
    const auto before = proof.faults.size();
    for (const auto& what : notices::faults_of_body(text.body, "sms"))
        fault(what + "; change the text in locales");
    for (const auto& variable : text.variables)
        if (variable.longest > SmsTextLimits::variable_units_max)
            fault("{" + variable.name + "} may be longer than the operators take");
    const auto found = known.find({ text.key, text.language });
    if (found == known.end())
        fault("is not registered");
    else if (found->second.body != text.body)
        fault("is registered with other words than it has today; register it again");
    else if (found->second.state != State::Approved)
        fault("is " + std::string { storage::templates::name_of(found->second.state) } +
              (found->second.reason.empty() ? "" : ", " + found->second.reason));
    else if (found->second.registration_id.empty())
        fault("has no registration id");
    proof.registered += proof.faults.size() == before ? 1 : 0;
}

} // namespace

int print_templates(const Settings& settings, TemplatesFor whom, std::ostream& out, std::ostream& told)
{
    const Equipment equipment { settings.data };
    out << csv_line(columns);
    if (whom == TemplatesFor::Dlt)
        print_dlt(settings, equipment, out, told);
    else
        print_whatsapp(settings, equipment, out, told);
    out.flush();
    return 0;
}

SmsProof prove_sms(storage::Transaction& tx, const locales::Catalog& catalog, const dialogs::Dialogs& dialogs)
{
    const auto known = known_of(tx, "sms");
    SmsProof proof;
    for (const auto& text : sms_texts(catalog, dialogs)) {
        ++proof.all;
        proof.with_lists += text.list_follows ? 1 : 0;
        add_fault(known, text, proof);
    }
    return proof;
}

} // namespace bot
