#include "answers_support.h"

#include <catch2/catch.hpp>

using namespace dialogs::answers;

namespace {

struct Case {
    const char* text;
    const char* rupees;
    const char* why;
};

} // namespace

TEST_CASE("the answer to a price is read however she writes it")
{
    const Case cases[] = {
        { "250", "250", "a bare number is rupees" },
        { "२५०", "250", "Devanagari digits" },
        { "₹250", "250", "the sign" },
        { "रु250/-", "250", "everything run together" },
        { "रु0 250", "250", "a zero typed for the dot of रु." },
        { "रू. 250", "250", "the other spelling of रु" },
        { "Rs.250.50", "250.5", "two dots, one of them a decimal point" },
        { "1,25,000", "125000", "Indian grouping" },
        { "ढाई सौ", "250", "a fraction of a hundred" },
        { "dhai sau rupaye", "250", "the same in Latin letters" },
        { "ढाई सौ रुपये रख लो", "250", "with a request around it" },
        { "साढ़े तीन सौ", "350", "a half more" },
        { "पौने दो सौ रुपए", "175", "a quarter less than two hundred" },
        { "सवा सौ", "125", "a quarter more of one hundred" },
        { "डेढ़ हज़ार", "1500", "one and a half thousand" },
        { "12 रुपये 50 पैसे", "12.5", "rupees and paise" },
        { "पचास पैसे", "0.5", "paise alone" },
        { "2.5L", "250000", "L for lakh" },
        { "1.5k", "1500", "k for thousand" },
        { "नहीं 300", "300", "a correction without the old value" },
        { "250 nahi 300", "300", "a correction: the one before nahi is taken back" },
        { "300 नहीं 250", "250", "the number not taken back wins" },
        { "250 रु नहीं 300 रु", "300", "the same with rupees" },
        { "200 से 250 कर दो", "250", "an old and a new price" },
        { "दाम 250 रख दो", "250", "दो after रख is no number" },
        { "एक किलो का 250", "250", "the price of a kilo" },
        { "250 रु किलो", "250", "the price by unit" },
        { "paanchsau", "500", "two words run together" },
        { "दो सौ पचास", "250", "hundreds and fifty" },
        { "दोसौ पचास", "250", "run together, and more behind" },
        { "teensau bees", "320", "the same in Latin letters" },
        { "ekso bees", "120", "so is also a little word, but not run on to a number" },
        { "दुई सौ", "200", "as they say it in the east of the state" },
        { "भाई दो सौ रख दो", "200", "an everyday word that looks like ढाई" },
        { "saath rupaye", "60", "saath is also 'with', but not before rupees" },
        { "दाम saath", "60", "nor where a price was asked for" },
        { "छः सौ", "600", "six with visarga" },
        { "two hundred fifty", "250", "English words" },
        { "ek hazaar do sau", "1200", "thousands and hundreds" },
        { "मूल्य 250/- मात्र", "250", "as on a receipt" },
        { "1️⃣0️⃣", "10", "keycaps" },
    };
    for (const auto& each : cases) {
        INFO(each.text << ": " << each.why);
        CHECK(printed(read_money(answer_words(), locales::tokenize(each.text))) == each.rupees);
    }
}

TEST_CASE("a price with two readings is asked, one that is none does not fit")
{
    const Case cases[] = {
        { "दो तीन सौ", "200 or 300", "a span" },
        { "200-250", "200 or 250", "a span in digits" },
        { "250 300", "250 or 300", "two numbers with nothing between" },
        { "500 पैसे", "5 or 500", "paise to the letter, rupees as people say it" },
        { "सस्ता", "", "no number" },
        { "लाखों", "", "lakhs, but how many" },
        { "9876543210", "", "a phone number" },
        { "15 अगस्त", "", "a date" },
        { "2:30 बजे", "", "a time" },
        { "5 किलो", "", "a quantity" },
        { "-250", "", "below zero" },
        { "10.505", "", "less than a paisa" },
        { "999999999999999999 करोड़", "", "beyond all money" },
        { "250 नहीं", "250", "the only number there is" },
        { "order 123456", "", "the name of an order" },
        { "panxh sau", "", "no hundred: the word before it is a slip of panch" },
        { "do sau pachs", "", "more than two hundred, by a slip of pachas" },
        { "दो सौ पचस", "", "the same in Devanagari" },
        { "rs 250 ya 300", "250 or 300", "what marks one as money marks both" },
        { "साल 2024", "", "a year" },
        { "225001 pin", "", "a PIN code, named behind" },
        { "12345678901", "", "the number of an account" },
    };
    for (const auto& each : cases) {
        INFO(each.text << ": " << each.why);
        CHECK(printed(read_money(answer_words(), locales::tokenize(each.text))) == each.rupees);
    }
}

TEST_CASE("money is found in running text where it is marked as money")
{
    const Case cases[] = {
        { "अचार 250 रु के 20 डिब्बे बेचने हैं", "250", "price before quantity" },
        { "achar 20 dibba 250 rs wala bechna hai", "250", "quantity before price" },
        { "20 packet papad 30 ka", "", "30 is not marked" },
        { "achar 250 ke 20 dibbe", "250", "the price of the boxes" },
        { "दाम 120 रखना है 5 किलो", "120", "the word price before it" },
        { "आज 12 बिल 18450 रुपये", "18450", "a count and an amount" },
        { "मेरा नंबर 9876543210 है", "", "a phone number" },
        { "pin 226001", "", "a PIN code" },
        { "2026 में शुरू किया", "", "a year" },
        { "order 1234 pack", "", "an order" },
        { "500 रुपये 50 पैसे और 20 रुपये", "500.5, 20", "two sums" },
        { "5 से 6 हज़ार रुपये", "5000, 6000", "both ends of a span" },
        { "do lakh logon ne dekha", "", "people" },
        { "मुझे 2 दो", "", "give me two" },
    };
    for (const auto& each : cases) {
        INFO(each.text << ": " << each.why);
        CHECK(printed(find_money(answer_words(), locales::tokenize(each.text))) == each.rupees);
    }
}
