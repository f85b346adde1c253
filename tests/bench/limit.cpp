// The limit: what a message costs when nothing is done for it but the unavoidable. The same libraries as the service
// (cpp-httplib, OpenSSL, nlohmann/json, SQLite with synchronous=FULL and commits that are shared), no dialog and no
// language: prove the signature, read the JSON, keep the message if it is new, read and write where her conversation
// stands, owe her a reply. The service is measured against it under the same load.
//
//   bench_limit PORT DATABASE SECRET WOMEN

#include <httplib.h>
#include <nlohmann/json.hpp>
#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <sqlite3.h>

#include <array>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using Json = nlohmann::json;

constexpr std::size_t threads = 64;
constexpr int state_bytes = 400; // about what the service keeps of a conversation
constexpr const char* reply_text = "नमस्ते जी। आपका सामान लिख लिया है। अगला काम: एक साफ फोटो भेजिए, या \"छोड़ो\" लिखिए।";

struct Message {
    std::string id, phone, text, raw;
    std::binary_semaphore committed { 0 };
    bool is_kept = false;
};

class Statement {
public:
    Statement(sqlite3* handle, const char* sql)
    {
        if (sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared_, nullptr) != SQLITE_OK)
            throw std::runtime_error { std::string { "preparing " } + sql + ": " + sqlite3_errmsg(handle) };
    }

    ~Statement() { sqlite3_finalize(prepared_); }

    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& text(int place, const std::string& value)
    {
        sqlite3_bind_text(prepared_, place, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
        return *this;
    }

    Statement& number(int place, std::int64_t value)
    {
        sqlite3_bind_int64(prepared_, place, value);
        return *this;
    }

    // The first column of the first row, if there is one; afterwards the statement can be used again.
    std::string run()
    {
        std::string found;
        int code = SQLITE_ROW;
        while ((code = sqlite3_step(prepared_)) == SQLITE_ROW)
            found = reinterpret_cast<const char*>(sqlite3_column_text(prepared_, 0));
        sqlite3_reset(prepared_);
        if (code != SQLITE_DONE)
            throw std::runtime_error { std::string { "running a statement: " } + sqlite3_errstr(code) };
        return found;
    }

private:
    sqlite3_stmt* prepared_ = nullptr;
};

sqlite3* opened(const std::string& path, int women)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3* handle = nullptr;
    const auto run = [&](const std::string& sql) {
        if (sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error { sql + ": " + sqlite3_errmsg(handle) };
    };
    if (sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        nullptr) != SQLITE_OK)
        throw std::runtime_error { "opening " + path };
    run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
        "PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000");
    run("CREATE TABLE IF NOT EXISTS inbox (id TEXT PRIMARY KEY, phone TEXT, raw TEXT, received_at BIGINT);"
        "CREATE TABLE IF NOT EXISTS conversations (phone TEXT PRIMARY KEY, state TEXT);"
        "CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY, phone TEXT, letter TEXT, state TEXT)");
    const Json state { { "turn", 0 }, { "said", "" }, { "rest", std::string(state_bytes, 's') } };
    run("INSERT INTO conversations WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < " +
        std::to_string(women) + ") SELECT CAST(917000000000 + i AS TEXT), '" + state.dump() + "' FROM n WHERE true " +
        "ON CONFLICT DO NOTHING");
    return handle;
}

class Writer {
public:
    Writer(const std::string& path, int women)
        : handle_(opened(path, women)), begin_(handle_, "BEGIN IMMEDIATE"), commit_(handle_, "COMMIT"),
          receive_(handle_, "INSERT INTO inbox VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"),
          load_(handle_, "SELECT state FROM conversations WHERE phone = ?"),
          save_(handle_, "INSERT INTO conversations VALUES (?, ?) ON CONFLICT (phone) DO UPDATE SET "
                         "state = excluded.state"),
          owe_(handle_, "INSERT INTO outbox (phone, letter, state) VALUES (?, ?, 'queued')"),
          thread_([this] { work(); })
    {
    }

    void run(Message& message)
    {
        {
            const std::lock_guard lock { mutex_ };
            queue_.push_back(&message);
        }
        filled_.notify_one();
        message.committed.acquire();
    }

private:
    [[noreturn]] void work()
    {
        for (std::vector<Message*> batch;; batch.clear()) {
            {
                std::unique_lock lock { mutex_ };
                filled_.wait(lock, [this] { return !queue_.empty(); });
                batch.swap(queue_);
            }
            begin_.run();
            for (auto* message : batch)
                take(*message);
            commit_.run();
            for (auto* message : batch) {
                message->is_kept = true;
                message->committed.release();
            }
        }
    }

    void take(Message& message)
    {
        receive_.text(1, message.id).text(2, message.phone).text(3, message.raw).number(4, 1).run();
        if (sqlite3_changes(handle_) == 0)
            return;
        const auto before = load_.text(1, message.phone).run();
        auto state = before.empty() ? Json { { "turn", 0 } } : Json::parse(before);
        state["turn"] = state["turn"].get<int>() + 1;
        state["said"] = message.text;
        const auto after = state.dump();
        save_.text(1, message.phone).text(2, after).run();
        const auto letter =
            Json { { "text", reply_text }, { "key", "limit" }, { "language", "hi" }, { "answers", message.id } }.dump();
        owe_.text(1, message.phone).text(2, letter).run();
    }

    sqlite3* handle_;
    Statement begin_, commit_, receive_, load_, save_, owe_;
    std::mutex mutex_;
    std::condition_variable filled_;
    std::vector<Message*> queue_;
    std::thread thread_;
};

bool is_signed(const std::string& body, const std::string& header, const std::string& secret)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest {};
    unsigned length = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(body.data()), body.size(), digest.data(), &length);
    std::string expected = "sha256=";
    for (unsigned i = 0; i < length; ++i) {
        expected += "0123456789abcdef"[digest.at(i) >> 4];
        expected += "0123456789abcdef"[digest.at(i) & 15];
    }
    return header.size() == expected.size() && CRYPTO_memcmp(header.data(), expected.data(), expected.size()) == 0;
}

int run(int port, const std::string& path, const std::string& secret, int women)
{
    Writer writer { path, women };
    httplib::Server server;
    server.new_task_queue = [] { return new httplib::ThreadPool(threads); };
    server.set_keep_alive_max_count(1'000'000);
    server.set_keep_alive_timeout(60);
    server.set_tcp_nodelay(true);
    server.Get("/ready", [](const httplib::Request&, httplib::Response& response) {
        response.set_content("ready\n", "text/plain");
    });
    server.Post("/webhooks/whatsapp", [&](const httplib::Request& request, httplib::Response& response) {
        response.status = 401;
        if (!is_signed(request.body, request.get_header_value("X-Hub-Signature-256"), secret))
            return;
        const auto json = Json::parse(request.body);
        const auto& told = json.at("entry").at(0).at("changes").at(0).at("value").at("messages").at(0);
        Message message;
        message.id = told.at("id");
        message.phone = told.at("from");
        message.text = told.at("text").at("body");
        message.raw = told.dump();
        writer.run(message);
        response.status = message.is_kept ? 200 : 500;
    });
    return server.listen("127.0.0.1", port) ? 0 : 1;
}

} // namespace

int main(int count, char** words)
{
    if (count != 5) {
        std::fprintf(stderr, "give: PORT DATABASE SECRET WOMEN\n");
        return 2;
    }
    try {
        return run(std::stoi(words[1]), words[2], words[3], std::stoi(words[4]));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_limit: %s\n", error.what());
        return 1;
    }
}
