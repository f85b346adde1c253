#include "tests/support/post_office.h"

#include <stdexcept>
#include <thread>

namespace tests {

namespace outbox = storage::outbox;

namespace {

class FullDisk final : public storage::Connection {
public:
    FullDisk(std::unique_ptr<storage::Connection> inner, const std::atomic<bool>& fails, std::atomic<int>& failed)
        : inner_(std::move(inner)), fails_(fails), failed_(failed)
    {
    }

    std::int64_t run(std::string_view sql, std::initializer_list<storage::Value> values,
                     const storage::EachRow& each) override
    {
        if (fails_ && !sql.starts_with("ROLLBACK")) {
            ++failed_;
            throw storage::Error { "the disk is full, says the test" };
        }
        return inner_->run(sql, values, each);
    }

    void run_script(std::string_view sql) override { inner_->run_script(sql); }

private:
    std::unique_ptr<storage::Connection> inner_;
    const std::atomic<bool>& fails_;
    std::atomic<int>& failed_;
};

} // namespace

bot::Sent answered(bot::SendResult result, std::int64_t error_code)
{
    bot::Sent sent;
    sent.result = result;
    sent.error_code = error_code;
    return sent;
}

bot::Sent ScriptedChannel::send(const bot::OutboundMessage& message)
{
    Answer answer;
    {
        const std::lock_guard lock { mutex_ };
        sent_.push_back(message.letter.text);
        if (!next_.empty()) {
            auto sent = next_.front();
            next_.pop_front();
            return sent;
        }
        answer = always_;
    }
    if (answer)
        return answer(message);
    auto sent = answered(bot::SendResult::Accepted);
    sent.provider_id = "p" + std::to_string(message.outbox_id);
    return sent;
}

bot::FetchedMedia ScriptedChannel::fetch(const dialogs::Media& wanted, std::size_t most_bytes)
{
    {
        const std::lock_guard lock { mutex_ };
        most_bytes_[wanted.mime_type] = most_bytes;
    }
    return media(wanted);
}

void ScriptedChannel::show_read(const std::string& provider_id)
{
    const std::lock_guard lock { mutex_ };
    sent_.push_back("read " + provider_id);
}

void ScriptedChannel::answer_next(bot::Sent sent, int times)
{
    const std::lock_guard lock { mutex_ };
    next_.insert(next_.end(), static_cast<std::size_t>(times), sent);
}

void ScriptedChannel::answer_always(Answer answer)
{
    const std::lock_guard lock { mutex_ };
    always_ = std::move(answer);
}

std::size_t ScriptedChannel::most_bytes(const std::string& mime_type) const
{
    const std::lock_guard lock { mutex_ };
    return most_bytes_.at(mime_type);
}

std::vector<std::string> ScriptedChannel::sent() const
{
    const std::lock_guard lock { mutex_ };
    return sent_;
}

PostOffice::PostOffice()
{
    channel.limits_.per_second = 1'000;
    auto connection = storage::Database { "sqlite::memory:" }.open_writer();
    storage::migrate(*connection, SAMVAD_SOURCE_DIR "/storage/migrations", clock.now());
    writer = std::make_unique<bot::Writer>(std::make_unique<FullDisk>(std::move(connection), disk_fails, disk_failed));
}

void PostOffice::open(bot::DispatcherLimits limits)
{
    limits.nap_max = 5ms;
    sender_ = std::make_unique<bot::Sender>(std::vector<bot::SenderChannel> { { channel, limits } }, *writer,
                                            clock.as_clock(), bot::SenderLimits { .nap_max = 5ms });
}

void PostOffice::in_transaction(const bot::Writer::Job& job)
{
    if (bot::run_own(*writer, job) != bot::Committed::Yes)
        throw std::runtime_error { "the test's own transaction was not committed" };
}

void PostOffice::person(std::int64_t id, std::chrono::milliseconds window_left)
{
    in_transaction([&](storage::Transaction& tx) {
        const std::vector<storage::people::Identity> identities { { storage::people::IdentityKind::Phone,
                                                                    "+9198123450" + std::to_string(10 + id) } };
        const auto found = storage::people::find_or_add(
            tx, { .channel = channel.name(), .identities = identities, .profile_name = "", .sent_at = clock.now() },
            clock.now());
        if (found.id != id)
            throw std::logic_error { "people are numbered from 1 in the order they are added" };
        auto conversation = storage::conversations::load(tx, id, channel.name());
        conversation.state = "{}";
        conversation.window_until = clock.now() + window_left;
        storage::conversations::save(tx, conversation);
    });
}

std::int64_t PostOffice::queue(std::int64_t person, const std::string& text, outbox::Lane lane,
                               const std::string& answers)
{
    bot::Letter letter;
    letter.text = text;
    const auto json = bot::to_json(letter);
    std::int64_t id = 0;
    in_transaction([&](storage::Transaction& tx) {
        id = outbox::queue(tx,
                           { .person = person,
                             .channel = channel.name(),
                             .lane = lane,
                             .letter = json,
                             .template_key = "t",
                             .answers = answers,
                             .due_at = clock.now() },
                           clock.now());
    });
    if (sender_)
        sender_->wake(channel.name());
    return id;
}

outbox::Outbound PostOffice::message(std::int64_t id)
{
    outbox::Outbound found;
    in_transaction([&](storage::Transaction& tx) { found = outbox::get(tx, id).value(); });
    return found;
}

bool PostOffice::until(const std::function<bool()>& so)
{
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (!so()) {
        if (std::chrono::steady_clock::now() > deadline)
            return false;
        std::this_thread::sleep_for(2ms);
    }
    return true;
}

bool PostOffice::until_state(std::int64_t id, outbox::State state)
{
    return until([&] { return message(id).state == state; });
}

void PostOffice::let_it_settle()
{
    std::this_thread::sleep_for(60ms);
}

} // namespace tests
