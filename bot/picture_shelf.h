// Our stored pictures as a channel needs them for sending, and what the provider calls those it holds already, so that
// a picture is uploaded once. Thread-safe.

#pragma once

#include "bot/channels/whatsapp.h"
#include "bot/writer.h"

#include <filesystem>

namespace bot {

class PictureShelf {
public:
    // `media`: the folder of media_store.h. The writer outlives the shelf.
    PictureShelf(std::filesystem::path media, Writer& writer);

    // The shelf as WhatsApp's doors to it; the shelf outlives them.
    PictureStore doors();

private:
    std::optional<std::string> find_upload(const std::string& sha256);
    void keep_upload(const std::string& sha256, const std::string& upload_id);

    std::filesystem::path media_;
    Writer& writer_;
};

} // namespace bot
