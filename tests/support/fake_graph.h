// Meta's Graph API as far as we use it: messages, read marks, media in and out. Checks every request it gets against
// the documented path, token and limits, and fails as it is told. Thread-safe.

#pragma once

#include "tests/support/raw_server.h"

#include <deque>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <set>

namespace tests {

// How the next request shall fail.
struct Fault {
    enum class Kind { Code, Reset, HalfAnswer, WrongJson, Raw };
    Kind kind = Kind::Code;
    int code = 0; // Code: in Meta's error body
    int status = 400;
    std::string body {};    // Raw: the whole body
    std::string headers {}; // lines
    std::chrono::milliseconds delay { 0 };
    std::chrono::milliseconds drip { 0 }; // between two bytes of the answer
    bool is_taken = false;                // the message is accepted all the same; only the answer is lost
    enum class Of { Requests, Messages, Media };
    Of of = Of::Requests; // what it strikes: anything, what we send to people, what they sent to us
};

// What is wrong with the body of a send request, empty if nothing.
std::string complaint_about(const nlohmann::json& body);

class FakeGraph {
public:
    static constexpr const char* token = "test-token";
    static constexpr const char* phone_number_id = "106540352242922";

    // Listens on `port`, 0: on any.
    explicit FakeGraph(int port = 0);

    std::string url() const; // "http://127.0.0.1:PORT/v25.0"

    int port() const { return server_.port(); }

    void fail_next(Fault fault); // in order; each once

    std::size_t faults_left() const; // that have struck no request yet

    // Media of a person. Returns the id under which it is found; `told_*` are what the API says of it.
    struct Media {
        std::string bytes, told_type, told_sha256 {}, told_url {};
        std::size_t told_size = 0;
    };

    std::string add_media(Media media);

    std::vector<std::string> messages() const;   // bodies accepted, in order
    std::vector<std::string> read_marks() const; // ids
    std::vector<std::string> uploads() const;    // bytes of pictures
    std::vector<std::string> complaints() const; // whatever was wrong with any request

    int connections() const { return server_.connections(); }

    // The webhook Meta would send for the accepted message of this place: "sent", "delivered", "read" or "failed".
    std::string status_webhook(std::size_t place, const std::string& status) const;

private:
    Said handle(const Told& told);
    Said route(const Told& told);
    Said take_message(const Told& told);
    Said take_upload(const Told& told);
    Said tell_media(const std::string& id);
    Said give_bytes(const std::string& id);
    Said fail(const Fault& fault, const Told& told);
    void complain(const std::string& sentence);

    mutable std::mutex mutex_;
    std::deque<Fault> faults_;
    std::vector<std::string> messages_, read_marks_, uploads_, complaints_;
    std::map<std::string, Media> media_;
    RawServer server_; // last: its threads use all of the above
};

} // namespace tests
