#include "answers_support.h"

#include "dialogs/answers/phone.h"
#include "dialogs/answers/pin_code.h"
#include "dialogs/answers/yes_no.h"

#include <catch2/catch.hpp>

using namespace dialogs::answers;

TEST_CASE("yes and no are read from the first word that says either")
{
    struct Case {
        const char* text;
        const char* answer;
        const char* why;
    };

    const Case cases[] = {
        { "हाँ", "yes", "" },
        { "हां जी", "yes", "polite" },
        { "जी नहीं", "no", "जी alone is yes, with नहीं it is no" },
        { "ठीक है", "yes", "" },
        { "ठीक नहीं है", "no", "the longer phrase first" },
        { "haan", "yes", "" },
        { "hnji", "yes", "SMS spelling" },
        { "nhi", "no", "SMS spelling" },
        { "NAHI", "no", "shouted" },
        { "haaaan", "yes", "drawn out" },
        { "हां. मैंने ना कहा था", "yes", "the first marker wins" },
        { "ना, 250 वाला", "no", "with more behind" },
        { "थोड़ा सोचना है", "", "neither" },
        { "👍", "yes", "a thumb" },
        { "👍🏽", "yes", "a thumb with its tone" },
        { "❌", "no", "a cross" },
        { "thik h", "yes", "है as one letter" },
        { "bilkul nahi", "no", "certainly not" },
        { "kyun nahi", "yes", "why not" },
        { "रहने दो", "no", "leave it" },
        { "", "", "nothing" },
    };
    for (const auto& each : cases) {
        INFO(each.text << ": " << each.why);
        const auto answer = read_yes_no(answer_words(), locales::tokenize(each.text));
        CHECK((!answer ? "" : *answer == YesNo::Yes ? "yes" : "no") == std::string(each.answer));
    }
}

TEST_CASE("a mobile number is read with or without its country, spaces and hyphens")
{
    const auto phone = [](const char* text) { return printed(read_phone(answer_words(), locales::tokenize(text))); };
    CHECK(phone("9876543210") == "+919876543210");
    CHECK(phone("९८७६५४३२१०") == "+919876543210");
    CHECK(phone("+91 98765 43210") == "+919876543210");
    CHECK(phone("91-98765-43210") == "+919876543210");
    CHECK(phone("098765 43210") == "+919876543210");
    CHECK(phone("मेरा नंबर 98765-43210 है") == "+919876543210");
    CHECK(phone("9876543210, 9876543210") == "+919876543210");
    CHECK(phone("9876543210 या 8765432109") == "+919876543210 or +918765432109");
    CHECK(phone("नौ आठ सात छह पाँच चार तीन दो एक शून्य") == "+919876543210");
    CHECK(phone("5876543210").empty());
    CHECK(phone("98765").empty());
    CHECK(phone("98765432101").empty());
    CHECK(phone("नहीं पता").empty());
}

TEST_CASE("a PIN code is six digits, the first not zero")
{
    const auto pin = [](const char* text) { return printed(read_pin_code(locales::tokenize(text))); };
    CHECK(pin("226001") == "226001");
    CHECK(pin("२२६००१") == "226001");
    CHECK(pin("पिन 226 001 है") == "226001");
    CHECK(pin("226001 या 226010") == "226001 or 226010");
    CHECK(pin("026001").empty());
    CHECK(pin("2260011").empty());
    CHECK(pin("2,26,001").empty());
}
