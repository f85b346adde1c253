// Registered templates and prices as files: taken whole or not at all, and what the program writes it reads back.

#include "bot/commands/templates.h"
#include "bot/imports.h"
#include "storage/migrate.h"
#include "storage/prices.h"
#include "storage/templates.h"
#include "tests/support/process.h"

#include <catch2/catch.hpp>

#include <fstream>

#include <unistd.h>

namespace {

const std::string templates_header = "name,channel,language,category,body,registration_id,state\n";
const std::string prices_header = "channel,category,valid_from,price_paise,source\n";
const storage::Time now = storage::from_milliseconds(1'795'312'800'000);

class Registry {
public:
    Registry() : connection_(storage::Database { "sqlite::memory:" }.open_writer())
    {
        storage::migrate(*connection_, SAMVAD_SOURCE_DIR "/storage/migrations", now);
    }

    ~Registry()
    {
        std::error_code ignored;
        std::filesystem::remove(file_, ignored);
    }

    Registry(const Registry&) = delete;
    Registry& operator=(const Registry&) = delete;

    bot::Imported import(std::string_view kind, const std::string& text)
    {
        std::ofstream { file_, std::ios::binary } << text;
        return bot::import_file(*connection_, { kind, file_, bot::Writing::Real, "operator:test", now },
                                [](std::size_t, std::size_t) {});
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

    std::optional<storage::templates::Template> get(std::string_view channel, std::string_view name)
    {
        storage::Transaction tx { *connection_ };
        return storage::templates::get(tx, channel, name, "hi");
    }

    std::optional<storage::prices::Price> price(std::string_view channel, std::string_view category,
                                                std::string_view day)
    {
        storage::Transaction tx { *connection_ };
        return storage::prices::on_day(tx, channel, category, day);
    }

private:
    std::unique_ptr<storage::Connection> connection_;
    std::filesystem::path file_ =
        std::filesystem::temp_directory_path() / ("samvad_templates_" + std::to_string(getpid()) + ".csv");
};

} // namespace

TEST_CASE("templates are imported with their lines, and again changes nothing")
{
    Registry registry;
    const auto file = templates_header + "fair,sms,hi,service,\"मेला {{1}} को।\n1 हाँ\n2 नहीं\",1007123,approved\n" +
                      "samvad_notice,whatsapp,hi,utility,नमस्ते {{1}}। {{2}} धन्यवाद,,pending\n";
    CHECK(registry.import("templates", file).added == 2);
    CHECK(registry.import("templates", file).same == 2);
    const auto fair = registry.get("sms", "fair");
    REQUIRE(fair);
    CHECK(fair->body == "मेला {{1}} को।\n1 हाँ\n2 नहीं");
    CHECK(fair->registration_id == "1007123");
    CHECK(fair->state == storage::templates::State::Approved);
    // Without a state it stays what the provider made of it.
    CHECK(registry.import("templates", templates_header + "fair,sms,hi,service,मेला {{1}} को है।,1007123,\n").changed ==
          1);
    CHECK(registry.get("sms", "fair")->state == storage::templates::State::Approved);
}

TEST_CASE("what is wrong with a template is told, and nothing of the file is written")
{
    Registry registry;
    const auto refusal = [&](const std::string& row) {
        return registry.refusal_of("templates",
                                   templates_header + "good,sms,hi,service,ठीक है,1,approved\n" + row + "\n");
    };
    CHECK_THAT(refusal("a,fax,hi,service,कल,1,approved"),
               Catch::Contains("\"fax\" is unknown here; write whatsapp or sms"));
    CHECK_THAT(refusal("a,sms,bho,service,कल,1,approved"), Catch::Contains("write hi, hi-Latn or en"));
    CHECK_THAT(refusal("a,sms,hi,utility,कल,1,approved"), Catch::Contains("write service or promotional"));
    CHECK_THAT(refusal("a,whatsapp,hi,service,कल,,approved"), Catch::Contains("write utility or marketing"));
    CHECK_THAT(refusal("a,sms,hi,service,{{1}} {{3}} कल,1,approved"), Catch::Contains("{{2}} is missing"));
    CHECK_THAT(refusal("a,sms,hi,service,{{1}} {{2}} कल,1,approved"), Catch::Contains("stand side by side"));
    CHECK_THAT(refusal("a,sms,hi,service,कल,1,good"), Catch::Contains("write pending, approved, rejected"));
    CHECK_THAT(refusal("a,sms,hi,service,कल,,approved"), Catch::Contains("registration_id: is empty"));
    CHECK_THAT(refusal("a,sms,hi,service,कल,1.007E+18,approved"), Catch::Contains("has more than digits"));
    CHECK_THAT(refusal("A b,whatsapp,hi,utility,कल,,approved"), Catch::Contains("is no name at Meta"));
    CHECK_THAT(refusal("good,sms,hi,service,ठीक है,1,approved"), Catch::Contains("is the same template as in line 2"));
    CHECK_FALSE(registry.get("sms", "good"));
}

TEST_CASE("prices are kept to a thousandth of a paisa, from their day on")
{
    Registry registry;
    const auto file = prices_header + "sms,service,2026-12-01,11.5,contract of November\n";
    CHECK(registry.import("prices", file).added == 1);
    CHECK(registry.import("prices", file).same == 1);
    REQUIRE(registry.price("sms", "service", "2026-12-01"));
    CHECK(registry.price("sms", "service", "2026-12-01")->thousand_paise == 11'500);
    CHECK(registry.price("sms", "service", "2026-11-30")->thousand_paise == 18'000);
    CHECK_THAT(registry.refusal_of("prices", prices_header + "sms,utility,2026-12-01,11.5,x\n"),
               Catch::Contains("write service or promotional"));
    for (const std::string bad : { "-1", "1.2345", "1.", ".5", "ten", "1,5" })
        CHECK(registry.refusal_of("prices", prices_header + "sms,service,2026-12-01,\"" + bad + "\",x\n") != "taken");
}

TEST_CASE("what is to be registered is written as it is read back, and then the check finds every SMS registered")
{
    const tests::Workplace place;
    const std::string dlt = "SAMVAD_KANNEL_URL=http://127.0.0.1:9 SAMVAD_KANNEL_USERNAME=a SAMVAD_KANNEL_PASSWORD=b "
                            "SAMVAD_KANNEL_FROM=UPSRLM SAMVAD_KANNEL_SECRET=0123456789abcdef "
                            "SAMVAD_KANNEL_ENTITY_ID=1201000000000000001";
    place.write("none.csv", templates_header);
    REQUIRE(place.run("import templates none.csv", dlt).code == 0); // makes the database
    const auto before = place.run("check", dlt);
    CHECK(before.code == 1);
    CHECK_THAT(before.out, Catch::Contains("sms templates: add_product.saved (hi): is not registered"));
    auto table = place.run("templates --for dlt", dlt);
    REQUIRE(table.code == 0);
    CHECK_THAT(table.out, Catch::Contains(",UPSRLM,1201000000000000001,"));
    CHECK_THAT(table.out, Catch::Contains("{#alphanumeric#}"));
    place.write("dlt.csv", table.out);
    CHECK(place.run("import templates dlt.csv", dlt).code == 0);
    CHECK(place.run("check", dlt).code == 1); // known, and pending still
    std::string filled;
    for (std::size_t at = 0; at < table.out.size();) {
        const auto found = table.out.find(",,pending,", at);
        filled += table.out.substr(at, found - at);
        at = found == std::string::npos ? table.out.size() : found + 10;
        filled += found == std::string::npos ? "" : ",1007000000000000001,approved,";
    }
    place.write("dlt.csv", filled);
    CHECK(place.run("import templates dlt.csv", dlt).code == 0);
    const auto after = place.run("check", dlt);
    INFO(after.out.substr(after.out.size() > 2'000 ? after.out.size() - 2'000 : 0));
    CHECK(after.code == 0);
    CHECK(place.run("templates --for dlt", dlt).out == filled);
    const auto meta = place.run("templates --for whatsapp");
    place.write("meta.csv", meta.out);
    CHECK_THAT(place.run("import templates meta.csv").out, Catch::Contains("3 added"));
}
