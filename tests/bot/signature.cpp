#include "bot/channels/signature.h"

#include "bot/hashes.h"

#include <catch2/catch.hpp>

TEST_CASE("A signature is right only for the very bytes, the very secret and the whole header")
{
    // echo -n '{"a":"\u0928"}' | openssl dgst -sha256 -hmac our-secret
    const std::string body = R"({"a":"\u0928"})";
    const std::string header = "sha256=fba04615221f1b269f9c69509aa58417bff0bb7ce83292caa65f20e5c055bd79";
    CHECK(bot::is_signed(body, header, "our-secret"));
    CHECK_FALSE(bot::is_signed("{\"a\":\"न\"}", header, "our-secret"));
    CHECK_FALSE(bot::is_signed(body + " ", header, "our-secret"));
    CHECK_FALSE(bot::is_signed(body, header, "another-secret"));
    CHECK_FALSE(bot::is_signed(body, header.substr(7), "our-secret"));
    CHECK_FALSE(bot::is_signed(body, header.substr(0, 70), "our-secret"));
    CHECK_FALSE(bot::is_signed(body, "", "our-secret"));
    CHECK_FALSE(bot::is_signed(body, bot::sign(body, ""), ""));
}

TEST_CASE("The HMAC is that of RFC 4231, test case 2")
{
    CHECK(bot::hmac_sha256_hex("Jefe", "what do ya want for nothing?") ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("A hash is read from base64 and from hex, and from nothing else")
{
    const std::string hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    CHECK(bot::sha256_hex("test") == hex);
    CHECK(bot::sha256_as_hex("n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=") == hex);
    CHECK(bot::sha256_as_hex("n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg=") == hex);
    CHECK(bot::sha256_as_hex("9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08") == hex);
    for (const auto* wrong :
         { "", "abc", "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg", "!!!!gYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=" })
        CHECK(bot::sha256_as_hex(wrong).empty());
}
