// Everything the bot reads from its data folder, proved once at start and const afterwards: dialogs, texts, formats,
// words, the classifier. A faulty file stops the start with its place and the mend; all faults are told at once.

#pragma once

#include "bot/turns.h"

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace bot {

struct FaultyData : std::runtime_error {
    using std::runtime_error::runtime_error; // every fault, a line each
};

class Equipment {
public:
    // Reads `folder`/dialogs and `folder`/locales. Throws FaultyData.
    explicit Equipment(const std::filesystem::path& folder);
    ~Equipment();
    Equipment(const Equipment&) = delete;
    Equipment& operator=(const Equipment&) = delete;

    // Refers to this equipment, which must outlive it.
    const Bot& bot() const;

    const dialogs::Dialogs& dialogs() const;
    const dialogs::Knowledge& knowledge() const;
    const locales::Catalog& catalog() const;

private:
    struct Parts;
    std::unique_ptr<const Parts> parts_;
};

} // namespace bot
