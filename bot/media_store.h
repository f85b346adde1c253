// Bytes of photos, sounds and files on the disk, each once, named by what it holds: <folder>/ab/cdef...<rest of the
// sha256>.jpg. A file has its name only when it is whole and on the disk, so a crash leaves at most a nameless piece.
// Thread-safe, and safe between processes.

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace bot {

// Writes the bytes unless they are there, and returns their sha256 in hex. Throws std::runtime_error with a sentence.
std::string store_media(const std::filesystem::path& folder, std::string_view bytes, std::string_view mime_type);

struct StoredMedia {
    std::string bytes;
    std::string mime_type; // by the name of the file
};

// Empty if nothing of this hash is stored.
std::optional<std::filesystem::path> find_media(const std::filesystem::path& folder, std::string_view sha256);
std::optional<StoredMedia> load_media(const std::filesystem::path& folder, std::string_view sha256);

// Nothing if it is not stored. Throws std::filesystem::filesystem_error if the disk refuses.
void remove_media(const std::filesystem::path& folder, std::string_view sha256);

} // namespace bot
