#include "opened.h"

#include "storage/handover.h"
#include "storage/notices.h"
#include "storage/opt_outs.h"
#include "storage/people.h"
#include "storage/recipients.h"
#include "storage/statuses.h"

#include <algorithm>

using namespace storage;
using namespace std::chrono_literals;
using audience::Grouping;
using opened::at;
using outbox::State;

namespace {

using Ids = std::vector<std::int64_t>;

const audience::Means by_whatsapp { .whatsapp = true,
                                    .sms = false,
                                    .whatsapp_template = true,
                                    .consent_needed = false,
                                    .officers_text = true,
                                    .languages = {} };

std::int64_t enrol(Transaction& tx, const std::string& district = "Hardoi")
{
    static int count = 0;
    people::Person row;
    row.name = "Sunita";
    row.district = district;
    row.roles = { "member" };
    const auto phone = "+91" + std::to_string(8'000'000'000 + ++count);
    people::import_person(tx, phone, row, at());
    return people::by_phone(tx, phone)->id;
}

std::int64_t new_notice(Transaction& tx, std::int64_t author)
{
    notices::Notice notice;
    notice.author = author;
    notice.category = "utility";
    notice.buttons = R"(["yes","no"])";
    return notices::add(tx, notice, at());
}

audience::Piece write_piece(Transaction& tx, std::int64_t notice, std::int64_t span)
{
    const auto after = notices::get(tx, notice)->written_to;
    const auto piece = audience::write_ledger(tx, notice, {}, by_whatsapp, after, span, at());
    notices::note_written(tx, notice, { piece.to, piece.recipients, piece.left_out, piece.whole });
    return piece;
}

// Ten people and a notice to all of them, its ledger whole.
std::int64_t to_ten(Transaction& tx)
{
    for (int count = 0; count < 10; ++count)
        enrol(tx, count < 4 ? "Hardoi" : "Kangra");
    const auto notice = new_notice(tx, 1);
    while (!write_piece(tx, notice, 3).whole) {
    }
    return notice;
}

Ids ids_of(const std::vector<recipients::Recipient>& people)
{
    Ids ids;
    for (const auto& one : people)
        ids.push_back(one.person);
    return ids;
}

// Hands over the next ones as the feeder does: rows and cursor together.
Ids feed(Transaction& tx, std::int64_t notice, int limit)
{
    const auto next = recipients::next(tx, notice, notices::get(tx, notice)->fed_to, limit);
    for (const auto& one : next) {
        outbox::Draft message { .person = one.person, .channel = one.channel, .lane = outbox::Lane::Notice };
        message.notice = notice;
        outbox::queue(tx, message, at());
        notices::note_fed(tx, notice, one.person);
    }
    return ids_of(next);
}

void send_all(Transaction& tx, Time now, std::string_view channel = "whatsapp")
{
    for (const auto& message : outbox::claim(tx, channel, 100, now, 30s))
        outbox::settle(tx, message, { .provider_id = std::to_string(message.id), .thousand_paise = 11'500 }, now);
}

void tell(Transaction& tx, std::int64_t message, State state, int error_code = 0)
{
    statuses::Status status { .channel = "whatsapp", .outbox_id = message, .state = state, .at = at(1min) };
    status.error_code = error_code;
    status.error = error_code == 0 ? "" : "no WhatsApp";
    CHECK(statuses::apply(tx, status) == statuses::Applied::Moved);
}

std::int64_t sum(const std::vector<recipients::Became>& became, std::optional<State> state = {},
                 std::optional<std::string> district = {})
{
    std::int64_t messages = 0;
    for (const auto& one : became)
        if ((!state || one.state == *state) && (!district || one.district == *district))
            messages += one.messages;
    return messages;
}

} // namespace

TEST_CASE("The ledger is written in pieces, each person once, and a piece that was lost is written again")
{
    const auto connection = opened::in_memory();
    std::int64_t notice = 0;
    {
        Transaction tx { *connection };
        for (int count = 0; count < 10; ++count)
            enrol(tx);
        notice = new_notice(tx, 1);
        CHECK_FALSE(write_piece(tx, notice, 4).whole);
        tx.commit();
    }
    {
        Transaction lost { *connection };
        CHECK(write_piece(lost, notice, 4).to == 8);
    }
    Transaction tx { *connection };
    CHECK(notices::get(tx, notice)->written_to == 4);
    const auto again = write_piece(tx, notice, 4);
    CHECK(again.to == 8);
    CHECK(again.recipients == 4);
    const auto last = write_piece(tx, notice, 4);
    CHECK(last.whole);
    CHECK(last.to == 10);
    const auto kept = notices::get(tx, notice);
    CHECK(kept->recipients == 10);
    CHECK(kept->written);
    const auto twice = audience::write_ledger(tx, notice, {}, by_whatsapp, 0, 100, at());
    CHECK(twice.recipients == 0); // nobody is named twice
}

TEST_CASE("Recipients are handed over in order, and a hand-over that was lost is done again")
{
    const auto connection = opened::in_memory();
    std::int64_t notice = 0;
    {
        Transaction tx { *connection };
        notice = to_ten(tx);
        CHECK(feed(tx, notice, 4) == Ids { 1, 2, 3, 4 });
        tx.commit();
    }
    {
        Transaction lost { *connection };
        CHECK(feed(lost, notice, 4) == Ids { 5, 6, 7, 8 });
    }
    Transaction tx { *connection };
    CHECK(recipients::open_messages(tx, notice, "whatsapp") == 4);
    CHECK(feed(tx, notice, 4) == Ids { 5, 6, 7, 8 });
    CHECK(feed(tx, notice, 4) == Ids { 9, 10 });
    CHECK(feed(tx, notice, 4).empty());
    CHECK(recipients::open_messages(tx, notice, "whatsapp") == 10);
    CHECK(recipients::open_messages(tx, notice, "sms") == 0);
}

TEST_CASE("A recipient comes with what her letter needs")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    people::Person row;
    row.name = "Kamla";
    row.group_name = "Shakti";
    row.clf = "Ujala";
    row.block = "Sandila";
    row.district = "Hardoi";
    row.language = "hi";
    row.roles = { "coordinator" };
    people::import_person(tx, "+919812345678", row, at());
    const auto notice = new_notice(tx, 1);
    write_piece(tx, notice, 100);
    const auto next = recipients::next(tx, notice, 0, 10);
    REQUIRE(next.size() == 1);
    CHECK(next[0].channel == "whatsapp");
    CHECK(next[0].name == "Kamla");
    CHECK(next[0].group_name == "Shakti");
    CHECK(next[0].clf == "Ujala");
    CHECK(next[0].block == "Sandila");
    CHECK(next[0].district == "Hardoi");
    CHECK(next[0].language == "hi");
    CHECK(next[0].officer);
}

TEST_CASE("Whoever stopped after the ledger was written is passed over, and the ledger says why")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto notice = to_ten(tx);
    for (const std::int64_t who : { 1, 2, 5, 10 })
        opt_outs::record(tx, { who, opt_outs::Word::Stop, "sms", "a", at() });
    CHECK(feed(tx, notice, 2) == Ids { 3, 4 });
    CHECK(feed(tx, notice, 10) == Ids { 6, 7, 8, 9 });
    CHECK(feed(tx, notice, 10).empty());
    CHECK(notices::get(tx, notice)->recipients == 6);
    CHECK(notices::get(tx, notice)->left_out == 4);
    const auto left = recipients::left_out(tx, notice, Grouping::Whole);
    REQUIRE(left.size() == 1);
    CHECK(left[0].why == "stopped");
    CHECK(left[0].people == 4);
    CHECK(recipients::left_out(tx, notice, Grouping::ByDistrict).size() == 2);
}

TEST_CASE("What became of a notice adds up to its recipients at every moment")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto notice = to_ten(tx);
    CHECK(sum(recipients::became(tx, notice, Grouping::Whole), State::Queued) == 10);
    feed(tx, notice, 6);
    CHECK(sum(recipients::became(tx, notice, Grouping::Whole), State::Queued) == 10);
    send_all(tx, at());
    tell(tx, 1, State::Delivered);
    tell(tx, 2, State::Read);
    tell(tx, 3, State::Failed, 131'026);
    const auto whole = recipients::became(tx, notice, Grouping::Whole);
    CHECK(sum(whole) == 10);
    CHECK(sum(whole, State::Queued) == 4);
    CHECK(sum(whole, State::Accepted) == 3);
    CHECK(sum(whole, State::Read) == 1);
    std::int64_t cost = 0;
    for (const auto& one : whole)
        cost += one.thousand_paise;
    CHECK(cost == 6 * 11'500);
    const auto by_district = recipients::became(tx, notice, Grouping::ByDistrict);
    CHECK(sum(by_district) == 10);
    CHECK(sum(by_district, {}, "Hardoi") == 4);
    CHECK(sum(by_district, State::Queued, "Kangra") == 4);
    const auto failed = recipients::failures(tx, notice);
    REQUIRE(failed.size() == 1);
    CHECK(failed[0].error_code == 131'026);
    CHECK(failed[0].messages == 1);
}

TEST_CASE("A message with an attempt nobody knows about stays uncertain in the sums, whatever became of it")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto notice = to_ten(tx);
    feed(tx, notice, 1);
    outbox::settle(tx, outbox::claim(tx, "whatsapp", 1, at(), 30s).at(0),
                   { .state = State::Uncertain, .due_at = at(1s) }, at());
    outbox::resend_uncertain(tx, at(1s));
    send_all(tx, at(1s));
    tell(tx, 1, State::Delivered);
    for (const auto& one : recipients::became(tx, notice, Grouping::Whole))
        CHECK(one.unknowns == (one.state == State::Delivered ? 1 : 0));
}

TEST_CASE("After a time SMS is tried for whom WhatsApp did not reach")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto notice = to_ten(tx);
    feed(tx, notice, 6);
    CHECK(recipients::undelivered(tx, notice, 0, at(6h), { 100, 100 }).people.empty()); // still on their way
    send_all(tx, at());
    tell(tx, 1, State::Delivered);
    tell(tx, 3, State::Failed, 131'026);
    opt_outs::record(tx, { 4, opt_outs::Word::Stop, "sms", "a", at() });
    SECTION("not before")
    {
        const auto young = recipients::undelivered(tx, notice, 0, at(), { 100, 100 });
        CHECK(young.people.empty());
        CHECK(young.looked_to == 0);
        CHECK(young.whole);
    }
    SECTION("those that fell short, each once")
    {
        const auto some = recipients::undelivered(tx, notice, 0, at(1ms), { 2, 100 });
        CHECK(ids_of(some.people) == Ids { 2 });
        CHECK(some.looked_to == 2);
        CHECK_FALSE(some.whole);
        CHECK(some.people[0].channel == "sms");
        const auto more = recipients::undelivered(tx, notice, some.looked_to, at(1ms), { 100, 100 });
        CHECK(ids_of(more.people) == Ids { 3, 5, 6 });
        CHECK(more.whole);
        outbox::queue(tx, { .person = 5, .channel = "sms", .lane = outbox::Lane::Notice, .notice = notice }, at());
        CHECK(ids_of(recipients::undelivered(tx, notice, 0, at(1ms), { 100, 100 }).people) == Ids { 2, 3, 6 });
    }
    SECTION("no more at once than may wait")
    {
        const auto two = recipients::undelivered(tx, notice, 0, at(1ms), { 100, 2 });
        CHECK(ids_of(two.people) == Ids { 2, 3 });
        CHECK(two.looked_to == 3);
        CHECK_FALSE(two.whole);
        const auto rest = recipients::undelivered(tx, notice, two.looked_to, at(1ms), { 100, 100 });
        CHECK(ids_of(rest.people) == Ids { 5, 6 });
        CHECK(rest.whole);
    }
    CHECK(recipients::reached(tx, notice, 1));
    CHECK_FALSE(recipients::reached(tx, notice, 3));
    CHECK_FALSE(recipients::reached(tx, notice + 1, 1));
}

TEST_CASE("A cancelled notice drops what waits, piece by piece, and leaves what was sent")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto notice = to_ten(tx);
    feed(tx, notice, 2);
    send_all(tx, at());
    feed(tx, notice, 3);
    const auto reply = outbox::queue(tx, { .person = 5, .channel = "whatsapp" }, at());
    CHECK(handover::cancelled_yet_queued(tx).empty());
    const auto from = notices::get(tx, notice)->state;
    notices::move(tx, notice, { from }, notices::State::Cancelled, "", at());
    CHECK(handover::cancelled_yet_queued(tx) == Ids { notice });
    CHECK(handover::drop(tx, notice, "cancelled", at(), 2) == 2);
    CHECK(handover::cancelled_yet_queued(tx) == Ids { notice });
    CHECK(handover::drop(tx, notice, "sms", "cancelled", at(), 2) == 0);
    CHECK(handover::drop(tx, notice, "cancelled", at(), 2) == 1);
    CHECK(handover::cancelled_yet_queued(tx).empty());
    CHECK(recipients::open_messages(tx, notice, "whatsapp") == 0);
    CHECK(sum(recipients::became(tx, notice, Grouping::Whole), State::Accepted) == 2);
    CHECK(outbox::get(tx, reply)->state == State::Queued);
}

TEST_CASE("What a pause held back goes again piece by piece")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto notice = to_ten(tx);
    feed(tx, notice, 3);
    for (const auto& message : outbox::claim(tx, "whatsapp", 3, at(), 30s))
        outbox::put_off(tx, message, handover::held);
    CHECK(outbox::claim(tx, "whatsapp", 3, at(240h), 30s).empty());
    CHECK(handover::release(tx, notice, at(1s), 2) == 2);
    CHECK(handover::release(tx, notice, at(1s), 2) == 1);
    CHECK(handover::release(tx, notice, at(1s), 2) == 0);
    CHECK(outbox::claim(tx, "whatsapp", 9, at(1s), 30s).size() == 3);
}

TEST_CASE("The report has a line for each person the notice named")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    opt_outs::record(tx, { enrol(tx), opt_outs::Word::Stop, "sms", "a", at() });
    const auto notice = to_ten(tx);
    feed(tx, notice, 2);
    send_all(tx, at());
    tell(tx, 1, State::Delivered);
    notices::answer(tx, { notice, 2, 1, "whatsapp", "wamid.1" }, at());
    std::vector<recipients::Line> lines;
    recipients::each_line(tx, notice, [&](const recipients::Line& line) { lines.push_back(line); });
    REQUIRE(lines.size() == 11);
    CHECK(lines[0].left_out == "stopped");
    CHECK_FALSE(lines[0].state);
    CHECK(lines[1].state == State::Delivered);
    CHECK(lines[1].button == 1);
    CHECK(lines[1].phone.starts_with("+91"));
    CHECK(lines[1].district == "Hardoi");
    CHECK(lines[1].thousand_paise == 11'500);
    CHECK(lines[1].delivered_at == at(1min));
    CHECK_FALSE(lines[3].state);
    CHECK(lines[3].channel == "whatsapp");
}
