// WhatsApp from end to end: the real program, a fake of Meta's Graph API that checks every request, and signed
// webhooks.

#include "bot/hashes.h"
#include "bot/media_store.h"
#include "storage/media.h"
#include "storage/orders.h"
#include "storage/people.h"
#include "storage/products.h"
#include "tests/support/files.h"
#include "tests/support/street.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <thread>

using namespace std::chrono_literals;
using Json = nlohmann::json;
using storage::outbox::State;
using tests::becomes_true;
using tests::Fault;
using tests::HerPhone;
using tests::Street;

namespace {

const std::string jpeg = "\xff\xd8\xff\xe0 a picture of pickles \xff\xd9";

std::string first_button(const Json& message)
{
    return message.at("interactive").at("action").at("buttons").at(0).at("reply").at("id");
}

} // namespace

TEST_CASE("Her message is answered, the tap on the answer's button packs her order, and what was read stays read")
{
    Street street;
    const HerPhone her { "+919800000001", "IN.1001" };
    REQUIRE(street.service.post_whatsapp(her.text("wamid.in1", "PACK 101")) == 200);
    REQUIRE(street.has_sent(1));
    CHECK(street.message(0).at("to") == "+919800000001");
    REQUIRE(street.stands(her.phone, 0, State::Accepted));
    CHECK(street.tell_status(0, "delivered") == 200);
    CHECK(street.stands(her.phone, 0, State::Delivered));
    CHECK(street.tell_status(0, "sent") == 200);
    CHECK(street.service.sent_to(her.phone).at(0).state == State::Delivered);
    CHECK(street.tell_status(0, "read") == 200);
    CHECK(street.stands(her.phone, 0, State::Read));
    CHECK(street.tell_status(0, "delivered") == 200);
    CHECK(street.service.sent_to(her.phone).at(0).state == State::Read);

    REQUIRE(street.service.post_whatsapp(her.tap("wamid.in2", first_button(street.message(0)), "1 हाँ")) == 200);
    REQUIRE(street.has_sent(2));
    street.service.look([](storage::Transaction& tx) {
        CHECK(storage::orders::get(tx, 101)->status == storage::orders::Status::Packed);
    });
    CHECK(street.graph.read_marks() == std::vector<std::string> { "wamid.in1", "wamid.in2" });
    CHECK(street.graph.complaints() == std::vector<std::string> {});
}

TEST_CASE("A webhook that is delivered again, word for word or in another body, takes effect once")
{
    Street street;
    const HerPhone her { "+919800000001" };
    const auto body = her.text("wamid.in1", "menu");
    for (int time = 0; time < 3; ++time)
        CHECK(street.service.post_whatsapp(body) == 200);
    CHECK(street.service.post_whatsapp(her.text("wamid.in1", "PACK 101")) == 200);
    CHECK(street.service.post_whatsapp(her.text("wamid.in2", "menu")) == 200);
    REQUIRE(street.has_sent(2));
    CHECK(street.service.sent_to(her.phone).size() == 2);
    CHECK(street.service.sent_to(her.phone).at(0).answers == "wamid.in1");
    CHECK(street.service.sent_to(her.phone).at(1).answers == "wamid.in2");
}

TEST_CASE("A voice note is answered kindly, kept by its hash, and known by the message it came with")
{
    Street street;
    const HerPhone her { "+919800000001" };
    const std::string sound = "OggS her voice";
    const auto hash = bot::sha256_hex(sound);
    const auto media = street.graph.add_media({ sound, "audio/ogg; codecs=opus", hash, {}, sound.size() });
    REQUIRE(street.service.post_whatsapp(her.voice("wamid.voice", media)) == 200);
    REQUIRE(street.has_sent(1));
    CHECK(becomes_true([&] { return bot::find_media(street.service.media(), hash).has_value(); }, 10s));
    CHECK(becomes_true(
        [&] {
            std::string stored;
            street.service.look([&](storage::Transaction& tx) {
                if (const auto medium = storage::media::of_message(tx, "whatsapp", "wamid.voice"))
                    stored = medium->stored_sha256;
            });
            return stored == hash;
        },
        10s));
}

