// A dialog: what is asked, confirmed, done and said, in order. Data, read from dialogs/flows/*.json by load.h, proved
// by check.h and const afterwards. Four verbs and no expressions: a branch is the outcome of an action or a slot that
// equals a word; whatever is cleverer is an action.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dialogs {

enum class Verb { Ask, Confirm, Do, Say };

enum class AnswerKind { Text, Number, Money, Quantity, Choice, YesNo, Date, Period, Photo, Phone, PinCode };

// Who may begin a dialog: everybody, only those who joined and agreed to the service, or only coordinators, whom the
// programme itself put on record.
enum class OpenTo { Anyone, Joined, Coordinators };

struct Step {
    Verb verb = Verb::Say;
    std::string name; // the slot, the question, the action or the text; unique in its dialog
    std::map<std::string, std::string, std::less<>> on; // outcome or word -> step
    std::string then;                                   // where to go otherwise; empty: the following step

    // Only of an ask:
    AnswerKind kind = AnswerKind::Text;
    std::vector<std::string> of;   // Choice: the words that are shown, in order
    std::vector<std::string> also; // Choice: words understood but not shown
    std::string of_list;           // Choice: the slot whose Table holds the choices; of is empty then
    std::string unit_slot;         // Quantity: the choice slot that her unit fills
    std::string name_list;         // Text: a kind of names to recognise ("product", "district", "group"), empty: none
    std::int64_t least = 0;        // Number, Quantity: whole units; Money: rupees; Text: letters
    std::int64_t most = 0;         // the same; 0: no bound but the engine's own
    bool optional = false;         // she may skip it
    bool in_sentence = false;      // Text: what is left of her first sentence may fill it
    bool looks_back = false;       // Date, Period: the question is about the past
    std::string replaces;          // Money, Quantity: the slot whose present value this one takes the place of

    // A complaint in her own words names other services without wishing for them.
    bool wants_own_words() const { return verb == Verb::Ask && kind == AnswerKind::Text && most >= 200; }
};

struct Dialog {
    std::string name;
    std::string version;                // a hash of the file, kept by every conversation that began with it
    std::vector<std::string> starts_on; // intents
    OpenTo open_to = OpenTo::Joined;
    std::string instead;                   // the dialog that begins for whom this one is not open
    std::int64_t remind_after_minutes = 0; // 0: never
    std::vector<Step> steps;

    // The index of the step with this name; empty if there is none.
    std::optional<std::size_t> find(std::string_view step) const;
};

// The name that stands for leaving a dialog.
inline constexpr std::string_view end_of_dialog = "end";

// What an action needs and may answer, for the checks; what it does is known to whoever runs it.
struct ActionShape {
    std::string name;
    std::vector<std::string> needs;    // slots that every path to it must have filled
    std::vector<std::string> gives;    // slots it may fill
    std::vector<std::string> outcomes; // each must be handled by every step that does it
    bool changes = true;               // false: it only looks, so "back" may pass over it
};

// A menu for each role: intents, in the order they are shown.
using Menus = std::map<std::string, std::vector<std::string>, std::less<>>;

struct Dialogs {
    std::vector<Dialog> all;
    Menus menus;
    std::map<std::string, std::size_t, std::less<>> by_name;
    std::map<std::string, std::size_t, std::less<>> by_intent;

    const Dialog* named(std::string_view name) const;
    const Dialog* for_intent(std::string_view intent) const;
};

} // namespace dialogs
