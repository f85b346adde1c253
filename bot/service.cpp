#include "bot/service.h"

#include "bot/channels/kannel.h"
#include "bot/channels/whatsapp.h"
#include "bot/clock.h"
#include "bot/deliveries.h"
#include "bot/demo.h"
#include "bot/equipment.h"
#include "bot/fetcher.h"
#include "bot/histogram.h"
#include "bot/log.h"
#include "bot/metrics.h"
#include "bot/notices/feeder.h"
#include "bot/notices/notice_rules.h"
#include "bot/picture_shelf.h"
#include "bot/purge.h"
#include "bot/record_metrics.h"
#include "bot/sender_metrics.h"
#include "bot/taker.h"
#include "bot/timers.h"
#include "bot/turn_counts.h"
#include "bot/watchdog.h"
#include "bot/webhook.h"
#include "bot/writer.h"
#include "storage/migrate.h"
#include "storage/readiness.h"

#include <algorithm>

namespace bot {

namespace {

// Opens the database for writing, brings its tables up to date and, for a first look, fills it with a fictional group.
std::unique_ptr<storage::Connection> opened(const storage::Database& database, const Settings& settings, Data data)
{
    auto connection = database.open_writer();
    storage::migrate(*connection, settings.data / "storage" / "migrations", system_time());
    if (data == Data::Demo) {
        storage::Transaction tx { *connection };
        fill_demo(tx, system_time());
        tx.commit();
    }
    return connection;
}

WebhookSettings webhook_settings(const Settings& settings)
{
    WebhookSettings webhook;
    webhook.host = settings.listen_host;
    webhook.port = settings.listen_port;
    if (settings.whatsapp) {
        webhook.whatsapp_app_secret = settings.whatsapp->app_secret;
        webhook.whatsapp_verify_token = settings.whatsapp->verify_token;
    }
    if (settings.kannel)
        webhook.kannel_secret = settings.kannel->secret;
    return webhook;
}

KannelSettings kannel_settings(const KannelAccount& account)
{
    KannelSettings kannel;
    kannel.url = account.url;
    kannel.username = account.username;
    kannel.password = account.password;
    kannel.from = account.from;
    kannel.smsc = account.smsc;
    kannel.status_url = account.status_url;
    kannel.dlt.entity_id = account.entity_id;
    kannel.dlt.chain_hash = account.chain_hash;
    return kannel;
}

WhatsAppSettings whatsapp_settings(const WhatsAppAccount& account)
{
    WhatsAppSettings whatsapp;
    whatsapp.url = account.url;
    whatsapp.phone_number_id = account.phone_number_id;
    whatsapp.access_token = account.access_token;
    return whatsapp;
}

constexpr std::string_view in_memory = "sqlite::memory:";

// A worker waits for the provider's answer, some 200 ms over the internet, so a rate needs a fifth as many.
int workers_for(int messages_per_second)
{
    constexpr int least = 8, most = 64;
    return std::clamp(messages_per_second / 5, least, most);
}

} // namespace

// In the order in which they start; destroyed against it.
class Service::Parts {
public:
    Parts(const Settings& settings, Data data)
        : equipment_(settings.data), database_(settings.database), writer_(opened(database_, settings, data)),
          pictures_(settings.media, writer_)
    {
        add_channels(settings);
        if (settings.database != in_memory) // which has no readers beside the writer
            census_ = std::make_unique<notices::Census>(database_);
        bot_.notice_rules = notice_rules_;
        bot_.notice_rules.census = census_.get();
        taker_ = std::make_unique<Taker>(bot_, writer_, census_.get(),
                                         [this](const DeliveryReport& report) { note_taken(report); });
        webhook_ = std::make_unique<Webhook>(webhook_settings(settings), handlers());
        fetcher_settings_.media = settings.media;
        purge_limits_.messages_kept = settings.keep_messages;
        watchdog_limits_.status_wait = settings.status_wait;
    }

