// Names of things, found however they are spelled: products, districts, platforms. By sound and one slip, so only to be
// asked inside a question for such a name, and always echoed. Where the two ways of finding disagree, or a name stands
// for two places (हमीरपुर, अकबरपुर), several come back and she is asked. Data: districts.csv and `hi/products.tsv`.
// Read once, const afterwards, thread-safe.

#pragma once

#include "locales/tokens.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace locales {

struct Name {
    std::string id;     // "district:UP:Hardoi", "product:aam_achar", "platform:amazon"
    std::string hindi;  // हरदोई
    std::string roman;  // Hardoi, as women type it
    std::string detail; // what tells two of one name apart: the state or the town; may be empty

    // As a text of this language shows it, with the detail behind it where `detail` is not empty.
    const std::string& in(std::string_view language) const { return language == "hi" ? hindi : roman; }
};

class Names {
public:
    // Reads `folder`/districts.csv and the products of `folder`/hi. Throws FaultyFiles with all faults.
    static Names load(const std::filesystem::path& locales_folder);

    Names(Names&&) noexcept;
    ~Names();

    // What the words may name: none, the one, or several to ask between. `kind` is "district", "product" or "platform".
    std::vector<Name> find(std::string_view kind, const Tokens& tokens) const;

private:
    struct Tables;
    explicit Names(std::unique_ptr<const Tables> tables);

    std::unique_ptr<const Tables> tables_;
};

// Names on record that words may mean.
struct LikeNames {
    std::vector<std::string> alike;  // of the same letters; where none is, of the same sound
    std::vector<std::string> nearly; // where none is alike: a slip away, the nearest first
};

// Which of the names `known` these words are, whole against whole: लक्ष्मी is another than माँ लक्ष्मी. Words that
// `is_idle` (by their N1: समूह, महिला) tell two names apart only where their other words are the same. A number in a
// name is never taken for another one.
LikeNames names_like(const std::vector<std::string>& known, std::string_view words,
                     const std::function<bool(std::string_view n1)>& is_idle);

} // namespace locales
