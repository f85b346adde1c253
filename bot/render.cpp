#include "bot/render.h"

#include "bot/sms_texts.h"
#include "locales/pattern.h"
#include "locales/width.h"

#include <algorithm>

#include <stdexcept>

namespace bot {

using dialogs::Answer;
using dialogs::Option;
using dialogs::Prompt;
using dialogs::Slots;

namespace {

class Renderer {
public:
    Renderer(const Speech& speech, const Reader& reader)
        : speech_(speech), reader_(reader), format_(speech.formats.in(reader.language))
    {
    }

    // The catalog's name for what the prompt says.
    const std::string& key(const std::string& text, const std::string& otherwise) const
    {
        return speech_.catalog.has(text) || otherwise.empty() ? text : otherwise;
    }

    std::string text(const std::string& name, const Slots& slots) const
    {
        locales::Arguments arguments;
        const auto& names = speech_.catalog.placeholders(name);
        arguments.reserve(names.size());
        for (const auto& variable : names)
            add(arguments, name, variable, slots);
        return speech_.catalog.text(reader_.language, name, reader_.channel, arguments);
    }

    std::string label(const Option& option) const
    {
        const auto& name = key(option.text, option.otherwise);
        return speech_.catalog.has(name) ? text(name, option.cells) : option.id;
    }

    std::string description(const Option& option) const
    {
        const auto name = option.text + ".more";
        return speech_.catalog.has(name) ? text(name, option.cells) : std::string {};
    }

private:
    void add(locales::Arguments& arguments, const std::string& text_name, const std::string& variable,
             const Slots& slots) const
    {
        const auto slot = slots.find(variable);
        if (slot != slots.end()) {
            const auto* number = std::get_if<dialogs::Number>(&slot->second);
            const auto whole = number == nullptr ? std::nullopt : number->value.whole();
            if (whole && !is_name(variable))
                arguments.emplace_back(variable, *whole);
            else
                arguments.emplace_back(variable, cut(variable, shown(text_name, variable, slot->second)));
        } else if (variable == "person") {
            arguments.emplace_back(variable, person());
        } else if (variable == "today") {
            arguments.emplace_back(variable, format_.date(reader_.today));
        } else {
            throw std::logic_error { "the text \"" + text_name + "\" needs {" + variable +
                                     "}, which is not known here" };
        }
    }

    // The number of an order or a complaint is a name, not an amount: 1234 and never 1,234.
    bool is_name(const std::string& variable) const
    {
        const auto known = speech_.catalog.variables().find(variable);
        return known != speech_.catalog.variables().end() && known->second.kind == "text";
    }

    // On SMS a text is registered with the longest form of each variable, and the operators take no more than their own
    // bound, so nothing longer may leave.
    std::string cut(const std::string& variable, std::string value) const
    {
        const auto known = speech_.catalog.variables().find(variable);
        if (reader_.channel != "sms" || known == speech_.catalog.variables().end())
            return value;
        return locales::cut_to_units(value, std::min(known->second.longest, SmsTextLimits::variable_units_max));
    }

    std::string person() const
    {
        if (reader_.name.empty())
            return text("engine.person.unknown", {});
        const Slots name { { "name", dialogs::Text { reader_.name } } };
        return text(reader_.coordinator ? "engine.person.coordinator" : "engine.person.member", name);
    }

    std::string shown(const std::string& text_name, const std::string& variable, const Answer& answer) const
    {
        if (const auto* number = std::get_if<dialogs::Number>(&answer); number != nullptr && is_name(variable))
            return number->value.to_string();
        const auto words = [&](const dialogs::Word& word) {
            const auto dialog = text_name.substr(0, text_name.find('.'));
            const std::string name = key(dialog + "." + variable + "." + word.id, "choice." + word.id);
            return speech_.catalog.has(name) ? text(name, {}) : word.id;
        };

        struct Show {
            const Renderer& renderer;
            const decltype(words)& word;

            std::string operator()(const dialogs::Text& text) const { return text.words; }

            std::string operator()(const dialogs::Word& one) const { return word(one); }

            std::string operator()(const dialogs::Number& number) const
            {
                return locales::grouped(std::string_view { number.value.to_string() });
            }

            std::string operator()(const dialogs::Money& money) const { return renderer.money(money.paise); }

            std::string operator()(const dialogs::Quantity& quantity) const
            {
                return renderer.format_.quantity(quantity.value.to_string(), quantity.unit);
            }

            std::string operator()(const dialogs::Day& day) const { return renderer.format_.date(day.date); }

            std::string operator()(const dialogs::Period& period) const
            {
                return renderer.format_.period(period.from, period.to);
            }

            std::string operator()(const dialogs::Photo&) const { return {}; }

            std::string operator()(const dialogs::Phone& phone) const { return phone.number; }

            std::string operator()(const dialogs::PinCode& pin) const { return pin.digits; }

            std::string operator()(const dialogs::Phrase& phrase) const { return renderer.text(phrase.key, {}); }

            std::string operator()(const dialogs::Table& table) const { return renderer.lines(table); }
        };

        return std::visit(Show { *this, words }, answer);
    }

