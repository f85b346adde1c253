// The commands as an operator runs them: the real program as a process, its output and its exit code.

#include "bot/arrival_json.h"
#include "bot/clock.h"
#include "bot/commands/draw.h"
#include "bot/config.h"
#include "dialogs/load.h"
#include "storage/complaints.h"
#include "storage/conversations.h"
#include "storage/inbox.h"
#include "storage/migrate.h"
#include "storage/outbox.h"
#include "storage/people.h"
#include "storage/products.h"
#include "tests/support/files.h"
#include "tests/support/process.h"
#include "tests/support/records_of.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

namespace {

using nlohmann::json;
using tests::objects_of;
using tests::Workplace;
using tests::written;

const std::filesystem::path source { SAMVAD_SOURCE_DIR };
const std::string sunita = "+919800000001";

const std::string people = "phone,name,roles,group,clf,block,district,state,language\n"
                           "9800000001,सुनीता देवी,member,लक्ष्मी SHG,,Sandila,Hardoi,Uttar Pradesh,hi\n"
                           "9800000021,मीरा,vidyut_sakhi;member,,,,,,hi-Latn\n";
const std::string orders = "order_id,channel,product,phone,quantity,amount_paise,pack_by,status\n"
                           "402-1,amazon,पापड़,9800000001,2,50000,2026-11-23 18:00,new\n";
const std::string commissions = "phone,period_from,period_to,bills,collected_paise,earned_paise,paid_paise,paid_on,"
                                "reference,account_last4\n"
                                "9800000021,2026-10-01,2026-10-31,40,4000000,80000,0,,,\n";

void import_all(const Workplace& place)
{
    place.write("people.csv", people);
    place.write("orders.csv", orders);
    place.write("commissions.csv", commissions);
    for (const std::string kind : { "people", "orders", "commissions" })
        REQUIRE(place.run("import " + kind + " " + kind + ".csv").code == 0);
}

dialogs::Arrival arrival_of(const std::string& id, const std::string& text)
{
    dialogs::Arrival arrival;
    arrival.provider_id = id;
    arrival.channel = "whatsapp";
    arrival.sender = { { dialogs::IdentityKind::Phone, sunita } };
    arrival.sent_at = bot::system_time();
    arrival.message.text = text;
    return arrival;
}

std::int64_t park(const Workplace& place, const dialogs::Arrival& arrival)
{
    return written(place, [&](storage::Transaction& tx) {
        storage::inbox::Inbound inbound;
        inbound.channel = arrival.channel;
        inbound.provider_id = arrival.provider_id;
        inbound.kind = "text";
        inbound.sent_at = arrival.sent_at;
        inbound.received_at = arrival.sent_at;
        return storage::inbox::park(tx, inbound, bot::to_json(arrival), "a fault", arrival.sent_at);
    });
}

// The data folder, to be spoilt.
void copy_data(const Workplace& place)
{
    const auto data = place.folder() / "data";
    std::filesystem::create_directories(data / "dialogs");
    std::filesystem::copy(source / "dialogs/flows", data / "dialogs/flows");
    std::filesystem::copy(source / "dialogs/menu.json", data / "dialogs/menu.json");
    std::filesystem::copy(source / "locales", data / "locales", std::filesystem::copy_options::recursive);
}

} // namespace

TEST_CASE("the program tells its version, and its commands with an example each")
{
    const Workplace place;
    const auto version = place.run("--version");
    CHECK(version.code == 0);
    CHECK_THAT(version.out, Catch::StartsWith("samvad "));
    const auto help = place.run("--help");
    CHECK(help.code == 0);
    CHECK_THAT(help.out, Catch::Contains("Examples:"));
    for (const std::string command :
         { "serve", "chat", "check", "draw", "import", "list", "retry", "backup", "doctor" })
    {
        CHECK_THAT(help.out, Catch::Contains("  " + command + " "));
        const auto its_help = place.run(command + " --help");
        CHECK(its_help.code == 0);
        CHECK_THAT(its_help.out, Catch::Contains("Example") && Catch::Contains(" " + command + " "));
    }
}

