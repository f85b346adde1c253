// The words of a conversation that are known exactly, in both scripts, compared by their N1 form: commands that always
// work, keywords of SMS, rules, words that may mean several things, and the little words around a name. Data in
// `<language>/words.json`, read once with all faults told together (a word that stands for two things in two languages
// is a fault); const afterwards and safe to read from many threads. No edit distance and no sound here.

#pragma once

#include "locales/tokens.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locales {

class Words {
public:
    // Reads every `<language>/words.json` below this folder. Throws FaultyFiles with all faults.
    static Words load(const std::filesystem::path& locales_folder);

    Words(Words&&) noexcept;
    ~Words();

    // The command that a message of at most six words is, whole: menu greeting cancel back repeat help skip language
    // language_hi language_latin language_en person stop start my_data delete thanks write_notice notice_status
    // stop_notice approve_notice notices_off notices_on notice_answer notice_yes notice_no. "#" in a command is any
    // number. Empty for none; yes and no are answers, see answer_words.h.
    std::string_view command(const Tokens& tokens) const;

    struct Keyword {
        std::string_view intent;
        std::size_t tokens = 0; // how many tokens of the beginning the keyword takes: "SHIK COM" takes 2
    };

    // The SMS keyword a message begins with, alone or followed by as many numbers as it takes ("BILL 12 18450"). A
    // keyword that is also an ambiguous word (PAISA, NUMBER, KHATA) counts only in capitals, as it is printed on the
    // card, and only when `text`, from which the tokens were made, is given.
    std::optional<Keyword> keyword(const Tokens& tokens, std::string_view text = {}) const;

    // The intent whose rule's words are all present; of several the first in the file. Empty for none.
    std::string_view rule(const Tokens& tokens) const;

    struct Ambiguous {
        std::string word;                 // as it is shown
        std::vector<std::string> intents; // what it may mean, in the order to offer
    };

    // The word that may mean several things, when nothing else in the message decides; null for none. Words that
    // decide nothing ("मेरा", "चाहिए") stand in the section "undeciding".
    const Ambiguous* ambiguous(const Tokens& tokens) const;

    // Little words around a name: postpositions, verbs of selling and adding, "wala", "ji".
    bool is_filler(std::string_view n1) const;

    // The choice that a whole answer names ("गाँव" -> "rural", "माल नहीं है" -> "no_material"), from the section
    // "choices": id -> list of phrases. Empty for none.
    std::string_view choice(const Tokens& tokens) const;

    // The slot a word names ("दाम", "rate" -> "price"), from the section "slots"; empty for none.
    std::string_view slot(std::string_view n1) const;

    // Words that say a name is a group's and not which ("समूह", "महिला", "SHG"), from the section "group_words".
    bool is_group_word(std::string_view n1) const;

    // True if one of the words asks for a change ("बदलना", "galat", "sudharo"), from the section "changes".
    bool changes(const Tokens& tokens) const;

private:
    struct Tables;
    explicit Words(std::unique_ptr<const Tables> tables);

    std::unique_ptr<const Tables> tables_;
};

} // namespace locales
