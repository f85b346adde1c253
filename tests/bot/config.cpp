// The settings: what is taken, what is refused and how the refusal reads.

#include "bot/config.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <unistd.h>

namespace {

using bot::Environment;

const Environment whatsapp {
    { "SAMVAD_WHATSAPP_APP_SECRET", "s3cret" },
    { "SAMVAD_WHATSAPP_VERIFY_TOKEN", "word" },
    { "SAMVAD_WHATSAPP_ACCESS_TOKEN", "token" },
    { "SAMVAD_WHATSAPP_PHONE_NUMBER_ID", "106540352242922" },
};

const Environment kannel {
    { "SAMVAD_KANNEL_URL", "http://127.0.0.1:13013/cgi-bin/sendsms" },
    { "SAMVAD_KANNEL_USERNAME", "samvad" },
    { "SAMVAD_KANNEL_PASSWORD", "pass" },
    { "SAMVAD_KANNEL_FROM", "SAMVAD" },
    { "SAMVAD_KANNEL_SECRET", "0123456789abcdef" },
};

Environment with(Environment environment, const std::string& name, const std::string& value)
{
    environment[name] = value;
    return environment;
}

Environment without(Environment environment, const std::string& name)
{
    environment.erase(name);
    return environment;
}

std::string refusal_of(const Environment& environment)
{
    try {
        bot::read_settings(environment);
    } catch (const bot::BadSettings& bad) {
        return bad.what();
    }
    return "taken";
}

// A file that goes with the test.
class SecretFile {
public:
    explicit SecretFile(const std::string& text)
        : path_(std::filesystem::temp_directory_path() / ("samvad_secret_" + std::to_string(getpid())))
    {
        std::ofstream { path_ } << text;
    }