    std::string money(std::int64_t paise) const
    {
        return format_.money(paise, reader_.channel == "sms" ? locales::MoneyStyle::Word : locales::MoneyStyle::Sign);
    }

    std::string lines(const dialogs::Table& table) const
    {
        std::string all;
        for (const auto& row : table.rows)
            all += (all.empty() ? "" : "\n") + text(table.text, row.cells);
        return all;
    }

    const Speech& speech_;
    const Reader& reader_;
    const locales::Format& format_;
};

// One thing to say with its choices, on the way to letters.
struct Said {
    std::string key;
    std::string text;
    std::vector<Choice> choices;
};

Said say(const Renderer& renderer, const Prompt& prompt, std::int64_t turn)
{
    Said said;
    said.key = renderer.key(prompt.text, prompt.otherwise);
    said.text = renderer.text(said.key, prompt.slots);
    for (std::size_t i = 0; i < prompt.options.size(); ++i) {
        const auto& option = prompt.options[i];
        said.choices.push_back({ button_id(turn, option.id), renderer.label(option), renderer.description(option) });
    }
    return said;
}

std::string_view offer_of(const Choice& choice)
{
    return std::string_view { choice.id }.substr(choice.id.find(':') + 1);
}

std::string numbered(std::size_t index, const std::string& label)
{
    return std::to_string(index + 1) + " " + label;
}

void write_as_lines(Said& said)
{
    for (std::size_t i = 0; i < said.choices.size(); ++i)
        if (!is_invitation(offer_of(said.choices[i])))
            said.text += "\n" + numbered(i, said.choices[i].label);
    said.choices.clear();
}

bool fits(const Said& said, const ChannelLimits& limits)
{
    const auto count = static_cast<int>(said.choices.size());
    return count <= std::max(limits.buttons_max, limits.rows_max) &&
           locales::utf16_units(said.text) <= limits.choices_text_units_max;
}

Letter letter_of(Said said, const Renderer& renderer, const Reader& reader)
{
    if (!fits(said, reader.limits))
        write_as_lines(said);
    const bool as_list = static_cast<int>(said.choices.size()) > reader.limits.buttons_max;
    const auto most = as_list ? reader.limits.row_units_max : reader.limits.button_units_max;
    Letter letter;
    letter.template_key = said.key;
    letter.language = reader.language;
    letter.text = std::move(said.text);
    for (std::size_t i = 0; i < said.choices.size(); ++i) {
        auto& choice = said.choices[i];
        choice.label =
            locales::cut_to_units(is_invitation(offer_of(choice)) ? choice.label : numbered(i, choice.label), most);
        choice.description =
            as_list ? locales::cut_to_units(choice.description, reader.limits.description_units_max) : "";
        letter.choices.push_back(std::move(choice));
    }
    if (as_list && !letter.choices.empty())
        letter.list_button =
            locales::cut_to_units(renderer.text("engine.list_button", {}), reader.limits.button_units_max);
    return letter;
}

// Joins what a turn says into as few letters as the channel's longest text allows; the choices are the last one's.
std::vector<Said> joined(std::vector<Said> all, const ChannelLimits& limits)
{
    std::vector<Said> few;
    for (auto& said : all) {
        const bool fits_on = !few.empty() && few.back().choices.empty() &&
                             locales::utf16_units(few.back().text) + locales::utf16_units(said.text) + 2 <=
                                 (said.choices.empty() ? limits.text_units_max : limits.choices_text_units_max);
        if (!fits_on) {
            few.push_back(std::move(said));
            continue;
        }
        few.back().text += "\n\n" + said.text;
        few.back().choices = std::move(said.choices);
    }
    return few;
}

} // namespace

Rendered render(const std::vector<Prompt>& prompts, const Speech& speech, const Reader& reader, std::int64_t turn)
{
    const Renderer renderer { speech, reader };
    std::vector<Said> all;
    Rendered rendered;
    for (const auto& prompt : prompts) {
        all.push_back(say(renderer, prompt, turn));
        if (&prompt != &prompts.back())
            all.back().choices.clear();
    }
    if (!all.empty())
        for (const auto& choice : all.back().choices)
            rendered.labels.push_back(choice.label);
    if (reader.channel != "sms")
        all = joined(std::move(all), reader.limits);
    for (auto& said : all)
        rendered.letters.push_back(letter_of(std::move(said), renderer, reader));
    return rendered;
}

bool is_invitation(std::string_view offer)
{
    return offer.starts_with("begin:");
}

std::string button_id(std::int64_t turn, std::string_view offer)
{
    return std::to_string(turn) + ":" + std::string { offer };
}

} // namespace bot
