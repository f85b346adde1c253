// The command lines of `samvad notice` and `samvad templates`, for the table of commands.

#pragma once

#include "bot/commands/command.h"

namespace bot {

RunCommand add_notice(CLI::App& program, CommandWorld& world, CLI::App*& added);
RunCommand add_templates(CLI::App& program, CommandWorld& world, CLI::App*& added);

} // namespace bot
