// What the classifier sees of a message: its words, the letters within them, how they and pairs of them sound,
// side by side and nearly so.
// Letters are taken from the word as one would type it in Latin letters and sounds from its phonetic key, so that a
// line in one script teaches the other. A number in digits is the same feature whatever its value. Pure, thread-safe.

#pragma once

#include "locales/tokens.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace locales {

// The place of a feature in a fixed table; features that meet there are told apart by the others of the message.
using Bucket = std::uint32_t;
constexpr unsigned bucket_bits = 20;

// Everything about one word that does not depend on its neighbours.
struct WordFeatures {
    std::uint64_t sound = 0;     // hash of its narrow phonetic key, for its pairs with neighbours
    std::vector<Bucket> buckets; // the word, its letters, its sounds
};

// The form a token is looked up by: N1 of a word, "<num>" of digits, the sign itself of an emoji, and empty for what
// says nothing about the intent (punctuation).
std::string_view feature_form(const Token& token);

WordFeatures features_of_word(std::string_view form);

// The features of two neighbours; an empty WordFeatures stands for the beginning and the end of the message.
void append_pair_features(const WordFeatures& left, const WordFeatures& right, std::vector<Bucket>& buckets);

// The feature of two words, by their sounds, that stand near each other in either order: what is denied, asked or
// wanted seldom stands right beside the word that says so.
constexpr std::size_t near_words_max = 3;
void append_near_feature(std::uint64_t one_sound, std::uint64_t other_sound, std::vector<Bucket>& buckets);

} // namespace locales
