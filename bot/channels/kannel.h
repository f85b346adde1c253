// Sends SMS through Kannel's sendsms. Long texts are split by Kannel (`concatenation = true`). In India a text must be
// the operators' registered template word for word, and every SMS carries the ids of sender and template (DLT).
// Called from many threads at once.
//
// Source: Kannel 1.4.5 user guide, chapter "Using the SMS gateway: sendsms"; TRAI TCCCPR 2018 with its amendment of
// 12 February 2025 for the ids.

#pragma once

#include "bot/channels/channel.h"
#include "bot/http_client.h"

#include <string>

namespace bot {

// The numbers of the Distributed Ledger platforms that every commercial SMS in India bears; the text's own
// (TEMPLATE_ID, TLV 0x1401) comes with each message. Empty ones are left out. With an entity id nothing leaves without
// an approved text.
struct DltSettings {
    std::string entity_id;  // PE_ID, TLV 0x1400
    std::string chain_hash; // TM hash of the chain of telemarketers, TLV 0x1402
};

struct KannelSettings {
    std::string url; // of sendsms, "http://127.0.0.1:13013/cgi-bin/sendsms"
    std::string username;
    std::string password;
    std::string from; // the registered header or long number
    std::string smsc; // the connection to use; empty lets Kannel choose
    std::string
        status_url; // our own route for delivery reports, ".../webhooks/sms/kannel/<secret>/status"; may be empty
    DltSettings dlt;
    std::chrono::milliseconds connect_timeout { 5'000 };
    std::chrono::milliseconds answer_timeout { 20'000 };
};

class Kannel : public Channel {
public:
    explicit Kannel(KannelSettings settings);

    const std::string& name() const override;
    const ChannelLimits& limits() const override;
    Sent send(const OutboundMessage& message) override;
    FetchedMedia fetch(const dialogs::Media& media, std::size_t most_bytes) override; // SMS has no media: Gone
    void show_read(const std::string& provider_id) override;                          // nothing

private:
    KannelSettings settings_;
    HttpClient client_;
};

} // namespace bot