    void start()
    {
        sender_ = std::make_unique<Sender>(sender_channels_, writer_, system_time);
        fetcher_ = std::make_unique<Fetcher>(fetch_channels_, writer_, system_time, fetcher_settings_);
        feeder_ = std::make_unique<notices::Feeder>(
            writer_, system_time, equipment_.bot().speech, notice_rules_, [this] { wake_senders(); },
            notices::FeederLimits {}, [this](const Writer::Job& job) { read_beside(job); });
        timers_ = std::make_unique<Timers>(
            writer_, system_time,
            [this](storage::Transaction& tx, const storage::timers::Timer& timer, Time now) { fire(tx, timer, now); },
            [this] { wake_all(); });
        purge_ = std::make_unique<Purge>(writer_, system_time, fetcher_settings_.media, purge_limits_);
        watchdog_ =
            std::make_unique<Watchdog>(writer_, system_time, channel_names(), watchdog_doors(), watchdog_limits_);
        webhook_->start();
    }

    void stop()
    {
        webhook_->stop(std::chrono::seconds { 3 });
        if (watchdog_)
            watchdog_->stop();
        if (timers_)
            timers_->stop();
        if (feeder_)
            feeder_->stop();
        if (purge_)
            purge_->stop();
        if (census_)
            census_->stop();
        if (sender_)
            sender_->stop(std::chrono::seconds { 5 });
        writer_.stop(); // a picture that is being fetched keeps its lease and is fetched again at the next start
    }

    int port() const { return webhook_->port(); }

    std::string metrics() const
    {
        MetricsText text;
        text.metric("turns_total", MetricKind::Counter, "Turns by channel and outcome.");
        for (const auto& [what, count] : turn_counts_.counts())
            text.value(count, { { "channel", what.first }, { "outcome", what.second } });
        text.metric("turn_milliseconds", MetricKind::Histogram, "From a whole webhook to the commit that holds it.")
            .values(taker_->milliseconds());
        const auto writer = writer_.counts();
        text.metric("commits_total", MetricKind::Counter, "Commits of the one writer.").value(writer.commits);
        text.metric("commit_milliseconds", MetricKind::Histogram, "One commit, its flush to the disk.")
            .values(writer.commit_milliseconds);
        text.metric("jobs_per_commit", MetricKind::Histogram, "Jobs that came together and shared a commit.")
            .values(writer.jobs_per_commit);
        text.metric("jobs_total", MetricKind::Counter, "Jobs that shared those commits.").value(writer.jobs);
        text.metric("jobs_failed_total", MetricKind::Counter, "Jobs that were undone.").value(writer.failed);
        text.metric("jobs_refused_total", MetricKind::Counter, "Jobs refused because too many waited.")
            .value(writer.refused);
        text.metric("jobs_waiting", MetricKind::Gauge, "Jobs that wait for the writer.")
            .value(static_cast<std::int64_t>(writer_.waiting()));
        if (sender_)
            sender_metrics(text, sender_->counts());
        add_record_metrics(text);
        if (watchdog_)
            watchdog_metrics(text, watchdog_->counts());
        if (feeder_)
            notices::feeder_metrics(text, feeder_->counts());
        return text.text();
    }

private:
    void add_channels(const Settings& settings)
    {
        if (settings.whatsapp)
            channels_.push_back(std::make_unique<WhatsApp>(whatsapp_settings(*settings.whatsapp), pictures_.doors()));
        if (settings.kannel)
            channels_.push_back(std::make_unique<Kannel>(kannel_settings(*settings.kannel)));
        notice_rules_ = notices::rules_of(settings);
        for (const auto& channel : channels_) {
            DispatcherLimits limits;
            if (channel->name() == "whatsapp")
                limits.outside_window_per_day = notice_rules_.outside_window_per_day;
            limits.per_second = channel->name() == "sms" ? settings.kannel->per_second : settings.whatsapp->per_second;
            limits.workers = channel->name() == "sms" ? 2 : workers_for(*limits.per_second);
            limits.retries.status_wait = settings.status_wait;
            limits.show_read = channel->name() == "whatsapp" ? ShowRead::BeforeReply : ShowRead::Never;
            sender_channels_.push_back({ *channel, limits });
            fetch_channels_.push_back(channel.get());
        }
    }

