#include "bot/channels/kannel_inbound.h"

#include "bot/bad_request.h"
#include "tests/support/delivery_text.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

namespace {

const dialogs::Time received_at { std::chrono::seconds { 1'795'257'030 } };

std::string refusal(const std::string& form)
{
    try {
        bot::read_kannel_message(bot::read_form(form), received_at);
    } catch (const bot::BadRequest& error) {
        return error.what();
    }
    return "";
}

dialogs::Arrival arrival_of(const std::string& form)
{
    return bot::read_kannel_message(bot::read_form(form), received_at).arrivals.at(0);
}

std::string text_of(const std::string& form)
{
    return arrival_of("from=919812345678&id=1&" + form).message.text;
}

} // namespace

TEST_CASE("Every request of Kannel in tests/payloads is read as the text beside it says")
{
    const auto payloads = tests::files_in(tests::payload_folder("kannel"), ".form");
    REQUIRE(payloads.size() >= 12);
    for (const auto& path : payloads) {
        INFO(path);
        auto form = tests::read_file(path);
        form.erase(form.find_last_not_of('\n') + 1);
        const auto parameters = bot::read_form(form);
        const auto read = tests::as_text(path.find("report_") == std::string::npos
                                             ? bot::read_kannel_message(parameters, received_at)
                                             : bot::read_kannel_status(parameters, received_at));
        CHECK(read == tests::expected_text(path.substr(0, path.size() - 5) + ".txt", read));
    }
}

TEST_CASE("The text of an SMS is decoded by the charset named with it")
{
    CHECK(text_of("text=%E0%A4%A8%E0%A4%AE&charset=UTF-8&coding=0") == "नम");
    CHECK(text_of("text=%09%28%09%2E&charset=UTF-16BE&coding=2") == "नम");
    CHECK(text_of("text=%09%28%09%2E&coding=2") == "नम");
    CHECK(text_of("text=%D8%3D%DE%4F&charset=UTF-16BE") == "🙏");
    CHECK(text_of("text=a+%26%00b&charset=GSM") == "a &@b");
    CHECK(text_of("text=%1B%65+%02+%11&charset=GSM") == "€ $ _");
    CHECK(text_of("text=%E0%A4%A8&charset=GSM") == "न");
    CHECK(text_of("text=caf%E9&charset=WINDOWS-1252") == "café");
    CHECK(text_of("text=1") == "1");
    CHECK(text_of("text=").empty());
}

TEST_CASE("Without an id the same SMS has the same key and another another")
{
    const std::string sms = "from=919812345678&to=5757&text=1&ts=1795257000";
    const auto key = arrival_of(sms).provider_id;
    CHECK(key.starts_with("hash-"));
    CHECK(arrival_of(sms).provider_id == key);
    CHECK(arrival_of("from=9812345678&to=5757&text=2&ts=1795257000").provider_id != key);
    CHECK(arrival_of("from=919812345678&to=5757&text=1&ts=1795257001").provider_id != key);
    const auto without_time = bot::read_form("from=919812345678&to=5757&text=1");
    const auto at = [&](int seconds) {
        return bot::read_kannel_message(without_time, received_at + std::chrono::seconds { seconds })
            .arrivals[0]
            .provider_id;
    };
    CHECK(at(0) == at(5));
    CHECK(at(0) != at(60));
}

TEST_CASE("An SMS that cannot be read is refused with a sentence that does not repeat it")
{
    for (const std::string form :
         { "", "text=secret", "from=VM-SHOP-S&text=secret&id=1",
           "from=919812345678&text=%FF%FEsecret&charset=UTF-8&id=1", "from=919812345678&text=%09&charset=UTF-16BE&id=1",
           "from=919812345678&text=secret&ts=soon&id=1", "from=919812345678&text=secret&ts=99999999999999&id=1" })
    {
        INFO(form);
        CHECK_FALSE(refusal(form).empty());
        CHECK(refusal(form).find("secret") == std::string::npos);
    }
    std::string many = "from=919812345678&id=1";
    for (int i = 0; i < 100; ++i)
        many += "&p" + std::to_string(i) + "=1";
    CHECK_THROWS_AS(bot::read_form(many), bot::BadRequest);
    CHECK_THROWS_AS(bot::read_kannel_status(bot::read_form("type=1"), received_at), bot::BadRequest);
    CHECK_THROWS_AS(bot::read_kannel_status(bot::read_form("id=x&type=1"), received_at), bot::BadRequest);
}

TEST_CASE("A report's error does not repeat the message it is about")
{
    const auto delivery = bot::read_kannel_status(
        bot::read_form("id=7&type=2&reply=id:1+sub:001+stat:UNDELIV+err:00B+text:secret"), received_at);
    CHECK(delivery.statuses.at(0).error == "id:1 sub:001 stat:UNDELIV err:00B ");
}

TEST_CASE("Forms and addresses are read to the letter")
{
    const auto form = bot::read_form("a=1+2&b=%41%zz%4&c&=x&a=3&&d=%00");
    CHECK(bot::value_of(form, "a") == "1 2");
    CHECK(bot::value_of(form, "b") == "A%zz%4");
    CHECK(form.contains("c"));
    CHECK(bot::value_of(form, "d") == std::string(1, '\0'));
    CHECK(bot::value_of(form, "none").empty());
    CHECK(bot::query_of("/x?a=1#y") == "a=1");
    CHECK(bot::query_of("/x").empty());
    CHECK(bot::percent_encode("नम -._~%&") == "%E0%A4%A8%E0%A4%AE%20-._~%25%26");
    const auto url = bot::split_url("HTTPS://x");
    CHECK(url.scheme.empty());
    CHECK(bot::split_url("https://Graph.Facebook.com/v25.0").origin() == "https://graph.facebook.com:443");
    CHECK(bot::split_url("http://127.0.0.1:8080?x=1").port == 8080);
    CHECK(bot::split_url("http://h:99999/").scheme.empty());
    CHECK(bot::split_url("http://h\r\nX: y/").scheme.empty());
}
