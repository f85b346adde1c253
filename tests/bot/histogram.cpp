#include "bot/histogram.h"

#include "bot/metrics.h"
#include "tests/support/post_office.h"

#include <catch2/catch.hpp>

#include <thread>

TEST_CASE("A histogram is written as Prometheus reads it: each bucket with all below it, their sum and number")
{
    bot::Histogram histogram { bot::latency_bounds };
    for (const std::int64_t value : { 0, 1, 2, 3, 100, 99'999 })
        histogram.add(value);
    bot::MetricsText text;
    text.metric("send_milliseconds", bot::MetricKind::Histogram, "Help.")
        .values(histogram.counts(), { { "channel", "sms" } });
    CHECK(text.text() == "# HELP samvad_send_milliseconds Help.\n"
                         "# TYPE samvad_send_milliseconds histogram\n"
                         "samvad_send_milliseconds_bucket{channel=\"sms\",le=\"1\"} 2\n"
                         "samvad_send_milliseconds_bucket{channel=\"sms\",le=\"3\"} 4\n"
                         "samvad_send_milliseconds_bucket{channel=\"sms\",le=\"10\"} 4\n"
                         "samvad_send_milliseconds_bucket{channel=\"sms\",le=\"30\"} 4\n"
                         "samvad_send_milliseconds_bucket{channel=\"sms\",le=\"100\"} 5\n"
                         "samvad_send_milliseconds_bucket{channel=\"sms\",le=\"300\"} 5\n"
                         "samvad_send_milliseconds_bucket{channel=\"sms\",le=\"1000\"} 5\n"
                         "samvad_send_milliseconds_bucket{channel=\"sms\",le=\"3000\"} 5\n"
                         "samvad_send_milliseconds_bucket{channel=\"sms\",le=\"10000\"} 5\n"
                         "samvad_send_milliseconds_bucket{channel=\"sms\",le=\"30000\"} 5\n"
                         "samvad_send_milliseconds_bucket{channel=\"sms\",le=\"+Inf\"} 6\n"
                         "samvad_send_milliseconds_sum{channel=\"sms\"} 100105\n"
                         "samvad_send_milliseconds_count{channel=\"sms\"} 6\n");
}

TEST_CASE("What many threads add to a histogram at once is all counted")
{
    bot::Histogram histogram { bot::batch_bounds };
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            for (int i = 0; i < 10'000; ++i)
                histogram.add(i % 300);
        });
    threads.clear();
    const auto counts = histogram.counts();
    std::int64_t number = 0;
    for (const auto value : counts.values)
        number += value;
    CHECK(number == 40'000);
    CHECK(counts.values.back() > 0);
}

TEST_CASE("Commits and sends are measured")
{
    tests::PostOffice office;
    office.person(1);
    office.open();
    const auto id = office.queue(1, "measured");
    REQUIRE(office.until_state(id, storage::outbox::State::Accepted));
    const auto number_of = [](const bot::HistogramCounts& counts) {
        std::int64_t number = 0;
        for (const auto value : counts.values)
            number += value;
        return number;
    };
    CHECK(number_of(office.counts().send_milliseconds) == 1);
    const auto writer = office.writer->counts();
    CHECK(writer.commits > 0);
    CHECK(number_of(writer.commit_milliseconds) >= writer.commits); // those read later may be more
    CHECK(writer.jobs_per_commit.sum >= writer.jobs);
}
