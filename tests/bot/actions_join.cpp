#include "storage/consents.h"
#include "storage/deletion.h"
#include "tests/support/acting.h"

#include <catch2/catch.hpp>

#include <map>

using namespace support;
using storage::consents::Purpose;

namespace {

const std::string phone = "+919800000001";

Slots answers()
{
    return { { "name", text("Rina Devi") },    { "group", text("Lakshmi") },  { "district", text("Hardoi") },
             { "wants_notices", word("yes") }, { "may_publish", word("no") }, { "adult", word("yes") } };
}

std::map<Purpose, storage::consents::Consent> consents_of(Acting& acting, const Person& person)
{
    std::map<Purpose, storage::consents::Consent> found;
    for (const auto& consent : storage::consents::current(acting.tx(), person.id))
        found[consent.purpose] = consent;
    return found;
}

} // namespace

TEST_CASE("who writes for the first time is new, and nothing is known of her")
{
    Acting acting;
    auto person = acting.stranger(phone);
    const auto done = acting.run("who_is_this", person);
    CHECK(done.outcome == "new");
    CHECK(done.gives.empty());
}

TEST_CASE("who is in the import is known by name before she joins")
{
    Acting acting;
    auto person = acting.imported(phone, "Rina Devi", { "member" });
    const auto done = acting.run("who_is_this", person);
    CHECK(done.outcome == "imported");
    CHECK(phrase(done.gives, "name") == "Rina Devi");
    CHECK(phrase(done.gives, "district") == "Hardoi");
}

TEST_CASE("an imported sakhi takes the short road only when her name, group and district are all known")
{
    Acting acting;
    auto person = acting.imported(phone, "Puja", { "vidyut_sakhi" });
    CHECK(acting.run("who_is_this", person).outcome == "sakhi");
    person.group_name.clear();
    CHECK(acting.run("who_is_this", person).outcome == "imported");
}

TEST_CASE("who has agreed already is told so by name")
{
    Acting acting;
    auto person = acting.joined(phone, "Rina Devi", { "member" });
    const auto done = acting.run("who_is_this", person);
    CHECK(done.outcome == "joined");
    CHECK(phrase(done.gives, "name") == "Rina Devi");
}

TEST_CASE("joining keeps her, and each consent with the text she saw, its version and the message that said it")
{
    Acting acting;
    auto person = acting.stranger(phone);
    REQUIRE(acting.run("save_member", person, answers()).outcome == "saved");
    CHECK(person.joined_at == acting.now);
    const auto kept = storage::people::get(acting.tx(), person.id).value();
    CHECK(kept.name == "Rina Devi");
    CHECK(kept.joined_at == acting.now);
    CHECK(kept.has_role("member"));
    auto consents = consents_of(acting, person);
    CHECK(consents.at(Purpose::Service).given);
    CHECK(consents.at(Purpose::Notices).given);
    CHECK_FALSE(consents.at(Purpose::Publishing).given);
    CHECK(consents.at(Purpose::Service).text_key == "join.notice.ask");
    CHECK(consents.at(Purpose::Service).text_version == "version of join.notice.ask");
    CHECK(consents.at(Purpose::Service).provider_id == "message-1");
    CHECK(consents.at(Purpose::Service).language == "hi");
}

TEST_CASE("whoever was imported agreed to the notice that greets her by name")
{
    Acting acting;
    auto person = acting.imported(phone, "Rina", { "member" });
    acting.run("save_member", person, answers());
    CHECK(consents_of(acting, person).at(Purpose::Service).text_key == "join.known_notice.ask");
}

TEST_CASE("the short road of a sakhi asks for the service alone, so notices and publishing stay off")
{
    Acting acting;
    auto person = acting.imported(phone, "Puja", { "vidyut_sakhi" });
    REQUIRE(acting.run("save_sakhi", person, answers()).outcome == "saved");
    CHECK(person.joined_at.has_value());
    CHECK(person.roles == std::vector<std::string> { "vidyut_sakhi" });
    const auto consents = consents_of(acting, person);
    CHECK(consents.at(Purpose::Service).text_key == "join.sakhi_notice.ask");
    CHECK(consents.size() == 1);
}

TEST_CASE("she is told the coordinator of her federation, else of her block, else of her district")
{
    Acting acting;
    auto person = acting.stranger(phone);
    CHECK(phrase(acting.run("save_member", person, answers()).gives, "officer") == "officer.unknown");
    auto district = acting.imported("+919800000031", "Anita", { "coordinator" });
    district.clf.clear();
    district.block.clear();
    storage::people::save(acting.tx(), district);
    auto elsewhere = acting.imported("+919800000032", "Far Away", { "coordinator" });
    elsewhere.district = "Kangra";
    storage::people::save(acting.tx(), elsewhere);
    CHECK(phrase(acting.run("save_member", person, answers()).gives, "officer") == "Anita");

    auto member = acting.imported("+919800000002", "Sunita", { "member" });
    CHECK(phrase(acting.run("save_sakhi", member, answers()).gives, "officer") == "Anita");
    auto block = acting.imported("+919800000033", "Block Manager", { "coordinator" });
    block.clf.clear();
    storage::people::save(acting.tx(), block);
    CHECK(phrase(acting.run("save_sakhi", member, answers()).gives, "officer") == "Block Manager");
    acting.imported("+919800000034", "Federation", { "coordinator" });
    CHECK(phrase(acting.run("save_sakhi", member, answers()).gives, "officer") == "Federation");
}

TEST_CASE("who asked to be forgotten is nobody we know, and may join anew")
{
    Acting acting;
    auto person = acting.joined(phone, "Rina Devi", { "member" });
    REQUIRE(acting.run("delete_me", person).outcome == "deleted");
    const auto done = acting.run("who_is_this", person);
    CHECK(done.outcome == "new");
    CHECK(done.gives.empty());
    acting.run("save_member", person, answers());
    const auto kept = storage::people::get(acting.tx(), person.id).value();
    CHECK(kept.joined_at.has_value());
    CHECK_FALSE(kept.deleted_at.has_value());
    CHECK_FALSE(kept.stopped_at.has_value());
}