TEST_CASE("a command that is wrong ends with a sentence and a code")
{
    const Workplace place;
    CHECK(place.run("").code != 0);
    CHECK(place.run("dance").code != 0);
    CHECK(place.run("import cows cows.csv").code != 0);
    const auto nothing_there = place.run("list people");
    CHECK(nothing_there.code == 1);
    CHECK_THAT(nothing_there.err, Catch::StartsWith("samvad: ") && Catch::Contains("there is no database yet"));
    const auto unknown = place.run("list people", "SAMVAD_DATABSE=sqlite:x");
    CHECK(unknown.code == 1);
    CHECK_THAT(unknown.err, Catch::Contains("SAMVAD_DATABASE"));
}

TEST_CASE("check proves what is delivered and counts the SMS of every text")
{
    const Workplace place;
    const auto checked = place.run("check");
    CHECK(checked.code == 0);
    CHECK_THAT(checked.out, Catch::EndsWith("all good\n"));
    CHECK_THAT(checked.out, Catch::Contains("SMS parts") && Catch::Contains("add_product.price.ask"));
    CHECK_THAT(checked.out, Catch::Contains("WhatsApp is off"));
}

TEST_CASE("check tells faults of settings, dialogs and texts together, and fails")
{
    const Workplace place;
    copy_data(place);
    place.write("data/dialogs/flows/join.json", R"({"dialog": "join", "steps": [{"ask": "name", "as": "poem"}]})");
    const auto checked = place.run("check", "SAMVAD_DATA=data SAMVAD_LOG=xml");
    CHECK(checked.code == 1);
    CHECK_THAT(checked.out, Catch::Contains("settings: SAMVAD_LOG"));
    CHECK_THAT(checked.out, Catch::Contains("join.json") && Catch::Contains("poem"));
    CHECK_THAT(checked.out, Catch::EndsWith("FAULTY: the service would not start\n"));
}

TEST_CASE("check says how many open conversations a changed dialog touches")
{
    const Workplace place;
    import_all(place);
    REQUIRE(place.run("retry " + std::to_string(park(place, arrival_of("wamid.1", "hello")))).code == 0);
    CHECK_THAT(place.run("check").out, Catch::Contains("open conversations: 1\n") && !Catch::Contains("has changed"));
    copy_data(place);
    const auto flow = place.folder() / "data/dialogs/flows/join.json";
    tests::write_file(flow, tests::read_file(flow) + "\n");
    CHECK_THAT(place.run("check", "SAMVAD_DATA=data").out,
               Catch::Contains("dialog join has changed: 1 open conversation began with another version"));
}

TEST_CASE("the table of the settings can be printed for the README")
{
    CHECK(Workplace {}.run("check --settings-table").out == bot::settings_table());
}

TEST_CASE("a dialog is drawn as a Mermaid flowchart, and one that is not there is told with what was meant")
{
    const Workplace place;
    const auto drawn = place.run("draw add_product");
    CHECK(drawn.code == 0);
    CHECK_THAT(drawn.out, Catch::StartsWith("flowchart TD\n") && Catch::Contains("save_product -->|saved|"));
    const auto missing = place.run("draw ad_product");
    CHECK(missing.code == 1);
    CHECK_THAT(missing.err, Catch::Contains("did you mean \"add_product\"?"));
}

TEST_CASE("the drawings in dialogs/README.md are those of the dialogs as they are")
{
    const auto loaded = dialogs::load(source / "dialogs");
    REQUIRE(loaded.faults.empty());
    INFO("dialogs/README.md is old: run samvad draw --readme");
    CHECK((tests::read_file(source / "dialogs/README.md") == bot::drawings_page(loaded.dialogs)));
}

