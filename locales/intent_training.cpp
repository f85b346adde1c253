#include "locales/intent_training.h"
#include "locales/slips.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>

namespace locales {

namespace {

constexpr std::size_t vector_floats = 4;    // weights of a row are a whole number of vectors
constexpr std::uint32_t lines_with_min = 3; // what one line has, and one slip of it, teaches nothing
constexpr std::size_t epochs = 3;
constexpr float known = 1e-3F;      // a line this little wrong, by its squared slope, is not taught again
constexpr float negligible = 1e-6F; // smaller probabilities teach nothing and slow the arithmetic down
constexpr float rate = 0.8F;
constexpr float shrink = 1e-3F; // keeps a weight small that few lines speak for
constexpr std::size_t courteous_one_in = 4;
constexpr int courtesies_before_max = 2; // "नमस्ते" and "मैं सीतापुर से बोल रही हूँ"
constexpr std::uint64_t shuffle_seed = 20261122;

class Dice {
public:
    std::size_t below(std::size_t sides) { return static_cast<std::size_t>(next() % sides); }

    void shuffle(std::vector<std::size_t>& order)
    {
        for (auto left = order.size(); left > 1; --left)
            std::swap(order[left - 1], order[below(left)]);
    }

private:
    std::uint64_t next() // splitmix64
    {
        auto value = state_ += 0x9E3779B97F4A7C15U;
        value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
        value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
        return value ^ (value >> 31U);
    }

