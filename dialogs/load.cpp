#include "dialogs/load.h"

#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <numeric>
#include <set>
#include <sstream>
#include <stdexcept>

namespace dialogs {

using nlohmann::json;
using namespace std::string_literals;

namespace {

const std::vector<std::pair<std::string, AnswerKind>> kinds {
    { "text", AnswerKind::Text },         { "number", AnswerKind::Number },    { "money", AnswerKind::Money },
    { "quantity", AnswerKind::Quantity }, { "choice", AnswerKind::Choice },    { "yes_no", AnswerKind::YesNo },
    { "date", AnswerKind::Date },         { "period", AnswerKind::Period },    { "photo", AnswerKind::Photo },
    { "phone", AnswerKind::Phone },       { "pin_code", AnswerKind::PinCode },
};

const std::vector<std::string> keys_of_ask { "ask",        "as",       "of",   "also",     "unit_slot",
                                             "names",      "least",    "most", "optional", "in_sentence",
                                             "looks_back", "replaces", "on",   "then" };
const std::vector<std::string> keys_of_confirm { "confirm", "on" };
const std::vector<std::string> keys_of_do { "do", "on" };
const std::vector<std::string> keys_of_say { "say", "then" };
const std::vector<std::string> keys_of_dialog { "dialog", "starts_on", "open_to", "instead", "remind_after_minutes",
                                                "steps" };

// Reads members of one JSON object, noting a fault for each that is not as expected.
class Reader {
public:
    Reader(const json& object, std::string place, std::vector<std::string>& faults)
        : object_(object), place_(std::move(place)), faults_(faults)
    {
    }

    void fault(const std::string& sentence) { faults_.push_back(place_ + ": " + sentence); }

    void allow_only(const std::vector<std::string>& keys)
    {
        for (const auto& [key, value] : object_.items())
            if (std::ranges::find(keys, key) == keys.end())
                fault("unknown key \"" + key + "\"" + did_you_mean(key, keys));
    }

    std::string text(const char* key, std::string otherwise = {})
    {
        if (!object_.contains(key))
            return otherwise;
        if (!object_[key].is_string() || object_[key].get_ref<const std::string&>().empty())
            return fault("\""s + key + "\" must be a text that is not empty"), otherwise;
        return object_[key].get<std::string>();
    }

