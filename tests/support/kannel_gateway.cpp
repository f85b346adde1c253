#include "tests/support/kannel_gateway.h"

#include "tests/support/files.h"
#include "tests/support/raw_client.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace tests {

using namespace std::chrono_literals;

namespace {

bool listens(int port)
{
    try {
        const RawClient client { port };
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

std::string escaped(const std::string& bytes)
{
    static constexpr auto digits = "0123456789ABCDEF";
    std::string text;
    for (const unsigned char byte : bytes)
        text += { '%', digits[byte / 16], digits[byte % 16] };
    return text;
}

std::string unescaped(const std::string& text)
{
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '%' && i + 2 < text.size() && std::isxdigit(text[i + 1]) != 0) {
            bytes += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            bytes += text[i] == '+' ? ' ' : text[i];
        }
    return bytes;
}

std::string utf16be(const std::string& words)
{
    const auto text = icu::UnicodeString::fromUTF8(words);
    std::string bytes;
    for (int i = 0; i < text.length(); ++i)
        bytes += { static_cast<char>(text[i] >> 8), static_cast<char>(text[i] & 0xff) };
    return bytes;
}

std::string from_utf16be(const std::string& bytes)
{
    icu::UnicodeString text;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
        text.append(static_cast<char16_t>(static_cast<unsigned char>(bytes[i]) << 8 |
                                          static_cast<unsigned char>(bytes[i + 1])));
    std::string words;
    text.toUTF8String(words);
    return words;
}

} // namespace

KannelGateway::KannelGateway(ServiceProcess& service)
{
    service.set("SAMVAD_KANNEL_URL", "http://127.0.0.1:" + std::to_string(sendsms_port_) + "/cgi-bin/sendsms");
    service.set("SAMVAD_KANNEL_USERNAME", "tester");
    service.set("SAMVAD_KANNEL_PASSWORD", "foobar");
    service.set("SAMVAD_KANNEL_FROM", number);
    service.set("SAMVAD_KANNEL_SECRET", ServiceProcess::kannel_secret);
    service.set("SAMVAD_KANNEL_SMSC", "FAKE");
    const auto file = folder_ / "kannel.conf";
    write_file(file, configuration(service));
    const auto start = [&](const std::string& program, int port) {
        auto process = std::make_unique<BackgroundProcess>(
            std::vector<std::string> { program, file }, std::map<std::string, std::string> {}, folder_ / "gateway.log");
        if (!becomes_true([&] { return listens(port); }, 20s))
            throw std::runtime_error { program + " does not listen:\n" + read_file(folder_ / "gateway.log") };
        return process;
    };
    bearerbox_ = start("/usr/sbin/bearerbox", smsbox_port_);
    smsbox_ = start("/usr/sbin/smsbox", sendsms_port_);
}

std::string KannelGateway::configuration(const ServiceProcess& service) const
{
    const auto route =
        "http://127.0.0.1:" + std::to_string(service.port()) + "/webhooks/sms/kannel/" + ServiceProcess::kannel_secret;
    std::ostringstream text;
    text << "group = core\nadmin-port = " << admin_port_ << "\nadmin-interface = 127.0.0.1\nadmin-password = test\n"
         << "smsbox-port = " << smsbox_port_ << "\nsmsbox-interface = 127.0.0.1\n"
         << "box-allow-ip = 127.0.0.1\nbox-deny-ip = \"*.*.*.*\"\ndlr-storage = internal\n"
         << "store-type = file\nstore-location = " << (folder_ / "kannel.store").string() << "\n\n"
         << "group = smsc\nsmsc = fake\nsmsc-id = FAKE\nport = " << smsc_port_ << "\nconnect-allow-ip = 127.0.0.1\n\n"
         << "group = smsbox\nbearerbox-host = 127.0.0.1\nsendsms-port = " << sendsms_port_
         << "\nsendsms-interface = 127.0.0.1\nglobal-sender = " << number
         << "\nmo-recode = true\nhttp-request-retry = 100\nhttp-queue-delay = 1\n\n"
         << "group = sendsms-user\nusername = tester\npassword = foobar\nmax-messages = 10\nconcatenation = true\n\n"
         << "group = sms-service\nkeyword = default\ncatch-all = true\nmax-messages = 0\nget-url = \"" << route
         << "?from=%p&to=%P&text=%b&ts=%T&coding=%c&charset=%C&udh=%u&smsc=%i&id=%I\"\n";
    return text.str();
}

void KannelGateway::phone_sends(const std::string& message, int times)
{
    phone_.reset(); // one phone at a time is switched on
    phone_ = std::make_unique<BackgroundProcess>(
        std::vector<std::string> { "/usr/lib/kannel/test/fakesmsc", "-H", "127.0.0.1", "-r", std::to_string(smsc_port_),
                                   "-i", "0.1", "-m", std::to_string(times), message },
        std::map<std::string, std::string> {}, folder_ / "phones.log");
}

void KannelGateway::send(const std::string& phone, const std::string& words, int times)
{
    note_words(words);
    phone_sends(phone + " " + number + " ucs2 " + escaped(utf16be(words)), times);
}

void KannelGateway::send_part(const std::string& phone, const std::string& words, int part, int parts)
{
    note_words(words);
    const std::string header { '\x05', '\x00', '\x03', '\x2a', static_cast<char>(parts), static_cast<char>(part) };
    phone_sends(phone + " " + number + " udh-text " + escaped(header) + " " + words, 1);
}

bool KannelGateway::phones_sent(std::ptrdiff_t messages) const
{
    return becomes_true(
        [&] {
            std::istringstream lines { read_file(folder_ / "phones.log") };
            std::ptrdiff_t sent = 0;
            for (std::string line; std::getline(lines, line);)
                sent += line.find("fakesmsc: sent message") == std::string::npos ? 0 : 1;
            return sent >= messages;
        },
        20s);
}

// "from to text words", "from to ucs-2 bytes" or "from to udh header data bytes", as fakesmsc prints them.
std::vector<std::string> KannelGateway::received() const
{
    std::vector<std::string> messages;
    std::map<std::string, std::string> begun; // of a phone, whose last part is still to come
    std::istringstream lines { read_file(folder_ / "phones.log") };
    for (std::string line; std::getline(lines, line);) {
        const auto open = line.find('<', std::min(line.find("Got message"), line.size()));
        if (open == std::string::npos)
            continue;
        std::istringstream fields { line.substr(open + 1, line.rfind('>') - open - 1) };
        std::string from, to, kind, words, header;
        fields >> from >> to >> kind;
        if (kind == "udh")
            fields >> header >> kind;
        std::getline(fields >> std::ws, words);
        const auto bytes = kind == "text" ? utf16be(words) : unescaped(words);
        const auto parts = unescaped(header);
        begun[to] += bytes;
        if (parts.size() < 6 || parts[4] == parts[5])
            messages.push_back(to + " " + from_utf16be(std::exchange(begun[to], {})));
    }
    return messages;
}

} // namespace tests
