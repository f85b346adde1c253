// How a person is reached by a notice, and why she is not.

#include "audience_people.h"

#include "storage/consents.h"
#include "storage/deletion.h"
#include "storage/opt_outs.h"

using namespace audience_people;

namespace {

// How the one person of this number stands in the ledger: her channel, or why she is left out.
std::string verdict_on(Transaction& tx, std::int64_t who, const Means& means)
{
    const auto counts = count(tx, {}, means, Grouping::Whole, at());
    REQUIRE(counts.size() == 1);
    const auto& one = counts[0];
    tx.run("INSERT INTO notices (number, author, state, category, texts, audience, except_those, template, "
           "sms_template, picture, buttons, urgent, insisted, fallback_after, content_key, created_at, changed_at) "
           "VALUES (1, $1, 'writing', 'utility', '', '', '', '', '', '', '[]', 0, 0, 0, '', 0, 0) "
           "ON CONFLICT DO NOTHING",
           { who });
    tx.run("DELETE FROM notice_recipients WHERE notice = 1");
    write_ledger(tx, 1, {}, means, 0, 1'000, at());
    const auto row = tx.first("SELECT channel, left_out FROM notice_recipients WHERE notice = 1 AND person = $1",
                              { who }, [](const Row& found) { return found.string(0) + found.string(1); });
    const std::string counted = one.channel.empty() ? std::string { name_of(one.left_out) } : one.channel;
    CHECK(row == counted); // what is previewed is what is written
    return counted;
}

} // namespace

TEST_CASE("How she is reached")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto didi = enrol(tx);
    auto means = everything;
    const auto verdict = [&] { return verdict_on(tx, didi, means); };
    SECTION("by WhatsApp, by its template")
    {
        CHECK(verdict() == "whatsapp");
    }
    SECTION("by SMS where there is no template and the window is shut")
    {
        means.whatsapp_template = false;
        CHECK(verdict() == "sms");
        means.sms = false;
        CHECK(verdict() == "window_shut");
        write_on(tx, didi, "whatsapp", at(-24h)); // shut at this very moment
        CHECK(verdict() == "window_shut");
        write_on(tx, didi, "whatsapp", at(-24h + 1ms));
        CHECK(verdict() == "whatsapp");
    }
    SECTION("by SMS where she wrote last by SMS, if the notice has one")
    {
        write_on(tx, didi, "whatsapp", at(-2h));
        write_on(tx, didi, "sms", at(-1h));
        CHECK(verdict() == "sms");
        means.sms = false;
        CHECK(verdict() == "whatsapp");
    }
    SECTION("by SMS where WhatsApp is off")
    {
        means.whatsapp = false;
        CHECK(verdict() == "sms");
    }
    SECTION("a number that went to somebody else reaches her no more")
    {
        const auto phone = people::phone_of(tx, didi);
        people::change_identities(tx, { "whatsapp", { { people::IdentityKind::Phone, phone } }, {}, at() }, at());
        CHECK(verdict() == "no_address");
    }
}

TEST_CASE("Why she is left out: the reason that weighs most is told")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto didi = people::add(tx, "", at()); // no address, nothing agreed, unknown to the programme
    auto means = everything;
    means.whatsapp_template = means.officers_text = false;
    means.consent_needed = true;
    const auto verdict = [&] { return verdict_on(tx, didi, means); };
    opt_outs::record(tx, { didi, opt_outs::Word::Stop, "sms", "a", at() });
    CHECK(verdict() == "stopped");
    opt_outs::record(tx, { didi, opt_outs::Word::Start, "sms", "b", at() });
    CHECK(verdict() == "no_consent");
    means.consent_needed = false;
    CHECK(verdict() == "no_consent"); // nobody enrolled her and she never joined
    auto officer = *people::get(tx, didi);
    officer.roles = { "coordinator" };
    people::save(tx, officer);
    CHECK(verdict() == "no_officers_text");
    means.officers_text = true;
    CHECK(verdict() == "no_address");
    means.sms = false;
    people::bind_identity(tx, didi, "whatsapp", { people::IdentityKind::UserId, "IN.1" }, at());
    CHECK(verdict() == "window_shut");
    means.sms = true;
    CHECK(verdict() == "window_shut"); // a user id is no number for an SMS
    means.whatsapp = false;
    CHECK(verdict() == "no_address");
}

TEST_CASE("Her word on notices decides: utility goes to all but who refused, marketing only to who agreed")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto didi = enrol(tx);
    auto means = everything;
    const auto agrees = [&](bool given) {
        consents::record(tx, { didi, consents::Purpose::Notices, given, "", "", "", "", "", at() });
    };
    CHECK(verdict_on(tx, didi, means) == "whatsapp");
    means.consent_needed = true;
    CHECK(verdict_on(tx, didi, means) == "no_consent");
    agrees(true);
    CHECK(verdict_on(tx, didi, means) == "whatsapp");
    agrees(false);
    CHECK(verdict_on(tx, didi, means) == "no_consent");
    means.consent_needed = false;
    CHECK(verdict_on(tx, didi, means) == "no_consent");
}

TEST_CASE("Who asked to be forgotten is left out as stopped, and after the purge is in no audience")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto didi = enrol(tx);
    deletion::forget(tx, didi, at());
    CHECK(verdict_on(tx, didi, everything) == "stopped");
    deletion::purge_due(tx, at(24h * 400), 10);
    CHECK(count(tx, {}, everything, Grouping::Whole, at()).empty());
}
