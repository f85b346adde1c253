// WhatsApp from end to end: the real program, a fake of Meta's Graph API that checks every request, and signed
// webhooks.

#include "bot/hashes.h"
#include "bot/media_store.h"
#include "storage/orders.h"
#include "storage/people.h"
#include "storage/products.h"
#include "tests/support/fake_graph.h"
#include "tests/support/files.h"
#include "tests/support/service_process.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <thread>

using namespace std::chrono_literals;
using Json = nlohmann::json;
using storage::outbox::State;
using tests::becomes_true;
using tests::FakeGraph;
using tests::Fault;
using tests::HerPhone;
using tests::ServiceProcess;

namespace {

const std::string jpeg = "\xff\xd8\xff\xe0 a picture of pickles \xff\xd9";

struct Street {
    FakeGraph graph;
    ServiceProcess service { graph.url() };

    Street() { service.start(); }

    bool has_sent(std::size_t messages)
    {
        return becomes_true([&] { return graph.messages().size() >= messages; }, 10s);
    }

    bool stands(const std::string& phone, std::size_t place, State state)
    {
        return becomes_true(
            [&] {
                const auto rows = service.sent_to(phone);
                return rows.size() > place && rows[place].state == state;
            },
            10s);
    }

    Json message(std::size_t place) const { return Json::parse(graph.messages().at(place)); }

    int tell_status(std::size_t place, const std::string& status) const
    {
        return service.post_whatsapp(graph.status_webhook(place, status));
    }

    std::vector<std::filesystem::path> kept_files() const
    {
        std::vector<std::filesystem::path> kept;
        if (std::filesystem::exists(service.media()))
            for (const auto& entry : std::filesystem::recursive_directory_iterator { service.media() })
                if (entry.is_regular_file())
                    kept.push_back(entry.path());
        return kept;
    }

    // The one product of hers that costs 250 rupees.
    std::optional<storage::products::Product> pickle_of(const std::string& phone) const
    {
        std::optional<storage::products::Product> pickle;
        service.look([&](storage::Transaction& tx) {
            for (const auto& product : storage::products::of_person(tx, storage::people::by_phone(tx, phone)->id))
                if (product.price_paise == 250'00)
                    pickle = product;
        });
        return pickle;
    }

    static Fault code(int error_code, int status = 400)
    {
        Fault fault;
        fault.code = error_code;
        fault.status = status;
        fault.of = Fault::Of::Messages;
        return fault;
    }
};

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
        auto fault = street.code(131000, 500);
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

TEST_CASE("Errors that pass are tried again until the message is there, once")
{
    Street street;
    const HerPhone her { "+919800000001" };
    SECTION("written to too fast")
    {
        street.graph.fail_next(street.code(131056, 429));
    }
    SECTION("all of us too fast")
    {
        street.graph.fail_next(street.code(130429, 429));
    }
    SECTION("a fault of Meta's")
    {
        street.graph.fail_next(street.code(131000, 500));
    }
    REQUIRE(street.service.post_whatsapp(her.text("wamid.e1", "menu")) == 200);
    REQUIRE(street.has_sent(1));
    CHECK(street.stands(her.phone, 0, State::Accepted));
    CHECK(street.graph.messages().size() == 1);
}

TEST_CASE("An address that cannot be reached has failed, and stops nobody else")
{
    Street street;
    street.graph.fail_next(street.code(131026));
    REQUIRE(street.service.post_whatsapp(HerPhone { "+919800000001" }.text("wamid.u1", "menu")) == 200);
    REQUIRE(street.service.post_whatsapp(HerPhone { "+919800000002" }.text("wamid.u2", "menu")) == 200);
    REQUIRE(street.has_sent(1));
    CHECK(becomes_true(
        [&] {
            const auto first = street.service.sent_to("+919800000001").at(0).state;
            const auto second = street.service.sent_to("+919800000002").at(0).state;
            return (first == State::Failed && second == State::Accepted) ||
                   (first == State::Accepted && second == State::Failed);
        },
        10s));
}

TEST_CASE("A token that is refused holds the channel: nothing is lost or tried in vain, and messages are still taken")
{
    Street street;
    street.graph.fail_next(street.code(190, 401));
    const HerPhone her { "+919800000001" };
    REQUIRE(street.service.post_whatsapp(her.text("wamid.t1", "menu")) == 200);
    CHECK(becomes_true([&] { return street.service.sent_to(her.phone).at(0).attempts == 1; }, 10s));
    REQUIRE(street.stands(her.phone, 0, State::Queued));
    REQUIRE(street.service.post_whatsapp(HerPhone { "+919800000002" }.text("wamid.t2", "menu")) == 200);
    std::this_thread::sleep_for(500ms);
    CHECK(street.graph.messages().empty());
    CHECK(street.service.sent_to(her.phone).at(0).attempts == 1);
    CHECK(street.service.sent_to("+919800000002").at(0).state == State::Queued);
}

TEST_CASE("An answer that was lost leaves the message uncertain until its status settles it, and it is not sent twice")
{
    Street street;
    const HerPhone her { "+919800000001" };
    Fault fault;
    fault.of = Fault::Of::Messages;
    fault.is_taken = true;
    SECTION("by a reset")
    {
        fault.kind = Fault::Kind::Reset;
    }
    SECTION("in its half")
    {
        fault.kind = Fault::Kind::HalfAnswer;
    }
    SECTION("behind a page of somebody else")
    {
        fault.kind = Fault::Kind::WrongJson;
        fault.status = 200;
    }
    street.graph.fail_next(fault);
    REQUIRE(street.service.post_whatsapp(her.text("wamid.l1", "menu")) == 200);
    REQUIRE(street.stands(her.phone, 0, State::Uncertain));
    CHECK(street.tell_status(0, "delivered") == 200);
    CHECK(street.stands(her.phone, 0, State::Delivered));
    REQUIRE(street.service.post_whatsapp(her.text("wamid.l2", "menu")) == 200);
    REQUIRE(street.has_sent(2));
    CHECK(street.graph.messages().size() == 2);
}

TEST_CASE("An answer that comes late is waited for")
{
    Street street;
    Fault fault;
    fault.kind = Fault::Kind::Raw;
    fault.status = 200;
    fault.of = Fault::Of::Messages;
    fault.delay = 1'500ms;
    fault.body = R"({"messaging_product":"whatsapp","messages":[{"id":"wamid.late"}]})";
    street.graph.fail_next(fault);
    REQUIRE(street.service.post_whatsapp(HerPhone { "+919800000001" }.text("wamid.d1", "menu")) == 200);
    REQUIRE(street.stands("+919800000001", 0, State::Accepted));
    CHECK(street.service.sent_to("+919800000001").at(0).provider_id == "wamid.late");
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
