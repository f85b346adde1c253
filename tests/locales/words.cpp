#include "locales/words.h"

#include "locales/document.h"
#include "locales/intents.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>

using locales::tokenize;
using locales::Words;

namespace {

const std::filesystem::path source = SAMVAD_SOURCE_DIR;

const Words& words()
{
    static const auto all = Words::load(source / "locales");
    return all;
}

std::string_view command(std::string_view text)
{
    return words().command(tokenize(text));
}

std::string keyword(std::string_view text)
{
    const auto found = words().keyword(tokenize(text), text);
    return found ? std::string(found->intent) : "";
}

std::vector<std::string> meanings(std::string_view text)
{
    const auto* found = words().ambiguous(tokenize(text));
    return found == nullptr ? std::vector<std::string> {} : found->intents;
}

std::vector<locales::Fault> faults_of(const std::string& hindi, const std::string& english)
{
    const auto folder = std::filesystem::path(SAMVAD_BINARY_DIR) / "words_faults";
    std::filesystem::create_directories(folder / "hi");
    std::filesystem::create_directories(folder / "en");
    std::ofstream(folder / "hi/words.json") << hindi;
    std::ofstream(folder / "en/words.json") << english;
    try {
        Words::load(folder);
    } catch (const locales::FaultyFiles& faulty) {
        return faulty.faults();
    }
    return {};
}

} // namespace

TEST_CASE("commands are known in both scripts, whatever the spelling that tells no words apart")
{
    const std::pair<const char*, const char*> cases[] {
        { "सूचना 17 रोको", "stop_notice" },
        { "suchna 17 ka haal", "notice_status" },
        { "N17 1", "notice_answer" },
        { "सूचना १७ हाँ", "notice_yes" },
        { "notice 17 nahi", "notice_no" },
        { "सबको बताना है", "write_notice" },
        { "notice bhejo", "write_notice" },
        { "सूचना बंद करो", "notices_off" },
        { "मेनू", "menu" },
        { "MENU", "menu" },
        { "menu!", "menu" },
        { "पीछे", "back" },
        { "piche jao", "back" },
        { "रद्द करो", "cancel" },
        { "मदद", "help" },
        { "फिर से", "repeat" },
        { "छोड़ो", "skip" },
        { "छोडो", "skip" },
        { "हिन्दी में", "language_hi" },
        { "अंग्रेज़ी", "language_en" },
        { "roman", "language_latin" },
        { "अधिकारी से बात", "person" },
        { "STOP", "stop" },
        { "मैसेज मत भेजो", "stop" },
        { "शुरू", "start" },
        { "मेरी जानकारी", "my_data" },
        { "delete", "delete" },
        { "धन्यवाद 🙏", "" },
        { "धन्यवाद", "thanks" },
        { "नमस्ते", "greeting" },
        { "🙏", "greeting" },
        { "বন্ধ করুন", "stop" },
    };
    for (const auto& [text, name] : cases) {
        INFO(text);
        CHECK(command(text) == name);
    }
}

TEST_CASE("a command is the whole message, never a word inside one, and never a word that merely resembles it")
{
    for (const auto* text : { "मेनू में अचार का दाम", "मदद के लिए बहुत बहुत आभार", "menus", "", "।", "250", "radio" }) {
        INFO(text);
        CHECK(command(text).empty());
    }
}

TEST_CASE("yes, no and ok are answers and no commands, so that they still answer a question")
{
    for (const auto* text : { "हाँ", "नहीं", "ok", "ठीक है", "thik hai", "ji" })
        CHECK(command(text).empty());
}

TEST_CASE("SMS keywords work alone and with their numbers")
{
    const std::pair<const char*, const char*> cases[] {
        { "COM", "commission_balance" },
        { "com", "commission_balance" },
        { "RATE 3500", "commission_rate" },
        { "rate ₹3500", "commission_rate" },
        { "BILL 12 18450", "report_collection" },
        { "bill 12,18450", "report_collection" },
        { "PACK 1234", "order_packed" },
        { "PACK", "order_packed" },
        { "NAHI 1234", "order_problem" },
        { "SHIK COM", "commission_missing" },
        { "shik wallet", "wallet_problem" },
        { "SHIK SAHYOG", "no_cooperation" },
        { "SHIK", "complaint_status" },
        { "BIKRI 3200", "record_sale" },
        { "KAHAN", "track_order" },
        { "JUDE", "join" },
        { "UTPAD", "add_product" },
        { "MAL", "my_products" },
        { "STOCK", "change_product" },
        { "DAM", "price_help" },
        { "PACKING", "packing_help" },
        { "ORDER", "my_orders" },
        { "WAPSI", "returned_goods" },
        { "FSSAI", "fssai_help" },
        { "LOAN", "loan" },
        { "BARI", "roster" },
        { "TRG", "training" },
        { "SUCHNA", "notices" },
        { "LAKHPATI", "lakhpati" },
        { "बिल १२ १८४५०", "report_collection" },
    };
    for (const auto& [text, intent] : cases) {
        INFO(text);
        CHECK(keyword(text) == intent);
    }
    CHECK(words().keyword(tokenize("SHIK COM"))->tokens == 2);
}

