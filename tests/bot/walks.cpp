// Random walks: from a printed seed, many women write anything at all, in any order, for months. No turn throws or is
// parked, every conversation is the same when it is read again, and it always waits within its limits.

#include "bot/channels/channels.h"
#include "bot/channels/sms_parts.h"
#include "dialogs/advance.h"
#include "tests/support/files.h"
#include "tests/support/memory_phone.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <sstream>

using dialogs::MessageKind;
using tests::MemoryOffice;

namespace {

// Every word of every text and of every list of words, as the files hold them.
std::vector<std::string> words_of_the_texts()
{
    std::vector<std::string> words;
    for (const std::string language : { "hi", "hi-Latn", "en" })
        for (const std::string file : { "texts.json", "words.json" }) {
            auto content = tests::read_file(SAMVAD_SOURCE_DIR "/locales/" + language + "/" + file);
            for (auto& letter : content)
                if (std::string_view { "\"{}[]:,\n#" }.find(letter) != std::string_view::npos)
                    letter = ' ';
            std::istringstream in { content };
            for (std::string word; in >> word;)
                words.push_back(word);
        }
    return words;
}

const std::vector<std::string> commands { "menu",
                                          "मेनू",
                                          "0",
                                          "back",
                                          "पीछे",
                                          "cancel",
                                          "रद्द",
                                          "help",
                                          "मदद",
                                          "skip",
                                          "छोड़ें",
                                          "haan",
                                          "हाँ",
                                          "nahi",
                                          "नहीं",
                                          "repeat",
                                          "hindi",
                                          "english",
                                          "PACK 101",
                                          "COM",
                                          "STOP",
                                          "START",
                                          "मेरे ऑर्डर",
                                          "my products",
                                          "delete my data",
                                          "bikri",
                                          "shikayat",
                                          "mera kamishan",
                                          "नहीं 300",
                                          "9" };

const std::vector<std::string> rubbish { "😀",
                                         "👍🏽",
                                         "1️⃣",
                                         "\u200b",
                                         "{0}",
                                         "'; DROP",
                                         "%s%n",
                                         "\"",
                                         "…",
                                         "\xf0\x9f\x87\xae\xf0\x9f\x87\xb3",
                                         "a\nb\nc",
                                         "\\u0000",
                                         "<b>x</b>",
                                         "१०",
                                         "₹ 2.50.1",
                                         "00000000000000000000000000001",
                                         "-1",
                                         "1e9",
                                         "99999999999999999999",
                                         "२५ लाख करोड़",
                                         "31/02/2026",
                                         "कल",
                                         "1/2 किलो",
                                         "ज़्ज़्ज़्" };

class Walk {
public:
    explicit Walk(unsigned seed) : random_(seed) {}

