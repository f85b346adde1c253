// The lexicon of names.h and how it is read; for its own use.

#pragma once

#include "locales/document.h"
#include "locales/names.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace locales {

// All names of one kind, and the places in `names` that a form, a key or a spelling leads to.
struct Lexicon {
    struct Spelling {
        std::string latin; // colloquial, joined
        std::size_t name = 0;
    };

    using Places = std::unordered_map<std::string, std::vector<std::size_t>>;

    std::vector<Name> names;
    Places exact;  // N1 of every form, words joined
    Places narrow; // HPK1 of every form
    Places wide;   // HPK0 of every form: places in `spellings`
    std::vector<Spelling> spellings;
};

struct NameTables {
    std::map<std::string, Lexicon, std::less<>> kinds;
};

struct Names::Tables : NameTables {};

NameTables read_name_tables(const std::filesystem::path& locales_folder);

} // namespace locales
