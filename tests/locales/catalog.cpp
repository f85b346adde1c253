#include "locales/catalog.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <thread>

using namespace locales;

namespace {

// A folder of locales that lives as long as the test.
class Folder {
public:
    explicit Folder(std::string_view name) : path(std::filesystem::path(SAMVAD_BINARY_DIR) / "test_catalog" / name)
    {
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
        write("variables.json", R"({ "price": { "kind": "money", "longest": 14, "sample": "₹250" },
                                     "name": { "kind": "text", "longest": 60, "sample": "रीना" },
                                     "count": { "kind": "number", "longest": 6, "sample": "3" } })");
    }

    ~Folder() { std::filesystem::remove_all(path); }

    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    Folder& write(std::string_view file, std::string_view content)
    {
        std::filesystem::create_directories((path / file).parent_path());
        std::ofstream(path / file) << content;
        return *this;
    }

    Folder& texts(std::string_view language, std::string_view content)
    {
        return write(std::string(language) + "/texts.json", content);
    }

    std::filesystem::path path;
};

std::string faults_of(const Folder& folder)
{
    try {
        Catalog::load(folder.path);
    } catch (const FaultyFiles& faulty) {
        return faulty.what();
    }
    return "none";
}

} // namespace

TEST_CASE("a text is filled in, in the language and for the channel asked")
{
    Folder folder("filled");
    folder.texts("hi", R"({ "sold": { "any": "{name}: {price} मिले", "sms": "{price} मिले, {name}" }, "bye": "नमस्ते" })");
    folder.texts(
        "en",
        R"({ "sold": { "whatsapp": "{name} got {price} 🎉", "sms": "{name} got {price}" }, "bye": "'{'bye'}'" })");
    const auto catalog = Catalog::load(folder.path);
    const Arguments arguments { { "name", "रीना" }, { "price", "₹250" } };
    CHECK(catalog.text("hi", "sold", "whatsapp", arguments) == "रीना: ₹250 मिले");
    CHECK(catalog.text("hi", "sold", "sms", arguments) == "₹250 मिले, रीना");
    CHECK(catalog.text("en", "sold", "terminal", arguments) == "रीना got ₹250 🎉");
    CHECK(catalog.text("en", "bye", "sms") == "{bye}");
    CHECK(catalog.has("bye"));
    CHECK_FALSE(catalog.has("hello"));
    CHECK(catalog.keys() == std::vector<std::string> { "bye", "sold" });
    CHECK(catalog.languages() == std::vector<std::string> { "en", "hi" });
    CHECK(catalog.placeholders("sold") == std::set<std::string, std::less<>> { "name", "price" });
    CHECK_THROWS_AS(catalog.text("hi", "hello", "sms"), std::out_of_range);
    CHECK_THROWS_AS(catalog.text("bho", "bye", "sms"), std::out_of_range);
    CHECK_THROWS_AS(catalog.text("hi", "sold", "sms"), std::invalid_argument);
}

