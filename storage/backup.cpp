#include "storage/backup.h"

#include "storage/sqlite.h"

namespace storage {

namespace {

namespace fs = std::filesystem;

// Removes the unfinished copy however the backup ends.
class Part {
public:
    explicit Part(const fs::path& file) : path_ { file.string() + ".part" } { remove(); }

    ~Part() { remove(); }

    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    const fs::path& path() const { return path_; }

private:
    void remove() const
    {
        std::error_code ignored;
        for (const auto* beside : { "", "-wal", "-shm", "-journal" })
            fs::remove(path_.string() + beside, ignored);
    }

    fs::path path_;
};

} // namespace

void back_up(const Database& database, const fs::path& file)
{
    const auto attempted = "backing up " + database.url() + " to " + file.string() + ": ";
    if (fs::exists(file))
        throw Error { attempted + "the file is there already; give another name" };
    if (database.url() == "sqlite::memory:")
        throw Error { attempted + "a database in memory cannot be copied" };
    const Part part { file };
    sqlite::copy_online(database.url().substr(std::string_view { "sqlite:" }.size()), part.path().string());
    // A hard link refuses a file that appeared meanwhile, where a rename would replace it.
    std::error_code fault;
    fs::create_hard_link(part.path(), file, fault);
    if (fault == std::errc::operation_not_permitted || fault == std::errc::operation_not_supported)
        fs::rename(part.path(), file, fault);
    if (fault)
        throw Error { attempted + fault.message() };
}

} // namespace storage
