#include "tests/support/small_disk.h"

#include <array>
#include <iostream>

#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

namespace tests {

SmallDisk::SmallDisk(int megabytes) : folder_(around_ / "disk")
{
    std::filesystem::create_directory(folder_);
    const auto size = "size=" + std::to_string(megabytes) + "m";
    mounted_ = mount("tmpfs", folder_.c_str(), "tmpfs", 0, size.c_str()) == 0;
    if (!mounted_)
        std::cout << "skipped: this needs the right to mount a small file system\n";
}

SmallDisk::~SmallDisk()
{
    if (mounted_)
        umount2(folder_.c_str(), MNT_DETACH);
}

void SmallDisk::fill() const
{
    const int file = open(ballast().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    constexpr std::array<char, 4096> nothing {};
    while (write(file, nothing.data(), nothing.size()) > 0) {
    }
    close(file);
}

void SmallDisk::make_room() const
{
    std::filesystem::remove(ballast());
}

bool SmallDisk::make_read_only()
{
    return mount("", folder_.c_str(), "", MS_REMOUNT | MS_RDONLY, "") == 0;
}

} // namespace tests
