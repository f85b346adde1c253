// Tickets: what she complains of or asks a person for, with a number, somebody who acts and a day by which she will.

#pragma once

#include "bot/actions/action.h"
#include "storage/complaints.h"

#include <optional>
#include <string>

namespace bot {

struct Wish {
    std::string kind;
    std::string words; // hers
    std::string about; // the order, product or period it is about; empty if none
};

struct Ticket {
    std::int64_t number = 0;
    locales::Date by;
    std::optional<storage::people::Person> officer;
};

// Writes it down and gives it to the coordinator who acts for her. Tells nobody: that is the caller's to word.
Ticket open_ticket(ActionCall& call, const Wish& wish);

// The last moment of a day by which something is due.
storage::Time end_of_day(locales::Date day);

// How a ticket names the time it is about.
std::string about_period(const dialogs::Period& period);

// Who acts on a ticket that is there already.
Ticket ticket_of(storage::Transaction& tx, const storage::complaints::Complaint& complaint);

// Fills ticket, officer and by.
void give_ticket(dialogs::Slots& gives, const Ticket& ticket);

// She herself, as the records name who did something.
std::string who_writes(const ActionCall& call);

} // namespace bot
