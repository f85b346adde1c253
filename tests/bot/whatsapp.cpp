#include "bot/channels/whatsapp.h"

#include "bot/channels/whatsapp_inbound.h"
#include "bot/channels/whatsapp_media.h"
#include "bot/hashes.h"
#include "tests/support/fake_graph.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace std::chrono_literals;
using bot::Letter;
using bot::SendResult;
using dialogs::IdentityKind;
using tests::FakeGraph;
using tests::Fault;
using FetchResult = bot::FetchedMedia::Result;

namespace {

const std::string jpeg = "\xff\xd8\xff\xe0 a picture of pickles \xff\xd9";

struct Post {
    FakeGraph graph;
    std::map<std::string, std::string> kept; // upload ids by sha256
    bot::WhatsApp whatsapp;

    Post()
        : whatsapp({ .url = graph.url(),
                     .phone_number_id = FakeGraph::phone_number_id,
                     .access_token = FakeGraph::token,
                     .connect_timeout = 500ms,
                     .answer_timeout = 500ms },
                   { .load =
                         [](const std::string& sha256) {
                             using Picture = bot::PictureStore::Picture;
                             return sha256 == "none" ? std::nullopt : std::optional { Picture { jpeg, "image/jpeg" } };
                         },
                     .find_upload =
                         [this](const std::string& sha256) {
                             return kept.contains(sha256) ? std::optional { kept[sha256] } : std::nullopt;
                         },
                     .keep_upload = [this](const std::string& sha256, const std::string& id) { kept[sha256] = id; } })
    {
    }

    bot::Sent send(Letter letter, IdentityKind kind = IdentityKind::Phone, const std::string& to = "+919812345678")
    {
        return whatsapp.send({ .outbox_id = 4711, .to = { { kind, to } }, .letter = std::move(letter) });
    }

    // Sends, expects it accepted, and gives what the API got.
    nlohmann::json body_of(Letter letter)
    {
        const auto sent = send(std::move(letter));
        CHECK(sent.result == SendResult::Accepted);
        CHECK(graph.complaints() == std::vector<std::string> {});
        return nlohmann::json::parse(graph.messages().at(graph.messages().size() - 1));
    }
};

Letter text(const std::string& words)
{
    Letter letter;
    letter.text = words;
    return letter;
}

Letter choosing(const std::string& words, std::vector<bot::Choice> choices)
{
    auto letter = text(words);
    letter.choices = std::move(choices);
    letter.list_button = "चुनिए";
    return letter;
}

std::vector<bot::Choice> many(int count)
{
    std::vector<bot::Choice> choices;
    for (int i = 1; i <= count; ++i)
        choices.push_back({ "o" + std::to_string(i), std::to_string(i) + " विकल्प", "" });
    return choices;
}

} // namespace

TEST_CASE("A text goes to the phone with its plus, with our number in the callback data")
{
    Post post;
    CHECK(post.body_of(text("नमस्ते दीदी")) == nlohmann::json::parse(R"({"messaging_product":"whatsapp",
        "recipient_type":"individual","to":"+919812345678","type":"text","text":{"body":"नमस्ते दीदी"},
        "biz_opaque_callback_data":"4711"})"));
    CHECK(post.send(text("x")).provider_id == "wamid.FAKE1");
}

TEST_CASE("A person known by user id only is written to by recipient")
{
    Post post;
    CHECK(post.send(text("hi"), IdentityKind::UserId, "IN.13491208655302741918").result == SendResult::Accepted);
    const auto body = nlohmann::json::parse(post.graph.messages().at(0));
    CHECK(body["recipient"] == "IN.13491208655302741918");
    CHECK_FALSE(body.contains("to"));
    CHECK(post.whatsapp.send({ .outbox_id = 1, .to = {}, .letter = text("hi") }).result == SendResult::Broken);
}

TEST_CASE("Three short choices become buttons")
{
    Post post;
    const auto body = post.body_of(choosing("सही है?", { { "yes", "1 हाँ", "" }, { "no", "2 नहीं", "" } }));
    CHECK(body["interactive"] ==
          nlohmann::json::parse(R"({"type":"button","body":{"text":"सही है?"},"action":{"buttons":[
        {"type":"reply","reply":{"id":"yes","title":"1 हाँ"}},{"type":"reply","reply":{"id":"no","title":"2 नहीं"}}]}})"));
}

