#include "bot/picture_shelf.h"

#include "bot/clock.h"
#include "bot/media_store.h"
#include "bot/run_own.h"
#include "storage/media.h"

namespace bot {

namespace {

// Meta keeps an uploaded picture for 30 days (Graph API, "Media"); a day is left for messages that wait.
constexpr std::chrono::days upload_lives { 29 };

} // namespace

PictureShelf::PictureShelf(std::filesystem::path media, Writer& writer) : media_(std::move(media)), writer_(writer) {}

PictureStore PictureShelf::doors()
{
    return { [this](const std::string& sha256) -> std::optional<PictureStore::Picture> {
                auto stored = load_media(media_, sha256);
                if (!stored)
                    return std::nullopt;
                return PictureStore::Picture { std::move(stored->bytes), std::move(stored->mime_type) };
            },
             [this](const std::string& sha256) { return find_upload(sha256); },
             [this](const std::string& sha256, const std::string& upload_id) { keep_upload(sha256, upload_id); } };
}

std::optional<std::string> PictureShelf::find_upload(const std::string& sha256)
{
    std::optional<std::string> found;
    run_own(writer_,
            [&](storage::Transaction& tx) { found = storage::media::uploaded(tx, sha256, "whatsapp", system_time()); });
    return found && found->empty() ? std::nullopt : found;
}

void PictureShelf::keep_upload(const std::string& sha256, const std::string& upload_id)
{
    run_own(writer_, [&](storage::Transaction& tx) {
        storage::media::note_upload(tx, sha256, "whatsapp", upload_id, system_time() + upload_lives);
    });
}

} // namespace bot
