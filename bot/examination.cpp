#include "bot/examination.h"

#include "bot/equipment.h"
#include "bot/form.h"
#include "bot/http_client.h"
#include "storage/checkup.h"
#include "storage/complaints.h"
#include "storage/identities.h"
#include "storage/inbox.h"
#include "storage/migrate.h"
#include "storage/outbox.h"
#include "storage/stuck.h"

#include <algorithm>

namespace bot {

namespace {

namespace fs = std::filesystem;
using State = Finding::State;

std::string in_megabytes(std::uintmax_t bytes)
{
    return std::to_string(bytes >> 20) + " MB";
}

std::string in_words(std::chrono::milliseconds time)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
    return minutes < 120 ? std::to_string(minutes) + " minutes" : std::to_string(minutes / 60) + " hours";
}

class Examiner {
public:
    Examiner(const Settings& settings, storage::Time now, const ExaminationLimits& limits)
        : settings_(settings), now_(now), limits_(limits)
    {
    }

    std::vector<Finding> examine(const fs::path& backups)
    {
        look("dialogs and texts", [this] { look_at_equipment(); });
        look("service", [this] { look_at_service(); });
        look("whatsapp", [this] { look_at_whatsapp(); });
        look("sms", [this] { look_at_kannel(); });
        look("disk", [this] { look_at_disk(); });
        look("database", [this] { look_at_database(); });
        look("backup", [&] { look_at_backups(backups); });
        return std::move(findings_);
    }

private:
    void say(State state, std::string about, std::string found, std::string mend = {})
    {
        findings_.push_back({ state, std::move(about), std::move(found), std::move(mend) });
    }

    // One fault hides no other.
    template <class Look> void look(const std::string& about, Look look_at)
    {
        try {
            look_at();
        } catch (const std::exception& error) {
            say(State::Bad, about, error.what(), "mend what the sentence names");
        }
    }

    void look_at_equipment()
    {
        const Equipment equipment { settings_.data };
        say(State::Good, "dialogs and texts", "read and proved");
    }

    void look_at_service()
    {
        const auto host = settings_.listen_host == "0.0.0.0" ? std::string { "127.0.0.1" } : settings_.listen_host;
        const auto answer = ask("http://" + host + ":" + std::to_string(settings_.listen_port) + "/health");
        if (answer.outcome == HttpAnswer::Outcome::Answered && answer.status == 200)
            say(State::Good, "service", "it answers on " + host + ":" + std::to_string(settings_.listen_port));
        else
            say(State::Look, "service", "nothing answers on " + host + ":" + std::to_string(settings_.listen_port),
                "start it if it should run: systemctl start samvad");
    }

    void look_at_whatsapp()
    {
        if (!settings_.whatsapp)
            return say(State::Look, "whatsapp", "the channel is off", "set SAMVAD_WHATSAPP_... if it should be on");
        const auto& account = *settings_.whatsapp;
        const auto answer = ask(account.url + "/" + account.phone_number_id + "?fields=id", account.access_token);
        if (answer.outcome != HttpAnswer::Outcome::Answered)
            return say(State::Bad, "whatsapp", answer.error, "look at the network, the proxy and the name server");
        if (answer.status == 200)
            return say(State::Good, "whatsapp", "the API knows the token and the number");
        const auto status = std::to_string(answer.status);
        if (answer.status == 401 || answer.status == 403)
            return say(State::Bad, "whatsapp", "the API refuses the token with " + status,
                       "make a new token of the system user and set SAMVAD_WHATSAPP_ACCESS_TOKEN");
        if (answer.status < 500)
            return say(State::Bad, "whatsapp", "the API refuses the number with " + status,
                       "compare SAMVAD_WHATSAPP_PHONE_NUMBER_ID with Meta's page, and whether the token may use it");
        say(State::Look, "whatsapp", "the API answers " + status, "a fault of Meta's, as a rule: ask again later");
    }

    void look_at_kannel()
    {
        if (!settings_.kannel)
            return say(State::Look, "sms", "the channel is off", "set SAMVAD_KANNEL_... if it should be on");
        const auto origin = split_url(settings_.kannel->url).origin();
        const auto answer = ask(origin + "/"); // not the path that sends
        if (answer.outcome == HttpAnswer::Outcome::NotConnected)
            return say(State::Bad, "sms", answer.error,
                       "start Kannel's bearerbox and smsbox, or mend SAMVAD_KANNEL_URL");
        say(State::Good, "sms", "Kannel listens at " + origin);
    }

    HttpAnswer ask(const std::string& url, const std::string& token = {}) const
    {
        HttpRequest request;
        request.url = url;
        if (!token.empty())
            request.headers = { { "Authorization", "Bearer " + token } };
        request.connect_timeout = request.answer_timeout = limits_.answer_wait;
        return HttpClient {}.run(request);
    }

    void look_at_disk()
    {
        auto folder = database_file().parent_path();
        if (folder.empty())
            folder = ".";
        for (const auto& place : { folder, settings_.media }) {
            if (!fs::exists(place))
                continue;
            const auto left = fs::space(place).available;
            const auto found = place.string() + " has " + in_megabytes(left) + " left";
            const auto state = left < limits_.disk_bad_bytes    ? State::Bad
                               : left < limits_.disk_look_bytes ? State::Look
                                                                : State::Good;
            say(state, "disk", found, state == State::Good ? "" : "make room: when it is full no message can be taken");
        }
    }

