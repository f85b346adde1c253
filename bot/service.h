// The running service: webhooks in, turns, replies out, timers, media; everything that lives as long as `samvad serve`.
// Starts in the order of the picture and stops against it, so that nothing taken is lost: first no more requests, then
// what waits is committed, then what is being sent is finished.

#pragma once

#include "bot/config.h"

#include <memory>
#include <string>

namespace bot {

enum class Data { Own, Demo };

class Service {
public:
    // Opens and migrates the database, proves dialogs and texts, binds the port. Throws with a sentence if the
    // settings, the database, the data or the port do not allow a start.
    Service(const Settings& settings, Data data);
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    void start();

    // Accepts no more, finishes what is in hand. At most ten seconds; afterwards the process may end at any time.
    void stop();

    int port() const;
    std::string metrics() const; // Prometheus text

private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace bot
