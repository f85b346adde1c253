// The dialogs as they are delivered, proved against the actions they may do.

#include "bot/actions/action.h"
#include "dialogs/check.h"
#include "dialogs/load.h"

#include <catch2/catch.hpp>

#include <set>

namespace {

const std::vector<std::string> intents {
    "menu",
    "join",
    "add_product",
    "my_products",
    "change_product",
    "price_help",
    "packing_help",
    "my_orders",
    "order_packed",
    "order_problem",
    "track_order",
    "returned_goods",
    "sale_payment",
    "commission_balance",
    "commission_rate",
    "report_collection",
    "commission_missing",
    "wallet_problem",
    "no_cooperation",
    "registration_number",
    "fssai_help",
    "bank_account",
    "loan",
    "roster",
    "record_sale",
    "training",
    "notices",
    "lakhpati",
    "complaint_status",
    "talk_to_person",
    "privacy",
    "thanks",
    "other",
};

const dialogs::Loaded& delivered()
{
    static const auto loaded = dialogs::load(std::string { SAMVAD_SOURCE_DIR } + "/dialogs");
    return loaded;
}

} // namespace

TEST_CASE("the delivered dialogs can be read")
{
    CHECK(delivered().faults == std::vector<std::string> {});
    CHECK(delivered().dialogs.all.size() > 30);
}

TEST_CASE("every delivered dialog can be walked to its end with the actions there are")
{
    CHECK(dialogs::check_dialogs(delivered().dialogs, bot::action_shapes(), intents) == std::vector<std::string> {});
}

TEST_CASE("every intent but those of the engine starts a dialog")
{
    const std::set<std::string> of_the_engine { "menu", "thanks", "other" };
    for (const auto& intent : intents)
        CHECK((delivered().dialogs.for_intent(intent) != nullptr) != of_the_engine.contains(intent));
}

TEST_CASE("what everybody may always do needs no consent, and everything that touches her work does")
{
    const std::set<std::string> open { "join",      "privacy",        "stop",        "start",     "my_data",
                                       "delete_me", "talk_to_person", "notices_off", "notices_on" };
    for (const auto& dialog : delivered().dialogs.all) {
        CAPTURE(dialog.name);
        CHECK((dialog.open_to == dialogs::OpenTo::Anyone) == open.contains(dialog.name));
    }
}
