#include "opened.h"

#include "storage/audience.h"
#include "storage/consents.h"
#include "storage/conversations.h"
#include "storage/deletion.h"
#include "storage/notices.h"
#include "storage/opt_outs.h"
#include "storage/people.h"

#include <algorithm>

using namespace storage;
using namespace storage::audience;
using namespace std::chrono_literals;
using opened::at;

namespace {

using Ids = std::vector<std::int64_t>;

const Means everything { .whatsapp = true,
                         .sms = true,
                         .whatsapp_template = true,
                         .consent_needed = false,
                         .officers_text = true,
                         .languages = {} };

struct Lives {
    std::string state = "उत्तर प्रदेश", district = "हरदोई", block = "Sandila", clf = "Ujala", group = "Shakti";
    std::string role = "member", language = "hi";
};

// Somebody the programme enrolled, with a phone.
std::int64_t enrol(Transaction& tx, const Lives& lives = {})
{
    static int count = 0;
    people::Person row;
    row.state = lives.state;
    row.district = lives.district;
    row.block = lives.block;
    row.clf = lives.clf;
    row.group_name = lives.group;
    row.language = lives.language;
    row.roles = { lives.role };
    const auto phone = "+91" + std::to_string(9'000'000'000 + ++count);
    people::import_person(tx, phone, row, at());
    return people::by_phone(tx, phone)->id;
}

void write_on(Transaction& tx, std::int64_t who, std::string_view channel, Time when)
{
    auto conversation = conversations::load(tx, who, channel);
    conversation.state = "{}";
    conversation.last_heard_at = when;
    conversation.window_until = when + 24h;
    conversations::save(tx, conversation);
}

Ids reached(Transaction& tx, const Audience& audience, const Means& means = everything)
{
    return some(tx, audience, means, 100, at());
}

Ids wanted(Transaction& tx, const Conditions& conditions)
{
    return reached(tx, { .wanted = conditions, .scope = {}, .except = {} });
}

std::int64_t total(const std::vector<Count>& counts)
{
    std::int64_t sum = 0;
    for (const auto& count : counts)
        sum += count.people;
    return sum;
}

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

TEST_CASE("Everybody is the audience that names nothing")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    CHECK(reached(tx, {}).empty());
    CHECK(count(tx, {}, everything, Grouping::Whole, at()).empty());
    const Ids all { enrol(tx), enrol(tx, { .district = "Kangra" }) };
    CHECK(reached(tx, {}) == all);
    CHECK(some(tx, {}, everything, 1, at()) == Ids { all[0] });
}

TEST_CASE("Values of one kind are alternatives, and kinds are combined")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto hardoi = enrol(tx);
    const auto kangra = enrol(tx, { .state = "Himachal Pradesh",
                                    .district = "Kangra",
                                    .block = "Baijnath",
                                    .clf = "Dhauladhar",
                                    .group = "Jai Ma",
                                    .role = "coordinator",
                                    .language = "en" });
    const auto sitapur = enrol(tx, { .district = "Sitapur", .block = "Biswan", .clf = "Pragati", .group = "Ekta" });
    Conditions is;
    SECTION("district")
    {
        is.districts = { "हरदोई", "Kangra" };
        CHECK(wanted(tx, is) == Ids { hardoi, kangra });
        is.languages = { "en" };
        CHECK(wanted(tx, is) == Ids { kangra });
        is.districts = { "Hardoi" }; // not as it stands in the records
        CHECK(wanted(tx, is).empty());
    }
    SECTION("state")
    {
        is.states = { "उत्तर प्रदेश" };
        CHECK(wanted(tx, is) == Ids { hardoi, sitapur });
    }
    SECTION("block")
    {
        is.blocks = { "Baijnath", "Biswan" };
        CHECK(wanted(tx, is) == Ids { kangra, sitapur });
        is.states = { "Himachal Pradesh" };
        CHECK(wanted(tx, is) == Ids { kangra });
    }
    SECTION("clf")
    {
        is.clfs = { "Ujala" };
        CHECK(wanted(tx, is) == Ids { hardoi });
        is.districts = { "Kangra" };
        CHECK(wanted(tx, is).empty());
    }
    SECTION("group")
    {
        is.groups = { "Jai Ma", "Ekta" };
        CHECK(wanted(tx, is) == Ids { kangra, sitapur });
    }
    SECTION("role")
    {
        is.roles = { "coordinator", "vidyut_sakhi" };
        CHECK(wanted(tx, is) == Ids { kangra });
    }
    SECTION("language")
    {
        is.languages = { "hi" };
        CHECK(wanted(tx, is) == Ids { hardoi, sitapur });
    }
}

