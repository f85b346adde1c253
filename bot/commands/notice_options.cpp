#include "bot/commands/notice_options.h"

#include "bot/commands/notice.h"
#include "bot/commands/templates.h"
#include "bot/notices/audience_words.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace bot {

namespace {

using Chosen = std::shared_ptr<RunCommand>; // what the subcommand that was given wants to run

void add_texts(CLI::App& command, NewNoticeOptions& options)
{
    command.add_option("--didi", options.didi, "What women read, in Hindi: at most 300 characters, plainly");
    command.add_option("--didi-latn", options.didi_latn, "The same in Roman letters");
    command.add_option("--didi-en", options.didi_en, "The same in English");
    command.add_option("--officers", options.officers, "What coordinators read; without it they get nothing");
    command.add_option("--officers-latn", options.officers_latn, "The same in Roman letters");
    command.add_option("--officers-en", options.officers_en, "The same in English");
    command.add_option("--picture", options.picture, "A JPEG or PNG file to show above the text");
    command.add_option("--button", options.buttons, "A word to press for an answer, e.g. --button Yes; up to three");
}

void add_audience(CLI::App& command, NewNoticeOptions& options)
{
    command.add_option("--audience", options.audience, "Whom it goes to; everybody in reach without it, see below");
    command.add_option("--except", options.except_those, "Who gets nothing, in the same words");
    command.add_option("--save-audience", options.save_audience, "Keep this audience under a name, for saved=NAME");
}

void add_ways(CLI::App& command, NewNoticeOptions& options)
{
    command.add_option("--template", options.template_name, "The approved WhatsApp template for shut windows");
    command.add_option("--sms-template", options.sms_template, "The registered SMS template; no SMS without it");
    command.add_option("--category", options.category, "utility, or marketing (only to who agreed)")
        ->check(CLI::IsMember({ "utility", "marketing" }))
        ->capture_default_str();
    command.add_option("--fallback-after", options.fallback_after_hours, "Hours after which SMS is tried")
        ->check(CLI::Range(1, 168))
        ->capture_default_str();
}

void add_times(CLI::App& command, NewNoticeOptions& options)
{
    auto* at = command.add_option("--at", options.at, "When to start: 2026-11-25 (at 09:00) or \"2026-11-25 18:00\"");
    auto* deadline = command.add_option("--deadline", options.deadline, "A day; with --days-before instead of --at");
    auto* before = command.add_option("--days-before", options.days_before, "So many days before the deadline")
                       ->check(CLI::Range(0, 365));
    deadline->excludes(at)->needs(before);
    before->needs(deadline);
    command.add_option("--every", options.every, "Again every day, week or month")
        ->check(CLI::IsMember({ "day", "week", "month" }));
    command.add_flag("--urgent", options.urgent, "May go out at night if the approver allows it");
    command.add_flag("--insist", options.insist, "Even if the same went to the same people within a day");
}

void add_new(CLI::App& notice, CommandWorld& world, const Chosen& chosen)
{
    auto* command = notice.add_subcommand("new", "Write a notice as a draft; prints its number");
    auto options = std::make_shared<NewNoticeOptions>();
    command->add_option("--author", options->author, "The coordinator who writes it, e.g. +919800000031")->required();
    add_texts(*command, *options);
    add_audience(*command, *options);
    add_ways(*command, *options);
    add_times(*command, *options);
    command->footer(notices::audience_help() +
                    "Texts may hold {name}, {group}, {clf}, {block} and {district}.\n"
                    "Example: samvad notice new --author +919800000031 --audience 'role=member no_product' \\\n"
                    "           --didi '{name} didi, add your products by 30 November. Write MENU.'");
    command->final_callback([&world, options, chosen] {
        *chosen = [&world, options] { return new_notice(world.settings(), *options, std::cout, std::cerr); };
    });
}

struct Moving {
    std::string name, help;
    notices::Move move;
};

void add_moves(CLI::App& notice, CommandWorld& world, const Chosen& chosen)
{
    const std::vector<Moving> moves {
        { "approve", "Approve it as a second coordinator", notices::Move::Approve },
        { "start", "Start it, or let it wait for its time; samvad serve sends", notices::Move::Start },
        { "pause", "Stop for a while", notices::Move::Pause },
        { "resume", "Go on where it was paused", notices::Move::Resume },
        { "cancel", "Stop for good; what was sent is sent", notices::Move::Cancel },
    };
    for (const auto& moving : moves) {
        auto* command = notice.add_subcommand(moving.name, moving.help);
        auto number = std::make_shared<std::int64_t>(0);
        auto by = std::make_shared<std::string>();
        command->add_option("N", *number, "The notice's number")->required();
        if (moving.move == notices::Move::Approve)
            command->add_option("--by", *by, "The phone of the coordinator who approves")->required();
        command->final_callback([&world, number, by, chosen, move = moving.move] {
            *chosen = [&world, number, by, move] {
                return move_notice(world.settings(), *number, move, *by, std::cerr);
            };
        });
    }
}

struct Looking {
    std::shared_ptr<std::int64_t> number = std::make_shared<std::int64_t>(0);
    std::shared_ptr<bool> form = std::make_shared<bool>(false), watch = std::make_shared<bool>(false);
};

void add_preview(CLI::App& notice, CommandWorld& world, const Chosen& chosen)
{
    auto* command = notice.add_subcommand("preview", "Whom it reaches, what it costs, how long it takes");
    const Looking look;
    command->add_option("N", *look.number, "The notice's number")->required();
    command->add_flag("--json", *look.form, "One JSON object");
    command->final_callback([&world, look, chosen] {
        *chosen = [&world, look] {
            return preview_notice(world.settings(), *look.number, *look.form ? NoticeForm::Json : NoticeForm::Text,
                                  std::cout);
        };
    });
}

void add_status(CLI::App& notice, CommandWorld& world, const Chosen& chosen)
{
    auto* command = notice.add_subcommand("status", "How far it is");
    const Looking look;
    command->add_option("N", *look.number, "The notice's number")->required();
    command->add_flag("--json", *look.form, "One JSON object; with --watch one a second");
    command->add_flag("--watch", *look.watch, "Follow it until it ends");
    command->final_callback([&world, look, chosen] {
        *chosen = [&world, look] {
            return notice_status(world.settings(), *look.number, *look.form ? NoticeForm::Json : NoticeForm::Text,
                                 *look.watch ? Watch::UntilItEnds : Watch::Once, std::cout);
        };
    });
}

void add_report(CLI::App& notice, CommandWorld& world, const Chosen& chosen)
{
    auto* command = notice.add_subcommand("report", "What became of it, by channel and district");
    const Looking look;
    command->add_option("N", *look.number, "The notice's number")->required();
    command->add_flag("--csv", *look.form, "A line for each recipient, with her phone");
    command->final_callback([&world, look, chosen] {
        *chosen = [&world, look] {
            return notice_report(world.settings(), *look.number, *look.form ? NoticeForm::Csv : NoticeForm::Text,
                                 std::cout);
        };
    });
}

} // namespace

