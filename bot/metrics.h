// What /metrics tells, as Prometheus text. Writing the text is separate from counting, so that each part of the service
// counts in its own way. Pure.

#pragma once

#include "bot/histogram.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bot {

enum class MetricKind { Counter, Gauge, Histogram };

using MetricLabels = std::vector<std::pair<std::string, std::string>>;

class MetricsText {
public:
    // Begins a metric; the values that follow belong to it.
    MetricsText& metric(std::string_view name, MetricKind kind, std::string_view help);
    MetricsText& value(std::int64_t value, const MetricLabels& labels = {});

    // All lines of a histogram: its buckets, each with all below it, their sum and their number.
    MetricsText& values(const HistogramCounts& counts, const MetricLabels& labels = {});

    const std::string& text() const { return text_; }

private:
    void line(const std::string& name, std::int64_t value, const MetricLabels& labels);

    std::string name_;
    std::string text_;
};

} // namespace bot
