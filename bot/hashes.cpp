#include "bot/hashes.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <stdexcept>

namespace bot {

namespace {

const unsigned char* octets(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string hex(const unsigned char* bytes, std::size_t count)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(count * 2);
    for (std::size_t i = 0; i < count; ++i) {
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

bool is_hex(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char letter) { return std::isxdigit(static_cast<unsigned char>(letter)) != 0; });
}

// 44 letters of base64, of which the last is the padding of 32 bytes.
std::optional<std::string> hex_of_base64(std::string_view text)
{
    std::array<unsigned char, 33> bytes {};
    if (text.size() != 44 || text.back() != '=' || EVP_DecodeBlock(bytes.data(), octets(text), 44) != 33)
        return std::nullopt;
    return hex(bytes.data(), 32);
}

} // namespace

std::string sha256_hex(std::string_view bytes)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest {};
    SHA256(octets(bytes), bytes.size(), digest.data());
    return hex(digest.data(), digest.size());
}

std::string hmac_sha256_hex(std::string_view key, std::string_view message)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest {};
    unsigned int length = 0;
    if (!HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), octets(message), message.size(), digest.data(),
              &length))
        throw std::runtime_error("computing an HMAC-SHA256: OpenSSL refused");
    return hex(digest.data(), length);
}

std::string sha256_as_hex(std::string_view base64_or_hex)
{
    std::string text { base64_or_hex };
    if (text.size() == 64 && is_hex(text)) {
        std::transform(text.begin(), text.end(), text.begin(),
                       [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
        return text;
    }
    std::replace(text.begin(), text.end(), '-', '+'); // the URL-safe alphabet
    std::replace(text.begin(), text.end(), '_', '/');
    return hex_of_base64(text).value_or("");
}

bool equal_in_constant_time(std::string_view one, std::string_view other)
{
    return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

} // namespace bot
