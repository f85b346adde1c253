#include "bot/equipment.h"

#include "bot/actions/action.h"
#include "bot/channels/channels.h"
#include "dialogs/check.h"
#include "dialogs/check_texts.h"
#include "dialogs/load.h"

#include <future>

namespace bot {

namespace {

void add(std::string& all, const std::vector<std::string>& faults)
{
    for (const auto& fault : faults)
        all += (all.empty() ? "" : "\n") + fault;
}

dialogs::Dialogs proved(const std::filesystem::path& folder, const locales::Catalog& catalog,
                        const locales::Intents& intents)
{
    auto loaded = dialogs::load(folder / "dialogs");
    std::string faults;
    add(faults, loaded.faults);
    add(faults, dialogs::check_dialogs(loaded.dialogs, action_shapes(), intents.names()));
    add(faults, dialogs::check_texts(loaded.dialogs, action_shapes(), catalog));
    if (!faults.empty())
        throw FaultyData { faults };
    return std::move(loaded.dialogs);
}

locales::Intents trained(const std::filesystem::path& locales_folder)
{
    return locales::Intents::train(locales::load_intent_lines(locales_folder),
                                   locales::load_courtesies(locales_folder));
}

} // namespace

struct Equipment::Parts {
    explicit Parts(const std::filesystem::path& folder)
        : training(std::async(std::launch::async, trained, folder / "locales")),
          catalog(locales::Catalog::load(folder / "locales")), formats(locales::Formats::load(folder / "locales")),
          answers(locales::AnswerWords::load(folder / "locales")), words(locales::Words::load(folder / "locales")),
          calendar(locales::CalendarWords::load(folder / "locales")), names(locales::Names::load(folder / "locales")),
          intents(training.get()), dialogs(proved(folder, catalog, intents)),
          knowledge { answers, calendar, words, intents, names },
          bot { dialogs, knowledge, { catalog, formats }, [](std::string_view channel) -> const ChannelLimits& {
                   return limits_of(channel);
               } }
    {
    }

    std::future<locales::Intents> training; // the longest part of a start, beside the others
    const locales::Catalog catalog;
    const locales::Formats formats;
    const locales::AnswerWords answers;
    const locales::Words words;
    const locales::CalendarWords calendar;
    const locales::Names names;
    const locales::Intents intents;
    const dialogs::Dialogs dialogs;
    const dialogs::Knowledge knowledge;
    const Bot bot;
};

Equipment::Equipment(const std::filesystem::path& folder) : parts_(std::make_unique<const Parts>(folder)) {}

Equipment::~Equipment() = default;

const Bot& Equipment::bot() const
{
    return parts_->bot;
}

const dialogs::Dialogs& Equipment::dialogs() const
{
    return parts_->dialogs;
}

const dialogs::Knowledge& Equipment::knowledge() const
{
    return parts_->knowledge;
}

const locales::Catalog& Equipment::catalog() const
{
    return parts_->catalog;
}

} // namespace bot
