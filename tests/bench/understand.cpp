// How long the bot needs to understand one message: the whole of dialogs::understand, nothing open, on messages of
// about sixty letters as they are written. Prints the median and the 99th percentile in microseconds, and ends with
// status 1 if a median is over the limit, so that a slower program is noticed.

#include "dialogs/understand.h"
#include "dialogs/load.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace {

constexpr double median_us_max = 60;
constexpr int warm_up_rounds = 500;
constexpr int rounds = 5000;
constexpr locales::Date today { std::chrono::year { 2026 }, std::chrono::month { 11 }, std::chrono::day { 22 } };

struct Sample {
    const char* name;
    const char* text;
};

const std::vector<Sample> samples {
    { "Roman", "didi hamra bheja hua saman shahar wale grahak tak kab jayega ji" },
    { "Devanagari", "दीदी मुझे अपने नए अचार का सही दाम तय करने में मदद चाहिए आज ही" },
    { "mixed", "मेरा order kal भेजा था par grahak को अभी tak नहीं मिला क्या करूँ" },
    { "with numbers", "achar 250 rs ke 20 dibbe aur 5 kilo papad 180 wala bechna hai" },
};

struct Cost {
    double median_us = 0;
    double p99_us = 0;
};

class Language {
public:
    explicit Language(const std::filesystem::path& source)
        : numbers_(locales::AnswerWords::load(source / "locales")),
          calendar_(locales::CalendarWords::load(source / "locales")), words_(locales::Words::load(source / "locales")),
          intents_(locales::Intents::train(locales::load_intent_lines(source / "locales"),
                                           locales::load_courtesies(source / "locales"))),
          names_(locales::Names::load(source / "locales")), dialogs_(dialogs::load(source / "dialogs").dialogs)
    {
    }

    dialogs::Input understand(const dialogs::Message& message) const
    {
        return dialogs::understand(dialogs_, { numbers_, calendar_, words_, intents_, names_ }, {}, message, today);
    }

private:
    locales::AnswerWords numbers_;
    locales::CalendarWords calendar_;
    locales::Words words_;
    locales::Intents intents_;
    locales::Names names_;
    dialogs::Dialogs dialogs_;
};

double microseconds_for(const Language& language, const dialogs::Message& message)
{
    const auto start = std::chrono::steady_clock::now();
    [[maybe_unused]] const volatile auto kind = language.understand(message).kind;
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

Cost measure(const Language& language, const Sample& sample)
{
    dialogs::Message message;
    message.text = sample.text;
    for (int round = 0; round < warm_up_rounds; ++round)
        microseconds_for(language, message);
    std::vector<double> times_us(rounds);
    for (auto& time : times_us)
        time = microseconds_for(language, message);
    std::ranges::sort(times_us);
    return { times_us[rounds / 2], times_us[rounds * 99 / 100] };
}

long letters_in(const std::string& text)
{
    return std::ranges::count_if(text, [](char byte) { return (byte & 0xC0) != 0x80; });
}

int run()
{
    const auto start = std::chrono::steady_clock::now();
    const Language language(SAMVAD_SOURCE_DIR);
    const std::chrono::duration<double> ready = std::chrono::steady_clock::now() - start;
    std::printf("ready in %.2f s\n\n%-14s %8s %12s %10s\n", ready.count(), "message", "letters", "median us", "p99 us");
    bool quick = true;
    for (const auto& sample : samples) {
        const auto cost = measure(language, sample);
        quick = quick && cost.median_us < median_us_max;
        std::printf("%-14s %8ld %12.1f %10.1f\n", sample.name, letters_in(sample.text), cost.median_us, cost.p99_us);
    }
    std::printf("\nwanted: a median under %.0f us; %s\n", median_us_max, quick ? "kept" : "MISSED");
    return quick ? 0 : 1;
}

} // namespace

int main()
{
    try {
        return run();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "measuring understanding: %s\n", error.what());
        return 1;
    }
}
