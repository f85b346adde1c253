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

// What is empty is left out: it is read and written with every message.
json written(const Frame& frame)
{
    json object;
    object["dialog"] = frame.dialog;
    object["version"] = frame.version;
    object["step"] = frame.step;
    if (!frame.slots.empty())
        object["slots"] = written(frame.slots);
    if (!frame.skipped.empty())
        object["skipped"] = frame.skipped;
    if (!frame.answered.empty())
        object["answered"] = frame.answered;
    if (!frame.ahead.empty())
        object["ahead"] = frame.ahead;
    return object;
}

// An empty list or object where there is no such member.
const json& member(const json& object, const char* name)
{
    static const json none = json::object();
    const auto found = object.find(name);
    return found == object.end() ? none : *found;
}

Frame read_frame(const json& object)
{
    Frame frame;
    frame.dialog = object.at("dialog");
    frame.version = object.at("version");
    frame.step = object.at("step");
    frame.slots = read_slots(member(object, "slots"));
    for (const auto& name : member(object, "skipped"))
        frame.skipped.insert(name.get<std::string>());
    for (const auto& name : member(object, "answered"))
        frame.answered.push_back(name);
    for (const auto& name : member(object, "ahead"))
        frame.ahead.insert(name.get<std::string>());
    return frame;
}

void read_into(Conversation& conversation, const json& object)
{
    conversation.language = object.at("language");
    conversation.language_chosen = object.value("chosen", false);
    for (const auto& frame : member(object, "frames"))
        conversation.frames.push_back(read_frame(frame));
    for (const auto& offer : member(object, "offers"))
        conversation.offers.push_back({ offer.at(0), offer.at(1) });
    for (const auto& reading : member(object, "readings"))
        conversation.readings.push_back(read_answer(reading));
    for (const auto& [intent, slots] : member(object, "told").items())
        conversation.told.emplace(intent, read_slots(slots));
    conversation.turn = object.at("turn");
    conversation.misses = object.value("misses", 0);
    conversation.asleep = object.value("asleep", false);
    conversation.timed = object.value("timed", false);
    conversation.heard_at = Time { std::chrono::milliseconds { object.at("heard_at").get<std::int64_t>() } };
}

} // namespace

std::string to_json(const Conversation& conversation)
{
    // Member by member: a list of pairs would be made into lists first, and copied.
    json object;
    object["language"] = conversation.language;
    object["turn"] = conversation.turn;
    object["heard_at"] = conversation.heard_at.time_since_epoch().count();
    if (conversation.language_chosen)
        object["chosen"] = true;
    if (conversation.misses != 0)
        object["misses"] = conversation.misses;
    if (conversation.asleep)
        object["asleep"] = true;
    if (conversation.timed)
        object["timed"] = true;
    for (const auto& frame : conversation.frames)
        object["frames"].push_back(written(frame));
    for (const auto& offer : conversation.offers)
        object["offers"].push_back({ offer.id, offer.label });
    for (const auto& reading : conversation.readings)
        object["readings"].push_back(std::visit(Write {}, reading));
    for (const auto& [intent, slots] : conversation.told)
        object["told"][intent] = written(slots);
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
