#include "dialogs/check.h"
#include "dialogs/graph.h"
#include "dialogs/load.h"
#include "tests/fuzz/target.h"

namespace fuzz {

// A file that does not fit brings faults; one without faults can be drawn and proved.
void dialog(std::string_view bytes)
{
    std::vector<std::string> faults;
    dialogs::Dialogs dialogs;
    dialogs.all.push_back(dialogs::read_dialog(bytes, "fuzz.json", faults));
    for (const auto& fault : faults)
        demand(fault.starts_with("fuzz.json"), "a fault names its file");
    if (!faults.empty())
        return;
    const auto& read = dialogs.all.front();
    demand(!read.steps.empty(), "a dialog without steps has a fault");
    dialogs.by_name.emplace(read.name, 0);
    demand(!dialogs::draw(read).empty(), "a dialog can be drawn");
    const std::vector<dialogs::ActionShape> actions { { "save", { "name" }, { "number" }, { "saved", "taken" }, true },
                                                      { "look", {}, { "rows" }, { "some", "none" }, false } };
    dialogs::check_dialogs(dialogs, actions, { "add_product" });
}

} // namespace fuzz
