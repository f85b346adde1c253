#include "bot/channels/cut.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>
#include <stdexcept>

namespace bot {

std::string cut(std::string_view utf8, int units_max)
{
    auto text = icu::UnicodeString::fromUTF8({ utf8.data(), static_cast<std::int32_t>(utf8.size()) });
    if (text.length() <= units_max)
        return std::string { utf8 };
    UErrorCode fault = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> letters { icu::BreakIterator::createCharacterInstance(
        icu::Locale::getRoot(), fault) };
    if (U_FAILURE(fault))
        throw std::runtime_error(std::string { "finding the letters of a label: ICU says " } + u_errorName(fault));
    letters->setText(text);
    const auto last = units_max - 1; // one for the ellipsis
    const auto end = letters->isBoundary(last) ? last : letters->preceding(last);
    text.truncate(end < 0 ? 0 : end);
    std::string shortened;
    text.trim().append(static_cast<char16_t>(0x2026)).toUTF8String(shortened);
    return shortened;
}

} // namespace bot
