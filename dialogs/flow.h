// Walks the steps of dialogs until one waits for her. The lower half of the engine: it knows dialogs and slots, not
// what she may say in between; that is advance.cpp. Used within one turn by one thread.

#pragma once

#include "dialogs/advance.h"

namespace dialogs {

class Flow {
public:
    Flow(const Dialogs& dialogs, const Actions& actions, Turn& turn);

    // Begins a dialog on top of what is open. Whoever has not joined is led through joining first; whom it is not open
    // to is told so, and gets the dialog that stands instead.
    void begin(const Dialog& dialog, Slots slots);

    // Goes on from the step the open frame waits at, along the edge `when`.
    void leave(std::string_view when);

    // Walks to the next step that waits, from where the open frame stands.
    void walk();

    // Forgets the slot of this ask of the open frame and asks it again.
    void go_to(std::string_view step);

    // Whether the open question can be answered with this choice.
    bool offers(std::string_view choice) const;

    // Asks the open question again, or the first open one if its step is gone from the file; nothing when nothing is
    // open.
    void ask_again();
    void ask_again_differently(); // with the text for an answer that was not understood

    // Closes the open frame, and offers to resume the one below.
    void close();

private:
    void join_first(const Dialog& join);
    const Dialog& dialog_of(const Frame& frame) const;
    bool is_coordinator() const;
    const ActionShape& shape(std::string_view action) const;
    bool one_step(Frame& frame);
    void follow(Frame& frame, const Dialog& dialog, const Edge& edge);
    bool pass_ask(Frame& frame, const Dialog& dialog, std::size_t index);
    const Step* unanswered_need(const Frame& frame, const Dialog& dialog, const Step& action) const;
    void run_action(Frame& frame, const Dialog& dialog, std::size_t index);
    void prompt_step(const Frame& frame, const std::string& ending);

    const Dialogs& dialogs_;
    const Actions& actions_;
    Turn& turn_;
};

// Adds a prompt whose options are what she may choose next.
void say_with_offers(Turn& turn, Prompt prompt);

} // namespace dialogs
