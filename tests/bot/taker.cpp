#include "bot/taker.h"

#include "bot/clock.h"
#include "bot/demo.h"
#include "storage/migrate.h"
#include "storage/outbox.h"
#include "tests/support/background_process.h"
#include "tests/support/memory_phone.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <future>

using namespace std::chrono_literals;

namespace {

const std::string coordinator = "+919800000031";

// She writes a notice to all of her district for tomorrow, at whatever hour this runs, up to the preview, which counts
// them.
const std::vector<std::string> up_to_the_preview {
    "सूचना भेजो", "बैठक कल है। सुबह 10 बजे, पंचायत भवन।", "छोड़ो", "सब", "1", "छोड़ो", "नहीं", "कल सुबह",
};

// The demo's people in a file, the writer, and messages that come through it.
class Town {
public:
    explicit Town(bool with_census)
    {
        writer_->run([](storage::Transaction& tx) { bot::fill_demo(tx, bot::system_time()); });
        if (with_census)
            census_ = std::make_unique<bot::notices::Census>(database_, bot::notices::CensusLimits { 0, 2min, 32, 4 });
        bot_.notice_rules.census = census_.get();
        taker_ = std::make_unique<bot::Taker>(bot_, *writer_, census_.get(), [this](const bot::DeliveryReport& report) {
            for (const auto& turn : report.turns)
                outcomes.push_back(turn.outcome);
        });
    }

    ~Town()
    {
        if (census_)
            census_->stop();
        writer_->stop();
    }

    std::future<bot::Taken> send(const std::string& words)
    {
        dialogs::Delivery delivery;
        const auto id = "wamid." + std::to_string(++sent_);
        delivery.arrivals.push_back(tests::text_of(coordinator, "whatsapp", id, words, bot::system_time()));
        const auto told = std::make_shared<std::promise<bot::Taken>>();
        taker_->take(std::move(delivery), [told](bot::Taken taken) { told->set_value(taken); });
        return told->get_future();
    }

    // One after the other, as she reads the answers.
    void talk(const std::vector<std::string>& lines)
    {
        for (const auto& words : lines)
            REQUIRE(send(words).get() == bot::Taken::Committed);
    }

    void stop_counting() { census_->stop(); }

    std::vector<std::string> letters()
    {
        std::vector<std::string> letters;
        writer_->run([&](storage::Transaction& tx) {
            letters.clear();
            for (bool more = true; more;) {
                const auto claimed = storage::outbox::claim(tx, "whatsapp", 50, bot::system_time(), 1min);
                more = !claimed.empty();
                for (const auto& outbound : claimed) {
                    letters.push_back(outbound.letter);
                    storage::outbox::settle(tx, outbound, { .state = storage::outbox::State::Accepted },
                                            bot::system_time());
                }
            }
        });
        return letters;
    }

    std::vector<std::string> outcomes;

private:
    const tests::TestFolder folder_;
    const storage::Database database_ { "sqlite:" + (folder_ / "samvad.db").string() };
    bot::Bot bot_ = tests::proved_bot();
    std::unique_ptr<bot::Taker> taker_;
    std::unique_ptr<bot::Writer> writer_ = std::make_unique<bot::Writer>(migrated());
    std::unique_ptr<bot::notices::Census> census_;
    int sent_ = 0;

    std::unique_ptr<storage::Connection> migrated() const
    {
        auto connection = database_.open_writer();
        storage::migrate(*connection, SAMVAD_SOURCE_DIR "/storage/migrations", bot::system_time());
        return connection;
    }
};

} // namespace

TEST_CASE("A turn that needs an audience counted is taken again when it is counted, and says the same")
{
    Town at_once { false }, beside { true };
    at_once.talk(up_to_the_preview);
    beside.talk(up_to_the_preview);
    const auto expected = at_once.letters();
    REQUIRE(expected.size() == up_to_the_preview.size());
    CHECK(expected.back().find("write_notice.") != std::string::npos);
    CHECK(beside.letters() == expected);
    CHECK(beside.outcomes == at_once.outcomes);
}

TEST_CASE("What she sends while an audience is counted waits behind it")
{
    Town patient { true }, hasty { true };
    patient.talk(up_to_the_preview);
    patient.talk({ "1" });
    hasty.talk({ up_to_the_preview.begin(), up_to_the_preview.end() - 1 });
    auto last = hasty.send(up_to_the_preview.back());
    auto confirmed = hasty.send("1");
    CHECK(last.get() == bot::Taken::Committed);
    CHECK(confirmed.get() == bot::Taken::Committed);
    CHECK(hasty.letters() == patient.letters());
    CHECK(hasty.outcomes == patient.outcomes);
}

TEST_CASE("A turn that waits for a count when the program stops is not taken, and whoever delivered is told")
{
    Town town { true };
    town.talk({ up_to_the_preview.begin(), up_to_the_preview.end() - 1 });
    town.stop_counting();
    CHECK(town.send(up_to_the_preview.back()).get() == bot::Taken::Failed);
    CHECK(std::ranges::count(town.outcomes, "parked") == 0);
}
