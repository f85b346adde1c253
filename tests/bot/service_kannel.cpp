// SMS from end to end: the real program behind a real Kannel, with a phone that sends and receives.

#include "bot/letter_json.h"
#include "storage/inbox.h"
#include "tests/support/kannel_gateway.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <thread>

using namespace std::chrono_literals;
using storage::outbox::State;
using tests::becomes_true;

namespace {

const std::string sakhi = "919800000021"; // as an operator writes her number

struct Line {
    tests::ServiceProcess service;
    tests::KannelGateway gateway { service };

    Line() { service.start(); }

    // True when all we owe her, `count` messages, was delivered by Kannel's own report.
    bool all_delivered(std::size_t count)
    {
        return becomes_true(
            [&] {
                const auto rows = service.sent_to("+" + sakhi);
                return rows.size() >= count &&
                       std::ranges::all_of(rows, [](const auto& row) { return row.state == State::Delivered; });
            },
            30s);
    }

    std::vector<std::string> texts_sent() const
    {
        std::vector<std::string> texts;
        for (const auto& row : service.sent_to("+" + sakhi))
            texts.push_back("+" + sakhi + " " + bot::letter_from_json(row.letter).text);
        return texts;
    }

    std::vector<std::string> texts_taken() const
    {
        std::vector<std::string> texts;
        service.look([&](storage::Transaction& tx) {
            for (const auto& message : storage::inbox::list(tx, std::nullopt, storage::Time::max(), 1'000))
                texts.push_back(message.text);
        });
        return texts;
    }
};

} // namespace

TEST_CASE("An SMS in Hindi comes through Kannel, and its answer is on her phone, letter by letter, and reported")
{
    Line line;
    line.gateway.send(sakhi, "कमीशन कितना हुआ");
    REQUIRE(line.all_delivered(1));
    CHECK(line.texts_taken() == std::vector<std::string> { "कमीशन कितना हुआ" });
    CHECK(line.service.sent_to("+" + sakhi).at(0).template_key == "commission_balance.paid");
    CHECK(becomes_true([&] { return line.gateway.received() == line.texts_sent(); }, 5s));
    CHECK(line.gateway.received() == line.texts_sent());
    CHECK(line.texts_sent().at(0).find("1,902.50") != std::string::npos);
}

TEST_CASE("Long SMS are one message each, whether the phone or the operator split them")
{
    Line line;
    const std::string long_one = "नमस्ते दीदी, मैंने पिछले महीने बहुत सारे बिजली के बिल जमा किए थे, लेकिन अभी तक मुझे "
                                 "यह नहीं पता चला कि मेरा कमीशन कितना हुआ और वह कब मिलेगा";
    line.gateway.send(sakhi, long_one);
    REQUIRE(line.all_delivered(1));
    CHECK(line.texts_taken() == std::vector<std::string> { long_one });
    line.gateway.send_part(sakhi, "Mera commission ", 1, 2);
    REQUIRE(line.gateway.phones_sent(2));
    std::this_thread::sleep_for(500ms); // until Kannel has read it
    line.gateway.send_part(sakhi, "kitna hua", 2, 2);
    REQUIRE(line.all_delivered(2));
    CHECK(line.texts_taken().size() == 2);
    CHECK(line.texts_taken().at(0) == "Mera commission kitna hua");
}

TEST_CASE("SMS that come while the program is down for ten seconds are neither lost nor taken twice")
{
    Line line;
    line.gateway.send(sakhi, "COM");
    REQUIRE(line.all_delivered(1));
    CHECK(line.service.stop() == 0);
    line.gateway.send(sakhi, "कमीशन कितना हुआ", 5);
    REQUIRE(line.gateway.phones_sent(6));
    std::this_thread::sleep_for(10s);
    line.service.start();
    REQUIRE(line.all_delivered(6));
    CHECK(line.texts_taken().size() == 6);
    CHECK(line.service.sent_to("+" + sakhi).size() == 6);
    CHECK(becomes_true([&] { return line.gateway.received().size() == 6; }, 5s));
    std::this_thread::sleep_for(2s); // what Kannel would still repeat
    CHECK(line.texts_taken().size() == 6);
    CHECK(line.gateway.received().size() == 6);
}