TEST_CASE("what was imported is listed, for machines and for people")
{
    const Workplace place;
    import_all(place);
    const auto members = objects_of(place.run("list people --json").out);
    REQUIRE(members.size() == 2);
    CHECK(members[0]["phone"] == sunita);
    CHECK(members[0]["name"] == "सुनीता देवी");
    CHECK(members[1]["roles"] == json({ "member", "vidyut_sakhi" }));
    const auto order = objects_of(place.run("list orders --json").out).at(0);
    CHECK(order["order_id"] == "402-1");
    CHECK(order["amount_paise"] == 50'000);
    CHECK(order["phone"] == sunita);
    CHECK(order["pack_by"] == "2026-11-23T18:00:00.000+05:30");
    const auto statement = objects_of(place.run("list commissions --json").out).at(0);
    CHECK(statement["earned_paise"] == 80'000);
    CHECK(statement["paid_on"].is_null());
    CHECK_THAT(place.run("list orders").out,
               Catch::Contains("amount (Rs)") && Catch::Contains("500.00") && Catch::Contains("2026-11-23 18:00"));
}

TEST_CASE("a list can be of one phone and of few rows")
{
    const Workplace place;
    import_all(place);
    CHECK(objects_of(place.run("list people --json --phone 9800000021").out).size() == 1);
    CHECK(objects_of(place.run("list people --json --limit 1").out).size() == 1);
    CHECK(objects_of(place.run("list orders --json --phone +919800000021").out).empty());
    const auto nobody = place.run("list people --json --phone 9800000099");
    CHECK(nobody.out.empty());
    CHECK_THAT(nobody.err, Catch::Contains("nobody here has +919800000099"));
    CHECK(place.run("list people --phone 12").code == 1);
    CHECK(place.run("list people --limit 0").code != 0);
}

TEST_CASE("products, complaints and messages of both directions are listed with their names")
{
    const Workplace place;
    import_all(place);
    written(place, [](storage::Transaction& tx) {
        const auto now = bot::system_time();
        const auto her = storage::people::by_phone(tx, sunita)->id;
        storage::products::Product product;
        product.person = her;
        product.name = product.name_key = "शहद";
        product.price_paise = 25'000;
        product.stock = "2.5";
        product.unit = "kilogram";
        storage::products::add(tx, product, now);
        storage::complaints::Complaint complaint;
        complaint.person = her;
        complaint.kind = "person";
        complaint.due_at = now - std::chrono::days { 2 };
        storage::complaints::open(tx, complaint, now);
        storage::inbox::receive(tx, { "whatsapp", "wamid.1", her, "text", "नमस्ते", "{}", now, now, "answered" });
        storage::outbox::Draft reply;
        reply.person = her;
        reply.channel = "whatsapp";
        reply.letter = "{}";
        reply.template_key = "engine.menu";
        reply.due_at = now;
        return storage::outbox::queue(tx, reply, now);
    });
    const auto product = objects_of(place.run("list products --json").out).at(0);
    CHECK(product["price_paise"] == 25'000);
    CHECK(product["stock"] == 2.5);
    CHECK(product["unit"] == "kilogram");
    CHECK(product["status"] == "checking");
    CHECK(product["phone"] == sunita);
    const auto complaint = objects_of(place.run("list complaints --json").out).at(0);
    CHECK(complaint["state"] == "recorded");
    CHECK(complaint["overdue_days"] == 2);
    const auto out = place.run("list messages --json --phone " + sunita).out;
    const auto messages = objects_of(out);
    REQUIRE(messages.size() == 2);
    CHECK(messages[0]["direction"] == "in");
    CHECK(messages[0]["provider_id"] == "wamid.1");
    CHECK(messages[0]["kind"] == "text");
    CHECK(messages[0]["outcome"] == "answered");
    CHECK(messages[1]["direction"] == "out");
    CHECK(messages[1]["kind"] == "reply");
    CHECK(messages[1]["outcome"] == "queued");
    CHECK_THAT(out, !Catch::Contains("नमस्ते")); // who looks at the traffic does not read her words
    CHECK(objects_of(place.run("list messages --json").out) == messages);
    CHECK(objects_of(place.run("list messages --json --limit 1").out).at(0)["direction"] == "out");
}

TEST_CASE("a message that was parked is shown, taken again and answered once")
{
    const Workplace place;
    import_all(place);
    const auto id = park(place, arrival_of("wamid.7", "hello"));
    const auto parked = objects_of(place.run("list parked --json --phone " + sunita).out);
    REQUIRE(parked.size() == 1);
    CHECK(parked[0]["id"] == id);
    CHECK(parked[0]["reason"] == "a fault");
    CHECK(objects_of(place.run("list parked --json --phone 9800000021").out).empty());
    CHECK(place.run("retry " + std::to_string(id)).code == 0);
    CHECK(place.run("list parked --json").out.empty());
    const auto messages = objects_of(place.run("list messages --json").out);
    REQUIRE(messages.size() == 2);
    CHECK(messages[0]["provider_id"] == "wamid.7");
    CHECK(messages[0]["outcome"] != "parked");
    CHECK(messages[1]["direction"] == "out");
    const auto again = place.run("retry " + std::to_string(id));
    CHECK(again.code == 1);
    CHECK_THAT(again.out, Catch::Contains("no such message is parked"));
    CHECK(place.run("retry").code != 0);
    CHECK(place.run("retry --all").code == 0);
}

TEST_CASE("a message that fails again is parked again, and she is not told a second time")
{
    const Workplace place;
    import_all(place);
    written(place, [](storage::Transaction& tx) {
        storage::conversations::Conversation broken;
        broken.person = storage::people::by_phone(tx, sunita)->id;
        broken.channel = "whatsapp";
        broken.state = "rubbish";
        storage::conversations::save(tx, broken);
        return true;
    });
    const auto id = park(place, arrival_of("wamid.8", "hello"));
    const auto again = place.run("retry " + std::to_string(id));
    CHECK(again.code == 1);
    CHECK_THAT(again.out, Catch::Contains("failed again and is parked as"));
    CHECK(objects_of(place.run("list parked --json").out).size() == 1);
    for (const auto& message : objects_of(place.run("list messages --json").out))
        CHECK(message["direction"] == "in");
}

TEST_CASE("a bad table is refused with everything that is wrong, and leaves the database as it was")
{
    const Workplace place;
    place.write("people.csv", people + "12,A,,,,,,,\n");
    const auto refused = place.run("import people people.csv");
    CHECK(refused.code == 1);
    CHECK_THAT(refused.err, Catch::Contains("line 4, phone: \"12\" is no phone number"));
    CHECK(place.run("list people --json").out.empty());
    place.write("people.csv", people);
    CHECK_THAT(place.run("import people people.csv --dry-run").out,
               Catch::Contains("2 added") && Catch::Contains("dry run"));
    CHECK(place.run("list people --json").out.empty());
    CHECK_THAT(place.run("import people people.csv").out,
               Catch::Contains("2 rows; 2 added, 0 changed, 0 as they were"));
    CHECK_THAT(place.run("import people people.csv").out,
               Catch::Contains("2 rows; 0 added, 0 changed, 2 as they were"));
}

TEST_CASE("a table is imported while another process holds the database open and has just written to it")
{
    const Workplace place;
    const auto service = place.database().open_writer();
    storage::migrate(*service, source / "storage/migrations", bot::system_time());
    import_all(place);
    storage::Transaction tx { *service };
    CHECK(storage::people::by_phone(tx, sunita).has_value());
}

TEST_CASE("a backup is a database of its own, and no file is written over")
{
    const Workplace place;
    import_all(place);
    CHECK(place.run("backup copy.db").code == 0);
    const auto listed = place.run("list people --json", "SAMVAD_DATABASE=sqlite:copy.db").out;
    CHECK(objects_of(listed).size() == 2);
    CHECK(listed == place.run("list people --json").out);
    const auto again = place.run("backup copy.db");
    CHECK(again.code == 1);
    CHECK_THAT(again.err, Catch::Contains("the file is there already"));
    CHECK(place.run("backup copy2.db", "SAMVAD_DATABASE=sqlite:nowhere.db").code == 1);
}
