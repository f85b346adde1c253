// The real program, run as a process in a folder of its own with its own database, as an operator runs it.

#pragma once

#include "storage/database.h"

#include <filesystem>
#include <string>

namespace tests {

struct Ended {
    int code = 0;
    std::string out, err;
};

// A folder that goes with the test; the program runs in it and knows no settings but the ones given here.
class Workplace {
public:
    Workplace();
    ~Workplace();
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;

    // `arguments` as a shell reads them; `settings` as "NAME=value NAME=value".
    Ended run(const std::string& arguments, const std::string& settings = {}) const;

    void write(const std::string& name, const std::string& text) const;

    storage::Database database() const; // var/samvad.db, where the program looks by itself

    const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
};

} // namespace tests