TEST_CASE("A channel is that of her last message, or what could reach who never wrote")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto by_sms = enrol(tx);
    const auto by_whatsapp = enrol(tx);
    const auto silent = enrol(tx);
    const auto without_phone = people::add(tx, "", at());
    people::bind_identity(tx, without_phone, "whatsapp", { people::IdentityKind::UserId, "IN.1" }, at());
    tx.run("UPDATE people SET district = 'Kangra' WHERE id = $1", { without_phone });
    write_on(tx, by_sms, "whatsapp", at(-2h));
    write_on(tx, by_sms, "sms", at(-1h));
    write_on(tx, by_whatsapp, "sms", at(-2h));
    write_on(tx, by_whatsapp, "whatsapp", at(-1h));
    Conditions is;
    is.channels = { "sms" };
    CHECK(wanted(tx, is) == Ids { by_sms, silent });
    is.channels = { "whatsapp" };
    CHECK(wanted(tx, is) == Ids { by_whatsapp, silent, without_phone });
}

TEST_CASE("What people did, or did not do, names them")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto busy = enrol(tx);
    const auto idle = enrol(tx);
    const auto reported_on = [&](std::string_view day) {
        tx.run("INSERT INTO daily_collections (person, day, bills, collected_paise, area, reported_at) "
               "VALUES ($1, $2, 1, 100, 'rural', 0)",
               { busy, day });
    };
    const auto order = [&](std::string_view status, Time pack_by) {
        tx.run("INSERT INTO orders (number, order_id, channel, product, person, quantity, amount_paise, pack_by, "
               "status, created_at, changed_at) VALUES (1, '1', 'amazon', '', $1, 1, 1, $2, $3, 0, 0)",
               { busy, value(pack_by), status });
    };
    const auto who = [&](Deed deed, int days = 0) {
        Conditions is;
        is.did = { { deed, days } };
        return wanted(tx, is);
    };
    SECTION("products")
    {
        tx.run("INSERT INTO products (number, person, name, name_key, price_paise, stock, unit, status, created_at, "
               "changed_at) VALUES (1, $1, '', '', 1, '1', 'piece', 'waiting', 0, 0)",
               { busy });
        CHECK(who(Deed::HasProduct) == Ids { busy });
        CHECK(who(Deed::NoProduct) == Ids { idle });
    }
    SECTION("collections")
    {
        reported_on("2026-10-23"); // thirty days before
        CHECK(who(Deed::NoCollection, 30) == Ids { busy, idle });
        CHECK(who(Deed::NoCollection, 31) == Ids { idle });
        reported_on("2026-10-24");
        CHECK(who(Deed::NoCollection, 30) == Ids { idle });
    }
    SECTION("orders to pack")
    {
        order("new", at(24h));
        CHECK(who(Deed::OrderToPack) == Ids { busy });
        CHECK(who(Deed::PackByIn, 1) == Ids { busy });
        CHECK(who(Deed::PackByIn, 0).empty());
        CHECK(who(Deed::PackByIn, 2).empty());
    }
    SECTION("an order that is packed")
    {
        order("packed", at(24h));
        CHECK(who(Deed::OrderToPack).empty());
        CHECK(who(Deed::PackByIn, 1).empty());
    }
    SECTION("joined")
    {
        consents::record(tx, { busy, consents::Purpose::Service, true, "", "", "", "", "", at() });
        CHECK(who(Deed::NotJoined) == Ids { idle });
    }
    SECTION("all of them")
    {
        order("new", at(24h));
        Conditions is;
        is.did = { { Deed::OrderToPack, 0 }, { Deed::NoProduct, 0 } };
        CHECK(wanted(tx, is) == Ids { busy });
        is.did.push_back({ Deed::HasProduct, 0 });
        CHECK(wanted(tx, is).empty());
    }
}

