#include "opened.h"

#include "storage/audit.h"
#include "storage/complaints.h"
#include "storage/consents.h"
#include "storage/conversations.h"
#include "storage/deletion.h"
#include "storage/identities.h"
#include "storage/inbox.h"
#include "storage/media.h"
#include "storage/opt_outs.h"
#include "storage/orders.h"
#include "storage/outbox.h"
#include "storage/people.h"
#include "storage/products.h"
#include "storage/timers.h"

using namespace storage;
using namespace std::chrono_literals;
using opened::at;
using opened::person;

namespace {

const people::Identity phone { people::IdentityKind::Phone, "+919812345678" };

consents::Consent consent(consents::Purpose purpose, bool given, Time when)
{
    return { 1, purpose, given, "join.notice", "v1", "hi", "whatsapp", "wamid.1", when };
}

// Somebody with one row of everything.
void live(Transaction& tx)
{
    people::find_or_add(tx, { "whatsapp", { phone }, "Sunita", at() }, at());
    inbox::receive(tx, { "whatsapp", "a", 1, "text", "hello", "{}", at(), at(), "" });
    inbox::park(tx, { "whatsapp", "b", 1, "text", "what", "{}", at(), at(), "" }, "{\"text\":\"what\"}", "a fault",
                at());
    outbox::queue(tx, { .person = 1, .channel = "whatsapp", .letter = "{}", .template_key = "t" }, at());
    consents::record(tx, consent(consents::Purpose::Service, true, at()));
    opt_outs::record(tx, { 1, opt_outs::Word::Start, "whatsapp", "a", at() });
    timers::set(tx, { 1, "whatsapp", "expiry", "", at(1h), "" });
    conversations::Conversation conversation;
    conversation.person = 1;
    conversation.state = "{}";
    conversations::save(tx, conversation);
    media::Medium photo;
    photo.person = 1;
    products::Product product;
    product.person = 1;
    product.photo_media = media::want(tx, photo, at());
    products::add(tx, product, at());
    media::settle(tx, media::claim(tx, 1, at(), 1s).at(0), { .sha256 = "aa" });
    orders::Order order;
    order.person = 1;
    orders::import_order(tx, order, at());
    complaints::Complaint complaint;
    complaint.person = 1;
    complaint.assigned = 1;
    complaints::open(tx, complaint, at());
    audit::note(tx, { "import", "import people", 1, "Sunita", at() });
}

} // namespace

TEST_CASE("The last word on each purpose counts, and every word is kept")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    using consents::Purpose;
    CHECK_FALSE(consents::is_given(tx, 1, Purpose::Service));
    consents::record(tx, consent(Purpose::Service, true, at()));
    consents::record(tx, consent(Purpose::Notices, true, at()));
    consents::record(tx, consent(Purpose::Notices, false, at())); // in the same millisecond
    CHECK(consents::is_given(tx, 1, Purpose::Service));
    CHECK_FALSE(consents::is_given(tx, 1, Purpose::Notices));
    CHECK_FALSE(consents::is_given(tx, 1, Purpose::Publishing));
    CHECK(consents::current(tx, 1).size() == 2);
    CHECK(people::get(tx, 1)->joined_at == at());
    consents::record(tx, consent(Purpose::Service, false, at(1h)));
    CHECK_FALSE(people::get(tx, 1)->joined_at);
    CHECK(deletion::my_data(tx, 1).consents == 4);
}

TEST_CASE("Stop holds until start, and both leave their proof")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    CHECK_FALSE(opt_outs::is_stopped(tx, 1));
    const auto number = opt_outs::record(tx, { 1, opt_outs::Word::Stop, "sms", "m1", at() });
    CHECK(opt_outs::is_stopped(tx, 1));
    CHECK(people::get(tx, 1)->stopped_at == at());
    opt_outs::record(tx, { 1, opt_outs::Word::Start, "sms", "m2", at(1h) });
    CHECK_FALSE(opt_outs::is_stopped(tx, 1));
    const auto proof = opt_outs::of_person(tx, 1);
    REQUIRE(proof.size() == 2);
    CHECK(proof[0].provider_id == "m1");
    CHECK(proof[0].number == number);
    CHECK(proof[1].number != number);
    CHECK(proof[0].word == opt_outs::Word::Stop);
}

TEST_CASE("Who asks to be forgotten gets nothing more, and is told the day of the purge")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    live(tx);
    const auto purge_at = deletion::forget(tx, 1, at());
    CHECK(purge_at == at() + std::chrono::days { 365 });
    CHECK(deletion::forget(tx, 1, at(1h)) == purge_at);
    CHECK(opt_outs::is_stopped(tx, 1));
    CHECK(outbox::claim(tx, "whatsapp", 10, at(24h), 1s).empty());
    CHECK_FALSE(timers::next_due_at(tx));
    CHECK(conversations::load(tx, 1, "").state.empty());
    CHECK(deletion::my_data(tx, 1).messages == 2);
    CHECK(deletion::purge_due(tx, purge_at - 1ms, 10).empty());
    CHECK(people::by_phone(tx, phone.value));

    SECTION("she stays after all")
    {
        deletion::take_back(tx, 1);
        CHECK_FALSE(people::get(tx, 1)->deleted_at);
        CHECK(deletion::purge_due(tx, purge_at, 10).empty());
        CHECK(deletion::my_data(tx, 1).products == 1);
    }
    SECTION("the year passes")
    {
        CHECK(deletion::purge_due(tx, purge_at, 10) == std::vector<std::string> { "aa" });
        CHECK_FALSE(people::by_phone(tx, phone.value));
        const auto held = deletion::my_data(tx, 1);
        CHECK(held.messages + held.replies + held.consents + held.photos + held.products + held.complaints == 0);
        CHECK(held.orders == 1);
        CHECK(inbox::parked(tx).empty());
        CHECK(people::get(tx, 1)->profile_name.empty());
        CHECK(audit::list(tx, std::nullopt, 10).at(0).detail.empty());
        CHECK(deletion::purge_due(tx, purge_at, 10).empty());
        deletion::take_back(tx, 1);
        CHECK(people::get(tx, 1)->deleted_at);
    }
}

TEST_CASE("My data counts what is held, by kind")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    live(tx);
    const auto held = deletion::my_data(tx, 1);
    CHECK(held.messages == 2);
    CHECK(held.replies == 1);
    CHECK(held.photos == 1);
    CHECK(held.products == 1);
    CHECK(held.orders == 1);
    CHECK(held.complaints == 1);
    CHECK(held.statements == 0);
}

TEST_CASE("The audit is read newest first, of one person or of all")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    audit::note(tx, { "import", "import people", 1, "", at() });
    audit::note(tx, { "operator", "retry", std::nullopt, "7", at(1h) });
    CHECK(audit::list(tx, std::nullopt, 10).at(0).what == "retry");
    CHECK(audit::list(tx, 1, 10).at(0).what == "import people");
    CHECK(audit::list(tx, 1, 10).size() == 1);
}
