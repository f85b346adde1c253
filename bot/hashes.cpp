#include "bot/hashes.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
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

struct FreeMac {
    void operator()(EVP_MAC_CTX* mac) const { EVP_MAC_CTX_free(mac); }
};

using Mac = std::unique_ptr<EVP_MAC_CTX, FreeMac>;

// Nothing if OpenSSL refuses. The digest, once told, stays for all that is hashed.
Mac ready_hmac_sha256()
{
    auto* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    Mac mac { algorithm == nullptr ? nullptr : EVP_MAC_CTX_new(algorithm) };
    EVP_MAC_free(algorithm); // the context holds on to it
    std::string digest = "SHA256";
    const OSSL_PARAM told[] { OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
                              OSSL_PARAM_construct_end() };
    return mac && EVP_MAC_CTX_set_params(mac.get(), told) == 1 ? std::move(mac) : Mac {};
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
    // Looking the algorithm up takes longer than hashing a message, so each thread keeps one that is ready.
    thread_local const Mac mac = ready_hmac_sha256();
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest {};
    std::size_t length = 0;
    if (!mac || EVP_MAC_init(mac.get(), octets(key), key.size(), nullptr) != 1 ||
        EVP_MAC_update(mac.get(), octets(message), message.size()) != 1 ||
        EVP_MAC_final(mac.get(), digest.data(), &length, digest.size()) != 1)
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
