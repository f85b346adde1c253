#include "bot/channels/kannel.h"

#include "bot/channels/addresses.h"
#include "bot/channels/channels.h"
#include "bot/channels/letter_text.h"
#include "bot/channels/sms_parts.h"
#include "bot/form.h"

namespace bot {

namespace {

using Outcome = HttpAnswer::Outcome;

const std::string channel_name = "sms";
constexpr int all_reports = 31; // delivered, failed, buffered, accepted and rejected by the operator

Sent sent(SendResult result, std::string error)
{
    Sent made;
    made.result = result;
    made.error = std::move(error);
    return made;
}

void add(std::string& query, std::string_view name, std::string_view value)
{
    if (!value.empty())
        query += (query.empty() ? "" : "&") + std::string { name } + "=" + percent_encode(value);
}

// The TLVs by the names of Kannel's smpp-tlv groups. The value is a query itself and is escaped again as a whole.
std::string dlt_meta_data(const DltSettings& dlt, const std::string& template_id)
{
    std::string values;
    add(values, "PE_ID", dlt.entity_id);
    add(values, "TEMPLATE_ID", template_id);
    add(values, "TM", dlt.chain_hash);
    return values.empty() ? "" : "?smpp?" + values;
}

// %d, %A, %F and %T are filled in by Kannel, so they stand unescaped inside.
std::string report_url(const std::string& status_url, std::int64_t outbox_id)
{
    return status_url.empty() ? "" : status_url + "?id=" + std::to_string(outbox_id) + "&type=%d&reply=%A&fid=%F&ts=%T";
}

std::string name_of_text(const Letter& letter)
{
    return letter.registered ? letter.registered->name + " (" + letter.registered->language + ")"
                             : letter.template_key + " (" + letter.language + ")";
}

// In the order of the sentences of smsbox.c; the sentence decides, since one status covers several causes.
Sent from_answer(const HttpAnswer& answer)
{
    const auto says = [&](const char* words) { return answer.body.find(words) != std::string::npos; };
    const auto sentence = "sendsms answered " + std::to_string(answer.status);
    if (answer.status == 202 || answer.status == 200)
        return answer.body.starts_with("0:") || answer.body.starts_with("3:")
                   ? sent(SendResult::Accepted, "")
                   : sent(SendResult::Unknown, sentence + " with words that are not Kannel's");
    if (answer.status == 503)
        return sent(SendResult::TryLater, sentence + ": temporal failure");
    if (answer.status == 401 || says("Authorization failed") || says("Denied"))
        return sent(SendResult::StopSending, sentence + ": user name, password or address is refused");
    if (says("Not routable"))
        return sent(SendResult::Unreachable, sentence + ": no connection leads to this number");
    if (answer.status >= 500)
        return sent(SendResult::Unknown, sentence);
    return sent(SendResult::Broken, sentence + ": the request is refused");
}

} // namespace

Kannel::Kannel(KannelSettings settings) : settings_(std::move(settings)) {}

const std::string& Kannel::name() const
{
    return channel_name;
}

const ChannelLimits& Kannel::limits() const
{
    return limits_of(channel_name);
}

Sent Kannel::send(const OutboundMessage& message)
{
    const auto phone = first_of(message.to, dialogs::IdentityKind::Phone);
    if (phone.empty())
        return sent(SendResult::Unreachable, "sending an SMS: this person has no phone number");
    if (!settings_.dlt.entity_id.empty() && message.registration_id.empty())
        return sent(SendResult::Broken, "sending an SMS: the text " + name_of_text(message.letter) +
                                            " has no approved DLT template; register it and import it with its id");

    const auto text = plain_text(message.letter);
    const bool gsm = sms_size(text).alphabet == SmsAlphabet::Gsm;
    std::string query;
    add(query, "username", settings_.username);
    add(query, "password", settings_.password);
    add(query, "from", settings_.from);
    add(query, "to", phone);
    add(query, "coding", gsm ? "0" : "2");
    add(query, "charset", "UTF-8");
    add(query, "text", text);
    add(query, "smsc", settings_.smsc);
    add(query, "dlr-mask", settings_.status_url.empty() ? "" : std::to_string(all_reports));
    add(query, "dlr-url", report_url(settings_.status_url, message.outbox_id));
    add(query, "meta-data", dlt_meta_data(settings_.dlt, message.registration_id));

    HttpRequest request;
    request.url = settings_.url + "?" + query;
    request.connect_timeout = settings_.connect_timeout;
    request.answer_timeout = settings_.answer_timeout;
    const auto answer = client_.run(request);
    if (answer.outcome == Outcome::Answered)
        return from_answer(answer);
    return sent(answer.outcome == Outcome::NotConnected ? SendResult::TryLater : SendResult::Unknown, answer.error);
}

FetchedMedia Kannel::fetch(const dialogs::Media&, std::size_t)
{
    FetchedMedia nothing;
    nothing.result = FetchedMedia::Result::Gone;
    nothing.error = "fetching media: an SMS has none";
    return nothing;
}

void Kannel::show_read(const std::string&) {}

} // namespace bot
