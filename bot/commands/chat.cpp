#include "bot/commands/chat.h"

#include "bot/channels/whatsapp_media.h"
#include "bot/clock.h"
#include "bot/equipment.h"
#include "bot/hashes.h"
#include "bot/letter_json.h"
#include "bot/media_store.h"
#include "storage/media.h"
#include "storage/migrate.h"
#include "storage/outbox.h"
#include "storage/people.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>

namespace bot {

using dialogs::Arrival;
using dialogs::MessageKind;

namespace {

class TerminalPhone {
public:
    TerminalPhone(const Settings& settings, const ChatOptions& options, std::ostream& out)
        : settings_(settings), options_(options), out_(out), equipment_(settings.data),
          connection_(storage::Database { settings.database }.open_writer()), session_(std::random_device {}())
    {
        storage::migrate(*connection_, settings.data / "storage" / "migrations", system_time());
    }

    void hears(const std::string& line)
    {
        Arrival arrival;
        std::string picture;
        if (!read(line, arrival, picture))
            return;
        storage::Transaction tx { *connection_ };
        const auto newest = newest_outbound(tx);
        const auto report = take_turn_or_park(equipment_.bot(), tx, arrival, system_time());
        if (!picture.empty())
            store(tx, arrival, picture);
        const auto letters = take_letters(tx, newest);
        tx.commit();
        if (report.outcome == "parked")
            out_ << "(this turn failed; see samvad list parked)\n";
        for (const auto& letter : letters)
            print(letter);
    }

private:
    bool read(const std::string& line, Arrival& arrival, std::string& picture)
    {
        arrival.provider_id = "chat-" + std::to_string(session_) + "-" + std::to_string(++count_);
        arrival.channel = options_.channel;
        arrival.sender = { { dialogs::IdentityKind::Phone, options_.phone } };
        arrival.sent_at = system_time();
        arrival.message.text = line;
        if (line.starts_with("[photo ") && line.ends_with("]"))
            return read_photo(line.substr(7, line.size() - 8), arrival, picture);
        if (line.starts_with("[tap ") && line.ends_with("]"))
            return read_tap(line.substr(5, line.size() - 6), arrival);
        return true;
    }

    bool read_photo(const std::string& path, Arrival& arrival, std::string& picture)
    {
        std::ifstream file { path, std::ios::binary };
        std::ostringstream bytes;
        bytes << file.rdbuf();
        picture = bytes.str();
        const auto type = picture_type(picture);
        if (!file || type.empty()) {
            out_ << "(" << path << " is not a JPEG or PNG picture that can be read)\n";
            return false;
        }
        arrival.message.kind = MessageKind::Photo;
        arrival.message.text.clear();
        arrival.message.media = dialogs::Media { arrival.provider_id, std::string { type }, sha256_hex(picture), {} };
        return true;
    }

    bool read_tap(const std::string& number, Arrival& arrival)
    {
        std::size_t index = 0;
        std::istringstream { number } >> index;
        if (index < 1 || index > choices_.size()) {
            out_ << "(the last message has " << choices_.size() << " choices)\n";
            return false;
        }
        arrival.message.kind = MessageKind::Tap;
        arrival.message.option = choices_[index - 1].id;
        arrival.message.text = choices_[index - 1].label;
        return true;
    }

    // A picture of the terminal is here already, so it is stored in the turn that names it.
    void store(storage::Transaction& tx, const Arrival& arrival, const std::string& picture)
    {
        const auto now = system_time();
        for (const auto& medium : storage::media::claim(tx, 100, now, std::chrono::minutes { 1 })) {
            if (medium.provider_id != arrival.message.media->id) {
                storage::media::settle(tx, medium, { storage::media::State::Wanted, {}, 0, now, {} });
                continue;
            }
            const auto stored = store_media(settings_.media, picture, medium.mime_type);
            storage::media::settle(
                tx, medium,
                { storage::media::State::Stored, stored, static_cast<std::int64_t>(picture.size()), {}, {} });
        }
    }

    std::int64_t newest_outbound(storage::Transaction& tx) const
    {
        const auto newest = storage::outbox::list(tx, std::nullopt, std::numeric_limits<std::int64_t>::max(), 1);
        return newest.empty() ? 0 : newest.front().id;
    }

    // What this turn owes her is shown here and counts as read; a running service never gets to send it.
    std::vector<Letter> take_letters(storage::Transaction& tx, std::int64_t newest)
    {
        std::vector<Letter> letters;
        const auto person = storage::people::by_phone(tx, options_.phone);
        if (!person)
            return letters;
        for (const auto& outbound : storage::outbox::list(tx, person->id, std::numeric_limits<std::int64_t>::max(), 20))
        {
            if (outbound.id <= newest || outbound.channel != options_.channel)
                continue;
            const auto now = system_time();
            const auto claimed = storage::outbox::claim_one(tx, outbound.id, now, std::chrono::minutes { 1 });
            if (!claimed)
                continue;
            storage::outbox::Outcome outcome;
            const auto id = "chat-" + std::to_string(outbound.id);
            outcome.provider_id = id;
            storage::outbox::settle(tx, *claimed, outcome, now);
            letters.push_back(letter_from_json(claimed->letter));
        }
        std::ranges::reverse(letters);
        return letters;
    }

    void print(const Letter& letter)
    {
        std::istringstream lines { letter.text };
        std::string line;
        for (bool first = true; std::getline(lines, line); first = false)
            out_ << (first ? "bot: " : "     ") << line << "\n";
        for (const auto& choice : letter.choices)
            out_ << "     [" << choice.label << "]" << (choice.description.empty() ? "" : "  " + choice.description)
                 << "\n";
        if (!letter.choices.empty() || options_.channel != "sms")
            choices_ = letter.choices;
        out_.flush();
    }

    const Settings& settings_;
    const ChatOptions& options_;
    std::ostream& out_;
    const Equipment equipment_;
    std::unique_ptr<storage::Connection> connection_;
    unsigned session_;
    int count_ = 0;
    std::vector<Choice> choices_;
};

} // namespace

int chat(const Settings& settings, const ChatOptions& options, std::istream& in, std::ostream& out)
{
    TerminalPhone phone { settings, options, out };
    const bool at_terminal = &in == &std::cin && isatty(STDIN_FILENO) != 0;
    if (at_terminal)
        out << "You are " << options.phone << " on " << options.channel << ". Write to Samvad; Ctrl-D ends.\n";
    for (std::string line;;) {
        if (at_terminal)
            out << "her: " << std::flush;
        if (!std::getline(in, line))
            break;
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        if (line.empty())
            continue;
        if (!at_terminal)
            out << "her: " << line << "\n";
        phone.hears(line);
    }
    return 0;
}

} // namespace bot
