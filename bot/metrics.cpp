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

std::string_view name_of(MetricKind kind)
{
    switch (kind) {
    case MetricKind::Counter:
        return "counter";
    case MetricKind::Gauge:
        return "gauge";
    case MetricKind::Histogram:
        break;
    }
    return "histogram";
}

} // namespace

MetricsText& MetricsText::metric(std::string_view name, MetricKind kind, std::string_view help)
{
    name_ = "samvad_" + std::string { name };
    text_ += "# HELP " + name_ + " " + std::string { help } + "\n";
    text_ += "# TYPE " + name_ + " " + std::string { name_of(kind) } + "\n";
    return *this;
}

MetricsText& MetricsText::value(std::int64_t value, const MetricLabels& labels)
{
    line(name_, value, labels);
    return *this;
}

MetricsText& MetricsText::values(const HistogramCounts& counts, const MetricLabels& labels)
{
    auto with_bound = labels;
    with_bound.emplace_back("le", "");
    std::int64_t below = 0;
    for (std::size_t i = 0; i < counts.values.size(); ++i) {
        below += counts.values[i];
        with_bound.back().second = i < counts.bounds.size() ? std::to_string(counts.bounds[i]) : "+Inf";
        line(name_ + "_bucket", below, with_bound);
    }
    line(name_ + "_sum", counts.sum, labels);
    line(name_ + "_count", below, labels);
    return *this;
}

void MetricsText::line(const std::string& name, std::int64_t value, const MetricLabels& labels)
{
    text_ += name;
    if (!labels.empty()) {
        text_ += "{";
        for (std::size_t i = 0; i < labels.size(); ++i)
            text_ += (i == 0 ? "" : ",") + labels[i].first + "=\"" + escaped(labels[i].second) + "\"";
        text_ += "}";
    }
    text_ += " " + std::to_string(value) + "\n";
}

} // namespace bot
