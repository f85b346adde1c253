// Texts registered outside: with Meta for WhatsApp messages outside the 24-hour window, with the operators' DLT
// platforms for every SMS. Data with a state that the provider moves; only an approved one may be used.

#pragma once

#include "storage/database.h"

namespace storage::templates {

enum class State { Pending, Approved, Rejected, Paused, Disabled };

std::string_view name_of(State state);                   // "pending", "approved" ...
std::optional<State> state_named(std::string_view name); // empty for a name that is none of them

struct Template {
    std::string name, channel, language;
    std::string category; // WhatsApp: "utility", "marketing"; SMS: "service", "promotional"
    std::string body;     // {{1}}, {{2}} ... for variables
    std::string registration_id;
    State state = State::Pending;
    std::string reason; // why the provider rejected or paused it
    Time changed_at {};
};

enum class Saved { Added, Changed, Same };

Saved save(Transaction& tx, const Template& registered, Time now);

// All languages of one name, in alphabetical order of the language.
std::vector<Template> named(Transaction& tx, std::string_view channel, std::string_view name);

std::optional<Template> get(Transaction& tx, std::string_view channel, std::string_view name,
                            std::string_view language);

// All of a channel, by name and language.
std::vector<Template> of_channel(Transaction& tx, std::string_view channel);

// The provider moved it: new state, and new category where that is told (may be empty). False if it is not known here.
bool move(Transaction& tx, std::string_view channel, std::string_view name, std::string_view language, State state,
          std::string_view reason, Time now);
bool recategorise(Transaction& tx, std::string_view channel, std::string_view name, std::string_view language,
                  std::string_view category, Time now);

} // namespace storage::templates
