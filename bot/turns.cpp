#include "bot/turns.h"

#include "bot/actions/action.h"
#include "bot/actions/escalation.h"
#include "bot/actions/groups.h"
#include "bot/arrival_json.h"
#include "bot/arrival_rows.h"
#include "bot/hashes.h"
#include "bot/log.h"
#include "bot/notices/button_answers.h"
#include "bot/quiet_hours.h"
#include "bot/turn_letters.h"
#include "storage/conversations.h"
#include "storage/inbox.h"
#include "storage/media.h"
#include "storage/outbox.h"
#include "storage/people.h"
#include "storage/timers.h"

#include <algorithm>

namespace bot {

using dialogs::Arrival;
using dialogs::Conversation;
using dialogs::MessageKind;
using storage::Transaction;

namespace {

// The parts of one turn that share its person, conversation and time.
class TurnTaker {
public:
    TurnTaker(const Bot& bot, Transaction& tx, const Arrival& arrival, Time now)
        : bot_(bot), tx_(tx), arrival_(arrival), now_(now), letters_(bot, tx, now)
    {
    }

    TurnReport run()
    {
        if (storage::inbox::knows(tx_, arrival_.channel, arrival_.provider_id))
            return { "duplicate" };
        if (arrival_.message.kind == MessageKind::NewNumber)
            return change_number();
        const auto sent_by = stored(arrival_.sender);
        return run_for(storage::people::find_or_add(
            tx_, { arrival_.channel, sent_by, arrival_.profile_name, arrival_.sent_at }, now_));
    }

    // Her message could not be taken: a person looks at it.
    void tell_trouble()
    {
        if (!is_hers(arrival_) || arrival_.sender.empty())
            return;
        person_ = storage::people::find_or_add(
            tx_, { arrival_.channel, stored(arrival_.sender), arrival_.profile_name, arrival_.sent_at }, now_);
        storage::inbox::finish(tx_, arrival_.channel, arrival_.provider_id, person_.id, "parked");
        const auto language = person_.language.empty() ? std::string { "hi" } : person_.language;
        const dialogs::Prompt trouble { "engine.parked", {}, {}, {} };
        letters_.say({ trouble }, person_, letters_.reader_for(person_, arrival_.channel, language), 0,
                     arrival_.provider_id);
    }

    // Her timer came due.
    TurnReport run_timer(const storage::timers::Timer& timer)
    {
        const auto known = storage::people::get(tx_, timer.person);
        if (!known || storage::inbox::knows(tx_, arrival_.channel, arrival_.provider_id))
            return { "duplicate" };
        if (timer.kind == complaint_due)
            return go_one_step_up(*known, timer.key);
        if (timer.kind != "expiry" && known->stopped_at) { // it would speak to her unasked
            keep_message(known->id, "silent");
            return { "silent" };
        }
        return run_for(*known);
    }

private:
    TurnReport run_for(storage::people::Person person)
    {
        person_ = std::move(person);
        load();
        if (const auto prompt = notices::answer_in(tx_, person_.id, arrival_, before_, bot_.knowledge, now_))
            return note_notice_answer(*prompt);
        auto turn = advance();
        want_media();
        send(turn);
        save(turn);
        keep_message(person_.id, turn.outcome);
        return { std::move(turn.outcome), std::move(turn.walked), {}, std::move(letters_.owes_on()) };
    }

    // Beside her conversation, which stays where it is.
    TurnReport go_one_step_up(storage::people::Person person, const std::string& complaint)
    {
        person_ = std::move(person);
        const dialogs::Slots nothing_asked;
        auto call = call_with(nothing_asked);
        const auto outcome = escalate(call, std::stoll(complaint));
        for (const auto& tell : tells_)
            letters_.tell(tell, arrival_.channel);
        keep_message(person_.id, outcome);
        return { outcome };
    }

    // Her answer to a notice stands beside the conversation, whatever is open in it.
    TurnReport note_notice_answer(const dialogs::Prompt& prompt)
    {
        const auto reader = letters_.reader_for(person_, arrival_.channel, before_.language);
        letters_.say({ prompt }, person_, reader, before_.turn, arrival_.provider_id);
        dialogs::Turn turn;
        turn.next = before_;
        turn.next.heard_at = std::max(before_.heard_at, written_at());
        save(turn);
        keep_message(person_.id, "notice_answer");
        return { "notice_answer", {}, {}, std::move(letters_.owes_on()) };
    }

    TurnReport change_number()
    {
        const auto former = stored(arrival_.former), current = stored(arrival_.sender);
        const auto person =
            storage::people::change_identities(tx_, { arrival_.channel, former, current, written_at() }, now_);
        const std::string outcome = person ? "new_number" : "new_number_of_nobody";
        keep_message(person, outcome);
        return { outcome };
    }

