// The commands of the program. Each adds itself to the command line and says what to run; all stand in one table,
// commands.cpp. A command returns the process's exit code and throws a sentence when it cannot do its work.

#pragma once

#include "bot/config.h"

#include <functional>
#include <vector>

namespace CLI {
class App;
}

namespace bot {

// What every command starts from. The settings are read when a command asks, so that `--help` needs none.
struct CommandWorld {
    Environment environment;
    std::function<Settings()> settings;
};

using RunCommand = std::function<int()>;

struct Command {
    // Adds the subcommand and its options; returns what to run when it was chosen.
    RunCommand (*add)(CLI::App& program, CommandWorld& world, CLI::App*& added);
};

const std::vector<Command>& commands();

const char* version();

} // namespace bot
