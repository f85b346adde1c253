#include "tests/support/street.h"

#include "storage/people.h"

#include <nlohmann/json.hpp>

namespace tests {

using namespace std::chrono_literals;
using Json = nlohmann::json;
using storage::outbox::State;

bool Street::has_sent(std::size_t messages)
{
    return becomes_true([&] { return graph.messages().size() >= messages; }, 10s);
}

bool Street::stands(const std::string& phone, std::size_t place, State state)
{
    return becomes_true(
        [&] {
            const auto rows = service.sent_to(phone);
            return rows.size() > place && rows[place].state == state;
        },
        10s);
}

Json Street::message(std::size_t place) const
{
    return Json::parse(graph.messages().at(place));
}

int Street::tell_status(std::size_t place, const std::string& status) const
{
    return service.post_whatsapp(graph.status_webhook(place, status));
}

std::vector<std::filesystem::path> Street::kept_files() const
{
    std::vector<std::filesystem::path> kept;
    if (std::filesystem::exists(service.media()))
        for (const auto& entry : std::filesystem::recursive_directory_iterator { service.media() })
            if (entry.is_regular_file())
                kept.push_back(entry.path());
    return kept;
}

std::optional<storage::products::Product> Street::pickle_of(const std::string& phone) const
{
    std::optional<storage::products::Product> pickle;
    service.look([&](storage::Transaction& tx) {
        for (const auto& product : storage::products::of_person(tx, storage::people::by_phone(tx, phone)->id))
            if (product.price_paise == 250'00)
                pickle = product;
    });
    return pickle;
}

Fault Street::code(int error_code, int status)
{
    Fault fault;
    fault.code = error_code;
    fault.status = status;
    fault.of = Fault::Of::Messages;
    return fault;
}

} // namespace tests
