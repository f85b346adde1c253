#include "bot/webhook.h"

#include "bot/bad_request.h"
#include "bot/channels/kannel_inbound.h"
#include "bot/channels/signature.h"
#include "bot/channels/whatsapp_inbound.h"
#include "bot/form.h"
#include "bot/hashes.h"
#include "bot/log.h"

namespace bot {

namespace {

constexpr std::string_view whatsapp_path = "/webhooks/whatsapp";
constexpr std::string_view kannel_path = "/webhooks/sms/kannel/";
constexpr std::string_view status_path = "/status";
constexpr int retry_after_seconds = 5;

dialogs::Time now()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// The path of an SMS holds a secret, which does not go into the log.
HttpReply refused(const HttpCall& call, int status, const std::string& cause)
{
    const bool is_sms = call.path.starts_with(kannel_path);
    log(LogLevel::Warning, "webhook " + (is_sms ? std::string { kannel_path } + "..." : call.path) + " refused with " +
                               std::to_string(status) + ": " + cause);
    return { .status = status };
}

HttpReply reply_to(Taken taken)
{
    switch (taken) {
    case Taken::Committed:
        return {};
    case Taken::Full:
        return { .status = 503, .retry_after_seconds = retry_after_seconds };
    case Taken::Failed:
        break;
    }
    return { .status = 500 };
}

// The parameters of the address, and those of the form behind them.
Parameters parameters_of(const HttpCall& call)
{
    auto parameters = read_form(call.query);
    parameters.merge(read_form(call.body));
    return parameters;
}

} // namespace

Webhook::Webhook(WebhookSettings settings, WebhookHandlers handlers)
    : settings_(std::move(settings)), handlers_(std::move(handlers)),
      server_(
          { .host = settings_.host, .port = settings_.port, .threads = settings_.threads },
          [this](const HttpCall& call) { return answer(call); },
          [](int status) {
              log(LogLevel::Warning, "webhook refused with " + std::to_string(status) +
                                         (status == 500   ? ": an unexpected error"
                                          : status == 503 ? ": too many requests wait"
                                                          : ": the request cannot be read"));
          })
{
}

HttpReply Webhook::answer(const HttpCall& call)
{
    if (call.path == whatsapp_path)
        return call.method == "GET" ? shake_hands(call) : take_whatsapp(call);
    if (call.path.starts_with(kannel_path))
        return take_sms(call);
    if (call.path == "/health")
        return { .body = "alive\n" };
    if (call.path == "/ready")
        return { .later = [this](std::function<void(const HttpReply&)> reply) {
            handlers_.ready([reply = std::move(reply)](Taken taken) {
                reply({ .status = taken == Taken::Committed ? 200 : 503 });
            });
        } };
    if (call.path == "/metrics")
        return { .body = handlers_.metrics(), .content_type = "text/plain; version=0.0.4; charset=utf-8" };
    return { .status = 404 };
}

// Meta asks once, when the address is entered, whether we know the token it was given.
HttpReply Webhook::shake_hands(const HttpCall& call) const
{
    const auto asked = read_form(call.query);
    const bool right = !settings_.whatsapp_verify_token.empty() && value_of(asked, "hub.mode") == "subscribe" &&
                       equal_in_constant_time(value_of(asked, "hub.verify_token"), settings_.whatsapp_verify_token);
    return right ? HttpReply { .body = value_of(asked, "hub.challenge") }
                 : refused(call, 403, "the verify token is not ours");
}

HttpReply Webhook::take_whatsapp(const HttpCall& call)
{
    if (settings_.whatsapp_app_secret.empty())
        return { .status = 404 };
    if (!is_signed(call.body, call.header("X-Hub-Signature-256"), settings_.whatsapp_app_secret))
        return refused(call, 401, "the signature is missing or wrong");
    return take(call, [&] { return read_whatsapp(call.body); });
}

HttpReply Webhook::take_sms(const HttpCall& call)
{
    auto secret = std::string_view { call.path }.substr(kannel_path.size());
    const bool is_status = secret.ends_with(status_path);
    if (is_status)
        secret.remove_suffix(status_path.size());
    if (settings_.kannel_secret.empty() || !equal_in_constant_time(secret, settings_.kannel_secret))
        return refused(call, 404, "the secret in the address is not ours");
    const auto read = is_status ? read_kannel_status : read_kannel_message;
    return take(call, [&] { return read(parameters_of(call), now()); });
}

HttpReply Webhook::take(const HttpCall& call, const std::function<dialogs::Delivery()>& read)
{
    dialogs::Delivery delivery;
    try {
        delivery = read();
    } catch (const BadRequest& error) {
        return refused(call, 400, error.what());
    }
    return { .later = [this, delivery = std::move(delivery)](std::function<void(const HttpReply&)> reply) mutable {
        handlers_.take(std::move(delivery), [reply = std::move(reply)](Taken taken) { reply(reply_to(taken)); });
    } };
}

} // namespace bot