    fs::path database_file() const { return settings_.database.substr(std::string_view { "sqlite:" }.size()); }

    void look_at_database()
    {
        if (!fs::exists(database_file()))
            return say(State::Look, "database", "there is none yet at " + database_file().string(),
                       "start the service or import people; or set SAMVAD_DATABASE to the one that is meant");
        const storage::Database database { settings_.database };
        if (const auto damage = storage::checkup::damage_of(database); !damage.empty())
            return say(State::Bad, "database", "it is damaged: " + damage, "stop the service and restore a backup");
        say(State::Good, "database", "read through and whole");
        const auto reader = database.open_reader();
        const int missing = storage::count_missing(*reader, settings_.data / "storage" / "migrations");
        if (missing > 0)
            return say(State::Look, "migrations", std::to_string(missing) + " are not applied yet",
                       "make a backup and start the service, which applies them");
        say(State::Good, "migrations", "all are applied");
        storage::Transaction tx { *reader, storage::Mode::Read };
        look_at_rows(tx);
        look_at_clock(tx);
    }

    void look_at_rows(storage::Transaction& tx)
    {
        tell_count("parked", static_cast<std::int64_t>(storage::inbox::parked(tx).size()), "messages whose turn failed",
                   "samvad list parked tells why; mend the cause, then samvad retry --all");
        tell_count("unfinished", count_unfinished(tx), "messages of a day without an outcome",
                   "the service parks them within minutes; is it running?");
        tell_count("conflicts", static_cast<std::int64_t>(storage::identities::open_conflicts(tx).size()),
                   "phones or user ids that belong to two people",
                   "samvad list conflicts; decide whether they are one");
        tell_count("complaints", storage::complaints::count_overdue(tx, now_), "complaints past their day",
                   "samvad list complaints; see overdue_days");
        tell_count("timers", storage::checkup::count_late_timers(tx, now_ - limits_.timer_late),
                   "timers that should have fired", "is the service running? Its log tells what fails");
        std::int64_t uncertain = 0, waiting = 0;
        for (const auto& count : storage::outbox::count_unfinished(tx)) {
            uncertain += count.state == storage::outbox::State::Uncertain ? count.count : 0;
            waiting += count.state == storage::outbox::State::Waiting ? count.count : 0;
        }
        tell_count("uncertain", uncertain, "messages of which nobody knows whether they were taken",
                   "their status settles them; if they stay, look whether statuses reach the webhook");
        tell_count("waiting", waiting, "messages that wait for her to write", "nothing: they go with her next message");
    }

    std::int64_t count_unfinished(storage::Transaction& tx) const
    {
        constexpr int most = 1'000;
        return static_cast<std::int64_t>(
            storage::stuck::without_outcome(tx, now_ - limits_.unfinished_within, now_, most).size());
    }

    void tell_count(const std::string& about, std::int64_t count, const std::string& of_what, const std::string& mend)
    {
        say(count == 0 ? State::Good : State::Look, about, std::to_string(count) + " " + of_what,
            count == 0 ? std::string {} : mend);
    }

    void look_at_clock(storage::Transaction& tx)
    {
        const auto ahead = storage::checkup::newest_at(tx).value_or(now_) - now_;
        if (ahead > limits_.clock_slip)
            return say(State::Bad, "clock", "the newest row lies " + in_words(ahead) + " in the future",
                       "the clock was put back, or is wrong now: compare with timedatectl");
        say(State::Good, "clock", "no row lies in the future");
    }

    void look_at_backups(const fs::path& folder)
    {
        if (folder.empty())
            return say(State::Look, "backup", "nobody told where backups are", "samvad doctor --backups FOLDER");
        std::optional<std::chrono::milliseconds> youngest;
        if (fs::exists(folder))
            for (const auto& entry : fs::directory_iterator { folder })
                if (entry.is_regular_file() && entry.path().extension() == ".db") {
                    const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(
                        fs::file_time_type::clock::now() - entry.last_write_time());
                    youngest = std::min(youngest.value_or(age), age);
                }
        if (!youngest)
            return say(State::Bad, "backup", "there is none in " + folder.string(),
                       "samvad backup FILE.db, every night by a timer of the system");
        say(*youngest > limits_.backup_age ? State::Bad : State::Good, "backup",
            "the last is " + in_words(*youngest) + " old",
            *youngest > limits_.backup_age ? "look why the nightly samvad backup does not run" : "");
    }

    const Settings& settings_;
    const storage::Time now_;
    const ExaminationLimits limits_;
    std::vector<Finding> findings_;
};

} // namespace

std::string_view name_of(Finding::State state)
{
    return state == State::Good ? "good" : state == State::Look ? "look" : "bad";
}

std::vector<Finding> examine(const Settings& settings, const fs::path& backups, storage::Time now,
                             const ExaminationLimits& limits)
{
    return Examiner { settings, now, limits }.examine(backups);
}

} // namespace bot
