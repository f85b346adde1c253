#include "bot/sms_texts.h"

#include "bot/channels/sms_parts.h"
#include "bot/notices/template_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace bot {

using dialogs::AnswerKind;
using dialogs::Step;
using dialogs::Verb;

namespace {

using Labels = std::vector<std::string>; // names of texts

// Words that stand inside other texts and never leave alone.
constexpr std::array label_heads {
    std::string_view { "choice." },
    std::string_view { "menu." },
    std::string_view { "doing." },
    std::string_view { "line." },
    std::string_view { "officer." },
    std::string_view { "reason." },
    std::string_view { "state." },
    std::string_view { "kind." },
    std::string_view { "in_notice." },
    std::string_view { "left_out." },
    std::string_view { "channel." },
    std::string_view { "unknown." },
    std::string_view { "template." },
    std::string_view { "engine.person." },
    std::string_view { "engine.miss." },
    std::string_view { "engine.list_button" },
    std::string_view { "engine.resume.yes" },
    std::string_view { "engine.resume.no" },
    std::string_view { "engine.language_hi" },
    std::string_view { "engine.language_latin" },
    std::string_view { "engine.language_en" },
    std::string_view { "engine.two_readings.one" },
};

// What the engine itself offers. The menu depends on the role, the other lists on what she wrote.
const std::map<std::string, Labels, std::less<>> engine_choices {
    { "engine.resume.ask", { "engine.resume.yes", "engine.resume.no" } },
    { "engine.welcome_back.ask", { "engine.resume.yes", "engine.resume.no" } },
    { "engine.language.ask", { "engine.language_hi", "engine.language_latin", "engine.language_en" } },
    { "engine.three_misses", { "engine.miss.person", "engine.miss.menu", "engine.miss.again" } },
};
const std::set<std::string, std::less<>> engine_lists { "engine.menu", "engine.did_you_mean", "engine.which_meaning",
                                                        "engine.correct_which.ask", "engine.two_readings.ask" };

struct Choices {
    Labels fixed;
    bool list_follows = false;
};

Labels labels_of(const locales::Catalog& catalog, const std::string& key, const std::vector<std::string>& words)
{
    Labels labels;
    for (const auto& word : words)
        labels.push_back(catalog.has(key + "." + word) ? key + "." + word : "choice." + word);
    return labels;
}

Choices choices_of(const locales::Catalog& catalog, const std::string& key, const Step& step)
{
    if (step.verb == Verb::Confirm || step.kind == AnswerKind::YesNo)
        return { labels_of(catalog, key, { "yes", "no" }), false };
    if (step.kind == AnswerKind::Choice)
        return { labels_of(catalog, key, step.of), !step.of_list.empty() };
    return {};
}

// Names of texts that are shown as choices of a step, or leave with choices below them.
struct Shown {
    std::map<std::string, Choices, std::less<>> below;
    std::set<std::string, std::less<>> labels;
};

Shown shown_by(const locales::Catalog& catalog, const dialogs::Dialogs& all)
{
    Shown shown;
    for (const auto& [key, labels] : engine_choices)
        shown.below[key] = { labels, false };
    for (const auto& key : engine_lists)
        shown.below[key] = { {}, true };
    for (const auto& dialog : all.all)
        for (const auto& step : dialog.steps) {
            if (step.verb != Verb::Ask && step.verb != Verb::Confirm)
                continue;
            const auto key = dialog.name + "." + step.name;
            const auto choices = choices_of(catalog, key, step);
            shown.labels.insert(choices.fixed.begin(), choices.fixed.end());
            for (const auto& word : step.also)
                shown.labels.insert(key + "." + word);
            shown.below[key + ".ask"] = shown.below[key + ".retry"] = choices;
        }
    return shown;
}

bool is_label(const std::string& key, const Shown& shown)
{
    return shown.labels.contains(key) || key.ends_with(".more") ||
           std::ranges::any_of(label_heads, [&](std::string_view head) { return key.starts_with(head); });
}

// Writes one text after another, numbering variables as they come.
class SmsWriter {
public:
    SmsWriter(const locales::Catalog& catalog, const std::string& key, const std::string& language)
        : catalog_(catalog), text_ { key, language, {}, {}, 0, false }
    {
    }

    void add(const std::string& key)
    {
        const auto names = catalog_.placeholders(key); // outlives the arguments, which only look at the names
        locales::Arguments arguments;
        for (const auto& name : names)
            arguments.emplace_back(name, "\x01" + name + "\x02");
        const auto filled = catalog_.text(text_.language, key, "sms", arguments);
        for (std::size_t at = 0; at < filled.size(); ++at) {
            if (filled[at] != '\x01') {
                text_.body += filled[at];
                continue;
            }
            const auto end = filled.find('\x02', at);
            text_.body += "{{" + std::to_string(number_of(filled.substr(at + 1, end - at - 1))) + "}}";
            at = end;
        }
    }

    void add_choices(const Choices& choices)
    {
        for (std::size_t place = 0; place < choices.fixed.size(); ++place) {
            text_.body += "\n" + std::to_string(place + 1) + " ";
            add(choices.fixed[place]);
        }
        text_.list_follows = choices.list_follows;
    }

    SmsText finish()
    {
        std::vector<std::string> longest;
        for (const auto& variable : text_.variables)
            longest.emplace_back(static_cast<std::size_t>(variable.longest), 'x');
        text_.parts = sms_size(notices::filled_body(text_.body, longest)).parts;
        return std::move(text_);
    }

private:
    std::size_t number_of(const std::string& name)
    {
        auto& variables = text_.variables;
        const auto known = std::ranges::find(variables, name, &SmsVariable::name);
        if (known != variables.end())
            return static_cast<std::size_t>(known - variables.begin()) + 1;
        const auto& meant = catalog_.variables().at(name);
        variables.push_back({ name, meant.kind, std::min(meant.longest, SmsTextLimits::variable_units_max) });
        return variables.size();
    }

    const locales::Catalog& catalog_;
    SmsText text_;
};

std::string_view tag_of(const std::string& kind)
{
    if (kind == "number")
        return "{#numeric#}";
    if (kind == "link")
        return "{#url#}";
    return kind == "phone" ? "{#cbn#}" : "{#alphanumeric#}";
}

} // namespace

std::vector<SmsText> sms_texts(const locales::Catalog& catalog, const dialogs::Dialogs& dialogs)
{
    const auto shown = shown_by(catalog, dialogs);
    std::vector<SmsText> texts;
    for (const auto& key : catalog.keys()) {
        if (is_label(key, shown))
            continue;
        for (const auto& language : catalog.languages()) {
            SmsWriter writer { catalog, key, language };
            writer.add(key);
            if (const auto below = shown.below.find(key); below != shown.below.end())
                writer.add_choices(below->second);
            texts.push_back(writer.finish());
        }
    }
    return texts;
}

std::string tagged_body(const SmsText& text)
{
    std::vector<std::string> tags;
    for (const auto& variable : text.variables)
        tags.emplace_back(tag_of(variable.kind));
    return notices::filled_body(text.body, tags);
}

} // namespace bot
