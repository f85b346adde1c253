#include "locales/width.h"

#include "locales/pattern.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>

namespace locales {

std::string cut_to_units(std::string_view utf8, int most)
{
    if (most <= 0)
        return {};
    if (utf16_units(utf8) <= most)
        return std::string { utf8 };
    auto text = icu::UnicodeString::fromUTF8(icu::StringPiece { utf8.data(), static_cast<int32_t>(utf8.size()) });
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> letters { icu::BreakIterator::createCharacterInstance(
        icu::Locale::getRoot(), status) };
    int32_t end = most - 1;
    if (U_SUCCESS(status)) {
        letters->setText(text);
        end = letters->preceding(most);
    }
    text.truncate(end == icu::BreakIterator::DONE ? 0 : end);
    text.trim();
    std::string cut;
    text.append(u'…').toUTF8String(cut);
    return cut;
}

} // namespace locales
