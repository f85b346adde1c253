#include "tests/bench/filled.h"

#include "dialogs/conversation.h"
#include "storage/database.h"
#include "storage/migrate.h"
#include "tests/bench/messages.h"

#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <sqlite3.h>

namespace bench {

namespace {

using storage::Time;
using storage::Transaction;

constexpr std::int64_t rows_a_commit = 200'000;
constexpr std::int64_t year_ms = 365LL * 24 * 3'600 * 1'000;

constexpr const char* letter =
    R"({"key":"menu.choose","language":"hi","list_button":"चुनिए","text":"नमस्ते सीता जी। आज क्या करना है? नंबर लिखिए।",)"
    R"("choices":[["3:start:add_product","सामान जोड़ना",""],["3:start:my_orders","मेरे ऑर्डर",""]]})";

const std::string notice = R"({"key":"menu.choose","language":"hi","text":"नमस्ते जी। कल सुबह दस बजे समूह की बैठक है। )" +
                           std::string { notice_mark } + "\"}";

constexpr const char* raw =
    R"({"from":"917000000000","from_user_id":"IN.917000000000","id":"wamid.HBgMOTE5ODEyMzQ1Njc4FQIAEhgUM0E1RDY3",)"
    R"("text":{"body":"दीदी मुझे अपने नए अचार का सही दाम तय करने में मदद चाहिए"},"timestamp":"1795257000","type":"text"})";

Time now()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// A conversation that ended at the menu.
std::string state_at_the_menu()
{
    dialogs::Conversation conversation;
    conversation.turn = 7;
    conversation.heard_at = now() - std::chrono::hours { 1 };
    for (const auto* id : { "start:add_product", "start:my_products", "start:my_orders", "start:complaint_status" })
        conversation.offers.push_back({ id, "सामान और ऑर्डर" });
    return dialogs::to_json(conversation);
}

// Runs a statement whose $1 and $2 are the first and the last of a span of numbers, span after span.
template <class Work> void in_spans(storage::Connection& connection, std::int64_t count, Work work)
{
    for (std::int64_t first = 1; first <= count; first += rows_a_commit) {
        Transaction tx { connection };
        work(tx, first, std::min(count, first + rows_a_commit - 1));
        tx.commit();
    }
}

constexpr const char* add_people =
    "WITH RECURSIVE n(i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $2) "
    "INSERT INTO people (id, name, profile_name, group_name, district, state, language, created_at, joined_at) "
    "SELECT i, 'सीता देवी', 'सीता देवी', 'लक्ष्मी समूह', 'हरदोई', 'उत्तर प्रदेश', 'hi', $3, $3 FROM n";
constexpr const char* add_roles = "WITH RECURSIVE n(i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $2) "
                                  "INSERT INTO roles (person, role) SELECT i, 'member' FROM n";
constexpr const char* add_phones = "WITH RECURSIVE n(i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $2) "
                                   "INSERT INTO identities (channel, kind, value, person, valid_from) "
                                   "SELECT '', 'phone', '+' || (917000000000 + i - 1), i, $3 FROM n";
constexpr const char* add_user_ids = "WITH RECURSIVE n(i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $2) "
                                     "INSERT INTO identities (channel, kind, value, person, valid_from) "
                                     "SELECT 'whatsapp', 'user_id', 'IN.' || (917000000000 + i - 1), i, $3 FROM n";
constexpr const char* add_conversations =
    "WITH RECURSIVE n(i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $2) "
    "INSERT INTO conversations (person, channel, state, language, dialog, version, step, turn, last_heard_at, "
    "window_until) SELECT i, 'whatsapp', $4, 'hi', '', '', '', 7, $3, $3 + 86400000 FROM n";
constexpr const char* note_heard =
    "UPDATE people SET heard_on = 'whatsapp', heard_at = $3, window_until = $3 + 86400000 WHERE id BETWEEN $1 AND $2";
constexpr const char* add_received =
    "WITH RECURSIVE n(i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $2) "
    "INSERT INTO inbox (channel, provider_id, person, kind, text, raw, sent_at, received_at, outcome) "
    "SELECT 'whatsapp', printf('wamid.HBgM%012dFQIAEhgUM0E1RDY3', i), 1 + (i * 7919) % $4, 'text', "
    "'दीदी मुझे अपने नए अचार का सही दाम तय करने में मदद चाहिए', $5, $3 + i * $6, $3 + i * $6, 'menu' FROM n";
constexpr const char* add_sent =
    "WITH RECURSIVE n(i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $2) "
    "INSERT INTO outbox (id, person, channel, lane, letter, template_key, state, due_at, attempts, provider_id, "
    "answers, created_at, accepted_at, sent_at, delivered_at, read_at) "
    "SELECT i, 1 + (i * 7919) % $4, 'whatsapp', 0, $5, 'menu.choose', 'read', $3 + i * $6, 1, "
    "printf('wamid.HBgN%012dFQIAERgSM0E1RDY3', i), printf('wamid.HBgM%012dFQIAEhgUM0E1RDY3', i), $3 + i * $6, "
    "$3 + i * $6, $3 + i * $6, $3 + i * $6, $3 + i * $6 FROM n";
constexpr const char* add_notices =
    "WITH RECURSIVE n(i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $2) "
    "INSERT INTO outbox (id, person, channel, lane, letter, template_key, state, due_at, created_at) "
    "SELECT $6 + i, 1 + (i * 7919) % $4, 'whatsapp', 1, $5, 'menu.choose', 'queued', $3, $3 FROM n";

void add_women(storage::Connection& connection, const History& history)
{
    const auto joined_at = storage::value(now() - std::chrono::hours { 24 * 300 });
    const auto heard_at = storage::value(now() - std::chrono::hours { 1 });
    const auto state = state_at_the_menu();
    in_spans(connection, history.women, [&](Transaction& tx, std::int64_t first, std::int64_t last) {
        for (const auto* sql : { add_people, add_phones, add_user_ids })
            tx.run(sql, { first, last, joined_at });
        tx.run(add_roles, { first, last });
        tx.run(add_conversations, { first, last, heard_at, state });
        tx.run(note_heard, { first, last, heard_at });
    });
}

void add_messages(storage::Connection& connection, const History& history)
{
    const auto each_way = history.messages / 2;
    const auto begin = storage::value(now() - std::chrono::milliseconds { year_ms });
    const auto step_ms = year_ms / std::max<std::int64_t>(1, each_way);
    in_spans(connection, each_way, [&](Transaction& tx, std::int64_t first, std::int64_t last) {
        tx.run(add_received, { first, last, begin, history.women, raw, step_ms });
        tx.run(add_sent, { first, last, begin, history.women, letter, step_ms });
    });
    in_spans(connection, history.notices_waiting, [&](Transaction& tx, std::int64_t first, std::int64_t last) {
        tx.run(add_notices, { first, last, storage::value(now()), history.women, notice, each_way });
    });
}

// Rows first and indexes after, sorted, is many times faster.
std::vector<std::string> without_indexes(storage::Connection& connection)
{
    std::vector<std::pair<std::string, std::string>> indexes;
    Transaction tx { connection };
    tx.each("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN "
            "('inbox', 'outbox')",
            {}, [&](const storage::Row& row) { indexes.emplace_back(row.string(0), row.string(1)); });
    std::vector<std::string> statements;
    for (const auto& [name, sql] : indexes) {
        tx.run("DROP INDEX " + name);
        statements.push_back(sql);
    }
    tx.commit();
    return statements;
}

void count_from(storage::Connection& connection, const char* name, std::int64_t last)
{
    Transaction tx { connection };
    tx.run("INSERT INTO counters (name, value) VALUES ($1, $2)", { name, last });
    tx.commit();
}

} // namespace

