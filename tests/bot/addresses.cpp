#include "bot/channels/addresses.h"

#include "bot/log.h"

#include <catch2/catch.hpp>

TEST_CASE("Phone numbers in their many spellings become E.164")
{
    const std::pair<const char*, const char*> spellings[] = { { "919812345678", "+919812345678" },
                                                              { "+919812345678", "+919812345678" },
                                                              { " +91 98123-45678", "+919812345678" },
                                                              { "00919812345678", "+919812345678" },
                                                              { "9812345678", "+919812345678" },
                                                              { "09812345678", "+919812345678" },
                                                              { "+1 (650) 555-1234", "+16505551234" },
                                                              { "16505551234", "+16505551234" },
                                                              { "", "" },
                                                              { "+", "" },
                                                              { "12345", "" },
                                                              { "VM-SAMVAD-S", "" },
                                                              { "+9198123456781234", "" },
                                                              { "+0981234567", "" },
                                                              { "98１2345678", "" } };
    for (const auto& [written, phone] : spellings) {
        INFO(written);
        CHECK(bot::to_e164(written) == phone);
    }
}

TEST_CASE("A user id is told from a phone")
{
    CHECK(bot::is_user_id("IN.13491208655302741918"));
    CHECK(bot::is_user_id("US.ENT.11815799212886844830"));
    CHECK(bot::is_user_id("IN." + std::string(128, 'a')));
    for (const std::string wrong : { "", "IN", "IN.", "in.123", "IN.ENT.", "IN.12-3", "919812345678", "IND.123" })
        CHECK_FALSE(bot::is_user_id(wrong));
    CHECK_FALSE(bot::is_user_id("IN." + std::string(129, 'a')));
    CHECK(bot::to_identity("IN.ENT.5")->kind == dialogs::IdentityKind::ParentUserId);
    CHECK(bot::to_identity("IN.5")->kind == dialogs::IdentityKind::UserId);
    CHECK(bot::to_identity("919812345678")->kind == dialogs::IdentityKind::Phone);
    CHECK_FALSE(bot::to_identity("nobody"));
}

TEST_CASE("A masked phone shows its last four digits and no more")
{
    CHECK(bot::mask_phone("+919812345678") == "…5678");
    CHECK(bot::mask_phone("5678") == "…");
}