    std::int64_t whole_number(const char* key)
    {
        if (!object_.contains(key))
            return 0;
        if (!object_[key].is_number_unsigned() || object_[key].get<std::uint64_t>() > 1'000'000'000)
            return fault("\""s + key + "\" must be a whole number from 0 to 1000000000"), 0;
        return object_[key].get<std::int64_t>();
    }

    bool flag(const char* key)
    {
        if (!object_.contains(key))
            return false;
        if (!object_[key].is_boolean())
            return fault("\""s + key + "\" must be true or false"), false;
        return object_[key].get<bool>();
    }

    std::vector<std::string> texts(const char* key)
    {
        std::vector<std::string> found;
        if (!object_.contains(key))
            return found;
        const auto& list = object_[key];
        if (!list.is_array() || !std::ranges::all_of(list, [](const json& one) { return one.is_string(); }))
            return fault("\""s + key + "\" must be a list of words"), found;
        return list.get<std::vector<std::string>>();
    }

    std::map<std::string, std::string, std::less<>> targets()
    {
        std::map<std::string, std::string, std::less<>> found;
        if (!object_.contains("on"))
            return found;
        if (!object_["on"].is_object())
            return fault("\"on\" must be an object of outcome and step"), found;
        for (const auto& [outcome, step] : object_["on"].items()) {
            if (step.is_string())
                found[outcome] = step.get<std::string>();
            else
                fault("\"on\": the step for \"" + outcome + "\" must be a text");
        }
        return found;
    }

    const json& object() const { return object_; }

private:
    const json& object_;
    std::string place_;
    std::vector<std::string>& faults_;
};

std::string hash_of(std::string_view text)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest {};
    unsigned int length = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr);
    std::string hex;
    for (std::size_t i = 0; i < 6; ++i) {
        constexpr const char* digits = "0123456789abcdef";
        hex += digits[digest[i] >> 4];
        hex += digits[digest[i] & 15];
    }
    return hex;
}

void read_answer_kind(Reader& reader, Step& step)
{
    const auto as = reader.text("as");
    const auto kind = std::ranges::find(kinds, as, &std::pair<std::string, AnswerKind>::first);
    if (kind != kinds.end()) {
        step.kind = kind->second;
        return;
    }
    std::vector<std::string> names;
    for (const auto& [name, _] : kinds)
        names.push_back(name);
    reader.fault(as.empty() ? "an ask needs \"as\", the kind of its answer"
                            : "unknown kind \"" + as + "\"" + did_you_mean(as, names));
}

void read_choices(Reader& reader, Step& step)
{
    if (reader.object().contains("of") && reader.object()["of"].is_string())
        step.of_list = reader.text("of");
    else
        step.of = reader.texts("of");
    step.also = reader.texts("also");
    const bool has_choices = !step.of.empty() || !step.of_list.empty();
    if (step.kind == AnswerKind::Choice && !has_choices)
        reader.fault("a choice needs \"of\": a list of words, or the name of the slot that holds the list");
    if (step.kind != AnswerKind::Choice && has_choices)
        reader.fault("\"of\" belongs to a choice");
}

void read_ask(Reader& reader, Step& step)
{
    reader.allow_only(keys_of_ask);
    step.verb = Verb::Ask;
    step.name = reader.text("ask");
    read_answer_kind(reader, step);
    read_choices(reader, step);
    step.unit_slot = reader.text("unit_slot");
    step.name_list = reader.text("names");
    step.least = reader.whole_number("least");
    step.most = reader.whole_number("most");
    step.optional = reader.flag("optional");
    step.in_sentence = reader.flag("in_sentence");
    step.looks_back = reader.flag("looks_back");
    step.replaces = reader.text("replaces");
    if (step.most != 0 && step.most < step.least)
        reader.fault("\"most\" is less than \"least\"");
}

Step read_step(const json& object, const std::string& place, std::vector<std::string>& faults)
{
    Step step;
    Reader reader { object, place, faults };
    if (object.contains("ask")) {
        read_ask(reader, step);
    } else if (object.contains("confirm")) {
        reader.allow_only(keys_of_confirm);
        step.verb = Verb::Confirm;
        step.name = reader.text("confirm");
    } else if (object.contains("do")) {
        reader.allow_only(keys_of_do);
        step.verb = Verb::Do;
        step.name = reader.text("do");
    } else if (object.contains("say")) {
        reader.allow_only(keys_of_say);
        step.verb = Verb::Say;
        step.name = reader.text("say");
    } else {
        reader.fault("a step is one of ask, confirm, do or say");
    }
    step.on = reader.targets();
    step.then = reader.text("then");
    return step;
}

std::string place_of(const std::string& file, const json& step, std::size_t number)
{
    for (const auto* verb : { "ask", "confirm", "do", "say" })
        if (step.is_object() && step.contains(verb) && step[verb].is_string())
            return file + ", step \"" + step[verb].get<std::string>() + "\"";
    return file + ", step " + std::to_string(number);
}

void read_steps(const json& object, const std::string& file, Dialog& dialog, std::vector<std::string>& faults)
{
    if (!object.contains("steps") || !object["steps"].is_array() || object["steps"].empty()) {
        faults.push_back(file + ": \"steps\" must be a list with at least one step");
        return;
    }
    for (const auto& step : object["steps"]) {
        const auto place = place_of(file, step, dialog.steps.size() + 1);
        if (!step.is_object())
            faults.push_back(place + ": a step must be an object");
        else
            dialog.steps.push_back(read_step(step, place, faults));
    }
}

std::string read_file(const std::filesystem::path& path)
{
    std::ifstream in { path, std::ios::binary };
    std::ostringstream content;
    content << in.rdbuf();
    return content.str();
}

constexpr int nesting_max = 16; // a dialog has four

// A key that stands twice in one object would silently hide the first.
json parse_without_twins(std::string_view text, const std::string& file, std::vector<std::string>& faults)
{
    std::vector<std::set<std::string>> open;
    const auto watch = [&](int depth, json::parse_event_t event, json& parsed) {
        if (depth > nesting_max)
            throw std::invalid_argument { "nested more than " + std::to_string(nesting_max) + " deep" };
        if (event == json::parse_event_t::object_start)
            open.emplace_back();
        else if (event == json::parse_event_t::object_end)
            open.pop_back();
        else if (event == json::parse_event_t::key && !open.back().insert(parsed.get<std::string>()).second)
            faults.push_back(file + ": the key \"" + parsed.get<std::string>() + "\" stands twice; remove one");
        return true;
    };
    try {
        if (text.find('\0') != std::string_view::npos) // which the parser takes for the end
            throw std::invalid_argument { "holds the letter NUL" };
        return json::parse(text, watch);
    } catch (const json::exception& error) {
        faults.push_back(file + ": not valid JSON: " + error.what());
    } catch (const std::invalid_argument& error) {
        faults.push_back(file + ": not valid JSON: " + error.what());
    }
    return {};
}

void read_menus(const std::filesystem::path& path, Dialogs& dialogs, std::vector<std::string>& faults)
{
    const auto file = "dialogs/" + path.filename().string();
    const auto object = parse_without_twins(read_file(path), file, faults);
    if (!object.is_object()) {
        faults.push_back(file + ": must be an object of role and list of intents");
        return;
    }
    Reader reader { object, file, faults };
    for (const auto& [role, intents] : object.items())
        dialogs.menus[role] = reader.texts(role.c_str());
}

void index(Dialogs& dialogs, std::vector<std::string>& faults)
{
    for (std::size_t i = 0; i < dialogs.all.size(); ++i) {
        const auto& dialog = dialogs.all[i];
        if (!dialogs.by_name.emplace(dialog.name, i).second)
            faults.push_back("dialogs/flows: two files hold the dialog \"" + dialog.name + "\"; rename one");
        for (const auto& intent : dialog.starts_on) {
            const auto [other, added] = dialogs.by_intent.emplace(intent, i);
            if (!added)
                faults.push_back("dialogs/flows/" + dialog.name + ".json: starts on \"" + intent +
                                 "\", and so does \"" + dialogs.all[other->second].name +
                                 "\"; an intent starts one dialog");
        }
    }
}

std::size_t distance(std::string_view left, std::string_view right)
{
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 1; i <= left.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const auto above = row[j];
            row[j] = std::min({ above + 1, row[j - 1] + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1) });
            diagonal = above;
        }
    }
    return row.back();
}

