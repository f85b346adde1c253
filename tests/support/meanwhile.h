// What happens in the world while she writes: an order is collected, an officer stops a product, a statement comes in.
// A transcript says it in a line of its own; every such line holds one sentence:
//
//   (meanwhile order 101 is collected)                  any status of an order, named as storage names it
//   (meanwhile product 1001 is stopped: no label)       any status of a product, with or without the reason
//   (meanwhile complaint 501 is solved)                 any state of a complaint
//   (meanwhile order 101 goes to +919800000002)         order, product or complaint: it is hers no longer
//   (meanwhile +919800000099 is imported as vidyut_sakhi)            of the demo's group, federation and district
//   (meanwhile +919800000099 is imported as vidyut_sakhi in a town)  without federation and block
//   (meanwhile +919800000099 is imported as member without a group)
//   (meanwhile +919800000099 is imported as coordinator of the state)      without district, block and federation
//   (meanwhile +919800000099 is imported as coordinator without a place)
//   (meanwhile a WhatsApp template says: नमस्ते {{1}} जी। {{2}} - UPSRLM)   approved, in Hindi, utility
//   (meanwhile +919800000031 sends a notice: कल मेला है)                   with two buttons, to all in her reach
//   (meanwhile +919800000031 asks approval of: कल मेला है)                 asks-urgently: may it go at night
//   (meanwhile notice 1 is paused)                      any state of a notice; it may go to another author too
//   (meanwhile +919800000022 earned 5310 and was paid 0)             a statement of the quarter before this one

#pragma once

#include "storage/database.h"

#include <string>

namespace tests {

bool is_meanwhile(const std::string& line);

// Throws std::runtime_error if the line says nothing that can happen.
void happen(storage::Transaction& tx, const std::string& line, storage::Time now);

} // namespace tests
