#include "tests/support/transcript.h"

#include "bot/demo.h"
#include "bot/letter_json.h"
#include "storage/conversations.h"
#include "storage/migrate.h"
#include "storage/outbox.h"
#include "storage/people.h"
#include "storage/timers.h"
#include "tests/support/her_words.h"
#include "tests/support/meanwhile.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace tests {

using bot::Time;
using dialogs::Arrival;

namespace {

// Monday, 23 November 2026, ten in the morning in India.
constexpr Time first_moment { std::chrono::sys_days { std::chrono::year { 2026 } / 11 / 23 } +
                              std::chrono::minutes { 270 } };

struct Line {
    enum class Kind { Header, Her, Bot, Sms, Later, Meanwhile, Other } kind = Kind::Other;
    std::string text;
};

Line::Kind kind_of(const std::string& text)
{
    if (text.starts_with("her:"))
        return Line::Kind::Her;
    if (text.starts_with("bot:") || text.starts_with("bot to "))
        return Line::Kind::Bot;
    if (text.starts_with("sms:") || text.starts_with("sms to "))
        return Line::Kind::Sms;
    if (is_meanwhile(text))
        return Line::Kind::Meanwhile;
    if (text.starts_with("(") && text.ends_with(" later)"))
        return Line::Kind::Later;
    if (text.starts_with("phone:") || text.starts_with("channel:") || text.starts_with("data:"))
        return Line::Kind::Header;
    return Line::Kind::Other;
}

std::string value_of(const std::string& line)
{
    const auto first = line.find_first_not_of(' ', line.find(':') + 1);
    return first == std::string::npos ? "" : line.substr(first);
}

// One play on one channel.
class Stage {
public:
    Stage(const bot::Bot& bot, std::string channel, std::string phone, bool with_demo,
          const std::filesystem::path& migrations, Played& played)
        : bot_(bot), channel_(std::move(channel)), phone_(std::move(phone)), played_(played),
          connection_(storage::Database { "sqlite::memory:" }.open_writer())
    {
        storage::migrate(*connection_, migrations, now_);
        if (with_demo) {
            storage::Transaction tx { *connection_ };
            bot::fill_demo(tx, now_);
            tx.commit();
        }
    }

    // What the bot says to her line.
    std::string hears(const std::string& words)
    {
        now_ += std::chrono::seconds { 20 };
        Arrival arrival;
        if (!arrival_of(words, arrival))
            return {};
        take(arrival);
        return said();
    }

    std::string waits(const std::string& line)
    {
        std::istringstream in { line.substr(1) };
        int count = 0;
        std::string unit;
        in >> count >> unit;
        const auto until = now_ + count * length_of(unit, line);
        std::string all;
        for (;;) {
            storage::Transaction tx { *connection_ };
            const auto due = storage::timers::due(tx, until, 1);
            if (due.empty())
                break;
            now_ = std::max(now_, due.front().due_at);
            note(bot::take_timer(bot_, tx, due.front(), now_));
            tx.commit();
            all += said();
        }
        now_ = until;
        return all;
    }

    // What the bot says because of what happens in the world.
    std::string world(const std::string& line)
    {
        storage::Transaction tx { *connection_ };
        happen(tx, line, now_);
        tx.commit();
        return said();
    }

private:
    static std::chrono::milliseconds length_of(const std::string& unit, const std::string& line)
    {
        if (unit.starts_with("minute"))
            return std::chrono::minutes { 1 };
        if (unit.starts_with("hour"))
            return std::chrono::hours { 1 };
        if (unit.starts_with("day"))
            return std::chrono::days { 1 };
        throw std::runtime_error { line + ": give minutes, hours or days" };
    }

    // False for what this channel cannot carry.
    bool arrival_of(const std::string& words, Arrival& arrival)
    {
        arrival.provider_id = "her-" + std::to_string(++count_);
        arrival.channel = channel_;
        arrival.sender = { { dialogs::IdentityKind::Phone, phone_ } };
        arrival.sent_at = now_;
        const bool is_late = words.starts_with("[late] ");
        if (is_late)
            arrival.sent_at -= std::chrono::minutes { 10 };
        auto message =
            message_of(is_late ? words.substr(7) : words, channel_, shown_, "media-" + std::to_string(count_));
        if (message)
            arrival.message = std::move(*message);
        return message.has_value();
    }

