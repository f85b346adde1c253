#include "bot/commands/chat.h"
#include "bot/commands/command.h"
#include "bot/commands/serve.h"

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

} // namespace

const std::vector<Command>& commands()
{
    static const std::vector<Command> all {
        { add_serve },
        { add_chat },
    };
    return all;
}

const char* version()
{
    return SAMVAD_VERSION;
}

} // namespace bot
