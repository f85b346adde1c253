#include "opened.h"

#include "storage/identities.h"
#include "storage/people.h"

using namespace storage;
using namespace storage::people;
using namespace std::chrono_literals;
using opened::at;

namespace {

const Identity phone { IdentityKind::Phone, "+919812345678" };
const Identity new_phone { IdentityKind::Phone, "+919899999999" };
const Identity user { IdentityKind::UserId, "IN.1349" };
const Identity new_user { IdentityKind::UserId, "IN.2000" };
const Identity parent { IdentityKind::ParentUserId, "IN.ENT.77" };

std::int64_t who(Transaction& tx, std::string_view channel, const std::vector<Identity>& identities, Time when = at())
{
    return find_or_add(tx, { channel, identities, "Sunita", when }, when).id;
}

std::optional<std::int64_t> change_number(Transaction& tx, const std::vector<Identity>& former,
                                          const std::vector<Identity>& current, Time changed_at, Time when)
{
    return change_identities(tx, { "whatsapp", former, current, changed_at }, when);
}

std::optional<std::int64_t> change_number(Transaction& tx, const std::vector<Identity>& former,
                                          const std::vector<Identity>& current, Time when)
{
    return change_number(tx, former, current, when, when);
}

} // namespace

TEST_CASE("A phone is one person on every channel, a user id on its own channel only")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = who(tx, "whatsapp", { phone, user });
    CHECK(who(tx, "sms", { phone }) == sunita);
    CHECK(who(tx, "whatsapp", { user }) == sunita);
    CHECK(who(tx, "whatsapp", { phone }) == sunita);
    CHECK(who(tx, "elsewhere", { user }) != sunita);
}

TEST_CASE("Identities seen together are bound to one person, whichever is known")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = who(tx, "whatsapp", { user });
    CHECK(who(tx, "whatsapp", { user, parent }) == sunita);
    CHECK(who(tx, "whatsapp", { parent, phone }) == sunita);
    CHECK(who(tx, "sms", { phone }) == sunita);
    CHECK(addresses(tx, sunita, "whatsapp") == std::vector { phone, user, parent });
    CHECK(addresses(tx, sunita, "sms") == std::vector { phone });
    CHECK(phone_of(tx, sunita) == phone.value);
}

TEST_CASE("Two people whose identities arrive together are kept apart and written down for a person to settle")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = who(tx, "whatsapp", { user });
    const auto kamla = who(tx, "sms", { phone });
    REQUIRE(sunita != kamla);
    CHECK(who(tx, "whatsapp", { phone, user }) == sunita); // the user id says most
    CHECK(who(tx, "whatsapp", { phone, user }) == sunita);
    CHECK(who(tx, "sms", { phone }) == kamla);

    const auto conflicts = identities::open_conflicts(tx);
    REQUIRE(conflicts.size() == 1);
    CHECK(conflicts[0].person == sunita);
    CHECK(conflicts[0].other == kamla);
    CHECK(conflicts[0].identity == phone);
    identities::settle_conflict(tx, conflicts[0], at(1h));
    CHECK(identities::open_conflicts(tx).empty());
}

TEST_CASE("A phone that changed hands does not open her account")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = who(tx, "whatsapp", { phone, user });
    CHECK(change_number(tx, { phone, user }, { new_phone, new_user }, at(1h)) == sunita);
    CHECK(who(tx, "whatsapp", { new_phone, new_user }, at(2h)) == sunita);
    CHECK(addresses(tx, sunita, "whatsapp") == std::vector { new_phone, new_user });
    CHECK(who(tx, "sms", { phone }, at(3h)) != sunita);
}

TEST_CASE("A message from before her number changed, delivered after it, is still hers")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = who(tx, "whatsapp", { phone, user });
    change_number(tx, { phone, user }, { new_phone, new_user }, at(1h));
    const std::vector before { phone, user };
    CHECK(find_or_add(tx, { "whatsapp", before, "", at(30min) }, at(2h)).id == sunita);
    CHECK(addresses(tx, sunita, "whatsapp") == std::vector { new_phone, new_user });
}

TEST_CASE("A late message from before her number changed does not make the old number hers again")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = who(tx, "whatsapp", { phone, user });
    change_number(tx, { phone }, { new_phone, user }, at(1h)); // the user id stays hers
    const std::vector before { phone, user };
    CHECK(find_or_add(tx, { "whatsapp", before, "", at(30min) }, at(2h)).id == sunita);
    CHECK(addresses(tx, sunita, "whatsapp") == std::vector { new_phone, user });
    CHECK(who(tx, "sms", { phone }, at(3h)) != sunita);
}

