// How the classifier of intents.h is taught; for its own use. Stochastic gradient descent with AdaGrad on sparse rows,
// in an order drawn from a fixed seed, so that the same lines give the same weights.

#pragma once

#include "locales/intents.h"

namespace locales {

// Adds, for every bucket that has a row, its rarity times its weights to the scores, and returns what the sum has to
// be multiplied with: 1 / length of the vector of rarities.
float score_features(const std::vector<std::uint32_t>& rows, const std::vector<float>& rarity,
                     const std::vector<float>& weights, const std::vector<Bucket>& buckets, std::vector<float>& scores);

class IntentTrainer {
public:
    // Both must outlive the trainer.
    IntentTrainer(const std::vector<IntentLine>& lines, const Courtesies& courtesies);

    Intents train();

private:
    struct Example {
        std::size_t begin = 0; // its features, half open in features_
        std::size_t end = 0;
        float norm = 0;
        std::size_t intent = 0;
    };

    void learn_words();
    void know_words(const Tokens& tokens);
    void add_example(const Tokens& tokens, const std::string& intent);
    void count_features();
    void make_rows(const std::vector<std::uint32_t>& lines_with);
    void keep_rows(Example& example);
    void learn(const Example& example);
    void correct(std::size_t row, float value);

    const std::vector<IntentLine>& lines_;
    const Courtesies& courtesies_;
    Intents intents_;
    std::vector<Example> examples_;
    std::vector<std::uint32_t> features_; // rows, one example after the other
    std::vector<float> squares_;          // sums of squared slopes, by row
    float steepness_ = 0;                 // the squared length of slope_
    std::vector<float> slope_;            // of the line being learnt, by intent
};

} // namespace locales
