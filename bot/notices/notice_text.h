// The words of a notice: the didi's text (plain, at most 300 characters) and the officers' text, each in one or more
// languages, with variables of the person in braces ({name}, {group}, {clf}, {block}, {district}). Never the one to the
// other: a coordinator gets the officers' text, everybody else the didi's. Pure.

#pragma once

#include "storage/recipients.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bot::notices {

struct NoticeTexts {
    std::map<std::string, std::string> didi, officers; // language ("hi", "hi-Latn", "en") to text

    bool operator==(const NoticeTexts&) const = default;
};

struct NoticeTextLimits {
    static constexpr int didi_letters_max = 300; // as people count them: grapheme clusters
    static constexpr int officers_letters_max = 1'000;
    static constexpr int buttons_max = 3;
    static constexpr int button_units_max = 20; // UTF-16, Meta's limit
};

// As the ledger keeps them. texts_from_json throws std::runtime_error if it is not what to_json wrote.
std::string to_json(const NoticeTexts& texts);
NoticeTexts texts_from_json(std::string_view json);

// Every fault a sentence; empty if good: length, unknown variables, empty texts, control characters.
std::vector<std::string> faults_of(const NoticeTexts& texts);

// The text for this person in her language, else in Hindi, else in what there is; empty when she is an officer and
// there is no officers' text.
std::optional<std::string> text_for(const NoticeTexts& texts, const storage::recipients::Recipient& person);

// Fills the variables. A name that is not known becomes the plain word ("दीदी" for {name}); never an empty hole.
std::string filled(std::string_view text, const storage::recipients::Recipient& person);

} // namespace bot::notices
