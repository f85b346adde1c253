#include "bot/channels/whatsapp_answer.h"

#include "bot/bad_request.h"
#include "bot/bounded_json.h"
#include "bot/log.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace bot {

namespace {

using Json = nlohmann::json;
using Outcome = HttpAnswer::Outcome;
using enum SendResult;

struct Codes {
    std::int64_t from, to;
    SendResult result;
};

// The first line that holds a code counts.
constexpr Codes table[] = {
    // The fault may pass.
    { 1, 2, TryLater },           // unknown error, service down
    { 131000, 131000, TryLater }, // something went wrong
    { 131016, 131016, TryLater }, // service overloaded
    { 131053, 131053, TryLater }, // the picture could not be taken; it is uploaded anew
    { 131057, 131057, TryLater }, // our number is being upgraded, for a minute or two
    { 133004, 133004, TryLater }, // server temporarily unavailable
    { 134101, 134101, TryLater },
    // We send too fast.
    { 4, 4, SlowDown },           // calls of the app
    { 80007, 80007, SlowDown },   // calls of the account
    { 130429, 130429, SlowDown }, // messages of the number
    { 131056, 131056, PersonLater },
    // Token, permission, account: sending on makes it worse.
    { 0, 0, StopSending },
    { 3, 3, StopSending },
    { 10, 10, StopSending },
    { 190, 190, StopSending },       // the token has expired
    { 200, 299, StopSending },       // permissions
    { 368, 368, StopSending },       // blocked for a breach of policy
    { 130497, 130497, StopSending }, // barred from this country
    { 131005, 131005, StopSending },
    { 131031, 131031, StopSending }, // account locked
    { 131037, 131037, StopSending }, // the name of our number is not approved
    { 131042, 131042, StopSending }, // payment
    { 131045, 131045, StopSending }, // certificate
    { 131048, 131048, StopSending }, // too many of our messages were called spam
    { 131064, 131064, StopSending },
    { 133010, 133010, StopSending }, // our number is not registered
    // Outside the 24 hours.
    { 470, 470, WindowShut }, // the on-premises API's number for it
    { 131047, 131047, WindowShut },
    // This address.
    { 33, 33, Unreachable },
    { 131021, 131021, Unreachable }, // ourselves
    { 131026, 131026, Unreachable }, // no WhatsApp there
    { 131030, 131030, Unreachable }, // a test number writes only to those on its list
    { 131062, 131062, Unreachable }, // this kind of message needs a phone
    // Refused by her or for her good.
    { 130403, 130403, Suppressed },
    { 130472, 130472, OtherDay },   // Meta's experiment group
    { 131049, 131049, OtherDay },   // enough marketing for today
    { 131050, 131050, Suppressed }, // she stopped marketing
    // Our mistake, or a template that needs a person.
    { 100, 100, Broken },
    { 131008, 131009, Broken },      // a parameter is missing or wrong
    { 131051, 131051, Broken },      // type of message
    { 131063, 131063, TextRefused }, // marketing is switched off
    { 132015, 132016, TextRefused }, // the template is paused, disabled
    { 132068, 132069, TextRefused }, // its flow is blocked, throttled
    { 132000, 132999, Broken },      // templates: text, parameters
    { 133000, 133999, Broken },      // registration
    { 135000, 135000, Broken },
};

Sent sent(SendResult result, std::int64_t code, const std::string& error)
{
    Sent made;
    made.result = result;
    made.error_code = code;
    made.error = mask_phones(error);
    return made;
}

std::optional<std::chrono::milliseconds> wait_told_by(const HttpAnswer& answer)
{
    std::int64_t seconds = 0;
    const auto& text = answer.retry_after;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (text.empty() || fault != std::errc {} || seconds < 0 || seconds > 86'400)
        return std::nullopt;
    return std::chrono::seconds { seconds };
}

Sent from_error(const Json& error, const HttpAnswer& answer)
{
    const auto found = error.find("code");
    const auto code = found != error.end() && found->is_number_integer() ? found->get<std::int64_t>() : -1;
    auto words = text_at(object_at(error, "error_data"), "details");
    if (words.empty())
        words = text_at(error, "message");
    auto made =
        sent(whatsapp_result_of(code, answer.status), code, "WhatsApp error " + std::to_string(code) + ": " + words);
    made.retry_after = wait_told_by(answer);
    if (code == 131057 && !made.retry_after)
        made.retry_after = std::chrono::seconds { 90 };
    return made;
}

// Not Meta's JSON: a proxy's page, half an answer, nothing.
Sent from_unreadable(const HttpAnswer& answer)
{
    const auto words = "WhatsApp answered " + std::to_string(answer.status) + " with a body that cannot be read";
    auto result = Unknown;
    if (answer.status == 429)
        result = SlowDown;
    else if (answer.status == 503)
        result = TryLater;
    else if (answer.status == 401 || answer.status == 403)
        result = StopSending;
    else if (answer.status >= 400 && answer.status < 500)
        result = Broken;
    auto made = sent(result, 0, words);
    made.retry_after = wait_told_by(answer);
    return made;
}

Sent from_json(const Json& json, const HttpAnswer& answer)
{
    if (json.is_object() && json.contains("error"))
        return from_error(object_at(json, "error"), answer);
    const auto& messages = array_at(json, "messages");
    auto id = messages.empty() ? std::string {} : text_at(messages.front(), "id");
    if (id.empty() || answer.status != 200)
        return from_unreadable(answer);
    Sent made;
    made.provider_id = std::move(id);
    return made;
}

} // namespace

SendResult whatsapp_result_of(std::int64_t code, int status)
{
    for (const auto& [from, to, result] : table)
        if (code >= from && code <= to)
            return result;
    return status >= 500 ? TryLater : Broken;
}

Sent whatsapp_sent(const HttpAnswer& answer)
{
    if (answer.outcome == Outcome::NotConnected)
        return sent(TryLater, 0, answer.error);
    if (answer.outcome != Outcome::Answered)
        return sent(Unknown, 0, answer.error);
    try {
        return from_json(read_bounded_json(answer.body), answer);
    } catch (const BadRequest&) {
        return from_unreadable(answer);
    }
}

} // namespace bot