OpenTo read_open_to(Reader& reader)
{
    const auto open_to = reader.text("open_to", "joined");
    if (open_to == "coordinators")
        return OpenTo::Coordinators;
    if (open_to != "joined" && open_to != "anyone")
        reader.fault("\"open_to\" must be \"joined\", \"anyone\" or \"coordinators\"");
    return open_to == "anyone" ? OpenTo::Anyone : OpenTo::Joined;
}

} // namespace

Loaded load(const std::filesystem::path& folder)
{
    Loaded loaded;
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator { folder / "flows", error })
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    if (files.empty())
        loaded.faults.push_back(
            (folder / "flows").string() +
            ": no dialogs there; SAMVAD_DATA must name the folder that holds dialogs/ and locales/");
    std::ranges::sort(files);
    for (const auto& path : files) {
        const auto file = "dialogs/flows/" + path.filename().string();
        auto dialog = read_dialog(read_file(path), file, loaded.faults);
        if (dialog.name != path.stem().string())
            loaded.faults.push_back(file + ": holds the dialog \"" + dialog.name + "\"; file and dialog bear one name");
        loaded.dialogs.all.push_back(std::move(dialog));
    }
    index(loaded.dialogs, loaded.faults);
    read_menus(folder / "menu.json", loaded.dialogs, loaded.faults);
    return loaded;
}

Dialogs load_or_throw(const std::filesystem::path& folder)
{
    auto loaded = load(folder);
    std::string faults;
    for (const auto& fault : loaded.faults)
        faults += "\n" + fault;
    if (!faults.empty())
        throw std::runtime_error { "reading the dialogs in " + folder.string() + ":" + faults };
    return std::move(loaded.dialogs);
}

Dialog read_dialog(std::string_view text, const std::string& file, std::vector<std::string>& faults)
{
    Dialog dialog;
    const auto known = faults.size();
    const auto object = parse_without_twins(text, file, faults);
    if (!object.is_object()) {
        if (faults.size() == known)
            faults.push_back(file + ": must be an object with \"dialog\" and \"steps\"");
        return dialog;
    }
    Reader reader { object, file, faults };
    reader.allow_only(keys_of_dialog);
    dialog.name = reader.text("dialog");
    dialog.version = hash_of(text);
    dialog.starts_on = reader.texts("starts_on");
    dialog.remind_after_minutes = reader.whole_number("remind_after_minutes");
    dialog.instead = reader.text("instead");
    dialog.open_to = read_open_to(reader);
    if ((dialog.open_to == OpenTo::Coordinators) == dialog.instead.empty())
        reader.fault(
            "\"instead\" names the dialog for everybody else where \"open_to\" is \"coordinators\", and only there");
    read_steps(object, file, dialog, faults);
    return dialog;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& known)
{
    const auto nearest =
        std::ranges::min_element(known, {}, [&](const std::string& other) { return distance(name, other); });
    if (nearest == known.end() || distance(name, *nearest) > 1 + name.size() / 3)
        return {};
    return "; did you mean \"" + *nearest + "\"?";
}

} // namespace dialogs
