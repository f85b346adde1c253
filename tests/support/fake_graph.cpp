#include "tests/support/fake_graph.h"

#include <nlohmann/json.hpp>

namespace tests {

namespace {

using Json = nlohmann::json;

std::string message_id(std::size_t place)
{
    return "wamid.FAKE" + std::to_string(place);
}

std::string error_body(int code)
{
    return Json {
        { "error",
          { { "message", "(#" + std::to_string(code) + ") Failed" },
            { "type", "OAuthException" },
            { "code", code },
            { "error_data", { { "messaging_product", "whatsapp" }, { "details", "To 919812345678 failed." } } } } }
    }.dump();
}

bool strikes(Fault::Of of, const Told& told)
{
    const bool is_read_mark = told.body.find("\"status\":\"read\"") != std::string::npos;
    if (of == Fault::Of::Messages)
        return told.target.ends_with("/messages") && !is_read_mark;
    return of == Fault::Of::Requests || told.method == "GET";
}

Said saying(std::string bytes)
{
    Said said;
    said.bytes = std::move(bytes);
    return said;
}

} // namespace

FakeGraph::FakeGraph(int port) : server_([this](const Told& told) { return handle(told); }, port) {}

std::string FakeGraph::url() const
{
    return "http://127.0.0.1:" + std::to_string(server_.port()) + "/v25.0";
}

void FakeGraph::fail_next(Fault fault)
{
    const std::lock_guard lock { mutex_ };
    faults_.push_back(std::move(fault));
}

std::size_t FakeGraph::faults_left() const
{
    const std::lock_guard lock { mutex_ };
    return faults_.size();
}

std::string FakeGraph::add_media(Media media)
{
    const std::lock_guard lock { mutex_ };
    auto id = std::to_string(7'000 + media_.size());
    media_[id] = std::move(media);
    return id;
}

Said FakeGraph::handle(const Told& told)
{
    const std::lock_guard lock { mutex_ };
    const auto bearer = told.headers.find("authorization");
    if (bearer == told.headers.end() || bearer->second != std::string { "Bearer " } + token) {
        complain("a request without our token");
        return saying(answer(401, error_body(190)));
    }
    if (faults_.empty() || !strikes(faults_.front().of, told))
        return route(told);
    const auto fault = faults_.front();
    faults_.pop_front();
    return fail(fault, told);
}

Said FakeGraph::fail(const Fault& fault, const Told& told)
{
    const auto good = fault.is_taken ? route(told) : Said {};
    Said said;
    said.delay = fault.delay;
    said.drip = fault.drip;
    switch (fault.kind) {
    case Fault::Kind::Code:
        said.bytes = answer(fault.status, error_body(fault.code), fault.headers);
        break;
    case Fault::Kind::Reset:
        said.reset = true;
        break;
    case Fault::Kind::HalfAnswer:
        said.bytes = good.bytes.empty() ? "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"messages\""
                                        : good.bytes.substr(0, good.bytes.size() - 10);
        said.close = true;
        break;
    case Fault::Kind::WrongJson:
        said.bytes = answer(fault.status, "<html>It works!</html>", fault.headers);
        break;
    case Fault::Kind::Raw:
        said.bytes = answer(fault.status, fault.body, fault.headers);
        break;
    }
    if (fault.delay.count() > 0 && said.bytes.empty())
        said.bytes = good.bytes;
    return said;
}

Said FakeGraph::route(const Told& told)
{
    const std::string base = "/v25.0/";
    const auto number = base + phone_number_id;
    if (told.method == "POST" && told.target == number + "/messages")
        return take_message(told);
    if (told.method == "POST" && told.target == number + "/media")
        return take_upload(told);
    if (told.method == "GET" && told.target.starts_with("/bytes/"))
        return give_bytes(told.target.substr(7));
    if (told.method == "GET" && told.target == number + "?fields=id")
        return saying(answer(200, R"({"id":")" + std::string { phone_number_id } + "\"}"));
    if (told.method == "GET" && told.target.starts_with(base))
        return tell_media(told.target.substr(base.size(), told.target.find('?') - base.size()));
    complain("no such address: " + told.method + " " + told.target);
    return saying(answer(404, error_body(100)));
}

Said FakeGraph::take_message(const Told& told)
{
    const auto body = Json::parse(told.body, nullptr, false);
    if (told.headers.at("content-type") != "application/json" || !body.is_object()) {
        complain("a message that is no JSON");
        return saying(answer(400, error_body(100)));
    }
    if (body.value("status", "") == "read") {
        read_marks_.push_back(body.value("message_id", ""));
        return saying(answer(200, R"({"success":true})"));
    }
    if (const auto complaint = complaint_about(body); !complaint.empty()) {
        complain(complaint);
        return saying(answer(400, error_body(131009)));
    }
    messages_.push_back(told.body);
    const Json accepted { { "messaging_product", "whatsapp" },
                          { "contacts",
                            Json::array({ { { "input", body.value("to", body.value("recipient", "")) } } }) },
                          { "messages", Json::array({ { { "id", message_id(messages_.size() - 1) } } }) } };
    return saying(answer(200, accepted.dump()));
}

Said FakeGraph::take_upload(const Told& told)
{
    const auto type = told.headers.at("content-type");
    const auto boundary = "--" + type.substr(std::min(type.find("boundary=") + 9, type.size()));
    const auto file = told.body.find("name=\"file\"");
    const auto begin = told.body.find("\r\n\r\n", file) + 4;
    const auto end = told.body.rfind("\r\n" + boundary + "--");
    const bool is_whole = type.starts_with("multipart/form-data; boundary=") &&
                          told.body.find("\r\n\r\nwhatsapp\r\n") != std::string::npos && file != std::string::npos &&
                          end != std::string::npos && begin <= end;
    if (!is_whole) {
        complain("an upload that is not of three parts");
        return saying(answer(400, error_body(100)));
    }
    uploads_.push_back(told.body.substr(begin, end - begin));
    return saying(answer(200, R"({"id":"upload-)" + std::to_string(uploads_.size()) + "\"}"));
}

