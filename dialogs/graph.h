// The graph of a dialog. One function gives its edges; the checks, the drawing, the coverage test and the random walks
// all use it, so what is drawn is what runs.

#pragma once

#include "dialogs/dialog.h"

#include <string>
#include <vector>

namespace dialogs {

// How the engine comes along an edge: by falling through to it, or by its name. An ask reached by name forgets its slot
// and asks again; an ask that is fallen into is passed over when its slot is filled. The outcome of an action that
// leads to the step right after it falls, so that "PACK 1234" is not asked for its order once the orders are found.
enum class Way { Falls, Named };

struct Edge {
    std::string from; // a step
    std::string when; // "answered", "skipped", "said", an outcome, "yes", "no" or a word
    std::string to;   // a step, or end_of_dialog
    Way way = Way::Falls;

    bool operator==(const Edge&) const = default;
    auto operator<=>(const Edge&) const = default;
};

// All edges of a dialog, in the order of its steps. A target that does not exist is given all the same.
std::vector<Edge> edges(const Dialog& dialog);

// The edge that leaves the step at `index` on this word or outcome.
Edge edge_from(const Dialog& dialog, std::size_t index, std::string_view when);

// Whether an ask is a way on from a review: "what shall be changed?".
bool is_behind_review(const Dialog& dialog, const Step& ask);

// The dialog as a Mermaid flowchart.
std::string draw(const Dialog& dialog);

} // namespace dialogs
