// Proves that whatever a dialog can say has its text in the catalog, and that every variable of that text is a slot the
// dialog has. All faults are returned at once, a sentence each.

#pragma once

#include "dialogs/dialog.h"
#include "locales/catalog.h"

#include <string>
#include <vector>

namespace dialogs {

std::vector<std::string> check_texts(const Dialogs& dialogs, const std::vector<ActionShape>& actions,
                                     const locales::Catalog& catalog);

}
