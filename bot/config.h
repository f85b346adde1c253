// The settings, from the environment. One table holds every name with what it expects; the README's table is written
// from it. An unknown SAMVAD_* name, a missing or an odd value stops the start; all such faults are told at once.
// Each secret may also be given as NAME_FILE, a file whose first line it is.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace bot {

using Environment = std::map<std::string, std::string, std::less<>>;

// The variables of this process.
Environment environment_of_process();

struct WhatsAppAccount {
    std::string app_secret, verify_token, access_token, phone_number_id;
    std::string url;
    int per_second = 0; // messages of the number
};

struct KannelAccount {
    std::string url; // of sendsms
    std::string username, password;
    std::string from;       // the number or header that messages come from
    std::string secret;     // the last part of our own inbound URL
    std::string status_url; // where Kannel reports deliveries: our own status route
    std::string smsc;       // empty: Kannel chooses
    std::string entity_id;  // DLT; empty: no DLT meta-data is sent
    std::string chain_hash; // DLT: PE-TM chain
    int per_second = 0;
};

// Bounds of what coordinators may send to many.
struct NoticeSettings {
    std::int64_t approval_above_paise = 0;             // a dearer notice needs a second person
    std::optional<std::int64_t> month_budget_paise;    // empty: none
    std::optional<std::int64_t> whatsapp_daily_people; // the portfolio's limit; empty: unlimited
};

enum class LogStyle { Plain, Json };

struct Settings {
    std::string database;
    std::string listen_host;
    int listen_port = 0;
    std::filesystem::path media;
    std::filesystem::path data;
    LogStyle log = LogStyle::Plain;
    std::chrono::days keep_messages {};      // hers and ours
    std::chrono::seconds status_wait {};     // how long a send of unknown outcome waits for the provider's status
    std::optional<WhatsAppAccount> whatsapp; // empty: the channel is off
    std::optional<KannelAccount> kannel;
    NoticeSettings notices;
};

struct BadSettings : std::runtime_error {
    using std::runtime_error::runtime_error; // every fault, a line each
};

// Throws BadSettings.
Settings read_settings(const Environment& environment);

// What `serve` says about channels that are off: a sentence each.
std::vector<std::string> channels_that_are_off(const Settings& settings);

// The settings as a Markdown table, for the README.
std::string settings_table();

} // namespace bot