RunCommand add_notice(CLI::App& program, CommandWorld& world, CLI::App*& added)
{
    added = program.add_subcommand("notice", "Tell many people something: write, preview, approve, start, follow");
    added->require_subcommand(1);
    const auto chosen = std::make_shared<RunCommand>();
    add_new(*added, world, chosen);
    add_preview(*added, world, chosen);
    add_moves(*added, world, chosen);
    add_status(*added, world, chosen);
    add_report(*added, world, chosen);
    added->footer("Example: samvad notice status 1 --watch");
    return [chosen] { return (*chosen)(); };
}

RunCommand add_templates(CLI::App& program, CommandWorld& world, CLI::App*& added)
{
    added = program.add_subcommand("templates", "The texts to register outside, as a CSV that import takes back");
    auto whom = std::make_shared<std::string>();
    added->add_option("--for", *whom, "whatsapp (Meta) or dlt (the operators, every SMS)")
        ->required()
        ->check(CLI::IsMember({ "whatsapp", "dlt" }));
    added->footer("Fill in registration_id and state, then: samvad import templates FILE\n"
                  "Example: samvad templates --for dlt > dlt.csv");
    return [&world, whom] {
        return print_templates(world.settings(), *whom == "dlt" ? TemplatesFor::Dlt : TemplatesFor::WhatsApp, std::cout,
                               std::cerr);
    };
}

} // namespace bot