    ~SecretFile()
    {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    SecretFile(const SecretFile&) = delete;
    SecretFile& operator=(const SecretFile&) = delete;

    std::string path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace

TEST_CASE("without any setting the service listens here, keeps its data in var and has its channels off")
{
    const auto settings = bot::read_settings({});
    CHECK(settings.database == "sqlite:var/samvad.db");
    CHECK(settings.listen_host == "127.0.0.1");
    CHECK(settings.listen_port == 8080);
    CHECK(settings.media == "var/media");
    CHECK(std::filesystem::is_directory(settings.data / "locales"));
    CHECK(settings.log == bot::LogStyle::Plain);
    CHECK(settings.status_wait == std::chrono::minutes { 2 });
    CHECK_FALSE(settings.whatsapp);
    CHECK_FALSE(settings.kannel);
    const auto off = bot::channels_that_are_off(settings);
    REQUIRE(off.size() == 2);
    CHECK_THAT(off[0], Catch::StartsWith("WhatsApp is off") && Catch::Contains("SAMVAD_WHATSAPP_APP_SECRET"));
    CHECK_THAT(off[1], Catch::StartsWith("SMS (Kannel) is off") && Catch::Contains("SAMVAD_KANNEL_SECRET"));
}

TEST_CASE("waits and rates are whole numbers within bounds, each with a default")
{
    CHECK(bot::read_settings({ { "SAMVAD_STATUS_WAIT_SECONDS", "7" } }).status_wait == std::chrono::seconds { 7 });
    CHECK(bot::read_settings({}).keep_messages == std::chrono::days { 400 });
    CHECK(bot::read_settings({ { "SAMVAD_KEEP_MESSAGES_DAYS", "365" } }).keep_messages == std::chrono::days { 365 });
    CHECK_THAT(refusal_of({ { "SAMVAD_KEEP_MESSAGES_DAYS", "364" } }), Catch::Contains("from 365 to 36500"));
    CHECK(bot::read_settings(whatsapp).whatsapp->per_second == 80);
    CHECK(bot::read_settings(kannel).kannel->per_second == 30);
    CHECK(bot::read_settings(with(whatsapp, "SAMVAD_WHATSAPP_PER_SECOND", "250")).whatsapp->per_second == 250);
    CHECK(bot::read_settings(with(kannel, "SAMVAD_SMS_PER_SECOND", "5")).kannel->per_second == 5);
    for (const auto* bad : { "0", "-1", "1.5", "many", "99999999999" }) {
        INFO(bad);
        CHECK_THAT(refusal_of({ { "SAMVAD_STATUS_WAIT_SECONDS", bad } }),
                   Catch::Contains("SAMVAD_STATUS_WAIT_SECONDS") && Catch::Contains("from 1 to 3600"));
        CHECK_THAT(refusal_of(with(whatsapp, "SAMVAD_WHATSAPP_PER_SECOND", bad)), Catch::Contains("from 1 to 100000"));
        CHECK_THAT(refusal_of(with(kannel, "SAMVAD_SMS_PER_SECOND", bad)), Catch::Contains("from 1 to 100000"));
    }
}

TEST_CASE("general settings are taken as they are given, and variables of others are left alone")
{
    const auto settings = bot::read_settings({ { "SAMVAD_DATABASE", "sqlite:/srv/s.db" },
                                               { "SAMVAD_LISTEN", "[::1]:9000" },
                                               { "SAMVAD_MEDIA", "/srv/media" },
                                               { "SAMVAD_DATA", "/srv/data" },
                                               { "SAMVAD_LOG", "json" },
                                               { "SAMVAD_TEST_DATA", "/anywhere" },
                                               { "PATH", "/bin" } });
    CHECK(settings.database == "sqlite:/srv/s.db");
    CHECK(settings.listen_host == "[::1]");
    CHECK(settings.listen_port == 9000);
    CHECK(settings.media == "/srv/media");
    CHECK(settings.data == "/srv/data");
    CHECK(settings.log == bot::LogStyle::Json);
}

TEST_CASE("a channel with all its settings is on")
{
    auto environment = whatsapp;
    environment.insert(kannel.begin(), kannel.end());
    const auto settings = bot::read_settings(environment);
    REQUIRE(settings.whatsapp);
    CHECK(settings.whatsapp->app_secret == "s3cret");
    CHECK(settings.whatsapp->phone_number_id == "106540352242922");
    CHECK(settings.whatsapp->url == "https://graph.facebook.com/v25.0");
    REQUIRE(settings.kannel);
    CHECK(settings.kannel->from == "SAMVAD");
    CHECK(settings.kannel->status_url == "http://127.0.0.1:8080/webhooks/sms/kannel/0123456789abcdef/status");
    CHECK(bot::channels_that_are_off(settings).empty());
}

TEST_CASE("a channel with a part of its settings stops the start, and every missing one is named")
{
    const auto told = refusal_of({ { "SAMVAD_WHATSAPP_APP_SECRET", "s3cret" }, { "SAMVAD_KANNEL_FROM", "SAMVAD" } });
    for (const auto* name :
         { "SAMVAD_WHATSAPP_VERIFY_TOKEN: missing", "SAMVAD_WHATSAPP_ACCESS_TOKEN: missing",
           "SAMVAD_WHATSAPP_PHONE_NUMBER_ID: missing", "SAMVAD_KANNEL_URL: missing", "SAMVAD_KANNEL_USERNAME: missing",
           "SAMVAD_KANNEL_PASSWORD: missing", "SAMVAD_KANNEL_SECRET: missing" })
        CHECK_THAT(told, Catch::Contains(name));
}

TEST_CASE("an unknown setting stops the start with the name that was meant")
{
    CHECK_THAT(refusal_of({ { "SAMVAD_DATABSE", "sqlite:x" } }),
               Catch::Contains("SAMVAD_DATABSE: there is no such setting; did you mean \"SAMVAD_DATABASE\"?"));
}

TEST_CASE("an odd value stops the start with what is expected")
{
    CHECK_THAT(refusal_of({ { "SAMVAD_DATABASE", "samvad.db" } }), Catch::Contains("sqlite:PATH"));
    for (const auto* listen : { "8080", ":8080", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:70000", "127.0.0.1:-1" })
        CHECK_THAT(refusal_of({ { "SAMVAD_LISTEN", listen } }), Catch::Contains("SAMVAD_LISTEN: not as expected"));
    CHECK_THAT(refusal_of({ { "SAMVAD_LOG", "xml" } }), Catch::Contains("plain or json"));
    CHECK_THAT(refusal_of({ { "SAMVAD_MEDIA", "" } }), Catch::Contains("SAMVAD_MEDIA: is set but empty"));
    CHECK_THAT(refusal_of(with(whatsapp, "SAMVAD_WHATSAPP_PHONE_NUMBER_ID", "+91 98")), Catch::Contains("in digits"));
    CHECK_THAT(refusal_of(with(whatsapp, "SAMVAD_WHATSAPP_URL", "graph.facebook.com")), Catch::Contains("a URL"));
    CHECK_THAT(refusal_of(with(kannel, "SAMVAD_KANNEL_SECRET", "short")), Catch::Contains("at least 16"));
    CHECK_THAT(refusal_of(with(kannel, "SAMVAD_KANNEL_SECRET", "0123456789abcdef/x")), Catch::Contains("at least 16"));
    CHECK_THAT(refusal_of(with(kannel, "SAMVAD_KANNEL_CHAIN_HASH", "xyz")), Catch::Contains("64 hexadecimal"));
    CHECK_THAT(refusal_of({ { "SAMVAD_NOTICE_APPROVAL_RUPEES", "a lot" } }), Catch::Contains("whole rupees"));
    CHECK_THAT(refusal_of({ { "SAMVAD_MONTH_BUDGET_RUPEES", "-5" } }), Catch::Contains("whole rupees, or unlimited"));
    CHECK_THAT(refusal_of({ { "SAMVAD_WHATSAPP_DAILY_PEOPLE", "300" } }), Catch::Contains("250, 2000, 10000"));
}

TEST_CASE("the bounds of notices are read in rupees and people")
{
    const auto usual = bot::read_settings({}).notices;
    CHECK(usual.approval_above_paise == 1'000'00);
    CHECK_FALSE(usual.month_budget_paise);
    CHECK_FALSE(usual.whatsapp_daily_people);
    const auto own = bot::read_settings({ { "SAMVAD_NOTICE_APPROVAL_RUPEES", "0" },
                                          { "SAMVAD_MONTH_BUDGET_RUPEES", "25000" },
                                          { "SAMVAD_WHATSAPP_DAILY_PEOPLE", "2000" } })
                         .notices;
    CHECK(own.approval_above_paise == 0);
    CHECK(own.month_budget_paise == 25'000'00);
    CHECK(own.whatsapp_daily_people == 2'000);
}

TEST_CASE("all faults are told at once, and no refusal repeats a secret")
{
    auto environment = with(kannel, "SAMVAD_KANNEL_SECRET", "tooshort");
    environment["SAMVAD_LOG"] = "xml";
    environment["SAMVAD_COLOUR"] = "red";
    const auto told = refusal_of(environment);
    CHECK(std::ranges::count(told, '\n') == 2);
    CHECK_THAT(told, !Catch::Contains("tooshort"));
}

TEST_CASE("a secret may stand in the first line of a file")
{
    const SecretFile file { "s3cret\r\nanother line\n" };
    const auto by_file =
        with(without(whatsapp, "SAMVAD_WHATSAPP_APP_SECRET"), "SAMVAD_WHATSAPP_APP_SECRET_FILE", file.path());
    CHECK(bot::read_settings(by_file).whatsapp->app_secret == "s3cret");
    CHECK_THAT(refusal_of(with(by_file, "SAMVAD_WHATSAPP_APP_SECRET", "x")), Catch::Contains("are both set; set one"));
    CHECK_THAT(refusal_of(with(by_file, "SAMVAD_WHATSAPP_APP_SECRET_FILE", "/nowhere")),
               Catch::Contains("cannot be read"));
    CHECK_THAT(refusal_of({ { "SAMVAD_DATABASE_FILE", "/nowhere" } }), Catch::Contains("there is no such setting"));
}

TEST_CASE("the table of the settings names every one with what it is")
{
    const auto table = bot::settings_table();
    auto all = whatsapp;
    all.insert(kannel.begin(), kannel.end());
    for (const auto& [name, value] : all)
        CHECK_THAT(table, Catch::Contains("`" + name + "`"));
    CHECK_THAT(table, Catch::Contains("`SAMVAD_KANNEL_SECRET_FILE`") && Catch::Contains("`sqlite:var/samvad.db`"));
    CHECK_THAT(table, !Catch::Contains("SAMVAD_DATABASE_FILE"));
}
