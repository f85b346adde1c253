// Sends over the WhatsApp Cloud API and fetches what people sent. Translates a Letter into a request and an answer of
// Meta into a SendResult by one table of codes; decides nothing else. Called from many threads at once.
//
// The bearer token goes to the API's own host and, for media, to Meta's hosts alone; it never stands in an error.
// Source: Meta, "Messages", "Media" and "Error codes", Graph API v25.0, September 2026.

#pragma once

#include "bot/channels/channel.h"
#include "bot/http_client.h"

#include <functional>
#include <optional>
#include <string>

namespace bot {

struct WhatsAppSettings {
    std::string url;             // with the version, "https://graph.facebook.com/v25.0"
    std::string phone_number_id; // of our number
    std::string access_token;
    std::chrono::milliseconds connect_timeout { 5'000 };
    std::chrono::milliseconds answer_timeout { 20'000 };
};

// A stored picture, and the places where its upload id is kept. Uploaded once; an id lives 30 days at Meta, so
// find_upload gives only ids younger than that. Called from the threads that send.
struct PictureStore {
    struct Picture {
        std::string bytes;
        std::string mime_type; // image/jpeg or image/png
    };

    std::function<std::optional<Picture>(const std::string& sha256)> load;
    std::function<std::optional<std::string>(const std::string& sha256)> find_upload;
    std::function<void(const std::string& sha256, const std::string& upload_id)> keep_upload; // empty id: forget it
};

class WhatsApp : public Channel {
public:
    WhatsApp(WhatsAppSettings settings, PictureStore pictures);

    const std::string& name() const override;
    const ChannelLimits& limits() const override;
    Sent send(const OutboundMessage& message) override;
    FetchedMedia fetch(const dialogs::Media& media, std::size_t most_bytes) override;
    void show_read(const std::string& provider_id) override;

private:
    HttpRequest request(std::string method, std::string url) const;
    Sent post_message(std::string body);
    Sent upload(const std::string& sha256, std::string& upload_id);

    WhatsAppSettings settings_;
    PictureStore pictures_;
    HttpClient client_;
};

} // namespace bot
