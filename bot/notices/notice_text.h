// The words of a notice: the didi's text (plain, at most 300 characters) and the officers' text, each in one or more
// languages, with variables of the person in braces ({name}, {group}, {clf}, {block}, {district}). Never the one to the
// other: a coordinator gets the officers' text, everybody else the didi's. Pure.

#pragma once

#include "storage/recipients.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bot::notices {

struct NoticeTexts {
    std::map<std::string, std::string> didi, officers; // language ("hi", "hi-Latn", "en") to text

    bool operator==(const NoticeTexts&) const = default;
};

struct NoticeTextLimits {
    static constexpr int didi_letters_max = 300; // as people count them: grapheme clusters
    static constexpr int officers_letters_max = 1'000;
    static constexpr int text_units_max = 1'024; // UTF-16, Meta's limit of a text with buttons or a picture
    static constexpr int buttons_max = 3;
    static constexpr int button_units_max = 18;   // UTF-16; Meta allows 20, and "1 " goes before it
    static constexpr int variable_units_max = 30; // of a value that is filled in; longer ones are cut
};

// As the ledger keeps them. texts_from_json throws std::runtime_error if it is not what to_json wrote.
std::string to_json(const NoticeTexts& texts);
NoticeTexts texts_from_json(std::string_view json);

// The words of the buttons, likewise.
std::string buttons_to_json(const std::vector<std::string>& buttons);
std::vector<std::string> buttons_from_json(std::string_view json);

// Every fault a sentence; empty if good: length, unknown variables, empty texts, control characters.
std::vector<std::string> faults_of(const NoticeTexts& texts);
std::vector<std::string> faults_of_buttons(const std::vector<std::string>& buttons);

// Of the languages there are, the one for this reader: her own, else Hindi, else the first.
std::string language_for(const std::map<std::string, std::string>& texts, std::string_view language);

// The text for this person in her language, else in Hindi, else in what there is; empty when she is an officer and
// there is no officers' text.
std::optional<std::string> text_for(const NoticeTexts& texts, const storage::recipients::Recipient& person);

// The same with the language it is in, which the template must have too.
struct Chosen {
    std::string language, text;
};

std::optional<Chosen> choose(const NoticeTexts& texts, const storage::recipients::Recipient& person);

// Fills the variables. A name that is not known becomes the plain word ("दीदी" for {name}); never an empty hole. What
// comes from the records is put in once: braces inside it stay as they are.
std::string filled(std::string_view text, const storage::recipients::Recipient& person);

// The names of its variables in order, as often as they stand there.
std::vector<std::string> variables_in(std::string_view text);

} // namespace bot::notices
