#include "locales/intent_features.h"

#include "locales/phonetic.h"

#include <algorithm>
#include <string>

namespace locales {

namespace {

constexpr std::uint64_t hash_seed = 0xcbf29ce484222325U;
constexpr std::size_t letters_min = 3;
constexpr std::size_t letters_max = 5;
constexpr std::size_t sounds_min = 2;
constexpr std::size_t sounds_max = 4;
constexpr std::size_t word_bytes_max = 64; // longer "words" are keyboard rubbish; their beginning says so

enum class FeatureKind : std::uint8_t { Word = 1, Letters, Sound, WideSound, SoundLetters, SoundPair, SoundsNear };

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
    return hash ^ (hash >> 29U);
}

std::uint64_t begin(FeatureKind kind)
{
    return mixed(hash_seed, static_cast<std::uint64_t>(kind));
}

std::uint64_t hash_of(FeatureKind kind, std::string_view text)
{
    auto hash = begin(kind);
    for (const auto byte : text)
        hash = mixed(hash, static_cast<unsigned char>(byte));
    return hash;
}

Bucket bucket_of(std::uint64_t hash)
{
    return static_cast<Bucket>(hash >> (64U - bucket_bits));
}

// Spellings that mean one sound, folded before letters are compared: achaar and achar, wala and vala.
std::string folded(std::string_view latin)
{
    std::string letters = "_";
    for (auto letter : latin) {
        if (letter == 'w')
            letter = 'v';
        if (letter == 'z')
            letter = 'j';
        if (letters.back() == letter)
            continue;
        letters += letter;
    }
    return letters + "_";
}

void append_grams(FeatureKind kind, std::string_view text, std::size_t shortest, std::size_t longest,
                  std::vector<Bucket>& buckets)
{
    for (std::size_t from = 0; from < text.size(); ++from) {
        auto hash = begin(kind);
        for (std::size_t size = 1; size <= longest && from + size <= text.size(); ++size) {
            hash = mixed(hash, static_cast<unsigned char>(text[from + size - 1]));
            if (size >= shortest)
                buckets.push_back(bucket_of(hash));
        }
    }
}

} // namespace

std::string_view feature_form(const Token& token)
{
    if (token.is_digits())
        return "<num>";
    if (token.is_word() || (token.kind == TokenKind::Symbol && !token.n1.empty() && (token.n1.front() & 0x80) != 0))
        return token.n1;
    return {};
}

WordFeatures features_of_word(std::string_view form)
{
    form = form.substr(0, word_bytes_max);
    WordFeatures features { .sound = hash_of(FeatureKind::Word, form), .buckets = {} };
    features.buckets.push_back(bucket_of(features.sound));
    const auto narrow = phonetic_keys(form, KeyWidth::Narrow);
    if (narrow.empty() || form.front() == '<')
        return features;
    append_grams(FeatureKind::Letters, folded(colloquial_latin(form)), letters_min, letters_max, features.buckets);
    features.sound = hash_of(FeatureKind::Sound, narrow.front());
    for (const auto& key : narrow)
        features.buckets.push_back(bucket_of(hash_of(FeatureKind::Sound, key)));
    append_grams(FeatureKind::SoundLetters, "_" + narrow.front() + "_", sounds_min, sounds_max, features.buckets);
    for (const auto& key : phonetic_keys(form, KeyWidth::Wide))
        features.buckets.push_back(bucket_of(hash_of(FeatureKind::WideSound, key)));
    return features;
}

void append_pair_features(const WordFeatures& left, const WordFeatures& right, std::vector<Bucket>& buckets)
{
    buckets.push_back(bucket_of(mixed(mixed(begin(FeatureKind::SoundPair), left.sound), right.sound)));
}

void append_near_feature(std::uint64_t one_sound, std::uint64_t other_sound, std::vector<Bucket>& buckets)
{
    const auto [low, high] = std::minmax(one_sound, other_sound);
    buckets.push_back(bucket_of(mixed(mixed(begin(FeatureKind::SoundsNear), low), high)));
}

} // namespace locales
