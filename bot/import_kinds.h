// What can be imported: for each kind its columns, what makes two rows the same, and how a row is written. One table.

#pragma once

#include "bot/import_row.h"

#include <string>
#include <string_view>
#include <vector>

namespace bot {

enum class Purpose { Prove, Write }; // Prove: only looks, and notes what is wrong
enum class Change { Added, Changed, Same };

struct ImportCall {
    storage::Transaction& tx;
    ImportRow& row;
    std::string source; // the file's name
    storage::Time now;
    Purpose purpose;
};

struct ImportKind {
    std::string_view name;
    std::string_view one; // what a row is called in a sentence
    std::vector<std::string> columns;
    std::string (*key)(ImportRow& row);      // of a good row
    Change (*take)(const ImportCall& call);  // Same where it only looked, or where the row is not good
    std::vector<std::string> passed_over {}; // columns that may be there and say nothing to us
};

const std::vector<ImportKind>& all_import_kinds();

} // namespace bot
