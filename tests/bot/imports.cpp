// The programme's tables: taken whole or not at all, every bad row told, and the second time nothing changes.

#include "bot/imports.h"
#include "storage/audit.h"
#include "storage/commissions.h"
#include "storage/migrate.h"
#include "storage/orders.h"
#include "storage/people.h"
#include "storage/products.h"

#include <catch2/catch.hpp>

#include <fstream>

#include <unistd.h>

namespace {

using namespace std::chrono_literals;
using bot::Writing;

const std::string people_header = "phone,name,roles,group,clf,block,district,state,language\n";
const std::string orders_header = "order_id,channel,product,phone,quantity,amount_paise,pack_by,status\n";
const std::string commissions_header = "phone,period_from,period_to,bills,collected_paise,earned_paise,paid_paise,"
                                       "paid_on,reference,account_last4\n";
const std::string sunita = "9800000001,सुनीता देवी,member,लक्ष्मी SHG,उन्नति CLF,Sandila,Hardoi,Uttar Pradesh,hi\n";

const storage::Time now = storage::from_milliseconds(1'795'312'800'000);

// A database in memory and files that go with the test.
class Office {
public:
    Office() : connection_(storage::Database { "sqlite::memory:" }.open_writer())
    {
        storage::migrate(*connection_, SAMVAD_SOURCE_DIR "/storage/migrations", now);
    }

    ~Office()
    {
        std::error_code ignored;
        std::filesystem::remove(file_, ignored);
    }

    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    bot::Imported import(std::string_view kind, const std::string& text, Writing writing = Writing::Real)
    {
        std::ofstream { file_, std::ios::binary } << text;
        return bot::import_file(*connection_, { kind, file_, writing, "operator:test", now },
                                [this](std::size_t done, std::size_t all) { progress = { done, all }; });
    }

    std::string refusal_of(std::string_view kind, const std::string& text)
    {
        try {
            import(kind, text);
        } catch (const bot::BadImport& bad) {
            return bad.what();
        }
        return "taken";
    }

    template <class Look> auto look(Look look)
    {
        storage::Transaction tx { *connection_, storage::Mode::Read };
        return look(tx);
    }

    std::size_t people()
    {
        return look([](auto& tx) { return storage::people::list(tx, 0, 1000).size(); });
    }

    std::optional<storage::people::Person> person(const std::string& phone)
    {
        return look([&](auto& tx) { return storage::people::by_phone(tx, phone); });
    }

    std::vector<storage::orders::Order> orders()
    {
        return look([](auto& tx) { return storage::orders::list(tx, 0, 1000); });
    }

    std::int64_t add_product(const std::string& phone, const std::string& name, const std::string& key)
    {
        storage::Transaction tx { *connection_ };
        storage::products::Product product;
        product.person = storage::people::by_phone(tx, phone)->id;
        product.name = name;
        product.name_key = key;
        product.stock = "1";
        product.unit = "packet";
        const auto number = storage::products::add(tx, product, now);
        tx.commit();
        return number.value();
    }

    std::pair<std::size_t, std::size_t> progress { 0, 0 };

private:
    std::unique_ptr<storage::Connection> connection_;
    std::filesystem::path file_ =
        std::filesystem::temp_directory_path() / ("samvad_import_" + std::to_string(getpid()) + ".csv");
};

} // namespace

TEST_CASE("people are imported with all that the file says of them")
{
    Office office;
    const auto imported =
        office.import("people", "\xEF\xBB\xBF" + people_header + sunita +
                                    "\"+91 98000-00021\",\"मीरा\n देवी\",vidyut_sakhi; member,,,,,,hi-Latn\n");
    CHECK(imported.rows == 2);
    CHECK(imported.added == 2);
    CHECK(office.progress == std::pair<std::size_t, std::size_t> { 2, 2 });
    const auto first = office.person("+919800000001").value();
    CHECK(first.name == "सुनीता देवी");
    CHECK(first.group_name == "लक्ष्मी SHG");
    CHECK(first.clf == "उन्नति CLF");
    CHECK(first.block == "Sandila");
    CHECK(first.district == "Hardoi");
    CHECK(first.state == "Uttar Pradesh");
    CHECK(first.language == "hi");
    CHECK_FALSE(first.joined_at); // only she herself can agree
    const auto second = office.person("+919800000021").value();
    CHECK(second.name == "मीरा देवी");
    CHECK(second.roles == std::vector<std::string> { "member", "vidyut_sakhi" });
}

TEST_CASE("importing the same file again changes nothing, and a changed row is told as changed")
{
    Office office;
    office.import("people", people_header + sunita);
    const auto again = office.import("people", people_header + sunita);
    CHECK(again.same == 1);
    CHECK(again.added + again.changed == 0);
    const auto changed = office.import("people", people_header + "+919800000001,सुनीता,,,,,Hardoi,,\n");
    CHECK(changed.changed == 1);
    CHECK(office.people() == 1);
    CHECK(office.person("+919800000001")->group_name == "लक्ष्मी SHG"); // an empty cell takes nothing away
    CHECK(office.look([](auto& tx) { return storage::audit::list(tx, std::nullopt, 10).size(); }) == 2);
}

