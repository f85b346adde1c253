#include "tests/support/service_process.h"

#include "bot/channels/signature.h"
#include "storage/people.h"
#include "tests/support/fake_graph.h"
#include "tests/support/files.h"
#include "tests/support/raw_client.h"
#include "tests/support/sanitizers.h"

#include <nlohmann/json.hpp>

#include <csignal>
#include <limits>
#include <stdexcept>

namespace tests {

using namespace std::chrono_literals;
using Json = nlohmann::json;

ServiceProcess::ServiceProcess(const std::string& graph_url)
{
    set("SAMVAD_MEDIA", media().string());
    set("SAMVAD_LISTEN", "127.0.0.1:" + std::to_string(port_));
    set("SAMVAD_DATA", SAMVAD_SOURCE_DIR);
    set("PATH", "/usr/bin:/bin");
    for (const auto& [name, value] : sanitizer_options())
        set(name, value);
    if (graph_url.empty())
        return;
    set("SAMVAD_WHATSAPP_APP_SECRET", app_secret);
    set("SAMVAD_WHATSAPP_VERIFY_TOKEN", "a-word-of-ours");
    set("SAMVAD_WHATSAPP_ACCESS_TOKEN", FakeGraph::token);
    set("SAMVAD_WHATSAPP_PHONE_NUMBER_ID", FakeGraph::phone_number_id);
    set("SAMVAD_WHATSAPP_URL", graph_url);
}

void ServiceProcess::begin()
{
    set("SAMVAD_DATABASE", "sqlite:" + database_.string());
    std::vector<std::string> command { SAMVAD_BINARY_DIR "/samvad", "serve", "--demo" };
    if (files_max_ > 0)
        command.insert(command.begin(), { "/usr/bin/prlimit", "--nofile=" + std::to_string(files_max_) });
    process_ = std::make_unique<BackgroundProcess>(command, environment_, log_);
}

void ServiceProcess::start()
{
    begin();
    // A machine with much else to do may need minutes.
    const bool came_up = becomes_true([this] { return process_->ended_within(0ms) || is_ready(); }, 240s);
    if (!came_up || process_->ended_within(0ms))
        throw std::runtime_error { "samvad serve did not become ready:\n" + log() };
}

std::string ServiceProcess::refusal()
{
    begin();
    const auto ended = process_->ended_within(30s);
    process_.reset();
    if (!ended)
        throw std::runtime_error { "samvad serve was to refuse its start, and did not:\n" + log() };
    return log();
}

void ServiceProcess::kill()
{
    process_.reset();
}

std::optional<int> ServiceProcess::stop()
{
    process_->signal(SIGTERM);
    const auto code = process_->ended_within(11s);
    process_.reset();
    return code;
}

std::string ServiceProcess::log() const
{
    return read_file(log_);
}

int ServiceProcess::get(const std::string& path) const
{
    return status_of(answer_of(tests::get(path)));
}

int ServiceProcess::post_whatsapp(const std::string& body) const
{
    return status_of(answer_of(request_of(body)));
}

std::string ServiceProcess::request_of(const std::string& body)
{
    return post("/webhooks/whatsapp", body, "X-Hub-Signature-256: " + bot::sign(body, app_secret) + "\r\n");
}

std::string ServiceProcess::answer_of(const std::string& request) const
{
    try {
        RawClient client { port_ };
        client.say(request);
        return client.hear(20s, "\r\n\r\n");
    } catch (const std::runtime_error&) {
        return {}; // it does not listen
    }
}

void ServiceProcess::look(const std::function<void(storage::Transaction&)>& look) const
{
    const auto connection = storage::Database { "sqlite:" + database_.string() }.open_reader();
    storage::Transaction tx { *connection, storage::Mode::Read };
    look(tx);
}

void ServiceProcess::write(const std::function<void(storage::Transaction&)>& change) const
{
    const auto connection = storage::Database { "sqlite:" + database_.string() }.open_writer();
    storage::Transaction tx { *connection };
    change(tx);
    tx.commit();
}

std::vector<storage::outbox::Outbound> ServiceProcess::sent_to(const std::string& phone) const
{
    std::vector<storage::outbox::Outbound> rows;
    look([&](storage::Transaction& tx) {
        if (const auto person = storage::people::by_phone(tx, phone))
            rows = storage::outbox::list(tx, person->id, std::numeric_limits<std::int64_t>::max(), 1'000);
    });
    return { rows.rbegin(), rows.rend() };
}

namespace {

std::string seconds_now()
{
    return std::to_string(
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count());
}

} // namespace

std::string HerPhone::body(const std::string& message, const std::string& id) const
{
    auto told = Json::parse(message);
    told["id"] = id;
    told["timestamp"] = seconds_now();
    Json contact { { "profile", { { "name", "Sita" } } } };
    if (!phone.empty()) {
        told["from"] = phone.substr(1);
        contact["wa_id"] = phone.substr(1);
    }
    if (!user_id.empty()) {
        told["from_user_id"] = user_id;
        contact["user_id"] = user_id;
    }
    const Json value { { "messaging_product", "whatsapp" },
                       { "metadata", { { "phone_number_id", FakeGraph::phone_number_id } } },
                       { "contacts", Json::array({ contact }) },
                       { "messages", Json::array({ told }) } };
    const Json change { { "field", "messages" }, { "value", value } };
    const Json entry { { "id", "102290129340398" }, { "changes", Json::array({ change }) } };
    return Json { { "object", "whatsapp_business_account" }, { "entry", Json::array({ entry }) } }.dump();
}

std::string HerPhone::text(const std::string& id, const std::string& words) const
{
    note_words(words);
    return body(Json { { "type", "text" }, { "text", { { "body", words } } } }.dump(), id);
}

std::string HerPhone::tap(const std::string& id, const std::string& option, const std::string& title) const
{
    const Json reply { { "type", "button_reply" }, { "button_reply", { { "id", option }, { "title", title } } } };
    return body(Json { { "type", "interactive" }, { "interactive", reply } }.dump(), id);
}

std::string HerPhone::photo(const std::string& id, const std::string& media_id, const std::string& sha256_hex) const
{
    const Json image { { "id", media_id }, { "mime_type", "image/jpeg" }, { "sha256", sha256_hex } };
    return body(Json { { "type", "image" }, { "image", image } }.dump(), id);
}

std::string HerPhone::voice(const std::string& id, const std::string& media_id) const
{
    const Json audio { { "id", media_id }, { "mime_type", "audio/ogg; codecs=opus" }, { "voice", true } };
    return body(Json { { "type", "audio" }, { "audio", audio } }.dump(), id);
}

std::string HerPhone::new_number(const std::string& id, const std::string& new_phone) const
{
    const Json system { { "type", "user_changed_number" },
                        { "body", "User changed" },
                        { "wa_id", new_phone.substr(1) } };
    return body(Json { { "type", "system" }, { "system", system } }.dump(), id);
}

} // namespace tests
