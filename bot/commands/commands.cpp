#include "bot/commands/backup.h"
#include "bot/commands/chat.h"
#include "bot/commands/check.h"
#include "bot/commands/command.h"
#include "bot/commands/doctor.h"
#include "bot/commands/draw.h"
#include "bot/commands/evaluate.h"
#include "bot/commands/import.h"
#include "bot/commands/list.h"
#include "bot/commands/notice_options.h"
#include "bot/commands/retry.h"
#include "bot/commands/serve.h"
#include "bot/commands/understand.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace bot {

namespace {

RunCommand add_serve(CLI::App& program, CommandWorld& world, CLI::App*& added)
{
    added = program.add_subcommand("serve", "Run the service until SIGTERM");
    auto demo = std::make_shared<bool>(false);
    added->add_flag("--demo", *demo, "Fill an empty database with a small fictional group");
    added->footer("Example: samvad serve --demo");
    return [&world, demo] { return serve(world.settings(), *demo ? Data::Demo : Data::Own); };
}

RunCommand add_chat(CLI::App& program, CommandWorld& world, CLI::App*& added)
{
    added = program.add_subcommand("chat", "A phone in the terminal: write to Samvad and see what it answers");
    auto options = std::make_shared<ChatOptions>();
    added->add_option("--as", options->phone, "Whose phone, e.g. +919800000001")->capture_default_str();
    added->add_option("--channel", options->channel, "whatsapp or sms")
        ->check(CLI::IsMember({ "whatsapp", "sms" }))
        ->capture_default_str();
    added->footer("Example: echo 'namaste' | samvad chat --as +919800000001 --channel whatsapp\n"
                  "A line [photo FILE] sends a picture, [tap 2] taps the second choice.");
    return [&world, options] { return chat(world.settings(), *options, std::cin, std::cout); };
}

RunCommand add_check(CLI::App& program, CommandWorld& world, CLI::App*& added)
{
    added = program.add_subcommand("check", "Prove dialogs, texts and settings; show the SMS parts of every text");
    auto table = std::make_shared<bool>(false);
    added->add_flag("--settings-table", *table, "Print the settings as a Markdown table and nothing else");
    added->footer("Example: samvad check");
    return [&world, table] {
        if (!*table)
            return check(world.environment, std::cout);
        std::cout << settings_table();
        return 0;
    };
}

RunCommand add_draw(CLI::App& program, CommandWorld& world, CLI::App*& added)
{
    added = program.add_subcommand("draw", "Draw a dialog, or all, as Mermaid flowcharts");
    auto dialog = std::make_shared<std::string>();
    auto readme = std::make_shared<bool>(false);
    auto* name = added->add_option("DIALOG", *dialog, "The name of one dialog, e.g. add_product; all without it");
    added->add_flag("--readme", *readme, "Write all drawings into dialogs/README.md")->excludes(name);
    added->footer("Example: samvad draw add_product");
    return [&world, dialog, readme] {
        return draw(world.settings(), *dialog, *readme ? DrawTo::Readme : DrawTo::Output, std::cout);
    };
}

RunCommand add_import(CLI::App& program, CommandWorld& world, CLI::App*& added)
{
    added = program.add_subcommand("import", "Take in a UTF-8 CSV of the programme, whole or not at all");
    auto options = std::make_shared<ImportOptions>();
    auto dry = std::make_shared<bool>(false);
    added->add_option("KIND", options->kind, "people, orders, commissions, templates or prices")
        ->required()
        ->check(CLI::IsMember(import_kinds()));
    added->add_option("FILE", options->file, "The file, its first line the header")->required();
    added->add_flag("--dry-run", *dry, "Say what would change and write nothing");
    std::string footer = "Importing again changes nothing. The headers:\n";
    for (const auto& kind : import_kinds())
        footer += "  " + kind + ": " + import_header(kind) + "\n";
    added->footer(footer + "Example: samvad import people members.csv --dry-run");
    return [&world, options, dry] {
        options->writing = *dry ? Writing::Tried : Writing::Real;
        return import(world.settings(), *options, std::cout);
    };
}

RunCommand add_list(CLI::App& program, CommandWorld& world, CLI::App*& added)
{
    added = program.add_subcommand("list", "Show records as a table or as JSON, one object a line");
    auto options = std::make_shared<ListOptions>();
    auto json = std::make_shared<bool>(false);
    std::vector<std::string> kinds;
    for (const auto& kind : record_kinds())
        kinds.emplace_back(kind.name);
    added
        ->add_option("KIND", options->kind,
                     "people, products, orders, commissions, messages, parked, conflicts, complaints or notices")
        ->required()
        ->check(CLI::IsMember(kinds));
    added->add_option("--phone", options->filter.phone, "Only those of this phone, e.g. +919800000001");
    added->add_option("--limit", options->filter.limit, "At most this many: the first, of messages the newest")
        ->check(CLI::PositiveNumber);
    added->add_flag("--json", *json, "JSON, one object a line; money in paise");
    added->footer("Examples: samvad list orders --phone +919800000001\n"
                  "          samvad list messages --limit 20 --json");
    return [&world, options, json] {
        options->form = *json ? ListForm::Json : ListForm::Table;
        return list(world.settings(), *options, std::cout);
    };
}

RunCommand add_retry(CLI::App& program, CommandWorld& world, CLI::App*& added)
{
    added = program.add_subcommand("retry", "Take messages again whose turn failed");
    auto ids = std::make_shared<std::vector<std::int64_t>>();
    auto all = std::make_shared<bool>(false);
    auto* some = added->add_option("ID", *ids, "Numbers from samvad list parked");
    auto* every = added->add_flag("--all", *all, "All that are parked");
    some->excludes(every);
    added->require_option(1);
    added->footer("Example: samvad retry 12");
    return
        [&world, ids, all] { return retry(world.settings(), *all ? std::vector<std::int64_t> {} : *ids, std::cout); };
}

RunCommand add_backup(CLI::App& program, CommandWorld& world, CLI::App*& added)
{
    added = program.add_subcommand("backup", "Copy the database into a new file while it is in use");
    auto file = std::make_shared<std::string>();
    added->add_option("FILE", *file, "A file that is not there yet")->required();
    added->footer("Example: samvad backup /var/backups/samvad-2026-11-22.db");
    return [&world, file] { return backup(world.settings(), *file, std::cout); };
}

RunCommand add_doctor(CLI::App& program, CommandWorld& world, CLI::App*& added)
{
    added = program.add_subcommand("doctor", "Look whether all is well, beside a running service, and say what to do");
    auto backups = std::make_shared<std::string>();
    auto json = std::make_shared<bool>(false);
    added->add_option("--backups", *backups, "The folder backups (*.db) are written to");
    added->add_flag("--json", *json, "JSON, one object a line");
    added->footer("Ends with 1 if anything is bad. Example: samvad doctor --backups /var/backups/samvad");
    return [&world, backups, json] {
        return doctor(world.settings, *backups, *json ? DoctorForm::Json : DoctorForm::Table, std::cout);
    };
}

RunCommand add_understand(CLI::App& program, CommandWorld& world, CLI::App*& added)
{
    added =
        program.add_subcommand("understand", "Read lines of text, print what each means as JSON, one object a line");
    auto options = std::make_shared<UnderstandOptions>();
    added->add_option("--as", options->question, "The open question: money, quantity, yes_no, date, period or number")
        ->check(CLI::IsMember(question_names()));
    added->add_option("--now", options->now, "Another time than now, e.g. 2026-11-22T18:00+05:30");
    added->add_option("--tense", options->tense, "Whether the question is about the past or the future")
        ->check(CLI::IsMember({ "past", "future" }));
    added->footer("Example: echo 'achar 250 rs ke 20 dibbe' | samvad understand --as money");
    return [&world, options] { return understand(world.settings(), *options, std::cin, std::cout); };
}

RunCommand add_evaluate(CLI::App& program, CommandWorld& world, CLI::App*& added)
{
    added = program.add_subcommand("evaluate", "Measure the classifier of wishes; without files by cross-validation");
    auto train = std::make_shared<std::string>();
    auto test = std::make_shared<std::string>();
    auto* taught = added->add_option("--train", *train, "Lines of text<TAB>intent to teach");
    auto* asked = added->add_option("--test", *test, "Lines of text<TAB>intent to ask");
    taught->needs(asked);
    asked->needs(taught);
    added->footer("Example: samvad evaluate --train locales/hi/intents.tsv --test locales/hi-Latn/intents.tsv");
    return [&world, train, test] { return evaluate(world.settings(), *train, *test, std::cout, std::cerr); };
}

} // namespace

const std::vector<Command>& commands()
{
    static const std::vector<Command> all {
        { add_serve },    { add_chat },   { add_check },     { add_draw },   { add_import },
        { add_list },     { add_retry },  { add_backup },    { add_doctor }, { add_understand },
        { add_evaluate }, { add_notice }, { add_templates },
    };
    return all;
}

const char* version()
{
    return SAMVAD_VERSION;
}

} // namespace bot
