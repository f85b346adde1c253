#include "audience_people.h"
#include "opened.h"

#include "storage/notices.h"
#include "storage/opt_outs.h"
#include "storage/received_notices.h"

using namespace storage;
using namespace audience_people;

namespace {

// A notice to everybody, its ledger whole, handed over for people up to `fed_to`.
std::int64_t sent(Transaction& tx, const std::string& texts, std::int64_t fed_to, Time now)
{
    notices::Notice notice;
    notice.author = 1;
    notice.category = "utility";
    notice.texts = texts;
    const auto number = notices::add(tx, notice, now);
    const auto piece = audience::write_ledger(tx, number, {}, everything, 0, 1'000, now);
    notices::note_written(tx, number, { piece.to, piece.recipients, piece.left_out, true });
    notices::note_fed(tx, number, fed_to);
    notices::move(tx, number, { notices::State::Draft }, notices::State::Sending, {}, now);
    return number;
}

std::vector<std::string> texts_of(const std::vector<received_notices::Received>& all)
{
    std::vector<std::string> texts;
    for (const auto& one : all)
        texts.push_back(one.texts);
    return texts;
}

} // namespace

TEST_CASE("She is shown the newest notices that were handed over for her, and no more than asked for")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    enrol(tx);
    const auto she = enrol(tx);
    sent(tx, "first", she, at());
    sent(tx, "second", she, at(1h));
    sent(tx, "not yet hers", she - 1, at(2h));
    CHECK(texts_of(received_notices::of_person(tx, she, 3)) == std::vector<std::string> { "second", "first" });
    CHECK(texts_of(received_notices::of_person(tx, she, 1)) == std::vector<std::string> { "second" });
    CHECK(received_notices::of_person(tx, she, 3).front().started_at == at(1h));
}

TEST_CASE("Who was left out of a notice did not get it")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto she = enrol(tx);
    opt_outs::record(tx, { she, opt_outs::Word::Stop, "whatsapp", "m1", at() });
    sent(tx, "first", she, at());
    CHECK(received_notices::of_person(tx, she, 3).empty());
}
