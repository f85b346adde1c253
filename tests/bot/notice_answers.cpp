#include "storage/inbox.h"
#include "storage/people.h"
#include "tests/support/meanwhile.h"
#include "tests/support/memory_phone.h"

#include <catch2/catch.hpp>

TEST_CASE("An answer to a notice is kept like any message, and delivered again it is not answered twice")
{
    tests::MemoryOffice office;
    {
        storage::Transaction tx { office.connection() };
        tests::happen(tx, "(meanwhile +919800000031 sends a notice: कल मेला है)", office.now);
        tx.commit();
    }
    auto tap = tests::text_of("+919800000002", "whatsapp", "wamid.tap", "आऊँगी", office.now);
    tap.message.kind = dialogs::MessageKind::Tap;
    tap.message.option = "notice.1.1";
    CHECK(office.take(tap).outcome == "notice_answer");
    CHECK(office.deliver("whatsapp").size() == 1);
    CHECK(office.take(tap).outcome == "duplicate");
    CHECK(office.deliver("whatsapp").empty());
    storage::Transaction tx { office.connection(), storage::Mode::Read };
    const auto person = storage::people::by_phone(tx, "+919800000002")->id;
    const auto kept = storage::inbox::list(tx, person, office.now + std::chrono::hours { 1 }, 10);
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].outcome == "notice_answer");
}
