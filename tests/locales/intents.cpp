#include "locales/intents.h"

#include "locales/evaluate.h"
#include "locales/slips.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

using locales::IntentLine;
using locales::Intents;

namespace {

const std::filesystem::path source = SAMVAD_SOURCE_DIR;

const std::vector<IntentLine>& our_lines()
{
    static const auto lines = locales::load_intent_lines(source / "locales");
    return lines;
}

const locales::Courtesies& our_courtesies()
{
    static const auto courtesies = locales::load_courtesies(source / "locales");
    return courtesies;
}

const Intents& our_intents()
{
    static const auto intents = Intents::train(our_lines(), our_courtesies());
    return intents;
}

std::string best(std::string_view text)
{
    return std::string(our_intents().guess(text, 1).front().intent);
}

std::filesystem::path written(const std::string& name, const std::string& content)
{
    const auto file = std::filesystem::path(SAMVAD_BINARY_DIR) / name;
    std::ofstream(file) << content;
    return file;
}

bool is_devanagari(const std::string& text)
{
    return text.find("\xE0\xA4") != std::string::npos || text.find("\xE0\xA5") != std::string::npos;
}

} // namespace

TEST_CASE("every intent the dialogs know has at least sixty lines, a third of them in each script, and other has 300")
{
    const std::set<std::string> names {
        "menu",
        "join",
        "add_product",
        "my_products",
        "change_product",
        "price_help",
        "packing_help",
        "my_orders",
        "order_packed",
        "order_problem",
        "track_order",
        "returned_goods",
        "sale_payment",
        "commission_balance",
        "commission_rate",
        "report_collection",
        "commission_missing",
        "wallet_problem",
        "no_cooperation",
        "registration_number",
        "fssai_help",
        "bank_account",
        "loan",
        "roster",
        "record_sale",
        "training",
        "notices",
        "lakhpati",
        "complaint_status",
        "talk_to_person",
        "privacy",
        "thanks",
        "other",
    };
    std::map<std::string, int> devanagari;
    std::map<std::string, int> roman;
    for (const auto& line : our_lines())
        ++(is_devanagari(line.text) ? devanagari : roman)[line.intent];
    CHECK(std::set<std::string>(our_intents().names().begin(), our_intents().names().end()) == names);
    for (const auto& name : names) {
        INFO(name);
        const auto lines = devanagari[name] + roman[name];
        CHECK(lines >= (name == "other" ? 300 : 60));
        CHECK(devanagari[name] * 3 >= lines);
        CHECK(roman[name] * 3 >= lines);
    }
}

TEST_CASE("what she wants is guessed in both scripts, mixed, misspelt and run together")
{
    CHECK(best("mera order kidhar pahucha abhi tk") == "track_order");
    CHECK(best("कमिसन अबतक नही मिला अप्रेल वाला") == "commission_missing");
    CHECK(best("mujhe लोन चाहिए bhains ke liye") == "loan");
    CHECK(best("aaj ४ बिल जमा किये 5200 rupay") == "report_collection");
    CHECK(best("वालेट में पैसा नही चढा recharge kiya tha") == "wallet_problem");
}

TEST_CASE("a wish is found behind courtesies, whoever says them and wherever she lives")
{
    CHECK(best("namaste sir main barabanki se bol rahi hu packing kaise kare") == "packing_help");
    CHECK(best("नमस्कार मैडम जी मेरा नाम सुनीता है और मैं लक्ष्मी समूह से हूं लोन की किस्त कितनी बाकी है") == "loan");
    CHECK(best("didi pranam ek baat puchni thi order kahan pahuncha jaldi bataiye") == "track_order");
    CHECK(best("हेलो जी मैं कांगड़ा से रेखा बोल रही हूं मेला कब लगेगा") == "roster");
    CHECK(best("मैं लक्ष्मी समूह से हूं मुझे जुड़ना है") == "join"); // what is a courtesy there is a wish here
}

TEST_CASE("a line of courtesies without its place is named")
{
    const auto folder = std::filesystem::path(SAMVAD_BINARY_DIR) / "courtesies";
    std::filesystem::create_directories(folder / "hi");
    std::ofstream(folder / "hi" / "courtesies.tsv") << "before\tनमस्ते\nafter\tदीदी\n";
    CHECK(locales::load_courtesies(folder).before == std::vector<std::string> { "नमस्ते" });
    CHECK(locales::load_courtesies(folder).after == std::vector<std::string> { "दीदी" });
    std::ofstream(folder / "hi" / "courtesies.tsv") << "behind\tनमस्ते\n";
    CHECK_THROWS_AS(locales::load_courtesies(folder), locales::FaultyFiles);
}

TEST_CASE("a guess is a probability over all intents, best first")
{
    const auto guesses = our_intents().guess("कमीशन कितना बना", 99);
    REQUIRE(guesses.size() == our_intents().names().size());
    float sum = 0;
    for (std::size_t at = 0; at < guesses.size(); ++at) {
        sum += guesses[at].probability;
        if (at > 0)
            CHECK(guesses[at].probability <= guesses[at - 1].probability);
    }
    CHECK(sum == Approx(1));
    CHECK(guesses.front().intent == "commission_balance");
    CHECK(our_intents().guess("कमीशन कितना बना", 3).size() == 3);
}

