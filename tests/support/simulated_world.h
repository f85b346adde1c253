// One world of the simulation: a database, the program that is killed and started on it, both providers, a dozen women,
// and the promises that are looked after at every step.

#pragma once

#include "tests/support/post_office.h"
#include "tests/support/promises.h"
#include "tests/support/simulated_program.h"
#include "tests/support/simulated_provider.h"
#include "tests/support/simulated_story.h"
#include "tests/support/simulated_woman.h"
#include "tests/support/simulation.h"

namespace tests {

struct WorldPlan {
    std::uint64_t seed = 0;
    std::int64_t conversations = 0;
    std::optional<std::size_t> only {}; // of the women she alone writes
};

struct Trouble {
    std::string sentence; // which promise was broken; empty if none was
    std::string transcript;
    std::optional<std::size_t> whose; // of the women
};

class World {
public:
    World(const Library& library, const WorldPlan& plan);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    // Runs to its end, or to the first promise that is broken.
    Trouble run();

    void add_to(Simulated& sums) const;

private:
    struct Living {
        SimulatedWoman woman;
        std::int64_t person = 0; // as the records say; 0: not known yet
        std::map<std::string, Story> stories {};
        std::map<std::string, Time> heard {};
    };

    struct Posted { // a delivery on its way to our webhook
        dialogs::Delivery delivery;
        std::vector<std::string> lines; // of the transcript, one for each arrival
        int tries = 0;
    };

    using SharedPost = std::shared_ptr<Posted>; // on the agenda more than once

    struct Taking { // of one delivery, in a commit
        SharedPost posted;
        std::vector<bot::TurnReport> reports;
        std::optional<BrokenPromise> broken; // by a status, seen within the job
    };

    // simulated_world.cpp: the women and the life of the program.
    void settle();
    void add_woman(Part part, const std::string& phone, std::vector<std::string> channels,
                   const std::string& user_id = {});
    void write(std::size_t who);
    void plan_number_change(std::size_t who, std::size_t heir);
    void end();
    void write_once_more();
    void arm(FailingConnection& connection);
    void start();
    void die();
    void run_until(Time end);
    Onlookers onlookers();
    Trouble trouble(const BrokenPromise& broken) const;

    // simulated_mail.cpp: what is delivered to our webhook, and what comes to the phones.
    void add_arrival(Posted& posted, const SimulatedWoman& woman, const Utterance& said);
    void post(const SharedPost& posted, std::chrono::milliseconds delay);
    void arrive(const SharedPost& posted);
    void take_all();
    void take(Taking& taking, storage::Transaction& tx);
    void look_at(std::vector<Taking>& takings);
    void look_at_arrivals(const Taking& taking, std::map<std::size_t, int>& in_commit);
    void note_person(std::size_t who, const dialogs::Arrival& arrival);
    void come_again(const SharedPost& posted);
    void retry_parked();
    void show(const std::string& channel, const bot::OutboundMessage& message);

    template <class Look> void read(Look look)
    {
        storage::Transaction tx { *connection_, storage::Mode::Read };
        look(tx);
    }

    const Library& library_;
    WorldPlan plan_;
    std::int64_t conversations_left_;
    Chance chance_, fate_;
    Agenda agenda_;
    bot::Bot bot_;
    ScriptedChannel whatsapp_ { "whatsapp" }, sms_ { "sms" };
    std::unique_ptr<SimulatedProvider> provider_;
    std::unique_ptr<FailingConnection> connection_;
    Onlookers onlookers_;
    std::unique_ptr<SimulatedProgram> program_;
    Promises promises_;
    std::vector<Living> women_;
    std::map<std::string, std::size_t> holders_; // of phones and user ids
    std::vector<SharedPost> arrived_;
    std::size_t faulty_once_in_;
    bool is_calm_ = false, is_fault_of_ours_ = false;
    std::int64_t written_ = 0, conversations_ = 0, deaths_ = 0, failed_commits_ = 0, parked_ = 0, fired_ = 0;
};

} // namespace tests