void fill(const std::filesystem::path& database, const History& history)
{
    const auto connection = storage::Database { "sqlite:" + database.string() }.open_writer();
    storage::migrate(*connection, std::filesystem::path { SAMVAD_SOURCE_DIR } / "storage" / "migrations", now());
    // Nothing here must survive a crash. Whoever opens the file next chooses these anew.
    connection->run_script("PRAGMA foreign_keys = OFF; PRAGMA journal_mode = DELETE; PRAGMA journal_mode = OFF;"
                           "PRAGMA synchronous = OFF; PRAGMA temp_store = FILE");
    const auto indexes = without_indexes(*connection);
    add_women(*connection, history);
    add_messages(*connection, history);
    for (const auto& sql : indexes)
        connection->run_script(sql);
    count_from(*connection, "person", history.women);
    count_from(*connection, "outbox", history.messages / 2 + history.notices_waiting);
}

std::int64_t database_bytes(const std::filesystem::path& database)
{
    sqlite3* handle = nullptr;
    std::int64_t bytes = 0;
    const auto keep = [](void* into, int, char** values, char**) {
        *static_cast<std::int64_t*>(into) = std::stoll(values[0]);
        return 0;
    };
    const bool read = sqlite3_open_v2(database.c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK &&
                      sqlite3_exec(handle, "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
                                   keep, &bytes, nullptr) == SQLITE_OK;
    sqlite3_close(handle);
    if (!read)
        throw std::runtime_error { "reading the size of " + database.string() };
    return bytes;
}

} // namespace bench
