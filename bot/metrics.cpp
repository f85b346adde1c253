#include "bot/metrics.h"

namespace bot {

namespace {

std::string escaped(std::string_view label)
{
    std::string safe;
    for (const char letter : label) {
        if (letter == '\\' || letter == '"')
            safe += '\\';
        safe += letter == '\n' ? ' ' : letter;
    }
    return safe;
}

} // namespace

MetricsText& MetricsText::metric(std::string_view name, MetricKind kind, std::string_view help)
{
    name_ = "samvad_" + std::string { name };
    text_ += "# HELP " + name_ + " " + std::string { help } + "\n";
    text_ += "# TYPE " + name_ + (kind == MetricKind::Counter ? " counter\n" : " gauge\n");
    return *this;
}

MetricsText& MetricsText::value(std::int64_t value, const MetricLabels& labels)
{
    text_ += name_;
    if (!labels.empty()) {
        text_ += "{";
        for (std::size_t i = 0; i < labels.size(); ++i)
            text_ += (i == 0 ? "" : ",") + labels[i].first + "=\"" + escaped(labels[i].second) + "\"";
        text_ += "}";
    }
    text_ += " " + std::to_string(value) + "\n";
    return *this;
}

} // namespace bot
