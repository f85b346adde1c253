#include "bot/media_store.h"

#include "bot/hashes.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace bot {

namespace {

namespace fs = std::filesystem;

struct Kind {
    std::string_view mime_type, ending;
};

constexpr std::array<Kind, 15> kinds {
    { { "image/jpeg", ".jpg" },
      { "image/png", ".png" },
      { "image/webp", ".webp" },
      { "audio/ogg", ".ogg" },
      { "audio/mpeg", ".mp3" },
      { "audio/mp4", ".m4a" },
      { "audio/aac", ".aac" },
      { "audio/amr", ".amr" },
      { "application/pdf", ".pdf" },
      { "application/msword", ".doc" },
      { "application/vnd.ms-excel", ".xls" },
      { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx" },
      { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx" },
      { "application/octet-stream", ".bin" } }
};

const Kind& kind_of(std::string_view mime_type)
{
    const auto* found = std::ranges::find(kinds, mime_type.substr(0, mime_type.find(';')), &Kind::mime_type);
    return found == kinds.end() ? kinds.back() : *found;
}

bool is_sha256(std::string_view text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

fs::path path_of(const fs::path& folder, std::string_view sha256, std::string_view ending)
{
    return folder / sha256.substr(0, 2) / (std::string { sha256.substr(2) } + std::string { ending });
}

[[noreturn]] void fail(const std::string& attempted, const fs::path& path)
{
    throw std::runtime_error { attempted + " " + path.string() + ": " + std::system_category().message(errno) };
}

// An open file that is closed, and removed unless it got its name.
class Piece {
public:
    explicit Piece(fs::path path) : path_(std::move(path))
    {
        file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
        if (file_ < 0)
            fail("creating", path_);
    }

    ~Piece()
    {
        if (file_ >= 0)
            ::close(file_);
        if (!named_)
            ::unlink(path_.c_str());
    }

    Piece(const Piece&) = delete;
    Piece& operator=(const Piece&) = delete;

    void write(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const auto written = ::write(file_, bytes.data(), bytes.size());
            if (written < 0 && errno != EINTR)
                fail("writing", path_);
            bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
        }
    }

    void name(const fs::path& path)
    {
        if (::fsync(file_) != 0)
            fail("bringing to the disk", path_);
        if (::rename(path_.c_str(), path.c_str()) != 0)
            fail("naming", path);
        named_ = true;
    }

private:
    fs::path path_;
    int file_ = -1;
    bool named_ = false;
};

// The name itself must survive too.
void sync_folder(const fs::path& folder)
{
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0)
        fail("opening", folder);
    const int synced = ::fsync(opened);
    ::close(opened);
    if (synced != 0)
        fail("bringing to the disk", folder);
}

} // namespace

std::string store_media(const fs::path& folder, std::string_view bytes, std::string_view mime_type)
{
    static std::atomic<unsigned> count { 0 };
    const auto sha256 = sha256_hex(bytes);
    if (find_media(folder, sha256))
        return sha256;
    const auto path = path_of(folder, sha256, kind_of(mime_type).ending);
    fs::create_directories(path.parent_path());
    Piece piece { path.parent_path() / (".piece-" + std::to_string(::getpid()) + "-" + std::to_string(++count)) };
    piece.write(bytes);
    piece.name(path);
    sync_folder(path.parent_path());
    sync_folder(folder);
    return sha256;
}

std::optional<fs::path> find_media(const fs::path& folder, std::string_view sha256)
{
    if (!is_sha256(sha256)) // a name from outside leads nowhere else
        return std::nullopt;
    for (const auto& kind : kinds)
        if (auto path = path_of(folder, sha256, kind.ending); fs::exists(path))
            return path;
    return std::nullopt;
}

std::optional<StoredMedia> load_media(const fs::path& folder, std::string_view sha256)
{
    const auto path = find_media(folder, sha256);
    if (!path)
        return std::nullopt;
    std::ifstream file { *path, std::ios::binary };
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file)
        return std::nullopt;
    const auto* kind = std::ranges::find(kinds, path->extension().string(), &Kind::ending);
    return StoredMedia { std::move(bytes).str(), std::string { kind->mime_type } };
}

void remove_media(const fs::path& folder, std::string_view sha256)
{
    if (const auto path = find_media(folder, sha256))
        fs::remove(*path);
}

} // namespace bot