    // Written once and whole, at the end. Nobody else writes between the look at the beginning and this, but if
    // somebody did, the turn must not count.
    void keep_message(std::optional<std::int64_t> person, const std::string& outcome)
    {
        auto inbound = inbound_of(arrival_, now_);
        inbound.person = person;
        inbound.outcome = outcome;
        if (!storage::inbox::receive(tx_, inbound))
            throw storage::Error { "keeping a message: another turn took it meanwhile" };
    }

    // A provider whose clock ran ahead once must not make all that follows look late.
    Time written_at() const { return std::min(arrival_.sent_at, now_); }

    void load()
    {
        kept_ = storage::conversations::load(tx_, person_.id, arrival_.channel);
        if (!kept_.state.empty())
            before_ = dialogs::conversation_from_json(kept_.state);
        if (kept_.state.empty() || person_.language_chosen) {
            before_.language = person_.language.empty() ? "hi" : person_.language;
            before_.language_chosen = person_.language_chosen;
        }
        if (!is_hers(arrival_))
            return;
        window_until_ = std::max(kept_.window_until, written_at() + TurnTimes::window);
        if (window_until_ > kept_.window_until && window_until_ > now_)
            letters_.wake_waiting(person_, arrival_.channel);
    }

    dialogs::Turn advance()
    {
        auto input =
            dialogs::understand(bot_.dialogs, bot_.knowledge, before_, arrival_.message, locales::day_in_india(now_));
        input.late = is_hers(arrival_) && written_at() < before_.heard_at;
        const dialogs::Actions doors {
            action_shapes(),
            [this](const std::string& name, const dialogs::Slots& slots) { return act(name, slots); },
            [this] { return dialogs::Standing { person_.joined_at.has_value(), person_.roles }; },
            [this](std::string_view kind, const std::string& words, const dialogs::Slots& slots) {
                return like_on_record({ tx_, person_, bot_.knowledge.words }, kind, words, slots);
            },
        };
        language_ = input.language.empty() || before_.language_chosen ? before_.language : input.language;
        auto turn = dialogs::advance(bot_.dialogs, before_, input, doors);
        if (is_hers(arrival_))
            turn.next.heard_at = std::max(before_.heard_at, written_at());
        return turn;
    }

    dialogs::Done act(const std::string& name, const dialogs::Slots& slots)
    {
        const auto found = std::ranges::find(actions(), name, [](const Action& action) { return action.shape.name; });
        auto call = call_with(slots);
        return found->run(call);
    }

    ActionCall call_with(const dialogs::Slots& slots)
    {
        return { tx_,
                 person_,
                 arrival_,
                 slots,
                 language_,
                 now_,
                 tells_,
                 [this](std::string_view text) { return version_of(text); },
                 [this](std::string_view text) { return words_of(text); },
                 bot_.notice_rules };
    }

    // Of the words she was shown, so that it can be proved later what she agreed to.
    std::string version_of(std::string_view text) const
    {
        return sha256_hex(bot_.speech.catalog.sample(language_, text, arrival_.channel)).substr(0, 16);
    }

    std::string words_of(std::string_view text) const
    {
        return bot_.speech.catalog.text(language_, text, arrival_.channel, {});
    }

    // Bytes are fetched after the commit, so that no turn waits for the network.
    void want_media()
    {
        if (const auto medium = medium_of(arrival_, person_.id, now_))
            storage::media::want(tx_, *medium, now_);
    }

    void send(dialogs::Turn& turn)
    {
        const auto reader = letters_.reader_for(person_, arrival_.channel, turn.next.language);
        auto labels = letters_.say(turn.prompts, person_, reader, turn.next.turn,
                                   is_hers(arrival_) ? arrival_.provider_id : std::string {});
        if (!turn.prompts.empty())
            for (std::size_t i = 0; i < turn.next.offers.size() && i < labels.size(); ++i)
                turn.next.offers[i].label = std::move(labels[i]);
        for (const auto& tell : tells_)
            letters_.tell(tell, arrival_.channel);
    }

    void save(dialogs::Turn& turn)
    {
        set_timers(turn.next);
        if (turn.next.language_chosen != before_.language_chosen || turn.next.language != person_.language)
            storage::people::set_language(tx_, person_.id, turn.next.language, turn.next.language_chosen);
        const auto* open = turn.next.open();
        kept_.state = dialogs::to_json(turn.next);
        kept_.language = turn.next.language;
        kept_.dialog = open == nullptr ? "" : open->dialog;
        kept_.version = open == nullptr ? "" : open->version;
        kept_.step = open == nullptr ? "" : open->step;
        kept_.turn = turn.next.turn;
        kept_.last_heard_at = turn.next.heard_at;
        kept_.window_until = std::max(kept_.window_until, window_until_);
        storage::conversations::save(tx_, kept_);
    }