TEST_CASE("More or longer choices become a list, whose cut titles are whole in the description")
{
    Post post;
    const std::string label = "2 मेरे सब ऑर्डर जो अभी तक पैक नहीं हुए";
    auto choices = many(1);
    choices.push_back({ "orders", label, "" });
    choices.push_back({ "commission", "3 कमीशन", "इस तिमाही का" });
    const auto body = post.body_of(choosing("क्या करना है?", choices));
    const auto& rows = body["interactive"]["action"]["sections"][0]["rows"];
    CHECK(body["interactive"]["action"]["button"] == "चुनिए");
    REQUIRE(rows.size() == 3);
    CHECK(rows[0] == nlohmann::json { { "id", "o1" }, { "title", "1 विकल्प" } });
    CHECK(rows[1]["description"] == label);
    CHECK(rows[1]["title"].get<std::string>().ends_with("…"));
    CHECK(rows[2]["description"] == "इस तिमाही का");
    CHECK(post.body_of(choosing("x", many(10)))["interactive"]["type"] == "list");
}

TEST_CASE("Choices that fit neither buttons nor a list become lines of the text")
{
    Post post;
    const auto eleven = post.body_of(choosing("x", many(11)));
    CHECK(eleven["text"]["body"].get<std::string>().ends_with("\n11 विकल्प"));
    std::string lengthy;
    for (int i = 0; i < 1025; ++i)
        lengthy += "क";
    CHECK(post.body_of(choosing(lengthy, many(2)))["type"] == "text");
}

TEST_CASE("Her own phone number is asked for with the button made for it")
{
    Post post;
    auto letter = text("अपना नंबर भेजिए");
    letter.asks_for_number = true;
    CHECK(post.body_of(letter)["interactive"]["action"]["name"] == "request_contact_info");
}

TEST_CASE("Outside the window a letter goes as its registered template, inside as the free text with buttons")
{
    Post post;
    auto letter = choosing("Training on Monday.", { { "notice.17.1", "1 Yes", "" }, { "notice.17.2", "2 No", "" } });
    letter.picture = "abc";
    letter.registered = bot::RegisteredText { "training_day", "hi", "utility", { "Monday\n\n\n at 10", "" } };
    const auto send = [&](bot::Window window) {
        const auto sent = post.whatsapp.send({ .outbox_id = 4711,
                                               .to = { { IdentityKind::Phone, "+919812345678" } },
                                               .letter = letter,
                                               .window = window });
        CHECK(sent.result == SendResult::Accepted);
        return nlohmann::json::parse(post.graph.messages().back());
    };
    const auto shut = send(bot::Window::Shut);
    CHECK(shut["type"] == "template");
    CHECK(shut["template"]["name"] == "training_day");
    CHECK(shut["template"]["language"]["code"] == "hi");
    const auto& components = shut["template"]["components"];
    REQUIRE(components.size() == 4);
    CHECK(components[0]["parameters"][0]["image"]["id"] == post.kept.at("abc"));
    CHECK(components[1]["parameters"][0]["text"] == "Monday at 10");
    CHECK(components[1]["parameters"][1]["text"] == "-");
    CHECK(components[2]["index"] == "0");
    CHECK(components[3]["parameters"][0]["payload"] == "notice.17.2");
    const auto open = send(bot::Window::Open);
    CHECK(open["interactive"]["header"]["type"] == "image");
    CHECK(open["interactive"]["action"]["buttons"][1]["reply"]["id"] == "notice.17.2");
    CHECK(post.graph.complaints() == std::vector<std::string> {});
}