    WebhookHandlers handlers()
    {
        return { [this](dialogs::Delivery delivery, WebhookHandlers::Told told) {
                    taker_->take(std::move(delivery), std::move(told));
                },
                 [this](WebhookHandlers::Told told) {
                     writer_.submit([](storage::Transaction& tx) { storage::readiness::note(tx, system_time()); },
                                    [told = std::move(told)](Committed committed) { told(taken_if(committed)); });
                 },
                 [this] { return metrics(); } };
    }

    std::vector<std::string> channel_names() const
    {
        std::vector<std::string> names;
        for (const auto& channel : channels_)
            names.push_back(channel->name());
        return names;
    }

    WatchdogDoors watchdog_doors()
    {
        return { [this](const Writer::Job& look) { read_beside(look); }, [this] { wake_all(); } };
    }

    // Beside the writer, so that no turn waits for it.
    void read_beside(const Writer::Job& job) const
    {
        const auto reader = database_.open_reader();
        storage::Transaction tx { *reader, storage::Mode::Read };
        job(tx);
    }

    void add_record_metrics(MetricsText& text) const
    {
        try {
            read_beside([&](storage::Transaction& tx) { record_metrics(text, tx, system_time()); });
        } catch (const storage::Error& error) {
            log(LogLevel::Warning, std::string { "the records could not be counted for /metrics: " } + error.what());
        }
    }

    // On the writer's thread.
    void note_taken(const DeliveryReport& report)
    {
        for (const auto& turn : report.turns)
            turn_counts_.add(turn.channel, turn.outcome);
        for (const auto& channel : report.may_be_due_on)
            sender_->wake(channel);
        if (report.wants_media)
            fetcher_->wake();
    }

    void fire(storage::Transaction& tx, const storage::timers::Timer& timer, Time now)
    {
        take_timer(bot_, tx, timer, now);
    }

    void wake_senders()
    {
        for (const auto& channel : channels_)
            sender_->wake(channel->name());
    }

    void wake_all()
    {
        if (sender_)
            wake_senders();
        if (fetcher_)
            fetcher_->wake();
        if (timers_)
            timers_->wake();
    }

    const Equipment equipment_;
    Bot bot_ = equipment_.bot();
    const storage::Database database_;
    std::unique_ptr<Taker> taker_; // outlives the writer, which reports to it
    mutable Writer writer_;
    std::unique_ptr<notices::Census> census_;
    PictureShelf pictures_;
    TurnCounts turn_counts_;
    std::vector<std::unique_ptr<Channel>> channels_;
    std::vector<SenderChannel> sender_channels_;
    std::vector<Channel*> fetch_channels_;
    FetcherSettings fetcher_settings_;
    PurgeLimits purge_limits_;
    std::unique_ptr<Webhook> webhook_;
    std::unique_ptr<Sender> sender_;
    std::unique_ptr<Fetcher> fetcher_;
    notices::NoticeRules notice_rules_;
    std::unique_ptr<notices::Feeder> feeder_;
    std::unique_ptr<Timers> timers_;
    std::unique_ptr<Purge> purge_;
    WatchdogLimits watchdog_limits_;
    std::unique_ptr<Watchdog> watchdog_;
};

Service::Service(const Settings& settings, Data data) : parts_(std::make_unique<Parts>(settings, data)) {}

Service::~Service() = default;

void Service::start()
{
    parts_->start();
}

void Service::stop()
{
    parts_->stop();
}

int Service::port() const
{
    return parts_->port();
}

std::string Service::metrics() const
{
    return parts_->metrics();
}

} // namespace bot
