// Our own housekeeping through the one writer, waited for. Arrivals that fill the queue do not stop it.

#pragma once

#include "bot/writer.h"

namespace bot {

// Runs the job and waits until its commit is done. Never call it on the writer's thread.
Committed run_own(Writer& writer, Writer::Job job);

} // namespace bot
