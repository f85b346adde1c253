#include "bot/commands/notice_json.h"

#include "bot/record_rows.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace bot {

namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::optional<storage::Time>& moment)
{
    return moment ? Json(moment_text(*moment)) : Json(nullptr);
}

} // namespace

notices::Status known_status(storage::Transaction& tx, std::int64_t number)
{
    auto status = notices::status_of(tx, number);
    if (!status)
        throw std::runtime_error { "there is no notice " + std::to_string(number) +
                                   "; samvad list notices shows them" };
    return std::move(*status);
}

Json status_json(const notices::Status& status)
{
    const auto& notice = status.notice;
    return { { "number", notice.number },
             { "state", storage::notices::name_of(notice.state) },
             { "category", notice.category },
             { "recipients", notice.recipients },
             { "left_out", notice.left_out },
             { "left_out_why", Json::object() },
             { "queued", status.queued },
             { "sent", status.sent },
             { "delivered", status.delivered },
             { "read", status.read },
             { "failed", status.failed },
             { "dropped", status.dropped },
             { "uncertain", status.uncertain },
             { "answered", status.answered },
             { "cost_paise", status.cost_paise },
             { "paused_why", notice.paused_why },
             { "starts_at", or_null(notice.starts_at) },
             { "started_at", or_null(notice.started_at) },
             { "finished_at", or_null(notice.finished_at) } };
}

std::string in_one_line(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace bot
