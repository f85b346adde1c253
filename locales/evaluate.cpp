#include "locales/evaluate.h"

#include "locales/phonetic.h"
#include "locales/slips.h"

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <map>

namespace locales {

namespace {

constexpr std::size_t folds = 5;
constexpr std::size_t confusions_shown = 20;

// Adds up what was meant and what was guessed.
class Tally {
public:
    void add(const IntentLine& line, std::string_view guessed)
    {
        ++evaluation_.lines;
        ++figures_[line.intent].lines;
        ++figures_[std::string(guessed)].guessed;
        if (line.intent == guessed) {
            ++evaluation_.right;
            ++figures_[line.intent].right;
            return;
        }
        auto& confusion = confusions_[{ line.intent, std::string(guessed) }];
        if (++confusion.times == 1)
            confusion.example = line.text;
    }

    Evaluation finish()
    {
        for (auto& [intent, figures] : figures_) {
            figures.intent = intent;
            evaluation_.intents.push_back(figures);
        }
        for (auto& [pair, confusion] : confusions_)
            evaluation_.confusions.push_back({ pair.first, pair.second, confusion.times, confusion.example });
        std::stable_sort(evaluation_.confusions.begin(), evaluation_.confusions.end(),
                         [](const Confusion& one, const Confusion& other) { return one.times > other.times; });
        return std::move(evaluation_);
    }

private:
    Evaluation evaluation_;
    std::map<std::string, IntentFigures> figures_;
    std::map<std::pair<std::string, std::string>, Confusion> confusions_;
};

std::uint64_t hash_of(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const auto byte : text)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    return hash ^ (hash >> 32U);
}

// How a line sounds without what the two scripts write differently (nasals, glides, vowels).
std::string sound_of(std::string_view text)
{
    std::string sound;
    for (const auto& token : tokenize(text)) {
        if (!token.is_word())
            continue;
        const auto keys = phonetic_keys(token.n1);
        for (const auto phone : keys.empty() ? token.n1 : keys.front())
            if (std::string_view("nmyvA").find(phone) == std::string_view::npos)
                sound += phone;
    }
    return sound;
}

std::size_t fold_of(const IntentLine& line, Twins twins)
{
    const auto hash = twins == Twins::Apart ? hash_of(sound_of(line.text)) : hash_of(line.text);
    return static_cast<std::size_t>(hash % folds);
}

void ask(const Intents& intents, const IntentLine& line, Slips slips, Tally& tally)
{
    const auto text = slips == Slips::None ? line.text : with_slips(line.text, hash_of(line.text));
    tally.add(line, intents.guess(text, 1).front().intent);
}

std::vector<IntentLine> read_lines(const std::filesystem::path& file)
{
    std::vector<Fault> faults;
    auto lines = read_intent_lines(file, faults);
    if (!faults.empty())
        throw FaultyFiles(std::move(faults));
    return lines;
}

void write_details(std::ostream& out, const Evaluation& evaluation)
{
    out << "  intent                lines precision recall    f1\n";
    for (const auto& each : evaluation.intents)
        out << "  " << std::left << std::setw(22) << each.intent << std::right << std::setw(5) << each.lines
            << std::setw(9) << 100 * each.precision() << std::setw(7) << 100 * each.recall() << std::setw(6)
            << 100 * each.f1() << "\n";
    out << "  worst confusions (meant, taken for, times, an example)\n";
    for (std::size_t at = 0; at < std::min(confusions_shown, evaluation.confusions.size()); ++at) {
        const auto& each = evaluation.confusions[at];
        out << "  " << std::left << std::setw(20) << each.intent << ' ' << std::setw(20) << each.guessed << std::right
            << std::setw(4) << each.times << "  " << each.example << "\n";
    }
}

} // namespace

double Evaluation::macro_f1() const
{
    double sum = 0;
    int count = 0;
    for (const auto& each : intents) {
        if (each.lines == 0)
            continue;
        sum += each.f1();
        ++count;
    }
    return count == 0 ? 0 : sum / count;
}

Evaluation evaluate(const std::vector<IntentLine>& train, const std::vector<IntentLine>& test)
{
    const auto intents = Intents::train(train);
    Tally tally;
    for (const auto& line : test)
        ask(intents, line, Slips::None, tally);
    return tally.finish();
}

Evaluation cross_validate(const std::vector<IntentLine>& lines, Slips slips, Twins twins, const Courtesies& courtesies)
{
    Tally tally;
    for (std::size_t fold = 0; fold < folds; ++fold) {
        std::vector<IntentLine> taught;
        std::vector<IntentLine> asked;
        for (const auto& line : lines)
            (fold_of(line, twins) == fold ? asked : taught).push_back(line);
        const auto intents = Intents::train(taught, courtesies);
        for (const auto& line : asked)
            ask(intents, line, slips, tally);
    }
    return tally.finish();
}

Evaluation evaluate_across_scripts(const std::filesystem::path& parallel_file)
{
    std::vector<IntentLine> devanagari;
    std::vector<IntentLine> roman;
    // Read as lines of text<TAB>intent whose text has a tab of its own.
    for (const auto& line : read_lines(parallel_file)) {
        const auto tab = line.text.find('\t');
        if (tab == std::string::npos)
            throw FaultyFiles(
                { { parallel_file.string(), line.text, "has two columns", "write devanagari<TAB>roman<TAB>intent" } });
        devanagari.push_back({ line.text.substr(0, tab), line.intent });
        roman.push_back({ line.text.substr(tab + 1), line.intent });
    }
    return evaluate(devanagari, roman);
}

void write(std::ostream& out, const std::string& title, const Evaluation& evaluation, Details details)
{
    out << std::fixed << std::setprecision(1) << title << ": accuracy " << 100 * evaluation.accuracy()
        << " %, macro F1 " << 100 * evaluation.macro_f1() << " %, " << evaluation.right << " of " << evaluation.lines
        << " lines\n";
    if (details == Details::Yes)
        write_details(out, evaluation);
}

int evaluate(const EvaluateWhat& what, std::ostream& out, std::ostream& errors)
{
    if (what.train.has_value() != what.test.has_value()) {
        errors
            << "evaluate: --train and --test belong together; give both, or neither to cross-validate our own lines\n";
        return 2;
    }
    if (what.train) {
        write(out, "test", evaluate(read_lines(*what.train), read_lines(*what.test)), Details::Yes);
        return 0;
    }
    const auto lines = load_intent_lines(what.locales_folder);
    const auto courtesies = load_courtesies(what.locales_folder);
    write(out, "5-fold cross-validation", cross_validate(lines, Slips::None, Twins::Mixed, courtesies), Details::Yes);
    write(out, "with a slip in a third of the words",
          cross_validate(lines, Slips::ThirdOfWords, Twins::Mixed, courtesies), Details::No);
    write(out, "transliterations kept in one fold", cross_validate(lines, Slips::None, Twins::Apart, courtesies),
          Details::No);
    if (std::filesystem::exists(what.parallel_file))
        write(out, "Devanagari taught, Roman asked", evaluate_across_scripts(what.parallel_file), Details::No);
    return 0;
}

} // namespace locales
