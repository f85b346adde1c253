// `samvad templates`: what must be registered outside, with Meta or with the operators, as a CSV that
// `samvad import templates` takes back when the registration ids are filled in.

#pragma once

#include "bot/config.h"
#include "dialogs/dialog.h"
#include "locales/catalog.h"
#include "storage/database.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace bot {

enum class TemplatesFor { WhatsApp, Dlt };

// Returns the process's exit code. The table goes to `out`, sentences to `told`.
int print_templates(const Settings& settings, TemplatesFor whom, std::ostream& out, std::ostream& told);

// What keeps SMS of the dialogs from leaving by the operators' rules, a sentence each: not registered, not approved, of
// other words than today's, or of a form nobody registers. `registered` counts those that may leave, of `all`.
struct SmsProof {
    std::vector<std::string> faults;
    std::size_t registered = 0, all = 0, with_lists = 0;
};

SmsProof prove_sms(storage::Transaction& tx, const locales::Catalog& catalog, const dialogs::Dialogs& dialogs);

} // namespace bot
