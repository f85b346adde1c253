// Actions run alone: a migrated database in memory, people in it, and one action at a time as the engine would run it.

#pragma once

#include "bot/actions/action.h"
#include "storage/database.h"

#include <memory>
#include <string>
#include <vector>

namespace support {

using dialogs::Slots;
using storage::people::Person;

// The morning of Sunday, 22 November 2026, in India.
storage::Time at(std::chrono::milliseconds after = std::chrono::milliseconds { 0 });

dialogs::Day day(int year, unsigned month, unsigned the_day);

class Acting {
public:
    Acting();

    storage::Transaction& tx() { return *tx_; }

    // Somebody of the group of Bilgram in Hardoi; `roles` by name. Imported people have not joined.
    Person imported(const std::string& phone, const std::string& name, const std::vector<std::string>& roles);
    Person joined(const std::string& phone, const std::string& name, const std::vector<std::string>& roles);
    Person stranger(const std::string& phone);

    // Runs the action for her, at `now`, from the dialog `dialog`; she is as the action leaves her.
    dialogs::Done run(const std::string& action, Person& person, Slots slots = {});

    std::string dialog = "a_dialog";
    storage::Time now = at();
    std::vector<bot::Tell> tells; // of all runs

private:
    std::unique_ptr<storage::Connection> connection_;
    std::unique_ptr<storage::Transaction> tx_;
};

// The slot as `Kind`; the test fails if it is not filled or holds something else.
template <class Kind> const Kind& get(const Slots& slots, const std::string& name)
{
    return std::get<Kind>(slots.at(name));
}

std::int64_t number(const Slots& slots, const std::string& name);
std::int64_t paise(const Slots& slots, const std::string& name);
std::string phrase(const Slots& slots, const std::string& name); // the key of a Phrase, or the words of a Text

dialogs::Word word(const std::string& id);
dialogs::Text text(const std::string& words);
dialogs::Number number(std::int64_t value);
dialogs::Quantity quantity(std::int64_t value, const std::string& unit = {});
dialogs::Money rupees(std::int64_t value);

} // namespace support