Said FakeGraph::tell_media(const std::string& id)
{
    const auto found = media_.find(id);
    if (found == media_.end())
        return saying(answer(400, error_body(100)));
    const auto& media = found->second;
    const auto own = "http://127.0.0.1:" + std::to_string(server_.port()) + "/bytes/" + id;
    const Json told { { "messaging_product", "whatsapp" },
                      { "id", id },
                      { "mime_type", media.told_type },
                      { "sha256", media.told_sha256 },
                      { "url", media.told_url.empty() ? own : media.told_url },
                      { "file_size", std::to_string(media.told_size ? media.told_size : media.bytes.size()) } };
    return saying(answer(200, told.dump()));
}

Said FakeGraph::give_bytes(const std::string& id)
{
    const auto found = media_.find(id);
    return saying(found == media_.end() ? answer(404, "") : answer(200, found->second.bytes));
}

std::string FakeGraph::status_webhook(std::size_t place, const std::string& status) const
{
    const auto sent = Json::parse(messages().at(place));
    Json told { { "id", message_id(place) },
                { "status", status },
                { "timestamp", "1795257200" },
                { "biz_opaque_callback_data", sent.value("biz_opaque_callback_data", "") } };
    if (sent.contains("to"))
        told["recipient_id"] = sent["to"].get<std::string>().substr(1);
    else
        told["recipient_user_id"] = sent["recipient"];
    if (status == "failed")
        told["errors"] = Json::array({ { { "code", 131026 }, { "title", "Message undeliverable" } } });
    const Json value { { "messaging_product", "whatsapp" }, { "statuses", Json::array({ told }) } };
    return Json {
        { "object", "whatsapp_business_account" },
        { "entry",
          Json::array(
              { { { "id", "1" }, { "changes", Json::array({ { { "field", "messages" }, { "value", value } } }) } } }) }
    }.dump();
}

void FakeGraph::complain(const std::string& sentence)
{
    complaints_.push_back(sentence);
}

std::vector<std::string> FakeGraph::messages() const
{
    const std::lock_guard lock { mutex_ };
    return messages_;
}

std::vector<std::string> FakeGraph::read_marks() const
{
    const std::lock_guard lock { mutex_ };
    return read_marks_;
}

std::vector<std::string> FakeGraph::uploads() const
{
    const std::lock_guard lock { mutex_ };
    return uploads_;
}

std::vector<std::string> FakeGraph::complaints() const
{
    const std::lock_guard lock { mutex_ };
    return complaints_;
}

} // namespace tests