TEST_CASE("a dry run says what would change and writes nothing")
{
    Office office;
    CHECK(office.import("people", people_header + sunita, Writing::Tried).added == 1);
    CHECK(office.people() == 0);
}

TEST_CASE("if one row is bad nothing is written, and every bad cell is told with line, column and mend")
{
    Office office;
    const auto told = office.refusal_of("people", people_header + sunita +
                                                      "12345,,boss,,,,,,fr\n"
                                                      "9800000002,B,,,,,,,\n"
                                                      "98000 00002,C,,,,,,,\n"
                                                      "9800000003,D\n");
    CHECK(office.people() == 0);
    CHECK_THAT(told, Catch::Contains("nothing was written; 3 of 5 rows are bad"));
    CHECK_THAT(told, Catch::Contains("line 3, phone: \"12345\" is no phone number; write ten digits"));
    CHECK_THAT(told, Catch::Contains("line 3, name: is empty; fill it in"));
    CHECK_THAT(told, Catch::Contains("line 3, roles: \"boss\" is no role; write member"));
    CHECK_THAT(told, Catch::Contains("line 3, language: \"fr\""));
    CHECK_THAT(told, Catch::Contains("line 5, phone: is the same person as in line 4"));
    CHECK_THAT(told, Catch::Contains("line 6: 2 cells where the header has 9"));
}

TEST_CASE("a header with columns too many, too few or twice is refused with the header it must have")
{
    Office office;
    const auto told = office.refusal_of("people", "phone,name,roles,group,clf,block,village,state,state\n");
    CHECK_THAT(told, Catch::Contains("column \"village\" is not known"));
    CHECK_THAT(told, Catch::Contains("column state stands there twice"));
    CHECK_THAT(told, Catch::Contains("column district is missing") && Catch::Contains("column language is missing"));
    CHECK_THAT(told, Catch::Contains("the header must be phone,name,roles,group,clf,block,district,state,language"));
    CHECK_THAT(office.refusal_of("people", "phone;name;roles\n"), Catch::Contains("separate them by commas"));
    CHECK_THAT(office.refusal_of("people", ""), Catch::Contains("the file is empty"));
}

TEST_CASE("the columns may stand in any order, and blank rows of a spreadsheet are passed over")
{
    Office office;
    CHECK(office
              .import("people",
                      "name,phone,language,roles,group,clf,block,district,state\n,,,,,,,,\nरीता,9800000004,en,,,,,,\n")
              .added == 1);
    CHECK(office.person("+919800000004")->name == "रीता");
}