TEST_CASE("The scope narrows what is wanted")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto hardoi = enrol(tx);
    const auto kangra = enrol(tx, { .district = "Kangra" });
    Audience audience;
    audience.scope.emplace().districts = { "Kangra" };
    CHECK(reached(tx, audience) == Ids { kangra });
    audience.wanted.districts = { "Kangra", "हरदोई" };
    CHECK(reached(tx, audience) == Ids { kangra });
    audience.wanted.districts = { "हरदोई" };
    CHECK(reached(tx, audience).empty());
    CHECK(count(tx, audience, everything, Grouping::Whole, at()).empty());
    const auto nobody = write_ledger(tx, 1, audience, everything, 0, 1'000, at());
    CHECK(nobody.whole);
    CHECK(nobody.recipients + nobody.left_out == 0);
    audience.scope->districts = {};
    audience.scope->clfs = { "Ujala" };
    CHECK(reached(tx, audience) == Ids { hardoi });
}

TEST_CASE("Whoever meets all kinds of the exception is taken away, nobody else")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto member = enrol(tx);
    const auto officer = enrol(tx, { .role = "coordinator" });
    const auto far = enrol(tx, { .district = "Kangra", .role = "coordinator" });
    Audience audience;
    audience.except.emplace().roles = { "coordinator" };
    CHECK(reached(tx, audience) == Ids { member });
    audience.except->districts = { "Kangra" };
    CHECK(reached(tx, audience) == Ids { member, officer });
    audience.except.emplace(); // names nothing
    CHECK(reached(tx, audience) == Ids { member, officer, far });
    audience.except->did = { { Deed::NoProduct, 0 } };
    CHECK(reached(tx, audience).empty());
}

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
        people::change_identities(tx, "whatsapp", { { people::IdentityKind::Phone, phone } }, {}, at());
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
    tx.run("INSERT INTO roles (person, role) VALUES ($1, 'coordinator')", { didi });
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

TEST_CASE("Counts are by channel, window, language, text and district")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    write_on(tx, enrol(tx), "whatsapp", at(-1h));
    enrol(tx);
    enrol(tx);
    enrol(tx, { .district = "Kangra", .language = "en" });
    enrol(tx, { .role = "coordinator" });
    const auto whole = count(tx, {}, everything, Grouping::Whole, at());
    CHECK(total(whole) == 5);
    CHECK(whole.size() == 4);
    CHECK(std::ranges::all_of(whole, [](const Count& one) { return one.district.empty(); }));
    const auto plain = std::ranges::find_if(
        whole, [](const Count& one) { return one.language == "hi" && !one.window_open && !one.officer; });
    REQUIRE(plain != whole.end());
    CHECK(plain->people == 2);
    CHECK(plain->channel == "whatsapp");
    CHECK(plain->left_out == LeftOut::None);
    const auto by_district = count(tx, {}, everything, Grouping::ByDistrict, at());
    const auto kangra = std::ranges::find(by_district, "Kangra", &Count::district);
    REQUIRE(kangra != by_district.end());
    CHECK(kangra->people == 1);
    CHECK(kangra->language == "en");
}

TEST_CASE("Spellings are those of the records, each once")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    people::add(tx, "", at());
    enrol(tx);
    enrol(tx, { .district = "Kangra", .group = "" });
    enrol(tx, { .district = "Kangra" });
    using Names = std::vector<std::string>;
    CHECK(spellings(tx, NameKind::District) == Names { "Kangra", "हरदोई" });
    CHECK(spellings(tx, NameKind::State) == Names { "उत्तर प्रदेश" });
    CHECK(spellings(tx, NameKind::Block) == Names { "Sandila" });
    CHECK(spellings(tx, NameKind::Clf) == Names { "Ujala" });
    CHECK(spellings(tx, NameKind::Group) == Names { "Shakti" });
}