TEST_CASE("A picture is uploaded once and used again")
{
    Post post;
    auto letter = text("आपका अचार");
    letter.picture = bot::sha256_hex(jpeg);
    CHECK(post.body_of(letter)["image"] == nlohmann::json { { "id", "upload-1" }, { "caption", "आपका अचार" } });
    letter.choices = many(2);
    letter.list_button = "x";
    CHECK(post.body_of(letter)["interactive"]["header"]["image"]["id"] == "upload-1");
    CHECK(post.graph.uploads() == std::vector<std::string> { jpeg });

    post.graph.fail_next({ .code = 131053 });
    CHECK(post.send(letter).result == SendResult::TryLater);
    CHECK(post.kept[letter.picture].empty());
    CHECK(post.body_of(letter)["interactive"]["header"]["image"]["id"] == "upload-2");

    letter.picture = "none";
    CHECK(post.send(letter).result == SendResult::Broken);
}

TEST_CASE("A failed upload sends nothing and may be tried again, whatever became of it")
{
    Post post;
    auto letter = text("x");
    letter.picture = bot::sha256_hex(jpeg);
    for (const auto kind : { Fault::Kind::Reset, Fault::Kind::HalfAnswer, Fault::Kind::WrongJson }) {
        post.graph.fail_next({ .kind = kind, .status = 200 });
        CHECK(post.send(letter).result == SendResult::TryLater);
    }
    CHECK(post.graph.messages().empty());
    CHECK(post.kept.empty());
}

TEST_CASE("Each error code of Meta says what to do next")
{
    const std::pair<int, SendResult> codes[] = {
        { 1, SendResult::TryLater },         { 131000, SendResult::TryLater },    { 131016, SendResult::TryLater },
        { 131057, SendResult::TryLater },    { 133004, SendResult::TryLater },    { 4, SendResult::SlowDown },
        { 80007, SendResult::SlowDown },     { 130429, SendResult::SlowDown },    { 131056, SendResult::PersonLater },
        { 0, SendResult::StopSending },      { 190, SendResult::StopSending },    { 10, SendResult::StopSending },
        { 200, SendResult::StopSending },    { 299, SendResult::StopSending },    { 368, SendResult::StopSending },
        { 131005, SendResult::StopSending }, { 131031, SendResult::StopSending }, { 131042, SendResult::StopSending },
        { 131048, SendResult::StopSending }, { 133010, SendResult::StopSending }, { 131047, SendResult::WindowShut },
        { 131026, SendResult::Unreachable }, { 131062, SendResult::Unreachable }, { 33, SendResult::Unreachable },
        { 131049, SendResult::OtherDay },    { 130472, SendResult::OtherDay },    { 131050, SendResult::Suppressed },
        { 100, SendResult::Broken },         { 131009, SendResult::Broken },      { 132001, SendResult::Broken },
        { 132015, SendResult::TextRefused }, { 132069, SendResult::TextRefused }, { 131063, SendResult::TextRefused },
        { 133016, SendResult::Broken },      { 135000, SendResult::Broken },      { 999999, SendResult::Broken }
    };
    Post post;
    for (const auto& [code, result] : codes) {
        INFO(code);
        post.graph.fail_next({ .code = code });
        const auto sent = post.send(text("hi"));
        CHECK(sent.result == result);
        CHECK(sent.error_code == code);
        CHECK(sent.error == "WhatsApp error " + std::to_string(code) + ": To …5678 failed.");
    }
    post.graph.fail_next({ .code = 999999, .status = 500 });
    CHECK(post.send(text("hi")).result == SendResult::TryLater);
    post.graph.fail_next({ .code = 130429, .status = 429, .headers = "Retry-After: 7\r\n" });
    CHECK(post.send(text("hi")).retry_after == 7s);
    CHECK(post.graph.messages().empty());
}

