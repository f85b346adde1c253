#include "bot/notices/word_list.h"

namespace bot::notices {

namespace {

using Faults = std::vector<std::string>;

class WordReader {
public:
    WordReader(std::string_view text, std::string option, Faults& faults)
        : text_(text), option_(std::move(option)), faults_(faults)
    {
    }

    std::vector<Word> read()
    {
        std::vector<Word> words;
        while (at_ < text_.size()) {
            if (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')
                ++at_;
            else
                words.push_back(word());
        }
        return words;
    }

private:
    Word word()
    {
        Word word;
        word.kind = until("= \n\t");
        if (at_ >= text_.size() || text_[at_] != '=')
            return word;
        do {
            ++at_;
            auto value = until(", \n\t");
            if (value.empty())
                faults_.push_back(option_ + ": " + word.kind +
                                  " has an empty value; write it behind the = sign, in "
                                  "quotes if it has spaces");
            else
                word.values.push_back(std::move(value));
        } while (at_ < text_.size() && text_[at_] == ',');
        return word;
    }

    std::string until(std::string_view ends)
    {
        std::string piece;
        bool quoted = false;
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] == '"')
                quoted = !quoted;
            else if (!quoted && ends.find(text_[at_]) != std::string_view::npos)
                break;
            else
                piece += text_[at_];
        }
        if (quoted)
            faults_.push_back(option_ + ": a quote is not closed");
        return piece;
    }

    std::string_view text_;
    std::string option_;
    Faults& faults_;
    std::size_t at_ = 0;
};

} // namespace

std::vector<Word> read_words(std::string_view text, std::string_view option, std::vector<std::string>& faults)
{
    return WordReader { text, std::string { option }, faults }.read();
}

} // namespace bot::notices