TEST_CASE("a keyword with other words behind it, or without its number, is a sentence and none")
{
    for (const auto* text :
         { "com nahi aaya", "rate", "bill 12", "nahi", "pack kar do", "order kab aayega", "12 bill" })
    {
        INFO(text);
        CHECK(keyword(text).empty());
    }
}

TEST_CASE("a keyword that is also an ambiguous word counts only in capitals, as on the card")
{
    CHECK(keyword("PAISA") == "sale_payment");
    CHECK(keyword("paisa").empty());
    CHECK(keyword("NUMBER") == "registration_number");
    CHECK(keyword("number").empty());
    CHECK(keyword("KHATA") == "bank_account");
    CHECK_FALSE(words().keyword(tokenize("PAISA")).has_value());
}

TEST_CASE("ambiguous words are asked when nothing in the message decides, in both scripts")
{
    for (const auto* text : { "पैसा", "paisa", "मेरा पैसा", "रजिस्टर", "रजिस्टर करना है", "बिल", "सखी", "नंबर चाहिए", "number",
                              "खाता", "मंडी", "बस्ती", "mandi", "basti", "मेरा नम्बर", "bill kya hai" })
    {
        INFO(text);
        CHECK(meanings(text).size() >= 2);
    }
    CHECK(words().ambiguous(tokenize("पैसे"))->word == "पैसा");
}

TEST_CASE("an ambiguous word beside a word that decides is not asked")
{
    for (const auto* text :
         { "सामान का पैसा", "जीएसटी नंबर", "bank khata", "बिल 12 18450", "विद्युत सखी", "मंडी का भाव", "नमस्ते", "" })
    {
        INFO(text);
        CHECK(meanings(text).empty());
    }
}

TEST_CASE("rules see all their words in any order and give way to a word they exclude")
{
    const auto rule = [](std::string_view text) { return words().rule(tokenize(text)); };
    CHECK(rule("3500 के बिल पर कितना मिलेगा") == "commission_rate");
    CHECK(rule("नहीं आया मेरा कमीशन अभी तक") == "commission_missing");
    CHECK(rule("aaj 12 bill 18450 rupaye") == "report_collection");
    CHECK(rule("1234 पैक कर दिया") == "order_packed");
    CHECK(rule("पैक कर दिया क्या").empty());
    CHECK(rule("कमीशन कब आएगा").empty());
}

TEST_CASE("no rule or keyword contradicts the lines the classifier is taught by")
{
    for (const auto& line : locales::load_intent_lines(source / "locales")) {
        const auto tokens = tokenize(line.text);
        const auto by_rule = words().rule(tokens);
        INFO(line.text);
        CHECK((by_rule.empty() || by_rule == line.intent));
        const auto by_keyword = words().keyword(tokens, line.text);
        CHECK((!by_keyword || by_keyword->intent == line.intent));
    }
}

TEST_CASE("choices, slots, fillers and words of change are known")
{
    const auto choice = [](std::string_view text) { return words().choice(tokenize(text)); };
    CHECK(choice("गाँव") == "rural");
    CHECK(choice("gaon me") == "rural");
    CHECK(choice("गांव वाला है") == "rural");
    CHECK(choice("माल नहीं है") == "no_material");
    CHECK(choice("do baar kata") == "paid_twice");
    CHECK(choice("कुछ और").empty());
    CHECK(words().slot("दाम") == "price");
    CHECK(words().slot("stock") == "stock");
    CHECK(words().slot("अचार").empty());
    CHECK(words().is_filler("बेचने"));
    CHECK(words().is_filler("wala"));
    CHECK_FALSE(words().is_filler("अचार"));
    CHECK(words().changes(tokenize("दाम गलत है")));
    CHECK_FALSE(words().changes(tokenize("दाम 250")));
}

TEST_CASE("faults of all files are told together, with file, key and mend")
{
    const auto faults = faults_of(
        R"({"commands": {"menu": ["मेनू", "मेनू"], "fly": ["उड़ो"]}, "keywords": {"loan": ["rin"], "join": ["rin"]},
            "rules": {"loan": ["-कब"]}, "ambiguous": {"पैसा": ["loan"]}, "secrets": {}})",
        R"({"commands": {"back": ["home"], "help": ["मेनू"]}, "choices": {"rural": "gaon", "urban": [""]}})");
    std::vector<std::string> keys;
    for (const auto& fault : faults) {
        keys.push_back(fault.key);
        CHECK_FALSE(fault.mend.empty());
        CHECK(fault.file.find("words.json") != std::string::npos);
    }
    for (const auto* key : { "commands.menu", "commands.fly", "keywords.join", "rules.loan", "ambiguous.पैसा", "secrets",
                             "choices.rural", "choices.urban" })
    {
        INFO(key);
        CHECK(std::find(keys.begin(), keys.end(), key) != keys.end());
    }
    CHECK(faults.size() == 9);
}
