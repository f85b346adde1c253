// A JSON file of ours as a tree of plain values, and the faults found in such files. Unlike the usual reading, a key
// that stands twice in one map is a fault, because the second would silently win. Plain data, safe to read from
// several threads.

#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace locales {

// One thing that is wrong in a file, and how it is mended.
struct Fault {
    std::string file;
    std::string key; // the place within the file, empty for the file itself
    std::string what;
    std::string mend;

    bool operator==(const Fault&) const = default;
};

// "file: key: what; mend"
std::string sentence(const Fault& fault);

// Every fault of the files that were loaded together; what() has a line for each.
class FaultyFiles : public std::runtime_error {
public:
    explicit FaultyFiles(std::vector<Fault> faults);

    const std::vector<Fault>& faults() const { return faults_; }

private:
    std::vector<Fault> faults_;
};

struct Document {
    enum class Kind { Nothing, Flag, Number, Text, List, Map };
    Kind kind = Kind::Nothing;
    bool flag = false;
    double number = 0;
    std::string text {};
    std::vector<Document> items {};                           // List
    std::vector<std::pair<std::string, Document>> members {}; // Map, in the file's order

    // The member of this name, null if there is none or this is not a map.
    const Document* find(std::string_view name) const;
    // The text of the member of this name, the fallback if there is none.
    std::string text_of(std::string_view name, std::string_view fallback = {}) const;
};

// Reads a file; adds to the faults and is empty if it is missing, not JSON, or repeats a key.
std::optional<Document> read_document(const std::filesystem::path& file, std::vector<Fault>& faults);

} // namespace locales