TEST_CASE("When the answer is lost after the request was written the outcome is unknown")
{
    Post post;
    post.graph.fail_next({ .kind = Fault::Kind::Reset, .is_taken = true });
    CHECK(post.send(text("1")).result == SendResult::Unknown);
    post.graph.fail_next({ .kind = Fault::Kind::HalfAnswer, .is_taken = true });
    CHECK(post.send(text("2")).result == SendResult::Unknown);
    post.graph.fail_next({ .kind = Fault::Kind::WrongJson, .status = 200, .is_taken = true });
    CHECK(post.send(text("3")).result == SendResult::Unknown);
    post.graph.fail_next({ .kind = Fault::Kind::WrongJson, .status = 502, .is_taken = true });
    CHECK(post.send(text("4")).result == SendResult::Unknown);
    post.graph.fail_next({ .kind = Fault::Kind::Raw, .status = 200, .body = R"({"messages":[]})", .is_taken = true });
    CHECK(post.send(text("5")).result == SendResult::Unknown);
    post.graph.fail_next(
        { .kind = Fault::Kind::Raw, .status = 200, .body = std::string(2'000'000, ' '), .is_taken = true });
    CHECK(post.send(text("6")).result == SendResult::Unknown);
    post.graph.fail_next({ .kind = Fault::Kind::WrongJson, .status = 200, .delay = 1500ms, .is_taken = true });
    CHECK(post.send(text("7")).result == SendResult::Unknown);
    CHECK(post.graph.messages().size() == 7);
    CHECK(post.send(text("8")).result == SendResult::Accepted);
}

TEST_CASE("When nobody answers at the address nothing was sent, and it can be tried later")
{
    bot::WhatsAppSettings settings { .url = "http://127.0.0.1:1/v25.0",
                                     .phone_number_id = "1",
                                     .access_token = "token-that-stays-secret",
                                     .connect_timeout = 300ms,
                                     .answer_timeout = 300ms };
    bot::WhatsApp whatsapp { settings, {} };
    const auto sent =
        whatsapp.send({ .outbox_id = 1, .to = { { IdentityKind::Phone, "+919812345678" } }, .letter = text("x") });
    CHECK(sent.result == SendResult::TryLater);
    CHECK(sent.error.find("127.0.0.1:1") != std::string::npos);
    CHECK(sent.error.find("secret") == std::string::npos);
}

TEST_CASE("A read mark shows that an answer is being written, and its failure disturbs nobody")
{
    Post post;
    post.whatsapp.show_read("wamid.HERS");
    CHECK(post.graph.read_marks() == std::vector<std::string> { "wamid.HERS" });
    post.graph.fail_next({ .kind = Fault::Kind::Reset });
    post.whatsapp.show_read("wamid.HERS2");
    CHECK(post.graph.read_marks().size() == 1);
}

TEST_CASE("One thread keeps one connection")
{
    Post post;
    for (int i = 0; i < 5; ++i)
        post.send(text("hi"));
    CHECK(post.graph.connections() == 1);
}

TEST_CASE("The status webhook of an accepted message comes back to our number")
{
    Post post;
    post.send(text("hi"));
    const auto delivery = bot::read_whatsapp(post.graph.status_webhook(0, "delivered"));
    REQUIRE(delivery.statuses.size() == 1);
    CHECK(delivery.statuses[0].outbox_id == 4711);
    CHECK(delivery.statuses[0].provider_id == "wamid.FAKE0");
}

