#include "tests/bench/messages.h"

#include "bot/channels/signature.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <chrono>
#include <random>

namespace bench {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t first_phone = 917'000'000'000;
constexpr std::size_t women_at_a_time = 2'000; // between two messages of one woman

using Talk = std::vector<const char*>;

// What one woman writes, in turn. Half of them write once, as most days are.
const std::vector<Talk> talks {
    { "नमस्ते" },
    { "अचार 250 रु के 20 डिब्बे बेचने हैं", "छोड़ो", "हाँ", "धन्यवाद" },
    { "mera commission kitna bana didi" },
    { "mujhe papad bechna hai 180 rs packet", "30", "chhodo", "haan" },
    { "ram ram didi" },
    { "नया सामान जोड़ना है", "नींबू का अचार", "150 रुपये", "रहने दो" },
    { "मेरा ऑर्डर कहाँ तक पहुँचा" },
    { "mera order kab tak grahak ko pahuchega" },
    { "दीदी मुझे अपने नए अचार का सही दाम तय करने में मदद चाहिए" },
    { "naya saman jodna hai", "bamboo ki tokri", "350", "12 piece", "chhodo", "nahi 300", "haan" },
    { "मेरे सामान दिखाओ" },
    { "menu", "1" },
    { "paisa kab aayega mera" },
    { "बैंक खाता बदलना है" },
};

std::string body_of(std::int64_t woman, const std::string& id, const char* words, const std::string& seconds)
{
    const auto phone = phone_of(woman);
    const auto user_id = "IN." + phone;
    const Json message { { "from", phone },        { "from_user_id", user_id }, { "id", id },
                         { "timestamp", seconds }, { "type", "text" },          { "text", { { "body", words } } } };
    const Json contact { { "profile", { { "name", "सीता देवी" } } }, { "wa_id", phone }, { "user_id", user_id } };
    const Json value { { "messaging_product", "whatsapp" },
                       { "metadata",
                         { { "display_phone_number", "911140001234" }, { "phone_number_id", "106540352242922" } } },
                       { "contacts", Json::array({ contact }) },
                       { "messages", Json::array({ message }) } };
    const Json change { { "value", value }, { "field", "messages" } };
    const Json entry { { "id", "102290129340398" }, { "changes", Json::array({ change }) } };
    return Json { { "object", "whatsapp_business_account" }, { "entry", Json::array({ entry }) } }.dump(-1, ' ', true);
}

std::string request_of(const std::string& body, const std::string& secret)
{
    return "POST /webhooks/whatsapp HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n"
           "User-Agent: facebookexternalua\r\nContent-Type: application/json\r\nX-Hub-Signature-256: " +
           bot::sign(body, secret) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

} // namespace

std::string phone_of(std::int64_t woman)
{
    return std::to_string(first_phone + woman);
}

std::int64_t woman_of(std::string_view phone, std::int64_t women)
{
    std::int64_t number = 0;
    std::from_chars(phone.data(), phone.data() + phone.size(), number);
    number -= first_phone;
    return number >= 0 && number < women ? number : -1;
}

std::vector<Prepared> prepare(const Wanted& wanted)
{
    std::minstd_rand random { 20'261'122 };
    const auto seconds = std::to_string(
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count());
    std::vector<Prepared> prepared;
    prepared.reserve(wanted.messages);
    for (auto first = wanted.first; prepared.size() < wanted.messages; first += women_at_a_time)
        for (std::size_t place = 0, said = 1; said > 0; ++place) {
            said = 0;
            for (std::size_t i = 0; i < women_at_a_time && prepared.size() < wanted.messages; ++i) {
                // Spread over all of them, each once before anybody comes again.
                const auto woman = (first + static_cast<std::int64_t>(i)) * 7'919 % wanted.women;
                const auto& talk = talks[i % talks.size()];
                if (place >= talk.size())
                    continue;
                ++said;
                const auto id = "wamid.HBgM" + std::to_string(random()) + std::to_string(prepared.size()) + wanted.run;
                prepared.push_back({ woman, request_of(body_of(woman, id, talk[place], seconds), wanted.secret) });
            }
        }
    return prepared;
}

} // namespace bench