TEST_CASE("a plural follows the language's rules, with zero said apart")
{
    Folder folder("plural");
    const auto* text =
        R"({ "orders": "{count, plural, =0{none} one{# order} other{# orders}} for {name, select, रीना{her} other{{name}}}" })";
    folder.texts("hi", text).texts("hi-Latn", text).texts("en", text);
    const auto catalog = Catalog::load(folder.path);
    const auto said = [&](const char* language, int count, const char* name) {
        return catalog.text(language, "orders", "sms", { { "count", count }, { "name", name } });
    };
    CHECK(said("en", 0, "रीना") == "none for her");
    CHECK(said("en", 1, "गीता") == "1 order for गीता");
    CHECK(said("hi", 2, "गीता") == "2 orders for गीता");
    CHECK(said("hi-Latn", 1, "गीता") == "1 order for गीता");
    CHECK(said("hi", 125000, "रीना") == "1,25,000 orders for her");
    CHECK_THROWS_AS(catalog.text("hi", "orders", "sms", { { "count", "two" }, { "name", "x" } }),
                    std::invalid_argument);
}

TEST_CASE("the longest length counts the longest branch and UTF-16 units")
{
    Folder folder("longest");
    folder.texts("en", R"({ "a": "{name} 🎉", "b": "{count, plural, one{#} other{# orders}}", "c": "हाँ" })");
    const auto catalog = Catalog::load(folder.path);
    CHECK(catalog.fixed_units("en", "a", "sms") == 3);
    CHECK(catalog.longest_units("en", "a", "sms") == 63);
    CHECK(catalog.longest_units("en", "b", "sms") == 13);
    CHECK(catalog.longest_units("en", "c", "sms") == 3);
    CHECK(catalog.longest_units("en", "a", "sms", [](std::string_view) { return 5; }) == 8);
    CHECK(catalog.sample("en", "b", "sms") == "3 orders");
    CHECK(utf16_units("🎉a₹") == 4);
}

TEST_CASE("all faults of all files are told at once, each with its place and its mend")
{
    Folder folder("faulty");
    folder.texts(
        "hi",
        R"({ "bad": "{name", "empty": " ", "unknown": "{nam}", "differs": "{name}", "typed": "{count, number}" })");
    folder.texts("en",
                 R"({ "bad": "ok", "empty": "ok", "unknown": "ok", "differs": "{price}", "typed": "ok", "more": "ok",
                            "part": { "sms": "ok" }, "odd": { "any": "ok", "fax": "ok" } })");
    folder.write("zzz/texts.json", "{}");
    const auto faults = faults_of(folder);
    const auto told = [&](std::string_view what) { return faults.find(what) != std::string::npos; };
    CHECK(told("hi/texts.json: bad: is not ICU MessageFormat"));
    CHECK(told("hi/texts.json: empty: is empty; write the text"));
    CHECK(told("hi/texts.json: unknown: uses {nam}, which variables.json does not list"));
    CHECK(told("hi/texts.json: differs: uses for sms {name}, but in en {price}"));
    CHECK(told("hi/texts.json: typed: {count} has a format"));
    CHECK(told("hi/texts.json: more: is missing; translate it from en"));
    CHECK(told("en/texts.json: part: has no text for every channel"));
    CHECK(told("en/texts.json: odd: is for the unknown channel fax"));
    CHECK(told("zzz: is not a language"));
}

TEST_CASE("a key that stands twice is a fault, for the second would silently win")
{
    Folder folder("twice");
    folder.texts("en", R"({ "a": "one", "b": "two", "a": "three" })");
    CHECK(faults_of(folder).find("en/texts.json: a: stands twice") != std::string::npos);
    folder.texts("en", R"({ "a": "one", )");
    CHECK(faults_of(folder).find("en/texts.json: is not JSON") != std::string::npos);
}

TEST_CASE("a variable without a length, a kind or a sample is a fault")
{
    Folder folder("variables");
    folder.texts("en", R"({ "a": "one" })");
    folder.write("variables.json",
                 R"({ "x": { "kind": "colour" }, "y": { "kind": "text", "longest": 2, "sample": "long" } })");
    const auto faults = faults_of(folder);
    CHECK(faults.find("x: has the unknown kind") != std::string::npos);
    CHECK(faults.find("x: has no longest length") != std::string::npos);
    CHECK(faults.find("x: has no sample") != std::string::npos);
    CHECK(faults.find("y: has a sample longer") != std::string::npos);
}

TEST_CASE("many threads may read one catalog")
{
    Folder folder("threads");
    folder.texts("hi", R"({ "orders": "{count, plural, one{# ऑर्डर} other{# ऑर्डर हैं}}" })");
    const auto catalog = Catalog::load(folder.path);
    std::vector<std::thread> threads;
    std::array<int, 4> right {};
    for (std::size_t thread = 0; thread < right.size(); ++thread)
        threads.emplace_back([&, thread] {
            for (int round = 0; round < 2000; ++round)
                right[thread] += catalog.text("hi", "orders", "sms", { { "count", 2 } }) == "2 ऑर्डर हैं";
        });
    for (auto& thread : threads)
        thread.join();
    CHECK(right == std::array<int, 4> { 2000, 2000, 2000, 2000 });
}

TEST_CASE("filling in a text with three variables takes a few microseconds at most")
{
    Folder folder("speed");
    folder.texts("hi", R"({ "sold": "{name} जी, आपके {count} डिब्बे बिके। आपको {price} मिलेंगे।" })");
    const auto catalog = Catalog::load(folder.path);
    const Arguments arguments { { "name", "रीना देवी" }, { "price", "₹250" }, { "count", 20 } };
    const auto began = std::clock(); // of the processor, whatever else it does
    std::size_t bytes = 0;
    for (int round = 0; round < 20000; ++round)
        bytes += catalog.text("hi", "sold", "sms", arguments).size();
    const std::chrono::duration<double, std::micro> took =
        std::chrono::duration<double> { static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC };
    std::cout << "a text with three variables: " << took.count() / 20000 << " microseconds\n";
    CHECK(bytes > 20000);
    CHECK(took.count() / 20000 < 50); // generous, for sanitizers and busy machines
}
