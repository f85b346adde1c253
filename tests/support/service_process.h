// The program as it runs in service: build/samvad serve as a process with a database, a media folder, a port and a log
// of its own. It can be killed, stopped and started again on what it left behind.

#pragma once

#include "storage/database.h"
#include "storage/outbox.h"
#include "tests/support/background_process.h"
#include "tests/support/kept_logs.h"

#include <functional>
#include <memory>

namespace tests {

class ServiceProcess {
public:
    static constexpr const char* app_secret = "the-app-secret";
    static constexpr const char* kannel_secret = "secret-of-the-sms-route";

    // On the demo's people. WhatsApp is sent to `graph_url`; without it the channel is off.
    explicit ServiceProcess(const std::string& graph_url = {});

    void set(const std::string& name, const std::string& value) { environment_[name] = value; }

    // Puts the database into this folder instead of one of its own.
    void keep_database_in(const std::filesystem::path& folder) { database_ = folder / "samvad.db"; }

    // Starts it with no more than so many open files.
    void allow_files(int most) { files_max_ = most; }

    // Starts the program and waits until it is ready. Throws with its log if it does not get so far.
    void start();

    // Starts the program, which must not get so far. Returns what it said; throws if it became ready.
    std::string refusal();

    void kill(); // SIGKILL, and waits

    // SIGTERM. Returns the exit code; empty if it had not ended after eleven seconds, and then kills it.
    std::optional<int> stop();

    int port() const { return port_; }

    std::filesystem::path media() const { return folder_ / "media"; }

    const std::filesystem::path& database() const { return database_; }

    std::string log() const; // of all its lives

    // The status of the answer, 0 if there was none.
    int get(const std::string& path) const;
    int post_whatsapp(const std::string& body) const; // signed as Meta would
    std::string answer_of(const std::string& request) const;
    static std::string request_of(const std::string& body); // what post_whatsapp() sends

    // Looks at the database beside the running program.
    void look(const std::function<void(storage::Transaction&)>& look) const;
    // Writes beside the running program, as a command would.
    void write(const std::function<void(storage::Transaction&)>& change) const;

    // All messages of ours to the person with this phone, oldest first.
    std::vector<storage::outbox::Outbound> sent_to(const std::string& phone) const;

private:
    void begin();

    bool is_ready() const { return get("/ready") == 200; }

    TestFolder folder_;
    std::filesystem::path log_ = log_file(folder_ / "log");
    std::filesystem::path database_ = folder_ / "samvad.db";
    int port_ = free_port();
    int files_max_ = 0; // 0: as many as the test itself
    std::map<std::string, std::string> environment_;
    std::unique_ptr<BackgroundProcess> process_;
};

// The bodies of Meta's webhooks as one woman's phone makes them. Without a phone she is known by her user id only.
struct HerPhone {
    std::string phone {};   // "+91..."
    std::string user_id {}; // "IN...."

    std::string text(const std::string& id, const std::string& words) const;
    std::string tap(const std::string& id, const std::string& option, const std::string& title) const;
    std::string photo(const std::string& id, const std::string& media_id, const std::string& sha256_hex) const;
    std::string voice(const std::string& id, const std::string& media_id) const;
    std::string new_number(const std::string& id, const std::string& new_phone) const;

private:
    std::string body(const std::string& message, const std::string& id) const;
};

} // namespace tests