TEST_CASE("whatever the bytes, a guess is made without falling over")
{
    for (const auto* text : { "", " ", "\xFF\xFE\x80", "\xE0\xA4", "12345", "।।।", "🙏🏽", "<num>", "\t\n" }) {
        const auto guesses = our_intents().guess(text, 3);
        REQUIRE(guesses.size() == 3);
        CHECK(guesses.front().probability > 0);
    }
    CHECK(our_intents().guess(std::string(100000, 'k'), 1).size() == 1);
}

TEST_CASE("the same lines teach the same weights, so a start never changes what she is told")
{
    const std::vector<IntentLine> lines(our_lines().begin(), our_lines().begin() + 400);
    const auto one = Intents::train(lines);
    const auto other = Intents::train(lines);
    for (const auto* text : { "dam kitna rakhu", "ऑर्डर आया क्या", "xyz" }) {
        const auto left = one.guess(text, 2);
        const auto right = other.guess(text, 2);
        CHECK(left.front().intent == right.front().intent);
        CHECK(left.front().probability == right.front().probability);
    }
}

TEST_CASE("one intent alone cannot be told from anything and is refused")
{
    CHECK_THROWS_AS(Intents::train({ { "namaste", "menu" }, { "hi", "menu" } }), std::invalid_argument);
}

TEST_CASE("a number is the same to the classifier whatever its value")
{
    const auto one = our_intents().guess("3500 ke bill par kitna", 1).front();
    const auto other = our_intents().guess("७२१० ke bill par kitna", 1).front();
    CHECK(one.intent == other.intent);
    CHECK(one.probability == other.probability);
}

TEST_CASE("lines that are no text, tab and intent are named with their place")
{
    std::vector<locales::Fault> faults;
    const auto lines =
        locales::read_intent_lines(written("lines.tsv", "namaste\tmenu\r\n\nno tab\n\tmenu\nhi\t\n"), faults);
    CHECK(lines == std::vector<IntentLine> { { "namaste", "menu" } });
    REQUIRE(faults.size() == 3);
    CHECK(faults[0].key == "line 3");
    CHECK(faults[1].key == "line 4");
    CHECK(faults[2].key == "line 5");
    locales::read_intent_lines(source / "no_such.tsv", faults);
    CHECK(faults.size() == 4);
}

TEST_CASE("slips touch about a third of the words and never a number")
{
    const std::string text = "mera commission kitna bana abhi tak batao didi 18450 rupaye april mahine ka";
    CHECK(locales::with_slips(text, 1) == locales::with_slips(text, 1));
    int changed = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const auto slipped = locales::with_slips(text, seed);
        changed += slipped != text;
        CHECK(slipped.find("18450") != std::string::npos);
    }
    CHECK(changed > 45);
}

TEST_CASE("figures count what was right, what was taken for what, and leave out intents nobody asked")
{
    const std::vector<IntentLine> train { { "namaste", "menu" }, { "loan chahiye", "loan" }, { "mela kab", "roster" } };
    const auto figures = locales::evaluate(train, { { "namaste", "menu" }, { "loan", "loan" }, { "namaste", "loan" } });
    CHECK(figures.lines == 3);
    CHECK(figures.right == 2);
    REQUIRE(figures.confusions.size() == 1);
    CHECK(figures.confusions.front().guessed == "menu");
    CHECK(figures.macro_f1() == Approx((2.0 / 3 + 2.0 / 3) / 2));
}

TEST_CASE("the command asks for both files or none")
{
    std::ostringstream out;
    std::ostringstream errors;
    CHECK(locales::evaluate({ .train = source / "x.tsv" }, out, errors) == 2);
    CHECK_FALSE(errors.str().empty());
    const auto train = written("train.tsv", "namaste\tmenu\nnamaste\tmenu\nloan chahiye\tloan\n");
    const auto test = written("test.tsv", "loan\tloan\n");
    CHECK(locales::evaluate({ .train = train, .test = test }, out, errors) == 0);
    CHECK(out.str().find("accuracy 100.0 %") != std::string::npos);
}

TEST_CASE("sentences taught in Devanagari are understood in Roman letters")
{
    const auto figures = locales::evaluate_across_scripts(source / "tests/locales/parallel.tsv");
    CHECK(figures.lines >= 200);
    std::cout << "taught in Devanagari, asked in Roman: " << figures.accuracy() << "\n";
    CHECK(figures.accuracy() >= 0.955);
}

TEST_CASE("cross-validation of our own lines keeps its floor, with slips too")
{
    using namespace locales;
    const auto plain = cross_validate(our_lines(), Slips::None, Twins::Mixed, our_courtesies());
    const auto slipped = cross_validate(our_lines(), Slips::ThirdOfWords, Twins::Mixed, our_courtesies());
    const auto apart = cross_validate(our_lines(), Slips::None, Twins::Apart, our_courtesies());
    std::cout << "our lines: " << plain.accuracy() << ", with slips " << slipped.accuracy()
              << ", no transliteration of an asked line taught " << apart.accuracy() << "\n";
    CHECK(plain.accuracy() >= 0.928);
    CHECK(slipped.accuracy() >= 0.88);
    CHECK(apart.accuracy() >= 0.87);
}