TEST_CASE("Media is fetched in two steps and checked")
{
    Post post;
    const auto hash = bot::sha256_hex(jpeg);
    const auto fetch = [&](FakeGraph::Media media, const std::string& told = "", std::size_t most = 5'000'000) {
        return post.whatsapp.fetch({ .id = post.graph.add_media(std::move(media)),
                                     .mime_type = "image/jpeg",
                                     .sha256 = told,
                                     .file_name = {} },
                                   most);
    };
    const auto good = fetch({ .bytes = jpeg, .told_type = "image/jpeg", .told_sha256 = hash }, hash);
    CHECK(good.result == FetchResult::Fetched);
    CHECK(good.bytes == jpeg);
    CHECK(good.mime_type == "image/jpeg");
    CHECK(fetch({ .bytes = jpeg, .told_type = "image/jpeg", .told_sha256 = "" }, bot::sha256_hex("x")).result ==
          FetchResult::WrongHash);
    CHECK(fetch({ .bytes = jpeg, .told_type = "image/jpeg", .told_sha256 = bot::sha256_hex("x") }).result ==
          FetchResult::WrongHash);
    CHECK(fetch({ .bytes = jpeg, .told_type = "image/png", .told_sha256 = "" }).result == FetchResult::WrongType);
    CHECK(fetch({ .bytes = "GIF89a", .told_type = "image/jpeg", .told_sha256 = "" }).result == FetchResult::WrongType);
    CHECK(fetch({ .bytes = jpeg, .told_type = "image/jpeg", .told_sha256 = "" }, "", 10).result ==
          FetchResult::TooLarge);
    CHECK(fetch({ .bytes = jpeg + std::string(100, 'x'), .told_type = "image/jpeg", .told_sha256 = "", .told_size = 5 },
                "", 50)
              .result == FetchResult::TooLarge);
    CHECK(
        fetch(
            { .bytes = jpeg, .told_type = "image/jpeg", .told_sha256 = "", .told_url = "http://127.0.0.1:1/elsewhere" })
            .result == FetchResult::Gone);
    CHECK(post.whatsapp.fetch({ .id = "404", .mime_type = "image/jpeg", .sha256 = {}, .file_name = {} }, 1000).result ==
          FetchResult::Gone);
    CHECK(
        post.whatsapp.fetch({ .id = "../me", .mime_type = "image/jpeg", .sha256 = {}, .file_name = {} }, 1000).result ==
        FetchResult::Gone);
    post.graph.fail_next({ .kind = Fault::Kind::Reset });
    CHECK(fetch({ .bytes = jpeg, .told_type = "image/jpeg", .told_sha256 = hash }).result == FetchResult::TryLater);
    post.graph.fail_next({ .code = 190, .status = 401 });
    CHECK(fetch({ .bytes = jpeg, .told_type = "image/jpeg", .told_sha256 = hash }).result == FetchResult::TryLater);
    CHECK(post.graph.complaints().empty());
}

TEST_CASE("Sounds and files are fetched too, when they begin as their type does")
{
    Post post;
    const auto fetch = [&](const std::string& bytes, const std::string& type) {
        return post.whatsapp.fetch({ .id = post.graph.add_media({ .bytes = bytes, .told_type = type }),
                                     .mime_type = type,
                                     .sha256 = {},
                                     .file_name = {} },
                                   1000);
    };
    const std::string word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    const std::pair<std::string, std::string> good[] = {
        { "OggS voice", "audio/ogg; codecs=opus" },
        { "ID3 song", "audio/mpeg" },
        { "....ftypM4A ", "audio/mp4" },
        { "#!AMR\n", "audio/amr" },
        { "%PDF-1.7", "application/pdf" },
        { "PK\x03\x04", word },
    };
    for (const auto& [bytes, type] : good) {
        INFO(type);
        const auto fetched = fetch(bytes, type);
        CHECK(fetched.result == FetchResult::Fetched);
        CHECK(fetched.mime_type == type.substr(0, type.find(';')));
        CHECK(fetch("MZ a program", type).result == FetchResult::WrongType);
        CHECK(fetch(jpeg, type).result == FetchResult::WrongType);
        CHECK(fetch("", type).result == FetchResult::WrongType);
    }
    CHECK(fetch("MZ", "application/x-msdownload").result == FetchResult::WrongType);
}

TEST_CASE("The token goes to the API's own host and to Meta's media hosts by https, and nowhere else")
{
    const std::string api = "https://graph.facebook.com/v25.0";
    CHECK(bot::may_have_token("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", api));
    CHECK(bot::may_have_token("https://SCONTENT.fbcdn.net/x", api));
    CHECK(bot::may_have_token("https://mmg.whatsapp.net/x", api));
    CHECK(bot::may_have_token("https://graph.facebook.com/x", api));
    for (const auto* wrong :
         { "http://lookaside.fbsbx.com/x", "https://fbsbx.com.evil.example/x", "https://evilfbsbx.com/x",
           "https://lookaside.fbsbx.com@evil.example/x", "https://evil.example/?.fbsbx.com",
           "https://evil.example\\.fbsbx.com/", "https://lookaside.fbsbx.com:8443/x", "http://graph.facebook.com/x",
           "ftp://lookaside.fbsbx.com/", "", "https://" })
        CHECK_FALSE(bot::may_have_token(wrong, api));
}
