// The one HTTP server. Proves and reads what providers deliver, hands it over, and answers only when the taker has
// committed it. Nothing is half-done: every answer but 200 means that nothing was taken.
//
//   GET  /webhooks/whatsapp                     Meta's handshake
//   POST /webhooks/whatsapp                     signed body -> Delivery
//   GET|POST /webhooks/sms/kannel/SECRET        an SMS
//   GET|POST /webhooks/sms/kannel/SECRET/status a delivery report
//   GET  /health /ready /metrics
//
// 200 taken; 400 unreadable; 401 or 404 for a wrong signature, token or secret; 413 and 415 beyond the limits; 503 with
// Retry-After when the queue is full; 500 when taking failed. Whole requests are gathered before a thread is given to
// them (connections.h), so that silent or slow senders hold no thread.

#pragma once

#include "bot/http_server.h"
#include "dialogs/message.h"

#include <chrono>
#include <functional>
#include <string>

namespace bot {

enum class Taken { Committed, Full, Failed };

struct WebhookSettings {
    std::string host = "127.0.0.1";
    int port = 8080;                    // 0: any free one
    std::string whatsapp_app_secret {}; // empty: the channel is off and its route unknown
    std::string whatsapp_verify_token {};
    std::string kannel_secret {}; // empty: the channel is off and its routes unknown
    int threads = 8;              // at work at the same time; none waits for a commit
};

struct WebhookHandlers {
    using Told = std::function<void(Taken)>;

    // Called from many threads; tells once what became of it, after the commit, from whatever thread.
    std::function<void(dialogs::Delivery, Told)> take;
    std::function<void(Told)> ready;      // can it commit? Tells once, likewise
    std::function<std::string()> metrics; // Prometheus text
};

class Webhook {
public:
    // Binds at once; throws std::runtime_error with a sentence if the address is taken or not ours.
    Webhook(WebhookSettings settings, WebhookHandlers handlers);

    int port() const { return server_.port(); }

    void start() { server_.start(); } // serves from threads of its own and returns

    // Accepts no more, finishes the requests in hand for at most `patience`, closes everything. May be called twice.
    void stop(std::chrono::milliseconds patience = std::chrono::seconds { 5 }) { server_.stop(patience); }

private:
    HttpReply answer(const HttpCall& call);
    HttpReply shake_hands(const HttpCall& call) const;
    HttpReply take_whatsapp(const HttpCall& call);
    HttpReply take_sms(const HttpCall& call);
    HttpReply take(const HttpCall& call, const std::function<dialogs::Delivery()>& read);

    WebhookSettings settings_;
    WebhookHandlers handlers_;
    HttpServer server_; // last: its threads use all of the above
};

} // namespace bot
