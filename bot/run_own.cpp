#include "bot/run_own.h"

#include <future>
#include <utility>

namespace bot {

Committed run_own(Writer& writer, Writer::Job job)
{
    std::promise<Committed> done;
    auto result = done.get_future();
    writer.submit_own(std::move(job), [&done](Committed committed) { done.set_value(committed); });
    return result.get();
}

} // namespace bot
