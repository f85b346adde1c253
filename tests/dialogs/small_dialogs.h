// Small dialogs in memory, and an engine that plays them without words: what she means is given as it is understood.

#pragma once

#include "dialogs/advance.h"
#include "dialogs/load.h"

#include <string>
#include <vector>

namespace small {

inline constexpr const char* sell = R"({ "dialog": "sell", "starts_on": ["sell"], "open_to": "anyone", "steps": [
    { "ask": "name", "as": "text" },
    { "ask": "price", "as": "money", "least": 1 },
    { "ask": "unit", "as": "choice", "of": ["piece", "kilogram"] },
    { "ask": "photo", "as": "photo", "optional": true },
    { "confirm": "review", "on": { "yes": "save", "no": "price" } },
    { "do": "save", "on": { "saved": "saved", "taken": "name" } },
    { "say": "saved", "then": "end" } ] })";

inline constexpr const char* orders = R"({ "dialog": "orders", "starts_on": ["orders"], "open_to": "anyone", "steps": [
    { "do": "list_orders", "on": { "some": "order", "none": "nothing" } },
    { "ask": "order", "as": "choice", "of": "orders" },
    { "say": "shown", "then": "end" },
    { "say": "nothing", "then": "end" } ] })";

// A dialog of one question, to fill the stack with.
inline std::string question(const std::string& name)
{
    return R"({ "dialog": ")" + name + R"(", "starts_on": [")" + name +
           R"("], "open_to": "anyone", "steps": [{ "ask": "words", "as": "text" }] })";
}

// Throws nothing: a fault of these dialogs shows in the tests that read them.
inline dialogs::Dialogs read(const std::vector<std::string>& files)
{
    dialogs::Dialogs all;
    std::vector<std::string> faults;
    for (const auto& file : files)
        all.all.push_back(dialogs::read_dialog(file, "small.json", faults));
    for (std::size_t i = 0; i < all.all.size(); ++i) {
        all.by_name[all.all[i].name] = i;
        for (const auto& intent : all.all[i].starts_on)
            all.by_intent[intent] = i;
    }
    all.menus["member"] = { "sell", "orders" };
    return all;
}

inline const std::vector<dialogs::ActionShape>& shapes()
{
    static const std::vector<dialogs::ActionShape> all {
        { "save", { "name", "price", "unit" }, {}, { "saved", "taken" }, true },
        { "list_orders", {}, { "orders" }, { "some", "none" }, false },
    };
    return all;
}

// One conversation, written to JSON and read again after every turn, as it is between two messages.
class Play {
public:
    explicit Play(const std::vector<std::string>& files) : dialogs_(read(files)) {}

    dialogs::Turn turn(const dialogs::Input& input)
    {
        const dialogs::Actions doors {
            shapes(), [this](const std::string& name, const dialogs::Slots& slots) { return act(name, slots); },
            [this] { return standing; }, like
        };
        auto turn = dialogs::advance(dialogs_, conversation, input, doors);
        conversation = dialogs::conversation_from_json(dialogs::to_json(turn.next));
        reloads_equal = reloads_equal && conversation == turn.next;
        said.clear();
        for (const auto& prompt : turn.prompts)
            said.push_back(prompt.text);
        return turn;
    }

    dialogs::Turn command(const std::string& name) { return turn(of(dialogs::InputKind::Command, name)); }

    dialogs::Turn start(const std::string& intent) { return turn(of(dialogs::InputKind::Start, intent)); }

    dialogs::Turn pick(const std::string& id) { return turn(of(dialogs::InputKind::Pick, id)); }

    dialogs::Turn nonsense() { return turn(of(dialogs::InputKind::NotUnderstood, {})); }

    dialogs::Turn answer(const std::string& question, dialogs::Answer value)
    {
        auto input = of(dialogs::InputKind::Answers, question);
        input.slots.emplace(question, std::move(value));
        return turn(input);
    }

    // To the last question of `sell` but the review: the photo.
    void sell_until_photo()
    {
        start("sell");
        answer("name", dialogs::Text { "achar" });
        answer("price", dialogs::Money { 25'000 });
        answer("unit", dialogs::Word { "piece" });
    }

    // The files change while she is away.
    void change_files(const std::vector<std::string>& files) { dialogs_ = read(files); }

    static dialogs::Input of(dialogs::InputKind kind, const std::string& name)
    {
        dialogs::Input input;
        input.kind = kind;
        input.name = name;
        return input;
    }

    dialogs::Conversation conversation;
    dialogs::Standing standing { true, {} };
    decltype(dialogs::Actions::like) like;
    std::vector<std::string> said;     // texts of the last turn
    std::vector<dialogs::Slots> saved; // by the action "save"
    std::string save_answers = "saved";
    bool reloads_equal = true;

private:
    dialogs::Done act(const std::string& name, const dialogs::Slots& slots)
    {
        if (name == "save") {
            if (save_answers == "saved")
                saved.push_back(slots);
            return { save_answers, {} };
        }
        const dialogs::Table table { "orders.row", { { "1234", {} }, { "1235", {} } } };
        return { "some", { { "orders", table } } };
    }

    dialogs::Dialogs dialogs_;
};

using Said = std::vector<std::string>;

} // namespace small
