#include "dialogs/conversation.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace dialogs {

using nlohmann::json;

namespace {

json written(const Slots& slots);
Slots read_slots(const json& object);

std::int64_t days(locales::Date date)
{
    return std::chrono::sys_days { date }.time_since_epoch().count();
}

locales::Date date_of(std::int64_t days)
{
    return locales::Date { std::chrono::sys_days { std::chrono::days { days } } };
}

// An answer is a list: its kind, then its parts.
struct Write {
    json operator()(const Text& text) const { return { "text", text.words }; }

    json operator()(const Word& word) const { return { "word", word.id }; }

    json operator()(const Number& number) const { return { "number", number.value.to_string() }; }

    json operator()(const Money& money) const { return { "money", money.paise }; }

    json operator()(const Quantity& quantity) const
    {
        return { "quantity", quantity.value.to_string(), quantity.unit };
    }

    json operator()(const Day& day) const { return { "day", days(day.date) }; }

    json operator()(const Period& period) const { return { "period", days(period.from), days(period.to) }; }

    json operator()(const Photo& photo) const { return { "photo", photo.media_id, photo.mime_type, photo.sha256 }; }

    json operator()(const Phone& phone) const { return { "phone", phone.number }; }

    json operator()(const PinCode& pin) const { return { "pin_code", pin.digits }; }

    json operator()(const Phrase& phrase) const { return { "phrase", phrase.key }; }

    json operator()(const Table& table) const
    {
        auto rows = json::array();
        for (const auto& row : table.rows)
            rows.push_back({ row.id, written(row.cells) });
        return { "table", table.text, rows };
    }
};

locales::Decimal decimal(const json& text)
{
    const auto value = locales::Decimal::parse(text.get_ref<const std::string&>());
    if (!value)
        throw std::runtime_error { "reading a conversation: not a decimal" };
    return *value;
}

Table read_table(const json& list)
{
    Table table { list.at(1), {} };
    for (const auto& row : list.at(2))
        table.rows.push_back({ row.at(0), read_slots(row.at(1)) });
    return table;
}

Answer read_answer(const json& list)
{
    const auto& kind = list.at(0).get_ref<const std::string&>();
    if (kind == "text")
        return Text { list.at(1) };
    if (kind == "word")
        return Word { list.at(1) };
    if (kind == "number")
        return Number { decimal(list.at(1)) };
    if (kind == "money")
        return Money { list.at(1).get<std::int64_t>() };
    if (kind == "quantity")
        return Quantity { decimal(list.at(1)), list.at(2) };
    if (kind == "day")
        return Day { date_of(list.at(1)) };
    if (kind == "period")
        return Period { date_of(list.at(1)), date_of(list.at(2)) };
    if (kind == "photo")
        return Photo { list.at(1), list.at(2), list.at(3) };
    if (kind == "phone")
        return Phone { list.at(1) };
    if (kind == "pin_code")
        return PinCode { list.at(1) };
    if (kind == "phrase")
        return Phrase { list.at(1) };
    if (kind == "table")
        return read_table(list);
    throw std::runtime_error { "reading a conversation: unknown kind of answer \"" + kind + "\"" };
}

json written(const Slots& slots)
{
    auto object = json::object();
    for (const auto& [name, answer] : slots)
        object[name] = std::visit(Write {}, answer);
    return object;
}

Slots read_slots(const json& object)
{
    Slots slots;
    for (const auto& [name, answer] : object.items())
        slots.emplace(name, read_answer(answer));
    return slots;
}

json written(const Frame& frame)
{
    json object;
    object["dialog"] = frame.dialog;
    object["version"] = frame.version;
    object["step"] = frame.step;
    object["slots"] = written(frame.slots);
    object["skipped"] = frame.skipped;
    object["answered"] = frame.answered;
    return object;
}

Frame read_frame(const json& object)
{
    Frame frame;
    frame.dialog = object.at("dialog");
    frame.version = object.at("version");
    frame.step = object.at("step");
    frame.slots = read_slots(object.at("slots"));
    for (const auto& name : object.at("skipped"))
        frame.skipped.insert(name.get<std::string>());
    frame.answered = object.at("answered").get<std::vector<std::string>>();
    return frame;
}

void read_into(Conversation& conversation, const json& object)
{
    conversation.language = object.at("language");
    conversation.language_chosen = object.at("chosen");
    for (const auto& frame : object.at("frames"))
        conversation.frames.push_back(read_frame(frame));
    for (const auto& offer : object.at("offers"))
        conversation.offers.push_back({ offer.at(0), offer.at(1) });
    for (const auto& reading : object.at("readings"))
        conversation.readings.push_back(read_answer(reading));
    if (object.contains("told"))
        for (const auto& [intent, slots] : object["told"].items())
            conversation.told.emplace(intent, read_slots(slots));
    conversation.turn = object.at("turn");
    conversation.misses = object.at("misses");
    conversation.asleep = object.at("asleep");
    conversation.timed = object.at("timed");
    conversation.heard_at = Time { std::chrono::milliseconds { object.at("heard_at").get<std::int64_t>() } };
}

} // namespace

std::string to_json(const Conversation& conversation)
{
    // Member by member: a list of pairs would be made into lists first, and copied.
    json object;
    object["language"] = conversation.language;
    object["chosen"] = conversation.language_chosen;
    object["turn"] = conversation.turn;
    object["misses"] = conversation.misses;
    object["asleep"] = conversation.asleep;
    object["timed"] = conversation.timed;
    object["heard_at"] = conversation.heard_at.time_since_epoch().count();
    auto& frames = object["frames"] = json::array();
    for (const auto& frame : conversation.frames)
        frames.push_back(written(frame));
    auto& offers = object["offers"] = json::array();
    for (const auto& offer : conversation.offers)
        offers.push_back({ offer.id, offer.label });
    auto& readings = object["readings"] = json::array();
    for (const auto& reading : conversation.readings)
        readings.push_back(std::visit(Write {}, reading));
    if (!conversation.told.empty()) {
        auto& told = object["told"] = json::object();
        for (const auto& [intent, slots] : conversation.told)
            told[intent] = written(slots);
    }
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

Conversation conversation_from_json(std::string_view text)
{
    Conversation conversation;
    try {
        read_into(conversation, json::parse(text));
    } catch (const json::exception& error) {
        throw std::runtime_error { std::string { "reading a conversation: " } + error.what() };
    }
    return conversation;
}

std::string to_json(const Slots& slots)
{
    return written(slots).dump(-1, ' ', false, json::error_handler_t::replace);
}

Slots slots_from_json(std::string_view text)
{
    return read_slots(json::parse(text));
}

} // namespace dialogs
