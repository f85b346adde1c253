#include "bot/commands/command.h"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

// Read by jemalloc before anything else. Few pools: the writer and the sender's threads hand each other's memory on.
extern "C" const char* malloc_conf;
const char* malloc_conf = "narenas:4";

namespace {

int run(int argc, char** argv)
{
    CLI::App program { "Samvad answers women of self-help groups on WhatsApp and SMS." };
    program.require_subcommand(1);
    program.set_version_flag("--version", std::string { "samvad " } + bot::version());
    program.footer("Settings come from the environment; samvad check --settings-table shows them all.\n"
                   "Examples:\n  samvad serve --demo\n  samvad chat --as +919800000001\n  samvad list orders --json");
    bot::CommandWorld world { bot::environment_of_process(), {} };
    world.settings = [&world] { return bot::read_settings(world.environment); };
    bot::RunCommand chosen;
    for (const auto& command : bot::commands()) {
        CLI::App* added = nullptr;
        const auto run_command = command.add(program, world, added);
        added->final_callback([&chosen, run_command] { chosen = run_command; });
    }
    CLI11_PARSE(program, argc, argv);
    return chosen();
}

} // namespace

int main(int argc, char** argv)
{
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "samvad: " << error.what() << "\n";
        return 1;
    }
}
