#include "bot/commands/evaluate.h"

#include "locales/evaluate.h"

namespace bot {

namespace {

std::optional<std::filesystem::path> given(const std::string& file)
{
    return file.empty() ? std::nullopt : std::optional<std::filesystem::path> { file };
}

} // namespace

int evaluate(const Settings& settings, const std::string& train, const std::string& test, std::ostream& out,
             std::ostream& errors)
{
    // The sentences in two scripts belong to the tests, so an installed program does without that figure.
    const locales::EvaluateWhat what { given(train), given(test), settings.data / "locales",
                                       settings.data / "tests" / "locales" / "parallel.tsv" };
    return locales::evaluate(what, out, errors);
}

} // namespace bot
