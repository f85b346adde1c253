#include "bot/config.h"

#include "bot/channels/channels.h"
#include "bot/retries.h"
#include "dialogs/load.h"

#include <algorithm>
#include <fstream>

#include <unistd.h>

namespace bot {

namespace {

enum class Secret { No, Yes };
enum class Group { General, WhatsApp, Kannel };

// One setting. Of a channel's group, those without a default must all be set, or none of the group.
struct Setting {
    std::string name;
    Group group;
    Secret secret;
    bool required; // for its channel to be on
    std::string otherwise;
    std::string help;
};

std::string rate_of(std::string_view channel)
{
    return std::to_string(limits_of(channel).per_second);
}

const std::vector<Setting> settings {
    { "SAMVAD_DATABASE", Group::General, Secret::No, false, "sqlite:var/samvad.db", "the database: `sqlite:PATH`" },
    { "SAMVAD_LISTEN", Group::General, Secret::No, false, "127.0.0.1:8080", "where webhooks are taken: `HOST:PORT`" },
    { "SAMVAD_MEDIA", Group::General, Secret::No, false, "var/media", "the folder that keeps photos" },
    { "SAMVAD_DATA", Group::General, Secret::No, false, "",
      "the folder that holds `dialogs/` and `locales/`; by default beside the source, or `share/samvad` beside the "
      "installed program" },
    { "SAMVAD_LOG", Group::General, Secret::No, false, "plain", "the form of the log: `plain` or `json`" },
    { "SAMVAD_STATUS_WAIT_SECONDS", Group::General, Secret::No, false,
      std::to_string(std::chrono::duration_cast<std::chrono::seconds>(RetryLimits {}.status_wait).count()),
      "how long a message whose sending was never answered waits for the provider's status before it is sent again; "
      "shorter means sooner, and more often twice" },
    { "SAMVAD_NOTICE_APPROVAL_RUPEES", Group::General, Secret::No, false, "1000",
      "a notice that costs more needs a second coordinator's approval" },
    { "SAMVAD_MONTH_BUDGET_RUPEES", Group::General, Secret::No, false, "unlimited",
      "what all messages of a month may cost: a warning at 80 %, and no notices (replies always) beyond it" },
    { "SAMVAD_WHATSAPP_DAILY_PEOPLE", Group::General, Secret::No, false, "unlimited",
      "Meta's limit of people written to outside their window in 24 hours, as WhatsApp Manager shows it: `250`, "
      "`2000`, `10000`, `100000` or `unlimited`; notices to more are spread over days" },
    { "SAMVAD_KEEP_MESSAGES_DAYS", Group::General, Secret::No, false, "400",
      "how long messages are kept, hers and ours; the law wants 365 at least" },
    { "SAMVAD_WHATSAPP_APP_SECRET", Group::WhatsApp, Secret::Yes, true, "", "the app secret, which signs webhooks" },
    { "SAMVAD_WHATSAPP_VERIFY_TOKEN", Group::WhatsApp, Secret::Yes, true, "",
      "a word of your own, typed into Meta's webhook form" },
    { "SAMVAD_WHATSAPP_ACCESS_TOKEN", Group::WhatsApp, Secret::Yes, true, "", "a system user's token that may send" },
    { "SAMVAD_WHATSAPP_PHONE_NUMBER_ID", Group::WhatsApp, Secret::No, true, "",
      "the id of the sending number, digits only" },
    { "SAMVAD_WHATSAPP_URL", Group::WhatsApp, Secret::No, false, "https://graph.facebook.com/v25.0",
      "the Graph API with its version" },
    { "SAMVAD_WHATSAPP_PER_SECOND", Group::WhatsApp, Secret::No, false, rate_of("whatsapp"),
      "how many messages a second the number may send; Meta raises it to 1000 for large senders" },
    { "SAMVAD_KANNEL_URL", Group::Kannel, Secret::No, true, "",
      "Kannel's sendsms, e.g. `http://127.0.0.1:13013/cgi-bin/sendsms`" },
    { "SAMVAD_KANNEL_USERNAME", Group::Kannel, Secret::No, true, "", "of Kannel's sendsms-user" },
    { "SAMVAD_KANNEL_PASSWORD", Group::Kannel, Secret::Yes, true, "", "of Kannel's sendsms-user" },
    { "SAMVAD_KANNEL_FROM", Group::Kannel, Secret::No, true, "", "the number or DLT header that messages come from" },
    { "SAMVAD_KANNEL_SECRET", Group::Kannel, Secret::Yes, true, "",
      "the last part of the inbound URL, at least 16 letters or digits" },
    { "SAMVAD_KANNEL_STATUS_URL", Group::Kannel, Secret::No, false, "",
      "where Kannel reports deliveries; by default our own status route on SAMVAD_LISTEN" },
    { "SAMVAD_KANNEL_SMSC", Group::Kannel, Secret::No, false, "",
      "the smsc-id to send through; by default Kannel chooses" },
    { "SAMVAD_KANNEL_ENTITY_ID", Group::Kannel, Secret::No, false, "", "DLT: the principal entity's id, digits only" },
    { "SAMVAD_KANNEL_CHAIN_HASH", Group::Kannel, Secret::No, false, "",
      "DLT: the PE-TM chain hash, 64 hexadecimal digits" },
    { "SAMVAD_SMS_PER_SECOND", Group::Kannel, Secret::No, false, rate_of("sms"),
      "how many messages a second the gateway's contract allows" },
};

constexpr int per_second_max = 100'000; // far beyond what anybody sends, so that a load can lift the rate
const std::string unlimited = "unlimited";
const std::vector<std::string> daily_people { "250", "2000", "10000", "100000", unlimited };

bool digits_only(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

bool is_url(std::string_view text)
{
    return text.starts_with("https://") || text.starts_with("http://");
}

// Reads settings out of the environment, noting every fault.
class SettingsReader {
public:
    explicit SettingsReader(const Environment& environment) : environment_(environment) { refuse_unknown(); }

    Settings read()
    {
        Settings read;
        read.database = value("SAMVAD_DATABASE");
        expect(read.database.starts_with("sqlite:") && read.database.size() > 7, "SAMVAD_DATABASE",
               "sqlite:PATH, e.g. sqlite:var/samvad.db");
        read_listen(read);
        read.media = value("SAMVAD_MEDIA");
        read.data = value("SAMVAD_DATA");
        if (read.data.empty())
            read.data = default_data();
        const auto log = value("SAMVAD_LOG");
        expect(log == "plain" || log == "json", "SAMVAD_LOG", "plain or json");
        read.log = log == "json" ? LogStyle::Json : LogStyle::Plain;
        read.keep_messages = std::chrono::days { whole("SAMVAD_KEEP_MESSAGES_DAYS", 36'500, 365) };
        read.status_wait = std::chrono::seconds { whole("SAMVAD_STATUS_WAIT_SECONDS", 3'600) };
        read.notices = read_notices();
        if (is_on(Group::WhatsApp))
            read.whatsapp = read_whatsapp();
        if (is_on(Group::Kannel))
            read.kannel = read_kannel(read);
        if (!faults_.empty())
            throw BadSettings { faults_ };
        return read;
    }

private:
    void fault(const std::string& sentence) { faults_ += (faults_.empty() ? "" : "\n") + sentence; }

    void expect(bool good, const std::string& name, const std::string& expected)
    {
        if (!good)
            fault(name + ": not as expected; give " + expected);
    }

    static std::vector<std::string> known_names()
    {
        std::vector<std::string> names;
        for (const auto& setting : settings) {
            names.push_back(setting.name);
            if (setting.secret == Secret::Yes)
                names.push_back(setting.name + "_FILE");
        }
        return names;
    }

    void refuse_unknown()
    {
        const auto names = known_names();
        for (const auto& [name, text] : environment_)
            if (name.starts_with("SAMVAD_") && !name.starts_with("SAMVAD_TEST_") &&
                std::ranges::find(names, name) == names.end())
                fault(name + ": there is no such setting" + dialogs::did_you_mean(name, names));
    }

    std::string value(const std::string& name)
    {
        const auto setting = std::ranges::find(settings, name, &Setting::name);
        const auto given = environment_.find(name);
        const auto file = environment_.find(name + "_FILE");
        if (setting->secret == Secret::Yes && file != environment_.end()) {
            if (given != environment_.end())
                fault(name + " and " + name + "_FILE are both set; set one");
            return first_line(name, file->second);
        }
        if (given == environment_.end())
            return setting->otherwise;
        if (given->second.empty())
            fault(name + ": is set but empty; give a value or unset it");
        return given->second;
    }

    int whole(const std::string& name, int most, int least = 1)
    {
        const auto text = value(name);
        const bool good = digits_only(text) && text.size() <= 6 && std::stoi(text) >= least && std::stoi(text) <= most;
        expect(good, name, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return good ? std::stoi(text) : least;
    }

    std::string first_line(const std::string& name, const std::string& path)
    {
        std::ifstream in { path };
        std::string line;
        if (!std::getline(in, line) || line.empty())
            fault(name + "_FILE: \"" + path + "\" cannot be read or its first line is empty");
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.pop_back();
        return line;
    }

    bool is_set(const std::string& name) const
    {
        return environment_.contains(name) || environment_.contains(name + "_FILE");
    }

    // A channel is on when all it needs is there, and off when nothing of it is; in between is a fault.
    bool is_on(Group group)
    {
        bool any = false;
        std::vector<std::string> missing;
        for (const auto& setting : settings) {
            if (setting.group != group)
                continue;
            any = any || is_set(setting.name);
            if (setting.required && !is_set(setting.name))
                missing.push_back(setting.name);
        }
        if (any)
            for (const auto& name : missing)
                fault(name + ": missing, while others of its channel are set; set it, or unset them all");
        return any && missing.empty();
    }

    void read_listen(Settings& read)
    {
        const auto listen = value("SAMVAD_LISTEN");
        const auto colon = listen.rfind(':');
        const auto port = colon == std::string::npos ? std::string {} : listen.substr(colon + 1);
        const bool good = colon != std::string::npos && colon > 0 && digits_only(port) && port.size() <= 5 &&
                          std::stoi(port) <= 65'535;
        expect(good, "SAMVAD_LISTEN", "HOST:PORT, e.g. 127.0.0.1:8080");
        if (!good)
            return;
        read.listen_host = listen.substr(0, colon);
        read.listen_port = std::stoi(port);
    }

    std::int64_t rupees_in_paise(const std::string& name, const std::string& text, const std::string& expected)
    {
        const bool good = digits_only(text) && text.size() <= 9;
        expect(good, name, expected);
        return good ? std::stoll(text) * 100 : 0;
    }

    NoticeSettings read_notices()
    {
        NoticeSettings read;
        read.approval_above_paise =
            rupees_in_paise("SAMVAD_NOTICE_APPROVAL_RUPEES", value("SAMVAD_NOTICE_APPROVAL_RUPEES"), "whole rupees");
        if (const auto budget = value("SAMVAD_MONTH_BUDGET_RUPEES"); budget != unlimited)
            read.month_budget_paise =
                rupees_in_paise("SAMVAD_MONTH_BUDGET_RUPEES", budget, "whole rupees, or unlimited");
        const auto people = value("SAMVAD_WHATSAPP_DAILY_PEOPLE");
        expect(std::ranges::find(daily_people, people) != daily_people.end(), "SAMVAD_WHATSAPP_DAILY_PEOPLE",
               "250, 2000, 10000, 100000 or unlimited");
        if (people != unlimited && digits_only(people) && people.size() <= 9)
            read.whatsapp_daily_people = std::stoll(people);
        return read;
    }

    WhatsAppAccount read_whatsapp()
    {
        WhatsAppAccount read;
        read.app_secret = value("SAMVAD_WHATSAPP_APP_SECRET");
        read.verify_token = value("SAMVAD_WHATSAPP_VERIFY_TOKEN");
        read.access_token = value("SAMVAD_WHATSAPP_ACCESS_TOKEN");
        read.phone_number_id = value("SAMVAD_WHATSAPP_PHONE_NUMBER_ID");
        expect(digits_only(read.phone_number_id), "SAMVAD_WHATSAPP_PHONE_NUMBER_ID",
               "the id in digits, as Meta's dashboard shows it");
        read.url = value("SAMVAD_WHATSAPP_URL");
        expect(is_url(read.url) && !read.url.ends_with('/'), "SAMVAD_WHATSAPP_URL",
               "a URL without a slash at its end, e.g. https://graph.facebook.com/v25.0");
        read.per_second = whole("SAMVAD_WHATSAPP_PER_SECOND", per_second_max);
        return read;
    }

    KannelAccount read_kannel(const Settings& general)
    {
        KannelAccount read;
        read.url = value("SAMVAD_KANNEL_URL");
        expect(is_url(read.url), "SAMVAD_KANNEL_URL",
               "the URL of sendsms, e.g. http://127.0.0.1:13013/cgi-bin/sendsms");
        read.username = value("SAMVAD_KANNEL_USERNAME");
        read.password = value("SAMVAD_KANNEL_PASSWORD");
        read.from = value("SAMVAD_KANNEL_FROM");
        read.secret = value("SAMVAD_KANNEL_SECRET");
        const bool plain = std::ranges::all_of(read.secret, [](unsigned char letter) {
            return std::isalnum(letter) != 0 || letter == '-' || letter == '_';
        });
        expect(read.secret.size() >= 16 && plain, "SAMVAD_KANNEL_SECRET", "at least 16 letters, digits, - or _");
        read.status_url = value("SAMVAD_KANNEL_STATUS_URL");
        if (read.status_url.empty())
            read.status_url = "http://" + general.listen_host + ":" + std::to_string(general.listen_port) +
                              "/webhooks/sms/kannel/" + read.secret + "/status";
        expect(is_url(read.status_url), "SAMVAD_KANNEL_STATUS_URL",
               "the URL of our own status route as Kannel reaches it");
        read.smsc = value("SAMVAD_KANNEL_SMSC");
        read.entity_id = value("SAMVAD_KANNEL_ENTITY_ID");
        expect(read.entity_id.empty() || digits_only(read.entity_id), "SAMVAD_KANNEL_ENTITY_ID",
               "the entity's id in digits");
        read.chain_hash = value("SAMVAD_KANNEL_CHAIN_HASH");
        const bool hash = read.chain_hash.size() == 64 &&
                          read.chain_hash.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
        expect(read.chain_hash.empty() || hash, "SAMVAD_KANNEL_CHAIN_HASH", "64 hexadecimal digits");
        read.per_second = whole("SAMVAD_SMS_PER_SECOND", per_second_max);
        return read;
    }

    static std::filesystem::path default_data()
    {
        std::error_code error;
        const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
        const auto installed = program.parent_path().parent_path() / "share" / "samvad";
        if (!error && std::filesystem::is_directory(installed / "locales", error))
            return installed;
        return SAMVAD_SOURCE_DIR;
    }

    const Environment& environment_;
    std::string faults_;
};

} // namespace

Environment environment_of_process()
{
    Environment environment;
    for (auto entry = environ; *entry != nullptr; ++entry) {
        const std::string_view pair { *entry };
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos)
            environment.emplace(pair.substr(0, equals), pair.substr(equals + 1));
    }
    return environment;
}

Settings read_settings(const Environment& environment)
{
    return SettingsReader { environment }.read();
}

std::vector<std::string> channels_that_are_off(const Settings& read)
{
    std::vector<std::string> sentences;
    const auto say = [&](const char* channel, Group group) {
        std::string names;
        for (const auto& setting : settings)
            if (setting.group == group && setting.required)
                names += (names.empty() ? "" : ", ") + setting.name;
        sentences.push_back(std::string { channel } + " is off; to switch it on set " + names);
    };
    if (!read.whatsapp)
        say("WhatsApp", Group::WhatsApp);
    if (!read.kannel)
        say("SMS (Kannel)", Group::Kannel);
    return sentences;
}

std::string settings_table()
{
    std::string table = "| setting | default | what it is |\n|---|---|---|\n";
    for (const auto& setting : settings) {
        const auto name =
            "`" + setting.name + "`" + (setting.secret == Secret::Yes ? " (or `" + setting.name + "_FILE`)" : "");
        table += "| " + name + " | " + (setting.otherwise.empty() ? "" : "`" + setting.otherwise + "`") + " | " +
                 setting.help + " |\n";
    }
    return table;
}

} // namespace bot
