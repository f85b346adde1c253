#include "bot/commands/understand.h"

#include "bot/clock.h"
#include "bot/moment.h"
#include "bot/understanding_json.h"
#include "dialogs/load.h"

#include <algorithm>
#include <istream>
#include <ostream>
#include <stdexcept>

namespace bot {

using dialogs::answers::Tense;

namespace {

// Only what understanding rests on: no texts, no formats, no database.
struct Language {
    explicit Language(const std::filesystem::path& data)
        : numbers(locales::AnswerWords::load(data / "locales")),
          calendar(locales::CalendarWords::load(data / "locales")), words(locales::Words::load(data / "locales")),
          intents(locales::Intents::train(locales::load_intent_lines(data / "locales"),
                                          locales::load_courtesies(data / "locales"))),
          names(locales::Names::load(data / "locales")), dialogs(dialogs::load_or_throw(data / "dialogs"))
    {
    }

    dialogs::Knowledge knowledge() const { return { numbers, calendar, words, intents, names }; }

    const locales::AnswerWords numbers;
    const locales::CalendarWords calendar;
    const locales::Words words;
    const locales::Intents intents;
    const locales::Names names;
    const dialogs::Dialogs dialogs;
};

locales::Date day_of(const std::string& now)
{
    const auto moment = now.empty() ? std::optional { system_time() } : moment_of(now);
    if (!moment)
        throw std::runtime_error { "reading --now \"" + now +
                                   "\": it is no time; write it as 2026-11-22 or 2026-11-22T18:00+05:30" };
    return locales::day_in_india(*moment);
}

OpenQuestion question_named(const std::string& name)
{
    const auto& names = question_names();
    const auto place = std::ranges::find(names, name);
    return place == names.end() ? OpenQuestion::None : static_cast<OpenQuestion>(place - names.begin() + 1);
}

Tense tense_named(const std::string& name)
{
    return name == "past" ? Tense::Past : name == "future" ? Tense::Future : Tense::None;
}

} // namespace

const std::vector<std::string>& question_names()
{
    static const std::vector<std::string> names { "money", "quantity", "yes_no", "date", "period", "number" };
    return names;
}

int understand(const Settings& settings, const UnderstandOptions& options, std::istream& in, std::ostream& out)
{
    const Circumstances circumstances { day_of(options.now), question_named(options.question),
                                        tense_named(options.tense) };
    const Language language { settings.data };
    const auto knowledge = language.knowledge();
    for (std::string line; std::getline(in, line);) {
        if (line.ends_with('\r'))
            line.pop_back();
        const auto understood = understand_line(language.dialogs, knowledge, line, circumstances);
        out << to_json(line, understood, circumstances.question) << '\n' << std::flush;
    }
    return 0;
}

} // namespace bot
