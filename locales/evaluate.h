// How well the classifier of intents.h does, in figures: on lines it was not taught, on lines with slips of the finger,
// and on lines in the other script. Everything is deterministic, so two runs can be compared.

#pragma once

#include "locales/intents.h"

#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace locales {

struct IntentFigures {
    std::string intent;
    int lines = 0;   // that mean it
    int guessed = 0; // that were taken for it
    int right = 0;

    double precision() const { return guessed == 0 ? 0 : static_cast<double>(right) / guessed; }

    double recall() const { return lines == 0 ? 0 : static_cast<double>(right) / lines; }

    double f1() const { return lines + guessed == 0 ? 0 : 2.0 * right / (lines + guessed); }
};

struct Confusion {
    std::string intent;
    std::string guessed;
    int times = 0;
    std::string example;
};

struct Evaluation {
    int lines = 0;
    int right = 0;
    std::vector<IntentFigures> intents; // in alphabetical order
    std::vector<Confusion> confusions;  // most frequent first

    double accuracy() const { return lines == 0 ? 0 : static_cast<double>(right) / lines; }

    double macro_f1() const; // of the intents that occur in the lines
};

// Teaches the one, asks the other.
Evaluation evaluate(const std::vector<IntentLine>& train, const std::vector<IntentLine>& test);

enum class Slips { None, ThirdOfWords };

// Which lines may be taught while another is asked. Our lines hold many sentences in both scripts; a transliteration
// of the asked line makes it easy, so Apart keeps lines that sound alike in one fold and is the stricter figure.
enum class Twins { Mixed, Apart };

// Five folds: each fifth of the lines is asked of a classifier taught by the others.
Evaluation cross_validate(const std::vector<IntentLine>& lines, Slips slips, Twins twins,
                          const Courtesies& courtesies = {});

// The same sentences in two scripts, `devanagari<TAB>roman<TAB>intent`: the first column is taught, the second asked.
// Throws FaultyFiles if the file cannot be read or a line has other columns.
Evaluation evaluate_across_scripts(const std::filesystem::path& parallel_file);

// Accuracy and macro F1 in one line; with details also the figures of each intent and the worst confusions.
enum class Details { No, Yes };
void write(std::ostream& out, const std::string& title, const Evaluation& evaluation, Details details);

// What `samvad evaluate` prints. With two files: teaches the one and asks the other. Without: cross-validates the lines
// below the locales folder and, if the file is there, measures across scripts. Returns the exit status: 0, or 2 if
// only one of the two files is given. Throws FaultyFiles for files that cannot be read.
struct EvaluateWhat {
    std::optional<std::filesystem::path> train {};
    std::optional<std::filesystem::path> test {};
    std::filesystem::path locales_folder {};
    std::filesystem::path parallel_file {};
};

int evaluate(const EvaluateWhat& what, std::ostream& out, std::ostream& errors);

} // namespace locales
