#include "bot/log.h"

#include <nlohmann/json.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>

namespace bot {

namespace {

std::atomic<LogForm> chosen_form { LogForm::Plain };

spdlog::level::level_enum level_of(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        break;
    }
    return spdlog::level::err;
}

spdlog::logger& logger()
{
    static const auto line = [] {
        auto made = std::make_shared<spdlog::logger>("samvad", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
        made->flush_on(spdlog::level::info);
        return made;
    }();
    return *line;
}

} // namespace

void start_log(LogForm form, LogLevel least)
{
    chosen_form = form;
    logger().set_level(level_of(least));
    logger().set_pattern(form == LogForm::Json ? R"({"at":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","text":%v})"
                                               : "%Y-%m-%dT%H:%M:%S.%e%z %l %v");
}

void log(LogLevel level, std::string_view sentence)
{
    std::string line { sentence };
    std::replace_if(line.begin(), line.end(), [](char letter) { return letter == '\n' || letter == '\r'; }, ' ');
    if (chosen_form == LogForm::Json)
        line = nlohmann::json(line).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    logger().log(level_of(level), "{}", line);
}

std::string mask_phone(std::string_view phone)
{
    return phone.size() < 8 ? "…" : "…" + std::string { phone.substr(phone.size() - 4) };
}

std::string mask_phones(std::string_view sentence)
{
    constexpr std::string_view digits = "0123456789";
    std::string masked;
    while (!sentence.empty()) {
        const auto before = std::min(sentence.find_first_of(digits), sentence.size());
        masked += sentence.substr(0, before);
        sentence.remove_prefix(before);
        const auto number = sentence.substr(0, sentence.find_first_not_of(digits));
        masked += number.size() < 8 ? std::string { number } : mask_phone(number);
        sentence.remove_prefix(number.size());
    }
    return masked;
}

} // namespace bot