    // An open question is reminded of once, if its dialog wants that, and falls asleep after days.
    void set_timers(Conversation& next)
    {
        if (arrival_.message.kind == MessageKind::Timer && arrival_.message.text != "expiry")
            return;
        const auto* open = next.open();
        if (open == nullptr || next.asleep) {
            if (before_.timed) {
                storage::timers::clear(tx_, person_.id, arrival_.channel, "expiry", "");
                storage::timers::clear(tx_, person_.id, arrival_.channel, "reminder", "");
            }
            next.timed = false;
            return;
        }
        next.timed = true;
        storage::timers::set(tx_, { person_.id, arrival_.channel, "expiry", "", now_ + TurnTimes::sleep_after, "" });
        const auto* dialog = bot_.dialogs.named(open->dialog);
        if (dialog != nullptr && dialog->remind_after_minutes > 0)
            storage::timers::set(tx_, { person_.id, arrival_.channel, "reminder", "",
                                        by_day(now_ + std::chrono::minutes { dialog->remind_after_minutes }), "" });
        else if (before_.timed)
            storage::timers::clear(tx_, person_.id, arrival_.channel, "reminder", "");
    }

    const Bot& bot_;
    Transaction& tx_;
    const Arrival& arrival_;
    Time now_;
    storage::people::Person person_;
    storage::conversations::Conversation kept_;
    Conversation before_;
    Time window_until_ {};
    std::string language_;
    std::vector<Tell> tells_;
    TurnLetters letters_;
};

} // namespace

TurnReport take_turn(const Bot& bot, Transaction& tx, const Arrival& arrival, Time now)
{
    return TurnTaker { bot, tx, arrival, now }.run();
}

namespace {

// She is not left in silence; but what broke her turn may break this too, and then the parked message must stay.
void tell_parked(const Bot& bot, Transaction& tx, const Arrival& arrival, Time now)
{
    try {
        storage::Savepoint savepoint { tx };
        TurnTaker { bot, tx, arrival, now }.tell_trouble();
        savepoint.keep();
    } catch (const storage::Error& error) {
        if (error.cause == storage::Error::Cause::World)
            throw;
    } catch (const std::exception& error) {
        log(LogLevel::Error, std::string { "she could not be told of the parked message: " } + error.what());
    }
}

} // namespace

TurnReport take_turn_or_park(const Bot& bot, Transaction& tx, const Arrival& arrival, Time now, OnTrouble trouble)
{
    std::string reason;
    try {
        storage::Savepoint savepoint { tx };
        auto report = take_turn(bot, tx, arrival, now);
        savepoint.keep();
        return report;
    } catch (const storage::Error& error) {
        if (error.cause == storage::Error::Cause::World)
            throw;
        reason = error.what();
    } catch (const std::exception& error) {
        reason = error.what();
    }
    if (storage::inbox::knows(tx, arrival.channel, arrival.provider_id)) // parked, it would take effect once more
        return { "duplicate" };
    const auto number = storage::inbox::park(tx, inbound_of(arrival, now), to_json(arrival), reason, now);
    log(LogLevel::Error,
        "a turn failed and its message was parked (samvad retry " + std::to_string(number) + "): " + reason);
    if (trouble == OnTrouble::TellHer)
        tell_parked(bot, tx, arrival, now);
    return { "parked", {}, {}, { arrival.channel } };
}

TurnReport take_timer(const Bot& bot, Transaction& tx, const storage::timers::Timer& timer, Time now)
{
    if (!storage::timers::take(tx, timer))
        return { "moved" };
    if (const auto by = by_day(now); timer.kind == complaint_due && by != now) { // it was due while nothing ran
        auto later = timer;
        later.due_at = by;
        storage::timers::set(tx, later);
        return { "moved" };
    }
    Arrival arrival;
    arrival.provider_id = storage::timers::name_of_firing(timer);
    arrival.channel = timer.channel;
    arrival.sent_at = timer.due_at;
    arrival.message.kind = MessageKind::Timer;
    arrival.message.text = timer.kind;
    storage::Savepoint savepoint { tx };
    auto report = TurnTaker { bot, tx, arrival, now }.run_timer(timer);
    savepoint.keep();
    return report;
}

} // namespace bot