TEST_CASE("A photo she sends is fetched in two steps, kept by its hash, and belongs to her product")
{
    Street street;
    const HerPhone her { "+919800000002" };
    const auto hash = bot::sha256_hex(jpeg);
    const auto media = street.graph.add_media({ jpeg, "image/jpeg", hash, {}, jpeg.size() });
    bool comes_late = false;
    SECTION("when it is there before she agrees to the product") {}
    SECTION("when it comes after her product is saved")
    {
        comes_late = true;
        auto fault = Street::code(131000, 500);
        fault.of = Fault::Of::Media;
        street.graph.fail_next(fault);
    }
    REQUIRE(street.service.post_whatsapp(her.text("wamid.p1", "अचार 250 रु के 20 डिब्बे बेचने हैं")) == 200);
    REQUIRE(street.service.post_whatsapp(her.photo("wamid.p2", media, hash)) == 200);
    if (!comes_late)
        REQUIRE(becomes_true([&] { return !street.kept_files().empty(); }, 10s));
    REQUIRE(street.service.post_whatsapp(her.text("wamid.p3", "हाँ")) == 200);
    REQUIRE(street.pickle_of(her.phone).has_value());
    CHECK(street.pickle_of(her.phone)->stock == "20");
    CHECK(becomes_true([&] { return street.pickle_of(her.phone)->photo_sha256 == hash; }, 30s));
    const auto kept = street.kept_files();
    REQUIRE(kept.size() == 1);
    CHECK(kept[0] == bot::find_media(street.service.media(), hash));
    CHECK(tests::read_file(kept[0]) == jpeg);
    CHECK(street.graph.complaints() == std::vector<std::string> {});
}

TEST_CASE("What the coordinator must know waits outside her window, and goes with her next message")
{
    Street street;
    const HerPhone sakhi { "+919800000021" };
    REQUIRE(street.service.post_whatsapp(sakhi.text("wamid.w1", "mujhe adhikari se baat karni hai")) == 200);
    REQUIRE(street.service.post_whatsapp(sakhi.text("wamid.w2", "label ke baare me")) == 200);
    REQUIRE(street.stands("+919800000031", 0, State::Waiting));
    const auto before = street.graph.messages().size();
    REQUIRE(street.service.post_whatsapp(HerPhone { "+919800000031" }.text("wamid.w3", "menu")) == 200);
    CHECK(street.stands("+919800000031", 0, State::Accepted));
    CHECK(street.has_sent(before + 2));
}

TEST_CASE("A woman without a phone number is answered by her user id")
{
    Street street;
    REQUIRE(street.service.post_whatsapp(HerPhone { "", "IN.4711" }.text("wamid.b1", "नमस्ते")) == 200);
    REQUIRE(street.has_sent(1));
    CHECK(street.message(0).value("recipient", "") == "IN.4711");
    CHECK(!street.message(0).contains("to"));
    CHECK(street.graph.complaints() == std::vector<std::string> {});
}

TEST_CASE("A woman who changes her number stays who she is")
{
    Street street;
    const HerPhone before { "+919800000002" }, after { "+919800000092" };
    REQUIRE(street.service.post_whatsapp(before.text("wamid.n1", "menu")) == 200);
    REQUIRE(street.service.post_whatsapp(before.new_number("wamid.n2", after.phone)) == 200);
    REQUIRE(street.service.post_whatsapp(after.text("wamid.n3", "menu")) == 200);
    REQUIRE(street.has_sent(2));
    CHECK(street.message(1).at("to") == after.phone);
    street.service.look(
        [&](storage::Transaction& tx) { CHECK(storage::people::by_phone(tx, after.phone)->name == "सुनीता वर्मा"); });
    CHECK(street.service.sent_to(after.phone).size() == 2);
}
