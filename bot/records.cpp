#include "bot/records.h"

#include "bot/arrival_json.h"
#include "bot/channels/addresses.h"
#include "bot/record_rows.h"
#include "locales/time.h"
#include "storage/commissions.h"
#include "storage/complaints.h"
#include "storage/identities.h"
#include "storage/inbox.h"
#include "storage/media.h"
#include "storage/messages.h"
#include "storage/notices.h"
#include "storage/orders.h"
#include "storage/people.h"
#include "storage/products.h"

#include <nlohmann/json.hpp>

#include <set>

namespace bot {

namespace {

using Record = nlohmann::ordered_json;
using Person = std::optional<std::int64_t>;

Record or_null(const std::optional<storage::Time>& moment)
{
    return moment ? Record(moment_text(*moment)) : Record(nullptr);
}

Record or_null(const std::string& text)
{
    return text.empty() ? Record(nullptr) : Record(text);
}

Record or_null(const std::optional<storage::Day>& day)
{
    return day ? Record(storage::text_of(*day)) : Record(nullptr);
}

void each_person(storage::Transaction& tx, const RecordFilter& filter, Person person, const EachRecord& each)
{
    using storage::people::Listed;
    const auto one = [&](std::int64_t id) {
        std::vector<Listed> found;
        if (auto known = storage::people::get(tx, id))
            found.push_back({ std::move(*known), storage::people::phone_of(tx, id) });
        return found;
    };
    const auto page = [&](std::int64_t after, int limit) { return storage::people::list(tx, after, limit); };
    each_row<Listed>(
        filter, person, one, page, [](const Listed* row) { return row ? row->person.id : 0; },
        [&](const Listed& row) {
            const auto& who = row.person;
            each({ { "phone", or_null(row.phone) },
                   { "name", who.name },
                   { "roles", who.roles },
                   { "group", who.group_name },
                   { "clf", who.clf },
                   { "block", who.block },
                   { "district", who.district },
                   { "state", who.state },
                   { "language", who.language },
                   { "created_at", moment_text(who.created_at) },
                   { "joined_at", or_null(who.joined_at) },
                   { "stopped_at", or_null(who.stopped_at) },
                   { "deleted_at", or_null(who.deleted_at) } });
        });
}

void each_product(storage::Transaction& tx, const RecordFilter& filter, Person person, const EachRecord& each)
{
    using storage::products::Product;
    Phones phones { tx };
    const auto hers = [&](std::int64_t id) { return storage::products::of_person(tx, id); };
    const auto page = [&](std::int64_t after, int limit) { return storage::products::list(tx, after, limit); };
    each_row<Product>(filter, person, hers, page, number_of<Product>, [&](const Product& row) {
        const auto stock = Record::parse(row.stock, nullptr, false); // a number, as exact as it is written
        each({ { "number", row.number },
               { "name", row.name },
               { "phone", or_null(phones.of(row.person)) },
               { "price_paise", row.price_paise },
               { "stock", stock.is_number() ? stock : Record(row.stock) },
               { "unit", row.unit },
               { "status", storage::products::name_of(row.status) },
               { "reason", row.reason },
               { "photo_sha256", or_null(row.photo_sha256) },
               { "created_at", moment_text(row.created_at) },
               { "changed_at", moment_text(row.changed_at) } });
    });
}

void each_order(storage::Transaction& tx, const RecordFilter& filter, Person person, const EachRecord& each)
{
    using storage::orders::Order;
    Phones phones { tx };
    const auto hers = [&](std::int64_t id) {
        return oldest_first(storage::orders::of_person(tx, id, std::numeric_limits<int>::max()));
    };
    const auto page = [&](std::int64_t after, int limit) { return storage::orders::list(tx, after, limit); };
    each_row<Order>(filter, person, hers, page, number_of<Order>, [&](const Order& row) {
        each({ { "number", row.number },
               { "order_id", row.order_id },
               { "channel", row.channel },
               { "product", row.product },
               { "phone", or_null(phones.of(row.person)) },
               { "quantity", row.quantity },
               { "amount_paise", row.amount_paise },
               { "pack_by", or_null(row.pack_by) },
               { "status", storage::orders::name_of(row.status) },
               { "reason", row.reason },
               { "created_at", moment_text(row.created_at) },
               { "changed_at", moment_text(row.changed_at) } });
    });
}

void each_statement(storage::Transaction& tx, const RecordFilter& filter, Person person, const EachRecord& each)
{
    using storage::commissions::Statement;
    Phones phones { tx };
    const auto hers = [&](std::int64_t id) {
        return oldest_first(storage::commissions::of_person(tx, id, std::numeric_limits<int>::max()));
    };
    const auto page = [&](const Statement& after, int limit) { return storage::commissions::list(tx, after, limit); };
    each_row<Statement>(
        filter, person, hers, page, [](const Statement* row) { return row ? *row : Statement {}; },
        [&](const Statement& row) {
            each({ { "phone", or_null(phones.of(row.person)) },
                   { "period_from", storage::text_of(row.period_from) },
                   { "period_to", storage::text_of(row.period_to) },
                   { "bills", row.bills },
                   { "collected_paise", row.collected_paise },
                   { "earned_paise", row.earned_paise },
                   { "paid_paise", row.paid_paise },
                   { "paid_on", or_null(row.paid_on) },
                   { "reference", row.reference },
                   { "account_last4", row.account_last4 },
                   { "source", row.source },
                   { "imported_at", moment_text(row.imported_at) } });
        });
}

// "audio/ogg stored"
std::string told_medium(const storage::media::Medium& medium)
{
    return medium.mime_type.substr(0, medium.mime_type.find(';')) + " " +
           std::string { storage::media::name_of(medium.state) };
}

void each_message(storage::Transaction& tx, const RecordFilter& filter, Person person, const EachRecord& each)
{
    Phones phones { tx };
    const std::set<std::string_view> with_medium { name_of(dialogs::MessageKind::Photo),
                                                   name_of(dialogs::MessageKind::Voice),
                                                   name_of(dialogs::MessageKind::Document) };
    storage::messages::each(tx, person, filter.limit, [&](const storage::messages::Message& row) {
        std::optional<storage::media::Medium> medium;
        if (row.direction == storage::messages::Direction::In && with_medium.contains(row.kind))
            medium = storage::media::of_message(tx, row.channel, row.provider_id);
        each({ { "provider_id", or_null(row.provider_id) },
               { "direction", row.direction == storage::messages::Direction::In ? "in" : "out" },
               { "channel", row.channel },
               { "phone", or_null(phones.of(row.person)) },
               { "at", moment_text(row.at) },
               { "kind", row.kind },
               { "outcome", row.outcome },
               { "medium", medium ? Record(told_medium(*medium)) : Record(nullptr) },
               { "medium_sha256", or_null(medium ? medium->stored_sha256 : std::string {}) },
               { "text_key", or_null(row.text_key) },
               { "error", or_null(row.error) } });
    });
}

// Whose message it is stands only in the arrival, which is what could not be taken.
std::string phone_in(const storage::inbox::Parked& parked)
{
    try {
        return first_of(arrival_from_json(parked.arrival).sender, dialogs::IdentityKind::Phone);
    } catch (const std::runtime_error&) {
        return {};
    }
}

void each_parked(storage::Transaction& tx, const RecordFilter& filter, Person, const EachRecord& each)
{
    auto left = filter.limit;
    for (const auto& row : storage::inbox::parked(tx)) {
        const auto phone = phone_in(row);
        if ((!filter.phone.empty() && phone != filter.phone) || left-- <= 0)
            continue;
        each({ { "id", row.id },
               { "channel", row.channel },
               { "provider_id", row.provider_id },
               { "phone", or_null(phone) },
               { "parked_at", moment_text(row.parked_at) },
               { "reason", row.reason } });
    }
}

// People whose numbers were seen together: an operator decides whether they are one.
void each_conflict(storage::Transaction& tx, const RecordFilter& filter, Person person, const EachRecord& each)
{
    Phones phones { tx };
    auto left = filter.limit;
    for (const auto& row : storage::identities::open_conflicts(tx)) {
        if ((person && row.person != *person && row.other != *person) || left-- <= 0)
            continue;
        each({ { "seen_at", moment_text(row.seen_at) },
               { "channel", row.channel },
               { "phone", or_null(phones.of(row.person)) },
               { "other_phone", or_null(phones.of(row.other)) },
               { "kind", storage::identities::name_of(row.identity.kind) },
               { "identity", row.identity.value } });
    }
}

// Whole days of India's calendar; 0 while there is time, and once it is solved.
std::int64_t overdue_days(const storage::complaints::Complaint& complaint, storage::Time now)
{
    if (complaint.state == storage::complaints::State::Solved || complaint.due_at > now)
        return 0;
    const std::chrono::sys_days today { locales::day_in_india(now) };
    return (today - std::chrono::sys_days { locales::day_in_india(complaint.due_at) }).count();
}

void each_complaint(storage::Transaction& tx, const RecordFilter& filter, Person person, const EachRecord& each)
{
    using storage::complaints::Complaint;
    Phones phones { tx };
    const auto hers = [&](std::int64_t id) {
        return oldest_first(storage::complaints::of_person(tx, id, std::numeric_limits<int>::max()));
    };
    const auto page = [&](std::int64_t after, int limit) { return storage::complaints::list(tx, after, limit); };
    each_row<Complaint>(filter, person, hers, page, number_of<Complaint>, [&](const Complaint& row) {
        each({ { "number", row.number },
               { "phone", or_null(phones.of(row.person)) },
               { "kind", row.kind },
               { "about", row.about },
               { "text", row.text },
               { "state", storage::complaints::name_of(row.state) },
               { "assigned_phone", or_null(phones.of(row.assigned)) },
               { "created_at", moment_text(row.created_at) },
               { "due_at", moment_text(row.due_at) },
               { "overdue_days", overdue_days(row, filter.now) },
               { "changed_at", moment_text(row.changed_at) } });
    });
}

void each_notice(storage::Transaction& tx, const RecordFilter& filter, Person author, const EachRecord& each)
{
    Phones phones { tx };
    auto left = filter.limit;
    auto before = std::numeric_limits<std::int64_t>::max();
    for (auto rows = storage::notices::list(tx, before, page_rows); !rows.empty() && left > 0;
         rows = storage::notices::list(tx, before, page_rows))
        for (const auto& row : rows) {
            before = row.number;
            if ((author && row.author != *author) || left-- <= 0)
                continue;
            each({ { "number", row.number },
                   { "state", storage::notices::name_of(row.state) },
                   { "category", row.category },
                   { "author_phone", or_null(phones.of(row.author)) },
                   { "audience", row.audience },
                   { "except", row.except_those },
                   { "recipients", row.recipients },
                   { "left_out", row.left_out },
                   { "repeats", storage::notices::name_of(row.repeats) },
                   { "approved_by_phone", or_null(phones.of(row.approved_by)) },
                   { "paused_why", or_null(row.paused_why) },
                   { "created_at", moment_text(row.created_at) },
                   { "starts_at", or_null(row.starts_at) },
                   { "started_at", or_null(row.started_at) },
                   { "finished_at", or_null(row.finished_at) } });
        }
}

} // namespace

const std::vector<RecordKind>& record_kinds()
{
    static const std::vector<RecordKind> all {
        { "people", { "phone", "name", "roles", "group", "district", "state", "language", "joined_at" }, each_person },
        { "products", { "number", "name", "phone", "price_paise", "stock", "unit", "status" }, each_product },
        { "orders",
          { "number", "order_id", "channel", "product", "phone", "quantity", "amount_paise", "pack_by", "status" },
          each_order },
        { "commissions",
          { "phone", "period_from", "period_to", "bills", "collected_paise", "earned_paise", "paid_paise", "paid_on",
            "reference" },
          each_statement },
        { "messages",
          { "at", "direction", "channel", "phone", "kind", "medium", "outcome", "provider_id" },
          each_message },
        { "parked", { "id", "parked_at", "channel", "phone", "reason" }, each_parked },
        { "conflicts", { "seen_at", "channel", "phone", "other_phone", "kind", "identity" }, each_conflict },
        { "complaints",
          { "number", "phone", "kind", "state", "assigned_phone", "due_at", "overdue_days", "text" },
          each_complaint },
        { "notices",
          { "number", "state", "category", "author_phone", "audience", "recipients", "left_out", "started_at",
            "finished_at" },
          each_notice },
    };
    return all;
}

} // namespace bot
