// What the statements of one ordinary turn cost, a hundred turns a commit on a file. Not a test of the machine: run it
// by hand on a Release build, `test_storage "[cost]"`.

#include "opened.h"

#include "storage/conversations.h"
#include "storage/inbox.h"
#include "storage/outbox.h"
#include "storage/people.h"

#include <ctime>
#include <iostream>

using namespace storage;
using namespace std::chrono_literals;
using opened::at;

namespace {

const std::string raw(1'000, 'x');
const std::string state(400, 's');
const std::string letter(500, 'l');

void take_turn(Transaction& tx, std::int64_t number)
{
    Savepoint part { tx };
    const auto provider_id = "wamid." + std::to_string(number);
    const auto who = std::to_string(9'000'000'000 + number * 7'919 % 100'000);
    inbox::receive(tx, { "whatsapp", provider_id, {}, "text", "अचार 250 रु", raw, at(), at(), "" });
    const auto person = people::find_or_add(
        tx,
        { "whatsapp",
          { { people::IdentityKind::Phone, "+91" + who }, { people::IdentityKind::UserId, "IN." + who } },
          "Sunita",
          at() },
        at());
    auto conversation = conversations::load(tx, person.id, "whatsapp");
    ++conversation.turn;
    conversation.state = state;
    conversations::save(tx, conversation);
    outbox::wake_waiting(tx, person.id, "whatsapp", at());
    outbox::queue(
        tx,
        { .person = person.id, .channel = "whatsapp", .letter = letter, .template_key = "t", .answers = provider_id },
        at());
    inbox::finish(tx, "whatsapp", provider_id, person.id, "asked price");
    part.keep();
}

template <class Work> void measure(const char* what, int batches, int each, Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto processor_begin = std::clock();
    for (int batch = 0; batch < batches; ++batch)
        work(batch);
    const std::chrono::duration<double, std::micro> spent = std::chrono::steady_clock::now() - begin;
    const auto processor = 1e6 * static_cast<double>(std::clock() - processor_begin) / CLOCKS_PER_SEC;
    std::cout << what << ": " << spent.count() / batches / each << " us, of the processor "
              << processor / batches / each << " us\n";
}

} // namespace

TEST_CASE("The cost of a turn", "[.][cost]")
{
    const opened::Folder folder;
    const auto writer = folder.database("samvad.db").open_writer();
    migrate(*writer, opened::migrations, at());
    std::int64_t number = 0;
    const auto batch_of_turns = [&](int) {
        Transaction tx { *writer };
        for (int turn = 0; turn < 100; ++turn)
            take_turn(tx, ++number);
        tx.commit();
    };
    measure("a turn of a new person, commit of 100 shared", 1'000, 100, batch_of_turns);
    measure("a turn of a known person, commit of 100 shared", 1'000, 100, batch_of_turns);
    measure("claiming and settling one message of 100", 100, 100, [&](int) {
        Transaction tx { *writer };
        for (const auto& message : outbox::claim(tx, "whatsapp", 100, at(1s), 30s))
            outbox::settle(tx, message, { .provider_id = "wamid.out." + std::to_string(message.id) }, at(1s));
        tx.commit();
    });
    CHECK(number == 200'000);
}
