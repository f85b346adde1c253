#include "audience_people.h"

#include "storage/consents.h"

#include <algorithm>

using namespace audience_people;

namespace {

using Ids = std::vector<std::int64_t>;

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

TEST_CASE("Shares of the numbers add up to the whole")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto first = enrol(tx);
    enrol(tx, { .district = "Kangra" });
    const auto last = enrol(tx, { .language = "en" });
    Conditions hardoi;
    hardoi.districts = { "हरदोई" };
    for (const auto& audience : { Audience {}, Audience { .wanted = hardoi, .scope = {}, .except = {} } }) {
        const auto whole = total(count(tx, audience, everything, Grouping::Whole, at()));
        const auto one = total(count(tx, audience, everything, Grouping::Whole, at(), { 0, first }));
        const auto rest = total(count(tx, audience, everything, Grouping::Whole, at(), { first, last_number(tx) }));
        CHECK(one == 1);
        CHECK(one + rest == whole);
        CHECK(total(count(tx, audience, everything, Grouping::Whole, at(), { last, last + 5 })) == 0);
    }
}

TEST_CASE("Whether anybody meets it, also those who cannot be reached")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    CHECK_FALSE(has_anybody(tx, {}, at()));
    auto stopped = people::get(tx, enrol(tx, { .district = "Kangra" })).value();
    stopped.stopped_at = at();
    people::save(tx, stopped);
    Conditions kangra, hardoi;
    kangra.districts = { "Kangra" };
    hardoi.districts = { "हरदोई" };
    CHECK(has_anybody(tx, { .wanted = kangra, .scope = {}, .except = {} }, at()));
    CHECK_FALSE(has_anybody(tx, { .wanted = hardoi, .scope = {}, .except = {} }, at()));
    CHECK_FALSE(has_anybody(tx, { .wanted = kangra, .scope = hardoi, .except = {} }, at()));
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
