#include "bot/run_own.h"

#include <future>
#include <memory>
#include <utility>

namespace bot {

Committed run_own(Writer& writer, Writer::Job job)
{
    // Shared, because the writer may still be in set_value() when we wake.
    const auto done = std::make_shared<std::promise<Committed>>();
    auto result = done->get_future();
    writer.submit_own(std::move(job), [done](Committed committed) { done->set_value(committed); });
    return result.get();
}

} // namespace bot
