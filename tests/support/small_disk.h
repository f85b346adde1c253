// A file system of some megabytes that belongs to one test: it can be filled up, and made read-only. It lives in
// memory and needs the right to mount, which not every machine gives; then it is not there, and the test says so.

#pragma once

#include "tests/support/background_process.h"

#include <filesystem>
#include <optional>

namespace tests {

class SmallDisk {
public:
    explicit SmallDisk(int megabytes);
    ~SmallDisk();
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    // False if this machine lets nobody mount; says so once a disk, on the output of the test.
    bool is_there() const { return mounted_; }

    const std::filesystem::path& folder() const { return folder_; }

    void fill() const;      // until not a byte is left
    void make_room() const; // takes away what fill() wrote
    bool make_read_only();

private:
    std::filesystem::path ballast() const { return folder_ / "ballast"; }

    TestFolder around_;
    std::filesystem::path folder_;
    bool mounted_ = false;
};

} // namespace tests
