#include "opened.h"

#include "storage/media.h"
#include "storage/products.h"

using namespace storage;
using namespace std::chrono_literals;
using opened::at;
using opened::person;

namespace {

products::Product pickle(std::int64_t owner)
{
    products::Product product;
    product.person = owner;
    product.name = "आम का अचार";
    product.name_key = "आम का अचार";
    product.price_paise = 250'00;
    product.stock = "20";
    product.unit = "packet";
    return product;
}

} // namespace

TEST_CASE("A product gets a short number, and its name is one of a kind for its owner")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = person(tx, 1);
    CHECK(products::add(tx, pickle(sunita), at()) == 1001);
    CHECK_FALSE(products::add(tx, pickle(sunita), at()));
    CHECK(products::add(tx, pickle(person(tx, 2)), at()) == 1002);
    CHECK(products::of_person(tx, sunita).size() == 1);
    CHECK(products::list(tx, 1001, 10).size() == 1);

    const auto read = products::get(tx, 1001).value();
    CHECK(read.name == "आम का अचार");
    CHECK(read.price_paise == 250'00);
    CHECK(read.status == products::Status::Checking);
    CHECK(read.created_at == at());
}

TEST_CASE("Only the owner changes price and stock")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto number = products::add(tx, pickle(person(tx, 1)), at()).value();
    person(tx, 2);
    CHECK_FALSE(products::set_price(tx, 2, number, 1, at(1h)));
    CHECK_FALSE(products::set_stock(tx, 2, number, "0", at(1h)));
    CHECK_FALSE(products::get(tx, 2, number));
    CHECK(products::set_price(tx, 1, number, 300'00, at(1h)));
    CHECK(products::set_stock(tx, 1, number, "2.5", at(1h)));
    CHECK(products::set_status(tx, number, products::Status::MoreNeeded, "फ़ोटो", at(2h)));
    const auto read = products::get(tx, 1, number).value();
    CHECK(read.price_paise == 300'00);
    CHECK(read.stock == "2.5");
    CHECK(products::name_of(read.status) == "more_needed");
    CHECK(read.reason == "फ़ोटो");
    CHECK(read.changed_at == at(2h));
    CHECK_FALSE(products::status_named("sold"));
}

TEST_CASE("A photo is fetched by one, again when its lease runs out, and then shown by its product")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    media::Medium photo;
    photo.person = person(tx, 1);
    photo.channel = "whatsapp";
    photo.provider_id = "media-7";
    photo.told_sha256 = "aa";
    const auto id = media::want(tx, photo, at());
    CHECK(media::find(tx, photo.person, photo.channel, photo.provider_id)->id == id);
    CHECK_FALSE(media::find(tx, photo.person + 1, photo.channel, photo.provider_id));
    auto product = pickle(1);
    product.photo_media = id;
    const auto number = products::add(tx, product, at()).value();

    const auto lost = media::claim(tx, 10, at(), 30s);
    REQUIRE(lost.size() == 1);
    CHECK(media::claim(tx, 10, at(29s), 30s).empty());
    CHECK(media::next_due_at(tx, at()) == at(30s));
    const auto again = media::claim(tx, 10, at(30s), 30s);
    REQUIRE(again.size() == 1);
    CHECK(again[0].attempts == 2);
    CHECK_FALSE(media::settle(tx, lost[0], { .state = media::State::Failed }));
    CHECK_FALSE(media::is_stored(tx, "aa"));
    CHECK(media::settle(tx, again[0], { .sha256 = "aa", .bytes = 5 }));
    CHECK(media::is_stored(tx, "aa"));
    CHECK_FALSE(media::is_stored(tx, ""));
    CHECK(media::get(tx, id)->bytes == 5);
    products::photo_stored(tx, id, "aa", at(31s));
    CHECK(products::get(tx, number)->photo_sha256 == "aa");
    CHECK_FALSE(media::next_due_at(tx, at(1h)));
}

TEST_CASE("A photo whose fetch may be tried again is due later")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    media::Medium photo;
    photo.person = person(tx, 1);
    media::want(tx, photo, at());
    CHECK(media::settle(tx, media::claim(tx, 1, at(), 30s).at(0),
                        { .state = media::State::Wanted, .due_at = at(1min), .error = "timeout" }));
    CHECK(media::claim(tx, 1, at(59s), 30s).empty());
    CHECK(media::claim(tx, 1, at(1min), 30s).size() == 1);
}

TEST_CASE("A picture of ours that a provider still holds is used again")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    media::note_upload(tx, "aa", "whatsapp", "old", at(1h));
    media::note_upload(tx, "aa", "whatsapp", "new", at(2h));
    CHECK(media::uploaded(tx, "aa", "whatsapp", at(90min)) == "new");
    CHECK_FALSE(media::uploaded(tx, "aa", "whatsapp", at(2h)));
    CHECK_FALSE(media::uploaded(tx, "aa", "sms", at()));
}
