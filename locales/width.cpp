#include "locales/width.h"

#include "locales/pattern.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>

namespace locales {

namespace {

// Null if ICU has no rules of letters.
std::unique_ptr<icu::BreakIterator> letter_breaks()
{
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> letters { icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(),
                                                                                              status) };
    return U_SUCCESS(status) ? std::move(letters) : nullptr;
}

icu::UnicodeString from_utf8(std::string_view utf8)
{
    return icu::UnicodeString::fromUTF8(icu::StringPiece { utf8.data(), static_cast<int32_t>(utf8.size()) });
}

} // namespace

std::string cut_to_units(std::string_view utf8, int most)
{
    if (most <= 0)
        return {};
    if (utf16_units(utf8) <= most)
        return std::string { utf8 };
    auto text = from_utf8(utf8);
    const auto letters = letter_breaks();
    int32_t end = most - 1;
    if (letters) {
        letters->setText(text);
        end = letters->preceding(most);
    }
    text.truncate(end == icu::BreakIterator::DONE ? 0 : end);
    text.trim();
    std::string cut;
    text.append(u'…').toUTF8String(cut);
    return cut;
}

int count_clusters(std::string_view utf8)
{
    const auto text = from_utf8(utf8);
    const auto letters = letter_breaks();
    if (!letters)
        return text.countChar32();
    letters->setText(text);
    int count = 0;
    while (letters->next() != icu::BreakIterator::DONE)
        ++count;
    return count;
}

} // namespace locales
