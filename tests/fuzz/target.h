// What reads bytes from outside, each as one function that takes any bytes: libFuzzer drives it (tests/fuzz/run), and
// an ordinary test replays the corpus through the same function (tests/bot/fuzz_corpus.cpp). What must hold is checked
// with `demand`, which ends the process under the fuzzer and fails the test elsewhere.

#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace fuzz {

struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

inline void demand(bool holds, const std::string& sentence)
{
    if (!holds)
        throw Broken { sentence };
}

// One file each, of the same name.
void whatsapp(std::string_view bytes); // a webhook's body, after its signature
void kannel(std::string_view bytes);   // the query of an SMS that came, or of a report
void words(std::string_view bytes);    // her words: their forms, and every kind of answer
void dialog(std::string_view bytes);   // a file of dialogs/flows, or the menu
void texts(std::string_view bytes);    // files of locales: texts, words, numbers, dates
void imports(std::string_view bytes);  // a table to import; the first byte tells of what
void http(std::string_view bytes);     // requests as they come in, cut in two anywhere

} // namespace fuzz