TEST_CASE("orders are imported for people who are known, and stand for their product by number or by name")
{
    Office office;
    office.import("people", people_header + sunita);
    const auto number = office.add_product("+919800000001", "आम का अचार", "आम का अचार");
    const auto imported =
        office.import("orders", orders_header + "402-1,Amazon," + std::to_string(number) +
                                    ",9800000001,2,50000,2026-11-23 18:00,new\n"
                                    "402-2,flipkart,आम  का अचार,9800000001,1,25000,2026-11-24,accepted\n"
                                    "402-3,flipkart,पापड़,9800000001,1,9900,2026-11-24T12:30:00Z,packed\n"
                                    "402-4,meesho,पापड़,9800000001,1,9900,,delivered\n");
    CHECK(imported.added == 4);
    const auto orders = office.orders();
    REQUIRE(orders.size() == 4);
    CHECK(orders[0].channel == "amazon");
    CHECK(orders[0].product == "आम का अचार");
    CHECK(orders[0].quantity == 2);
    CHECK(orders[0].amount_paise == 50'000);
    CHECK(orders[0].pack_by ==
          storage::Time { std::chrono::sys_days { std::chrono::year { 2026 } / 11 / 23 } + 12h + 30min });
    CHECK(orders[1].product == "आम का अचार");
    CHECK(orders[1].pack_by ==
          storage::Time { std::chrono::sys_days { std::chrono::year { 2026 } / 11 / 24 } + 18h + 29min });
    CHECK(orders[2].product == "पापड़"); // a product she has not registered here is still hers to pack
    CHECK(orders[2].pack_by ==
          storage::Time { std::chrono::sys_days { std::chrono::year { 2026 } / 11 / 24 } + 12h + 30min });
    CHECK_FALSE(orders[3].pack_by);
    CHECK(orders[3].status == storage::orders::Status::Delivered);
}

TEST_CASE("an order imported again moves forward only")
{
    Office office;
    office.import("people", people_header + sunita);
    const std::string row = "402-1,amazon,पापड़,9800000001,1,9900,2026-11-24,";
    office.import("orders", orders_header + row + "packed\n");
    CHECK(office.import("orders", orders_header + row + "packed\n").same == 1);
    CHECK(office.import("orders", orders_header + row + "new\n").same == 1);
    CHECK(office.orders().front().status == storage::orders::Status::Packed);
    CHECK(office.import("orders", orders_header + row + "delivered\n").changed == 1);
    CHECK(office.orders().front().status == storage::orders::Status::Delivered);
}

TEST_CASE("an order of somebody unknown, of another's product, or with odd figures is refused")
{
    Office office;
    office.import("people", people_header + sunita + "9800000002,रीता,,,,,,,\n");
    const auto hers = std::to_string(office.add_product("+919800000002", "शहद", "शहद"));
    const auto told = office.refusal_of(
        "orders", orders_header + "1,amazon,पापड़,9800000077,1,100,,new\n" + "2,amazon," + hers +
                      ",9800000001,1,100,,new\n" + "3,amazon,पापड़,9800000001,0,\"1,000\",tomorrow,sold\n" +
                      "4,amazon,पापड़,9800000001,1,-5,2026-02-30,new\n" +
                      "5,amazon,पापड़,9800000001,1,100,2026-11-24 25:00,new\n" +
                      "6,amazon,पापड़,9800000001,1,100,,new\n6,AMAZON,पापड़,9800000001,1,100,,new\n");
    CHECK(office.orders().empty());
    CHECK_THAT(told, Catch::Contains("line 2, phone: nobody here has +919800000077; import her with the people first"));
    CHECK_THAT(told, Catch::Contains("line 3, product: she has no product number"));
    CHECK_THAT(told, Catch::Contains("line 4, quantity: \"0\" is no whole number of at least 1"));
    CHECK_THAT(told, Catch::Contains("line 4, amount_paise: \"1,000\" is no amount in paise"));
    CHECK_THAT(told, Catch::Contains("line 4, pack_by: \"tomorrow\""));
    CHECK_THAT(told, Catch::Contains("line 4, status: \"sold\""));
    CHECK_THAT(told, Catch::Contains("line 5, amount_paise: \"-5\"") && Catch::Contains("line 5, pack_by"));
    CHECK_THAT(told, Catch::Contains("line 6, pack_by: \"2026-11-24 25:00\""));
    CHECK_THAT(told, Catch::Contains("line 8, order_id: is the same order as in line 7"));
}

TEST_CASE("commissions are imported with the file as their source")
{
    Office office;
    office.import("people", people_header + sunita);
    const auto row = commissions_header +
                     "9800000001,2026-10-01,2026-10-31,40,4000000,80000,50000,2026-11-05,UTR1,0123\n"
                     "9800000001,2026-11-01,2026-11-15,5,500000,10000,0,,,\n";
    CHECK(office.import("commissions", row).added == 2);
    CHECK(office.import("commissions", row).same == 2);
    const auto statements = office.look([&](auto& tx) {
        return storage::commissions::of_person(tx, storage::people::by_phone(tx, "+919800000001")->id, 10);
    });
    REQUIRE(statements.size() == 2);
    CHECK(statements[1].bills == 40);
    CHECK(statements[1].collected_paise == 4'000'000);
    CHECK(statements[1].earned_paise == 80'000);
    CHECK(statements[1].paid_paise == 50'000);
    CHECK(statements[1].paid_on == storage::day_of("2026-11-05"));
    CHECK(statements[1].reference == "UTR1");
    CHECK(statements[1].account_last4 == "0123");
    CHECK_THAT(statements[1].source, Catch::StartsWith("samvad_import_"));
    CHECK_FALSE(statements[0].paid_on);
}

TEST_CASE("a commission whose period, account or payment makes no sense is refused")
{
    Office office;
    office.import("people", people_header + sunita);
    const auto told =
        office.refusal_of("commissions", commissions_header + "9800000001,2026-10-31,2026-10-01,1,100,1,0,,,\n"
                                                              "9800000001,2026-10-01,31.10.2026,1,100,1,0,,,\n"
                                                              "9800000001,2026-09-01,2026-09-30,1,100,1,0,,,123456789\n"
                                                              "9800000001,2026-08-01,2026-08-31,1,100,1,1,,,\n");
    CHECK_THAT(told, Catch::Contains("line 2, period_to: the period ends before it begins"));
    CHECK_THAT(told, Catch::Contains("line 3, period_to: \"31.10.2026\" is no day; write it as 2026-11-22"));
    CHECK_THAT(told, Catch::Contains("line 4, account_last4: must be the last four digits"));
    CHECK_THAT(told, Catch::Contains("line 5, paid_on: is empty though something was paid"));
}

TEST_CASE("a file that cannot be read is told with its name")
{
    Office office;
    try {
        bot::import_file(*storage::Database { "sqlite::memory:" }.open_writer(),
                         { "people", "/nowhere/people.csv", Writing::Real, "operator:test", now },
                         [](std::size_t, std::size_t) {});
        FAIL("taken");
    } catch (const bot::BadImport& bad) {
        CHECK_THAT(bad.what(), Catch::Contains("reading /nowhere/people.csv"));
    }
}