TEST_CASE("Her first words from the new number may come before the word of the change: she is still one person")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = who(tx, "whatsapp", { phone, user });
    const auto newcomer = who(tx, "whatsapp", { new_phone, new_user, parent }, at(61min));
    REQUIRE(newcomer != sunita);
    CHECK(change_number(tx, { phone, user }, { new_phone }, at(1h), at(2h)) == sunita);
    CHECK(who(tx, "whatsapp", { new_phone, new_user, parent }, at(3h)) == sunita);
    CHECK(addresses(tx, newcomer, "whatsapp").empty());
    CHECK(identities::open_conflicts(tx).empty());
    CHECK(who(tx, "sms", { phone }, at(3h)) != sunita);
}

TEST_CASE("Whoever had the new number before, or is known by a name, is somebody else and keeps it")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = who(tx, "whatsapp", { phone, user });
    auto kamla = get(tx, who(tx, "whatsapp", { new_phone, new_user }, at(1h))).value();
    SECTION("she wrote before the change") {}
    SECTION("she has joined since")
    {
        kamla.joined_at = at(1h);
        save(tx, kamla);
    }
    SECTION("she is on a list of the programme")
    {
        kamla.name = "Kamla";
        save(tx, kamla);
    }
    const auto changed_at = kamla.joined_at || !kamla.name.empty() ? at(1h) : at(2h);
    CHECK(change_number(tx, { phone, user }, { new_phone, new_user }, changed_at, at(3h)) == sunita);
    CHECK(who(tx, "whatsapp", { new_phone, new_user }, at(4h)) == kamla.id);
    CHECK(addresses(tx, sunita, "whatsapp").empty());
    CHECK(identities::open_conflicts(tx).size() == 2);
}

TEST_CASE("A change of number is taken in twice, back again, and from nobody")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    CHECK_FALSE(change_number(tx, { phone }, { new_phone }, at()));
    const auto sunita = who(tx, "whatsapp", { phone });
    CHECK(change_number(tx, { phone }, { new_phone }, at()) == sunita);
    CHECK(change_number(tx, { phone }, { new_phone }, at()) == sunita);
    CHECK(change_number(tx, { new_phone }, { phone }, at()) == sunita);
    CHECK(addresses(tx, sunita, "whatsapp") == std::vector { phone });
}

TEST_CASE("A number she shares herself is bound to her unless it is somebody else's")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = who(tx, "whatsapp", { user });
    const auto kamla = who(tx, "sms", { phone });
    CHECK(bind_identity(tx, sunita, "whatsapp", new_phone, at()) == Bound::Added);
    CHECK(bind_identity(tx, sunita, "whatsapp", new_phone, at()) == Bound::Already);
    CHECK(bind_identity(tx, sunita, "whatsapp", phone, at()) == Bound::Collision);
    CHECK(by_phone(tx, phone.value)->id == kamla);
}

TEST_CASE("Importing a person twice changes nothing, and an empty field takes nothing away")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    Person row;
    row.name = "सुनीता देवी";
    row.district = "हरदोई";
    row.roles = { "member", "vidyut_sakhi" };
    CHECK(import_person(tx, phone.value, row, at()) == Imported::Added);
    CHECK(import_person(tx, phone.value, row, at()) == Imported::Same);
    Person less;
    less.block = "बावन";
    less.roles = { "coordinator" };
    CHECK(import_person(tx, phone.value, less, at()) == Imported::Changed);

    const auto found = by_phone(tx, phone.value);
    REQUIRE(found);
    CHECK(found->name == "सुनीता देवी");
    CHECK(found->block == "बावन");
    CHECK(found->roles == std::vector<std::string> { "coordinator", "member", "vidyut_sakhi" });
    const auto coordinators = with_role(tx, "coordinator");
    REQUIRE(coordinators.size() == 1);
    CHECK(coordinators[0].id == found->id);
    CHECK(coordinators[0].block == "बावन");
    CHECK_FALSE(found->joined_at);
    CHECK(who(tx, "sms", { phone }) == found->id);
}

TEST_CASE("What is saved of a person is read again, and an import does not overrule the language she chose")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    auto person = get(tx, who(tx, "sms", { phone })).value();
    person.name = "Kamla";
    person.joined_at = at(1h);
    person.shared_phone = true;
    save(tx, person);
    set_language(tx, person.id, "hi-Latn", true);
    Person row;
    row.language = "hi";
    CHECK(import_person(tx, phone.value, row, at()) == Imported::Same);

    const auto listed = list(tx, 0, 10);
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].phone == phone.value);
    CHECK(listed[0].person.name == "Kamla");
    CHECK(listed[0].person.profile_name == "Sunita");
    CHECK(listed[0].person.joined_at == at(1h));
    CHECK(listed[0].person.shared_phone);
    CHECK(listed[0].person.language == "hi-Latn");
    CHECK(list(tx, person.id, 10).empty());
}
