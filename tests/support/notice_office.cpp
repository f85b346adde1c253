#include "tests/support/notice_office.h"

#include "bot/late_failures.h"
#include "bot/notices/notice_text.h"
#include "storage/consents.h"
#include "storage/templates.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <thread>

namespace tests {

namespace {

namespace outbox = storage::outbox;
using storage::Transaction;

const bot::Speech& speech()
{
    static const auto catalog = locales::Catalog::load(std::string { SAMVAD_SOURCE_DIR } + "/locales");
    static const auto formats = locales::Formats::load(std::string { SAMVAD_SOURCE_DIR } + "/locales");
    static const bot::Speech both { catalog, formats };
    return both;
}

std::int64_t add_person(Transaction& tx, const std::string& role, Time now)
{
    const auto id = storage::people::add(tx, "", now);
    const auto phone = "+9197" + std::to_string(10'000'000 + id);
    storage::people::bind_identity(tx, id, "whatsapp", { storage::people::IdentityKind::Phone, phone }, now);
    auto person = storage::people::get(tx, id).value();
    person.name = "सुनीता";
    person.district = "Kinnaur";
    person.language = "hi";
    person.joined_at = now;
    person.roles = { role };
    storage::people::save(tx, person);
    return id;
}

} // namespace

std::int64_t add_members(Transaction& tx, int count, std::chrono::milliseconds window_left, Time now)
{
    std::int64_t first = 0;
    for (int i = 0; i < count; ++i) {
        const auto id = add_person(tx, "member", now);
        first = i == 0 ? id : first;
        if (window_left.count() == 0)
            continue;
        auto conversation = storage::conversations::load(tx, id, "whatsapp");
        conversation.state = "{}";
        conversation.last_heard_at = now;
        conversation.window_until = now + window_left;
        storage::conversations::save(tx, conversation);
    }
    return first;
}

std::int64_t add_coordinator(Transaction& tx, Time now)
{
    return add_person(tx, "coordinator", now);
}

void add_text(Transaction& tx, const std::string& name, const std::string& channel, const std::string& body,
              const std::string& category, Time now)
{
    storage::templates::Template registered;
    registered.name = name;
    registered.channel = channel;
    registered.language = "hi";
    registered.category = category;
    registered.body = body;
    registered.registration_id = "1707000000000000017";
    registered.state = storage::templates::State::Approved;
    storage::templates::save(tx, registered, now);
}

std::int64_t add_notice(Transaction& tx, std::int64_t author, const NoticeChange& change, Time now)
{
    storage::notices::Notice notice;
    notice.author = author;
    notice.state = storage::notices::State::Scheduled;
    notice.category = "utility";
    notice.texts = bot::notices::to_json(bot::notices::NoticeTexts { { { "hi", "नमस्ते {name}" } }, {} });
    notice.buttons = "[]";
    notice.fallback_after = 6h;
    notice.starts_at = now;
    if (change)
        change(notice);
    return storage::notices::add(tx, notice, now);
}

NoticeOffice::NoticeOffice()
{
    clock.move(1h); // half past eight in India
    rules.whatsapp_on = rules.sms_on = true;
    whatsapp.limits_.per_second = sms.limits_.per_second = 1'000;
    whatsapp.limits_.has_window = true;
    limits.look_every = 1s;
    limits.nap_max = 5ms;
    auto connection = storage::Database { "sqlite::memory:" }.open_writer();
    storage::migrate(*connection, SAMVAD_SOURCE_DIR "/storage/migrations", clock.now());
    writer = std::make_unique<bot::Writer>(std::move(connection));
    in_transaction([&](Transaction& tx) { add_coordinator(tx, clock.now()); });
}

void NoticeOffice::open()
{
    bot::DispatcherLimits dispatching;
    dispatching.nap_max = 5ms;
    dispatching.outside_window_per_day = rules.outside_window_per_day;
    sender_ = std::make_unique<bot::Sender>(
        std::vector<bot::SenderChannel> { { whatsapp, dispatching }, { sms, dispatching } }, *writer, clock.as_clock(),
        bot::SenderLimits { .nap_max = 5ms });
    feeder_ = std::make_unique<bot::notices::Feeder>(
        *writer, clock.as_clock(), speech(), rules,
        [this] {
            sender_->wake("whatsapp");
            sender_->wake("sms");
        },
        limits);
}

void NoticeOffice::close()
{
    feeder_.reset();
    sender_.reset();
}

void NoticeOffice::people(int count, std::chrono::milliseconds window_left)
{
    in_transaction([&](Transaction& tx) { add_members(tx, count, window_left, clock.now()); });
}

void NoticeOffice::edit(std::int64_t id, const std::function<void(storage::people::Person&)>& change)
{
    in_transaction([&](Transaction& tx) {
        auto person = storage::people::get(tx, id).value();
        change(person);
        storage::people::save(tx, person);
    });
}

void NoticeOffice::agrees(std::int64_t person, bool given)
{
    in_transaction([&](Transaction& tx) {
        storage::consents::record(
            tx, { person, storage::consents::Purpose::Notices, given, "t", "1", "hi", "whatsapp", "p", clock.now() });
    });
}

void NoticeOffice::text(const std::string& name, const std::string& channel, const std::string& body,
                        const std::string& category)
{
    in_transaction([&](Transaction& tx) { add_text(tx, name, channel, body, category, clock.now()); });
}

std::int64_t NoticeOffice::notice(const NoticeChange& change)
{
    std::int64_t number = 0;
    in_transaction([&](Transaction& tx) { number = add_notice(tx, 1, change, clock.now()); });
    return number;
}

storage::notices::Notice NoticeOffice::at(std::int64_t number)
{
    storage::notices::Notice found;
    in_transaction([&](Transaction& tx) { found = storage::notices::get(tx, number).value(); });
    return found;
}

bool NoticeOffice::until_state(std::int64_t number, storage::notices::State state)
{
    return until([&] {
        clock.move(250ms);
        return at(number).state == state;
    });
}

std::vector<outbox::Outbound> NoticeOffice::messages(std::int64_t number)
{
    std::vector<outbox::Outbound> found;
    in_transaction([&](Transaction& tx) {
        for (auto& row : outbox::list(tx, std::nullopt, std::numeric_limits<std::int64_t>::max(), 100'000))
            if (row.notice == number)
                found.insert(found.begin(), std::move(row));
    });
    return found;
}

std::vector<outbox::Outbound> NoticeOffice::messages_to(std::int64_t person)
{
    std::vector<outbox::Outbound> found;
    in_transaction(
        [&](Transaction& tx) { found = outbox::list(tx, person, std::numeric_limits<std::int64_t>::max(), 100); });
    return found;
}

std::int64_t NoticeOffice::count(std::int64_t number, outbox::State state)
{
    const auto all = messages(number);
    return std::ranges::count(all, state, &outbox::Outbound::state);
}

void NoticeOffice::status(std::int64_t message, outbox::State state, std::int64_t error_code)
{
    in_transaction([&](Transaction& tx) {
        storage::statuses::Status told;
        const auto row = outbox::get(tx, message).value();
        told.channel = row.channel;
        told.outbox_id = message;
        told.state = state;
        told.at = clock.now();
        told.error_code = error_code;
        if (storage::statuses::apply(tx, told) == storage::statuses::Applied::Moved && state == outbox::State::Failed)
            bot::take_late_failure(tx, told, clock.now());
    });
}

void NoticeOffice::in_transaction(const bot::Writer::Job& job)
{
    if (bot::run_own(*writer, job) != bot::Committed::Yes)
        throw std::runtime_error { "the test's own transaction was not committed" };
}

bool NoticeOffice::until(const std::function<bool()>& so)
{
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (!so()) {
        if (std::chrono::steady_clock::now() > deadline)
            return false;
        std::this_thread::sleep_for(2ms);
    }
    return true;
}

void NoticeOffice::let_it_settle()
{
    for (int i = 0; i < 8; ++i) {
        clock.move(limits.look_every / 2);
        std::this_thread::sleep_for(25ms);
    }
}

} // namespace tests
