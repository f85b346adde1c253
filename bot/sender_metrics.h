// What the sender counted, for /metrics.

#pragma once

#include "bot/metrics.h"
#include "bot/sender.h"

namespace bot {

void sender_metrics(MetricsText& text, const SenderCounts& counts);

}