    std::uint64_t state_ = shuffle_seed;
};

// One in a few lines with courtesies around it.
std::string with_courtesies(const Courtesies& courtesies, std::string text, Dice& dice)
{
    const auto some = [&](const std::vector<std::string>& words) {
        return words.empty() || dice.below(courteous_one_in) != 0 ? std::string {} : words[dice.below(words.size())];
    };
    for (int times = 0; times < courtesies_before_max; ++times)
        if (const auto before = some(courtesies.before); !before.empty())
            text = before + " " + text;
    if (const auto after = some(courtesies.after); !after.empty())
        text += " " + after;
    return text;
}

// The rows lie scattered over megabytes, and waiting for them would be most of what teaching and scoring take.
constexpr std::size_t places_ahead = 16, rows_ahead = 8;

void call_ahead(const float* row, std::size_t floats)
{
    constexpr std::size_t floats_a_line = 16;
    for (std::size_t at = 0; at < floats; at += floats_a_line)
        __builtin_prefetch(row + at);
}

void add_scaled(const float* row, float scale, float* sum, std::size_t floats)
{
    for (std::size_t block = 0; block < floats; block += vector_floats)
        for (std::size_t at = 0; at < vector_floats; ++at)
            sum[block + at] += scale * row[block + at];
}

// Scores of the intents into their probabilities.
void to_probabilities(float* scores, std::size_t count)
{
    const auto best = *std::max_element(scores, scores + count);
    float sum = 0;
    for (std::size_t at = 0; at < count; ++at)
        sum += scores[at] = std::exp(scores[at] - best);
    for (std::size_t at = 0; at < count; ++at)
        scores[at] = scores[at] < negligible * sum ? 0.0F : scores[at] / sum;
}

} // namespace

float score_features(const std::vector<std::uint32_t>& rows, const std::vector<float>& rarity,
                     const std::vector<float>& weights, const std::vector<Bucket>& buckets, std::vector<float>& scores)
{
    float length = 0;
    for (std::size_t at = 0; at < buckets.size(); ++at) {
        if (at + places_ahead < buckets.size())
            __builtin_prefetch(&rows[buckets[at + places_ahead]]);
        if (at + rows_ahead < buckets.size())
            call_ahead(weights.data() + rows[buckets[at + rows_ahead]] * scores.size(), scores.size());
        const auto row = rows[buckets[at]];
        if (row == 0)
            continue;
        length += rarity[row] * rarity[row];
        add_scaled(weights.data() + row * scores.size(), rarity[row], scores.data(), scores.size());
    }
    return length == 0 ? 0.0F : 1.0F / std::sqrt(length);
}

IntentTrainer::IntentTrainer(const std::vector<IntentLine>& lines, const Courtesies& courtesies)
    : lines_(lines), courtesies_(courtesies)
{
    std::set<std::string> names;
    for (const auto& line : lines)
        names.insert(line.intent);
    if (names.size() < 2)
        throw std::invalid_argument("teaching intents: the lines have fewer than two intents; add lines of another");
    intents_.names_.assign(names.begin(), names.end());
    intents_.stride_ = (names.size() + vector_floats - 1) / vector_floats * vector_floats;
}

Intents IntentTrainer::train()
{
    learn_words();
    count_features();
    squares_.assign(intents_.rarity_.size(), 1e-6F);
    slope_.assign(intents_.stride_, 0.0F);
    std::vector<std::size_t> order(2 * lines_.size());
    Dice dice;
    for (std::size_t epoch = 1; epoch <= epochs; ++epoch) {
        const auto slipped = order.begin() + static_cast<std::ptrdiff_t>(lines_.size());
        std::iota(order.begin(), slipped, std::size_t { 0 });
        std::iota(slipped, order.end(), epoch * lines_.size());
        dice.shuffle(order);
        for (const auto at : order)
            learn(examples_[at]);
    }
    return std::move(intents_);
}

// Every line as it is written, and then once for each epoch with other slips of the finger and courtesies around it, so
// that the letters that survive a slip are taught too, and what to look past. Words as written become the vocabulary;
// features are still buckets here.
void IntentTrainer::learn_words()
{
    for (const auto& line : lines_) {
        const auto tokens = tokenize(line.text);
        know_words(tokens);
        add_example(tokens, line.intent);
    }
    for (const auto* courtesies : { &courtesies_.before, &courtesies_.after })
        for (const auto& courtesy : *courtesies)
            know_words(tokenize(courtesy));
    Dice dice;
    for (std::size_t epoch = 0; epoch < epochs; ++epoch)
        for (const auto& line : lines_)
            add_example(tokenize(with_courtesies(courtesies_, with_slips(line.text, examples_.size()), dice)),
                        line.intent);
}

void IntentTrainer::know_words(const Tokens& tokens)
{
    for (const auto& token : tokens)
        if (const auto form = feature_form(token); !form.empty() && !intents_.words_.contains(form))
            intents_.words_.emplace(form, features_of_word(form));
}

void IntentTrainer::add_example(const Tokens& tokens, const std::string& intent)
{
    Example example { .begin = features_.size() };
    intents_.features_of(tokens, features_);
    example.end = features_.size();
    example.intent = static_cast<std::size_t>(std::lower_bound(intents_.names_.begin(), intents_.names_.end(), intent) -
                                              intents_.names_.begin());
    examples_.push_back(example);
}

// Gives every feature its row and rarity, and turns the buckets of features_ into rows.
void IntentTrainer::count_features()
{
    std::vector<std::uint32_t> lines_with(std::size_t { 1 } << bucket_bits, 0);
    std::vector<std::size_t> last_seen(lines_with.size(), 0);
    for (std::size_t at = 0; at < examples_.size(); ++at)
        for (auto feature = examples_[at].begin; feature < examples_[at].end; ++feature)
            if (auto& seen = last_seen[features_[feature]]; seen != at + 1) {
                seen = at + 1;
                ++lines_with[features_[feature]];
            }
    make_rows(lines_with);
    intents_.weights_.assign(intents_.rarity_.size() * intents_.stride_, 0.0F);
    for (auto& example : examples_)
        keep_rows(example);
}

void IntentTrainer::make_rows(const std::vector<std::uint32_t>& lines_with)
{
    intents_.rows_.assign(lines_with.size(), 0);
    intents_.rarity_.assign(1, 0.0F);
    for (std::size_t bucket = 0; bucket < lines_with.size(); ++bucket)
        if (lines_with[bucket] >= lines_with_min) {
            intents_.rows_[bucket] = static_cast<std::uint32_t>(intents_.rarity_.size());
            const auto share = static_cast<float>(examples_.size() + 1) / static_cast<float>(lines_with[bucket] + 1);
            intents_.rarity_.push_back(std::sqrt(1.0F + std::log(share))); // its square: too much for the rare
        }
}

void IntentTrainer::keep_rows(Example& example)
{
    float length = 0;
    auto kept = example.begin;
    for (auto feature = example.begin; feature < example.end; ++feature) {
        const auto row = intents_.rows_[features_[feature]];
        if (row == 0)
            continue;
        features_[kept++] = row;
        length += intents_.rarity_[row] * intents_.rarity_[row];
    }
    example.end = kept;
    example.norm = length == 0 ? 0.0F : 1.0F / std::sqrt(length);
}

void IntentTrainer::learn(const Example& example)
{
    std::copy_n(intents_.weights_.data(), intents_.stride_, slope_.data());
    for (auto at = example.begin; at < example.end; ++at) {
        if (at + rows_ahead < example.end)
            call_ahead(intents_.weights_.data() + features_[at + rows_ahead] * intents_.stride_, intents_.stride_);
        add_scaled(intents_.weights_.data() + features_[at] * intents_.stride_,
                   intents_.rarity_[features_[at]] * example.norm, slope_.data(), intents_.stride_);
    }
    to_probabilities(slope_.data(), intents_.names_.size());
    slope_[example.intent] -= 1.0F;
    steepness_ = 0;
    for (std::size_t at = 0; at < intents_.stride_; ++at)
        steepness_ += slope_[at] * slope_[at];
    if (steepness_ < known)
        return;
    correct(0, 1.0F);
    for (auto at = example.begin; at < example.end; ++at)
        correct(features_[at], intents_.rarity_[features_[at]] * example.norm);
}

// Moves the weights of one feature against the slope, ever less where it has moved much (AdaGrad, one sum a row).
void IntentTrainer::correct(std::size_t row, float value)
{
    auto* weights = intents_.weights_.data() + row * intents_.stride_;
    squares_[row] += steepness_ * value * value;
    const auto step = rate * value / std::sqrt(squares_[row]);
    const auto kept = 1.0F - step * shrink;
    for (std::size_t block = 0; block < intents_.stride_; block += vector_floats)
        for (std::size_t at = block; at < block + vector_floats; ++at)
            weights[at] = weights[at] * kept - step * slope_[at];
}

} // namespace locales
