#include "bot/import_kinds.h"

#include "bot/import_templates.h"
#include "locales/normalize.h"
#include "storage/commissions.h"
#include "storage/orders.h"
#include "storage/people.h"
#include "storage/products.h"

#include <algorithm>

namespace bot {

namespace {

const std::vector<std::string> roles { "member", "vidyut_sakhi", "coordinator" };
const std::vector<std::string> languages { "hi", "hi-Latn", "en" };

bool is_one_of(const std::vector<std::string>& words, const std::string& word)
{
    return std::ranges::find(words, word) != words.end();
}

bool digits_only(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

template <class Imported> Change change_of(Imported imported)
{
    return imported == Imported::Added ? Change::Added : imported == Imported::Changed ? Change::Changed : Change::Same;
}

std::vector<std::string> roles_of(ImportRow& row)
{
    std::vector<std::string> read;
    auto rest = row.text("roles");
    while (!rest.empty()) {
        const auto end = rest.find(';');
        auto role = rest.substr(0, end);
        rest = end == std::string::npos ? std::string {} : rest.substr(end + 1);
        std::erase(role, ' ');
        if (role.empty() || is_one_of(read, role))
            continue;
        if (is_one_of(roles, role))
            read.push_back(role);
        else
            row.fault("roles",
                      in_quotes(role) + " is no role; write member, vidyut_sakhi or coordinator, several with ;");
    }
    return read;
}

std::string phone_key(ImportRow& row)
{
    return row.phone("phone");
}

Change take_person(const ImportCall& call)
{
    auto& row = call.row;
    storage::people::Person person;
    const auto phone = row.phone("phone");
    person.name = row.needed_text("name");
    person.roles = roles_of(row);
    person.group_name = row.text("group");
    person.clf = row.text("clf");
    person.block = row.text("block");
    person.district = row.text("district");
    person.state = row.text("state");
    person.language = row.text("language");
    if (!person.language.empty() && !is_one_of(languages, person.language))
        row.fault("language", in_quotes(person.language) + " is no language of ours; write hi, hi-Latn or en");
    if (!row.good() || call.purpose == Purpose::Prove)
        return Change::Same;
    return change_of(storage::people::import_person(call.tx, phone, person, call.now));
}

// The number of her whose phone stands in the row; 0 and a fault if nobody has it.
std::int64_t person_of(const ImportCall& call)
{
    const auto phone = call.row.phone("phone");
    if (phone.empty())
        return 0;
    const auto person = storage::people::by_phone(call.tx, phone);
    if (!person)
        call.row.fault("phone", "nobody here has " + phone + "; import her with the people first, or correct it");
    return person ? person->id : 0;
}

// Her product by its number or its name. A name that she has not registered here is kept as it is written: the
// marketplace sells more than what she told us of.
std::string product_of(const ImportCall& call, std::int64_t person)
{
    auto written = call.row.needed_text("product");
    if (person == 0 || written.empty())
        return written;
    if (digits_only(written)) {
        const auto product =
            written.size() > 15 ? std::nullopt : storage::products::get(call.tx, person, std::stoll(written));
        if (!product)
            call.row.fault("product",
                           "she has no product number " + in_quotes(written) + "; correct it or write its name");
        return product ? product->name : written;
    }
    const auto hers = storage::products::of_person(call.tx, person);
    const auto known = std::ranges::find(hers, locales::n1(written), &storage::products::Product::name_key);
    return known == hers.end() ? written : known->name;
}

std::string lower_ascii(std::string text)
{
    for (auto& letter : text)
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter - 'A' + 'a');
    return text;
}

storage::orders::Status status_of(ImportRow& row)
{
    const auto written = row.needed_text("status");
    const auto status = storage::orders::status_named(written);
    if (!status && !written.empty())
        row.fault("status", in_quotes(written) +
                                " is no state of an order; write new, accepted, late, packed, collected, " +
                                "in_transit, delivered, cancelled_by_buyer, cancelled_by_us, returned, paid_clf or " +
                                "paid_member");
    return status.value_or(storage::orders::Status::New);
}

std::string order_key(ImportRow& row)
{
    return lower_ascii(row.text("channel")) + "\n" + row.text("order_id");
}

Change take_order(const ImportCall& call)
{
    auto& row = call.row;
    storage::orders::Order order;
    order.order_id = row.needed_text("order_id");
    order.channel = lower_ascii(row.needed_text("channel"));
    order.person = person_of(call);
    order.product = product_of(call, order.person);
    order.quantity = row.whole_number("quantity", 1);
    order.amount_paise = row.paise("amount_paise");
    order.pack_by = row.maybe_moment("pack_by");
    order.status = status_of(row);
    if (!row.good() || call.purpose == Purpose::Prove)
        return Change::Same;
    return change_of(storage::orders::import_order(call.tx, order, call.now));
}

std::string statement_key(ImportRow& row)
{
    return phone_key(row) + "\n" + row.text("period_from") + "\n" + row.text("period_to");
}

void check_statement(ImportRow& row, const storage::commissions::Statement& statement)
{
    if (!row.good())
        return;
    if (statement.period_from > statement.period_to)
        row.fault("period_to", "the period ends before it begins; exchange the two days or correct them");
    const auto& last4 = statement.account_last4;
    if (!last4.empty() && (last4.size() != 4 || !digits_only(last4)))
        row.fault("account_last4", "must be the last four digits of her account and no more; shorten it to them");
    if (statement.paid_paise > 0 && !statement.paid_on)
        row.fault("paid_on", "is empty though something was paid; write the day it was paid");
}

Change take_statement(const ImportCall& call)
{
    auto& row = call.row;
    storage::commissions::Statement statement;
    statement.person = person_of(call);
    statement.period_from = row.day("period_from");
    statement.period_to = row.day("period_to");
    statement.bills = row.whole_number("bills", 0);
    statement.collected_paise = row.paise("collected_paise");
    statement.earned_paise = row.paise("earned_paise");
    statement.paid_paise = row.paise("paid_paise");
    statement.paid_on = row.maybe_day("paid_on");
    statement.reference = row.text("reference");
    statement.account_last4 = row.text("account_last4");
    statement.source = call.source;
    statement.imported_at = call.now;
    check_statement(row, statement);
    if (!row.good() || call.purpose == Purpose::Prove)
        return Change::Same;
    return change_of(storage::commissions::import_statement(call.tx, statement));
}

} // namespace

const std::vector<ImportKind>& all_import_kinds()
{
    static const std::vector<ImportKind> all {
        { "people",
          "person",
          { "phone", "name", "roles", "group", "clf", "block", "district", "state", "language" },
          phone_key,
          take_person },
        { "orders",
          "order",
          { "order_id", "channel", "product", "phone", "quantity", "amount_paise", "pack_by", "status" },
          order_key,
          take_order },
        { "commissions",
          "statement",
          { "phone", "period_from", "period_to", "bills", "collected_paise", "earned_paise", "paid_paise", "paid_on",
            "reference", "account_last4" },
          statement_key,
          take_statement },
        { "templates",
          "template",
          { "name", "channel", "language", "category", "body", "registration_id", "state" },
          template_key,
          take_template,
          { "header", "entity_id", "registered_as", "parts" } },
        { "prices", "price", { "channel", "category", "valid_from", "price_paise", "source" }, price_key, take_price },
    };
    return all;
}

} // namespace bot