    void take(const Arrival& arrival)
    {
        storage::Transaction tx { *connection_ };
        note(bot::take_turn_or_park(bot_, tx, arrival, now_));
        tx.commit();
    }

    void note(const bot::TurnReport& report)
    {
        for (const auto& walked : report.walked)
            played_.walked.emplace_back(channel_, walked);
        if (report.outcome == "parked" || report.outcome == "duplicate")
            played_.troubles.push_back("a message was " + report.outcome);
    }

    // Takes everything out of the outbox, as a provider would.
    std::string said()
    {
        storage::Transaction tx { *connection_ };
        std::string all;
        for (const auto* channel : { "whatsapp", "sms" })
            for (bool more = true; more;) {
                const auto claimed = storage::outbox::claim(tx, channel, 20, now_, std::chrono::minutes { 1 });
                more = !claimed.empty();
                for (const auto& outbound : claimed) {
                    all += shown(tx, outbound);
                    storage::outbox::settle(
                        tx, outbound,
                        { storage::outbox::State::Accepted, "sent-" + std::to_string(outbound.id), {}, 0, {} }, now_);
                }
            }
        tx.commit();
        return all;
    }

    std::string shown(storage::Transaction& tx, const storage::outbox::Outbound& outbound)
    {
        const auto letter = bot::letter_from_json(outbound.letter);
        const auto phone = storage::people::phone_of(tx, outbound.person);
        const std::string name = channel_ == "sms" ? "sms" : "bot";
        std::string text = phone == phone_ ? name + ": " : name + " to " + phone + ": ";
        for (const auto letter_byte : letter.text)
            text += letter_byte == '\n' ? std::string { "\n     " } : std::string { letter_byte };
        if (phone == phone_)
            shown_.show(letter);
        if (!letter.choices.empty())
            text += "\n    ";
        for (const auto& choice : letter.choices)
            text += " [" + choice.label + (choice.description.empty() ? "" : " | " + choice.description) + "]";
        return text + "\n";
    }

    const bot::Bot& bot_;
    std::string channel_;
    std::string phone_;
    Played& played_;
    std::unique_ptr<storage::Connection> connection_;
    Time now_ = first_moment;
    int count_ = 0;
    ShownChoices shown_;
};

std::vector<Line> lines_of(const std::string& transcript)
{
    std::vector<Line> lines;
    std::istringstream in { transcript };
    for (std::string text; std::getline(in, text);) {
        if (text.starts_with("     "))
            continue; // what the bot said goes on; it is printed anew
        lines.push_back({ kind_of(text), text });
    }
    return lines;
}

std::string header(const std::vector<Line>& lines, const std::string& name, const std::string& otherwise)
{
    for (const auto& line : lines)
        if (line.kind == Line::Kind::Header && line.text.starts_with(name + ":"))
            return value_of(line.text);
    return otherwise;
}

} // namespace

Played play(const bot::Bot& bot, const std::string& transcript, const std::filesystem::path& migrations)
{
    Played played;
    const auto lines = lines_of(transcript);
    auto with_channels = bot;
    with_channels.notice_rules.whatsapp_on = with_channels.notice_rules.sms_on = true;
    const auto channel = header(lines, "channel", "both");
    std::vector<Stage> stages;
    for (const auto* name : { "whatsapp", "sms" })
        if (channel == name || channel == "both")
            stages.emplace_back(with_channels, name, header(lines, "phone", "+919800000099"),
                                header(lines, "data", "demo") == "demo", migrations, played);
    for (const auto& line : lines) {
        if (line.kind == Line::Kind::Bot || line.kind == Line::Kind::Sms)
            continue;
        played.text += line.text + "\n";
        for (auto& stage : stages) {
            if (line.kind == Line::Kind::Her)
                played.text += stage.hears(value_of(line.text));
            if (line.kind == Line::Kind::Meanwhile)
                played.text += stage.world(line.text);
            if (line.kind == Line::Kind::Later)
                played.text += stage.waits(line.text);
        }
    }
    return played;
}

} // namespace tests
