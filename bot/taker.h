// Deliveries on their way through the writer: each is a job, told after its commit. One that needs an audience counted
// first is undone, waits for the census and is taken again; what the same person sends meanwhile waits behind it.
// Thread-safe.

#pragma once

#include "bot/deliveries.h"
#include "bot/histogram.h"
#include "bot/notices/census.h"
#include "bot/webhook.h"
#include "bot/writer.h"

#include <memory>
#include <mutex>
#include <set>
#include <string>

namespace bot {

// What whoever delivered is told of a job's end.
Taken taken_if(Committed committed);

class Taker {
public:
    // Called after the commit, before whoever delivered is told, on the writer's thread; must be quick.
    using OnTaken = std::function<void(const DeliveryReport&)>;

    // The bot and the writer outlive it; the census, if there is one, ends before it.
    Taker(const Bot& bot, Writer& writer, notices::Census* census, OnTaken on_taken);

    void take(dialogs::Delivery delivery, WebhookHandlers::Told told);

    // From a whole webhook to the commit that holds it.
    HistogramCounts milliseconds() const { return milliseconds_.counts(); }

private:
    struct Taking;
    using Shared = std::shared_ptr<Taking>; // by the writer's job and its report, which std::function copies
    enum class WaitsFor { Nothing, Count, HerEarlier };

    void submit(const Shared& taking);
    void run(const Shared& taking, storage::Transaction& tx);
    void tell(const Shared& taking, Committed committed);
    void hold(const Shared& taking, WaitsFor what);
    bool is_held(const dialogs::Delivery& delivery);
    void let_go(const Shared& taking);

    const Bot& bot_;
    Writer& writer_;
    notices::Census* census_;
    const OnTaken on_taken_;
    Histogram milliseconds_ { latency_bounds };
    std::mutex mutex_;
    std::multiset<std::string> held_; // senders of deliveries that wait
};

} // namespace bot
