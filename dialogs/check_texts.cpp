#include "dialogs/check_texts.h"

#include "dialogs/load.h"

#include <algorithm>
#include <array>
#include <set>

namespace dialogs {

namespace {

using Names = std::set<std::string, std::less<>>;

// What the engine itself says, with the variables it gives.
struct EngineText {
    std::string_view key;
    std::vector<std::string_view> variables;
};

const std::vector<EngineText>& engine_texts()
{
    static const std::vector<EngineText> texts {
        { "engine.menu", {} },
        { "engine.cancelled", {} },
        { "engine.nothing_open", {} },
        { "engine.help", {} },
        { "engine.not_understood", {} },
        { "engine.did_you_mean", {} },
        { "engine.three_misses", {} },
        { "engine.miss.person", {} },
        { "engine.miss.menu", {} },
        { "engine.miss.again", {} },
        { "engine.old_button", {} },
        { "engine.late", {} },
        { "engine.same_wish", {} },
        { "engine.resume.ask", { "doing" } },
        { "engine.resume.yes", {} },
        { "engine.resume.no", {} },
        { "engine.welcome_back.ask", { "doing" } },
        { "engine.reminder", { "doing" } },
        { "engine.cannot_skip", {} },
        { "engine.cannot_go_back", {} },
        { "engine.language.ask", {} },
        { "engine.language_hi", {} },
        { "engine.language_latin", {} },
        { "engine.language_en", {} },
        { "engine.language_set", {} },
        { "engine.photo_unexpected", {} },
        { "engine.photo_lost", {} },
        { "engine.voice", {} },
        { "engine.video", {} },
        { "engine.document", {} },
        { "engine.sticker", {} },
        { "engine.location", {} },
        { "engine.contact", {} },
        { "engine.order", {} },
        { "engine.unsupported", {} },
        { "engine.corrected", { "value" } },
        { "engine.correct_which.ask", {} },
        { "engine.which_meaning", { "word" } },
        { "engine.two_readings.ask", {} },
        { "engine.two_readings.one", { "value" } },
        { "engine.thanks", {} },
        { "engine.parked", {} },
        { "engine.only_coordinators", {} },
        { "engine.list_button", {} },
        { "engine.person.member", { "name" } },
        { "engine.person.coordinator", { "name" } },
        { "engine.person.unknown", {} },
    };
    return texts;
}

class TextCheck {
public:
    TextCheck(const std::vector<ActionShape>& actions, const locales::Catalog& catalog,
              std::vector<std::string>& faults)
        : actions_(actions), catalog_(catalog), faults_(faults), keys_(catalog.keys())
    {
    }

    void engine()
    {
        for (const auto& text : engine_texts())
            needs(std::string { text.key }, { text.variables.begin(), text.variables.end() });
    }

    void menus(const Dialogs& dialogs)
    {
        Names intents;
        for (const auto& [intent, dialog] : dialogs.by_intent)
            intents.insert(intent);
        for (const auto& intent : intents)
            needs("menu." + intent, {});
    }

    void dialog(const Dialog& dialog)
    {
        const auto slots = slots_of(dialog);
        needs("doing." + dialog.name, {});
        for (const auto& step : dialog.steps) {
            const auto key = dialog.name + "." + step.name;
            if (step.verb == Verb::Say)
                needs(key, slots);
            if (step.verb == Verb::Ask || step.verb == Verb::Confirm)
                needs(key + ".ask", slots);
            if (step.verb == Verb::Ask)
                needs(key + ".retry", slots);
            if (catalog_.has(key + ".help"))
                needs(key + ".help", slots);
            labels(step, key);
        }
    }

private:
    Names slots_of(const Dialog& dialog) const
    {
        Names slots;
        for (const auto& step : dialog.steps) {
            if (step.verb == Verb::Ask)
                slots.insert(step.name);
            const auto action = std::ranges::find(actions_, step.name, &ActionShape::name);
            if (step.verb == Verb::Do && action != actions_.end())
                slots.insert(action->gives.begin(), action->gives.end());
        }
        return slots;
    }

    void labels(const Step& step, const std::string& key)
    {
        auto words = step.of;
        words.insert(words.end(), step.also.begin(), step.also.end());
        if (step.verb == Verb::Confirm || step.kind == AnswerKind::YesNo)
            words = { "yes", "no" };
        if (step.verb != Verb::Confirm && step.verb != Verb::Ask)
            return;
        for (const auto& word : words) {
            const auto own = key + "." + word;
            needs(catalog_.has(own) ? own : "choice." + word, {});
        }
    }

    void needs(const std::string& key, const Names& slots)
    {
        if (!catalog_.has(key)) {
            faults_.push_back("locales: there is no text \"" + key + "\"" + did_you_mean(key, keys_));
            return;
        }
        for (const auto& variable : catalog_.placeholders(key))
            if (!slots.contains(variable) && variable != "person" && variable != "today")
                faults_.push_back("locales, text \"" + key + "\": shows {" + variable + "}, which is not known there");
    }

    const std::vector<ActionShape>& actions_;
    const locales::Catalog& catalog_;
    std::vector<std::string>& faults_;
    std::vector<std::string> keys_;
};

} // namespace

std::vector<std::string> check_texts(const Dialogs& dialogs, const std::vector<ActionShape>& actions,
                                     const locales::Catalog& catalog)
{
    std::vector<std::string> faults;
    TextCheck check { actions, catalog, faults };
    check.engine();
    check.menus(dialogs);
    for (const auto& dialog : dialogs.all)
        check.dialog(dialog);
    return faults;
}

} // namespace dialogs