    // One input of one woman, and what must hold after it.
    void step()
    {
        woman_ = pick(100);
        phone_ = "+9198000000" + std::string { woman_ < 40 ? "0" : "2" } + std::to_string(1 + woman_ % 8);
        if (woman_ >= 70)
            phone_ = "+91980000" + std::to_string(1'000 + pick(200));
        channel_ = pick(2) == 0 ? "whatsapp" : "sms";
        move_clock();
        auto arrival = tests::text_of(phone_, channel_, "walk." + std::to_string(++count_), "", office_.now);
        fill(arrival);
        last_ = arrival.message.text + " [" + std::to_string(static_cast<int>(arrival.message.kind)) + " " +
                arrival.message.option + "]";
        note(office_.take(arrival).outcome);
        look_at_conversation();
        look_at_letters();
    }

    std::string trouble; // the first that was found, with the input before it
    std::map<std::string, int> outcomes;

private:
    std::size_t pick(std::size_t below) { return random_() % below; }

    template <class List> const auto& one_of(const List& list) { return list[pick(list.size())]; }

    void wrong(const std::string& what)
    {
        if (trouble.empty())
            trouble =
                what + " after input " + std::to_string(count_) + " of " + phone_ + " on " + channel_ + ": " + last_;
    }

    void note(const std::string& outcome)
    {
        ++outcomes[outcome];
        if (outcome == "parked")
            wrong("parked");
    }

    void move_clock()
    {
        office_.now += std::chrono::seconds { pick(20) == 0 ? pick(200'000) : pick(60) };
        while (const auto timer = office_.due(office_.now))
            note(office_.fire(*timer).outcome);
    }

    std::string words()
    {
        switch (pick(8)) {
        case 0:
        case 1:
            return one_of(commands);
        case 2:
        case 3:
            return std::to_string(pick(pick(3) == 0 ? 2'000 : 12));
        case 4:
            return one_of(rubbish);
        default:
            break;
        }
        std::string text;
        const auto length = pick(40) == 0 ? 300 : 1 + pick(6);
        for (std::size_t i = 0; i < length; ++i)
            text += (i == 0 ? "" : " ") + (pick(12) == 0 ? one_of(rubbish) : one_of(words_));
        return text;
    }

    void fill(dialogs::Arrival& arrival)
    {
        auto& message = arrival.message;
        const auto kind = pick(10);
        if (channel_ == "sms" || kind < 5) {
            message.text = words();
        } else if (kind < 8) {
            message.kind = MessageKind::Tap;
            const auto& choices = choices_[phone_];
            message.option = choices.empty() || pick(10) == 0 ? one_of(words_) : one_of(choices).id;
            message.text = choices.empty() ? "" : one_of(choices).label;
        } else {
            message.kind = static_cast<MessageKind>(pick(15)); // up to Unsupported and Edited
            if (message.kind == MessageKind::Edited || message.kind == MessageKind::NewNumber)
                message.kind = MessageKind::Unknown;
            if (pick(2) == 0)
                message.text = words();
            if (message.kind == MessageKind::Photo || message.kind == MessageKind::Voice)
                message.media = dialogs::Media { "media-" + std::to_string(count_), "image/jpeg", {}, {} };
        }
        if (pick(30) == 0)
            arrival.sent_at -= std::chrono::seconds { pick(100'000) };
    }

    void look_at_conversation()
    {
        const auto conversation = office_.conversation(phone_, channel_);
        if (!(dialogs::conversation_from_json(dialogs::to_json(conversation)) == conversation))
            wrong("a conversation that reads otherwise");
        if (conversation.frames.size() > dialogs::frames_max)
            wrong("too many dialogs wait");
        if (conversation.offers.size() > 10)
            wrong("too many offers");
    }

    void look_at_letters()
    {
        for (const std::string channel : { "whatsapp", "sms" })
            for (const auto& [phone, letter] : office_.deliver(channel)) {
                const auto& limits = bot::limits_of(channel);
                const bool has_choices = !letter.choices.empty();
                if (letter.text.empty())
                    wrong("an empty letter");
                if (bot::utf16_units(letter.text) >
                    (has_choices ? limits.choices_text_units_max : limits.text_units_max))
                    wrong("a letter that is too long: " + letter.template_key);
                if (static_cast<int>(letter.choices.size()) > std::max(limits.buttons_max, limits.rows_max))
                    wrong("a letter with too many choices: " + letter.template_key);
                look_at_choices(letter, limits);
                if (channel == "whatsapp")
                    choices_[phone] = letter.choices;
            }
    }

    void look_at_choices(const bot::Letter& letter, const bot::ChannelLimits& limits)
    {
        const bool is_list =
            static_cast<int>(letter.choices.size()) > limits.buttons_max || !letter.list_button.empty();
        const auto most = is_list ? limits.row_units_max : limits.button_units_max;
        std::set<std::string> ids, labels;
        for (const auto& choice : letter.choices) {
            ids.insert(choice.id);
            labels.insert(choice.label);
            if (choice.label.empty() || bot::utf16_units(choice.label) > most ||
                bot::utf16_units(choice.description) > limits.description_units_max)
                wrong("a choice that does not fit: " + choice.label);
        }
        if (ids.size() != letter.choices.size() || labels.size() != letter.choices.size())
            wrong("choices that cannot be told apart: " + letter.template_key);
    }

    std::mt19937 random_;
    MemoryOffice office_;
    const std::vector<std::string> words_ = words_of_the_texts();
    std::map<std::string, std::vector<bot::Choice>> choices_;
    std::size_t woman_ = 0;
    int count_ = 0;
    std::string phone_, channel_, last_;
};

unsigned from_environment(const char* name, unsigned otherwise)
{
    const auto* text = std::getenv(name);
    return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

} // namespace

TEST_CASE("Whatever anybody sends in any order, every turn ends, and every conversation waits within its limits")
{
    const auto seed = from_environment("SAMVAD_TEST_SEED", 20'261'122);
    const auto inputs = from_environment("SAMVAD_TEST_WALK", 20'000);
    Walk walk { seed };
    for (unsigned i = 0; i < inputs && walk.trouble.empty(); ++i)
        walk.step();
    INFO("seed " << seed << " (SAMVAD_TEST_SEED=" << seed << " walks it again)");
    CHECK(walk.trouble == "");
    CHECK(walk.outcomes.size() > 8);
    CHECK(walk.outcomes["not_understood"] < static_cast<int>(inputs / 2));
    std::ostringstream told;
    for (const auto& [outcome, count] : walk.outcomes)
        told << " " << outcome << " " << count;
    INFO(told.str());
    std::cout << "walked " << inputs << " inputs from seed " << seed << ": " << walk.outcomes.size() << " outcomes\n";
}
