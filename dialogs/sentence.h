// Several answers in one sentence: "अचार 250 रु के 20 डिब्बे" names a product, its price, its stock and its unit, in
// whatever order. Fills what a dialog would ask; what could mean two things is left to be asked. Pure, never throws.

#pragma once

#include "dialogs/answer.h"
#include "dialogs/dialog.h"
#include "dialogs/knowledge.h"
#include "locales/tokens.h"

namespace dialogs {

// Slots of `dialog` that this text tells. `from_token`: where her words begin, behind a keyword.
Slots slots_of_sentence(const Dialog& dialog, const Knowledge& knowledge, std::string_view text,
                        const locales::Tokens& tokens, std::size_t from_token, locales::Date today);

// Whether a text is nothing but a thing with its money and its quantity: "papad 30 packet 40 rs" wishes to sell without
// saying so. Known: the thing is one of our products.
enum class Listing { None, OfSomething, OfKnown };

Listing listing_of_sentence(const Dialog& dialog, const Knowledge& knowledge, std::string_view text,
                            const locales::Tokens& tokens, locales::Date today);

} // namespace dialogs
