#include "bot/actions/run.h"

namespace bot {

namespace {

constexpr bool looks_only = false; // of ActionShape::changes

const std::vector<std::string> list_of_orders { "orders", "count", "first", "first_by" };
const std::vector<std::string> one_order { "number", "name",    "quantity", "amount",
                                           "state",  "pack_by", "since",    "officer" };
const std::vector<std::string> list_of_products { "products", "count" };
const std::vector<std::string> previewed { "number", "reach", "people", "lines",   "left",     "left_lines",
                                           "cost",   "takes", "starts", "example", "approver", "earlier" };
const std::vector<std::string> numbers_of_notice { "number", "state",  "people", "sent",    "delivered",
                                                   "read",   "failed", "cost",   "answers", "reason" };
const std::vector<std::string> state_of_notice { "number", "state" };

// What each does, needs and answers is told in run.h.
const std::vector<Action> table {
    { { "who_is_this", {}, { "name", "group", "district" }, { "new", "imported", "sakhi", "joined" }, looks_only },
      run::who_is_this },
    { { "save_member",
        { "name", "group", "district", "wants_notices", "may_publish", "adult" },
        { "officer" },
        { "saved" } },
      run::save_member },
    { { "save_sakhi", { "name", "group", "district" }, { "officer" }, { "saved" } }, run::save_sakhi },

    { { "save_product",
        { "name", "price", "unit", "stock" },
        { "number", "officer", "by" },
        { "saved", "name_taken" } },
      run::save_product },
    { { "list_products", {}, list_of_products, { "some", "none" }, looks_only }, run::list_products },
    { { "product_detail",
        { "product" },
        { "number", "name", "price", "unit", "stock", "state", "since", "reason", "officer", "by" },
        { "waiting", "more_needed", "live", "stopped", "sold_out", "gone" },
        looks_only },
      run::product_detail },
    { { "product_values", { "product" }, { "name", "price", "unit", "stock" }, { "found", "gone" }, looks_only },
      run::product_values },
    { { "save_price", { "product", "new_price" }, { "officer", "by" }, { "saved", "gone" } }, run::save_price },
    { { "save_stock", { "product", "new_stock" }, { "officer", "by" }, { "saved", "gone", "other_unit" } },
      run::save_stock },
    { { "save_sold_out", { "product" }, { "officer", "by" }, { "saved", "gone" } }, run::save_sold_out },

    { { "list_orders", {}, list_of_orders, { "some", "none" }, looks_only }, run::list_orders },
    { { "orders_to_pack", {}, list_of_orders, { "some", "none" }, looks_only }, run::orders_to_pack },
    { { "order_detail",
        { "order" },
        one_order,
        { "to_pack", "late", "moving", "delivered", "cancelled", "returned", "gone" },
        looks_only },
      run::order_detail },
    { { "order_before_packing", { "order" }, one_order, { "ready", "already", "too_late", "gone" }, looks_only },
      run::order_before_packing },
    { { "pack_order", { "order" }, { "officer", "by" }, { "packed", "already", "too_late", "gone" } },
      run::pack_order },
    { { "cannot_order", { "order", "reason" }, { "ticket", "officer", "by" }, { "told", "too_late", "gone" } },
      run::cannot_order },
    { { "sale_money",
        {},
        { "waiting", "waiting_count", "received", "received_on", "as_of", "count" },
        { "waiting", "paid", "too_early", "nothing" },
        looks_only },
      run::sale_money },

    { { "commission_of_quarter",
        {},
        { "quarter", "earned", "paid", "due", "paid_on", "account_end", "as_of", "source", "bills", "estimate" },
        { "paid", "unpaid", "estimate", "zero", "not_sakhi" },
        looks_only },
      run::commission_of_quarter },
    { { "her_area", {}, { "area" }, { "known", "unknown" }, looks_only }, run::her_area },
    { { "rate_of_bill",
        { "bill", "area" },
        { "commission", "rule_from", "source", "most" },
        { "rate", "out_of_range" },
        looks_only },
      run::rate_of_bill },
    { { "collection_day", {}, { "day" }, { "ready", "not_sakhi" }, looks_only }, run::collection_day },
    { { "save_collection",
        { "bills", "collected", "day" },
        { "estimate", "earlier_bills", "earlier_collected" },
        { "saved", "already" } },
      run::save_collection },
    { { "add_collection", { "bills", "collected", "day" }, { "estimate" }, { "saved" } }, run::add_collection },
    { { "commission_of_period",
        { "period" },
        { "earned", "paid", "due", "paid_on", "account_end" },
        { "paid", "due", "unknown", "not_sakhi" },
        looks_only },
      run::commission_of_period },

    { { "open_complaint", {}, { "ticket", "officer", "by" }, { "opened", "already_open" } }, run::open_complaint },
    { { "list_complaints", {}, { "complaints", "count" }, { "some", "none" }, looks_only }, run::list_complaints },
    { { "complaint_detail",
        { "complaint" },
        { "ticket", "kind", "state", "opened_on", "since", "officer", "by" },
        { "open", "solved", "gone" },
        looks_only },
      run::complaint_detail },
    { { "reopen_complaint", { "complaint" }, { "officer", "by" }, { "reopened" } }, run::reopen_complaint },

    { { "stop_messages", {}, { "proof", "since" }, { "stopped", "already" } }, run::stop_messages },
    { { "start_messages", {}, { "since" }, { "started", "already" } }, run::start_messages },
    { { "what_is_held",
        {},
        { "name", "group", "district", "phone_end", "agreed_on", "product_count", "order_count", "complaint_count",
          "message_count" },
        { "member", "stranger" },
        looks_only },
      run::what_is_held },
    { { "delete_me", {}, { "by", "proof" }, { "deleted", "already" } }, run::delete_me },
    { { "refuse_notices", {}, { "since" }, { "refused", "already" } }, run::refuse_notices },
    { { "accept_notices", {}, { "since" }, { "accepted", "already" } }, run::accept_notices },
    { { "last_notices", {}, { "notices", "day", "words" }, { "some", "none", "coordinator" }, looks_only },
      run::last_notices },

    { { "reach_of_author", {}, { "reach" }, { "ready", "no_place" }, looks_only }, run::reach_of_author },
    { { "check_didi_text", { "didi_text" }, { "too_many" }, { "good", "too_long", "faulty" }, looks_only },
      run::check_didi_text },
    { { "check_officers_text", { "didi_text" }, { "too_many" }, { "good", "too_long", "faulty" }, looks_only },
      run::check_officers_text },
    { { "place_wanted", { "where" }, { "place_fresh" }, { "ask", "go_on" }, looks_only }, run::place_wanted },
    { { "find_place", { "place" }, { "place_words", "place_fresh", "nearest" }, { "found", "unknown" }, looks_only },
      run::find_place },
    { { "day_wanted", { "when" }, {}, { "ask", "ask_deadline", "ask_how_often", "go_on" }, looks_only },
      run::day_wanted },
    { { "look_at_hour", { "when" }, {}, { "good", "night", "past", "late", "quiet" }, looks_only }, run::look_at_hour },
    { { "preview_notice",
        { "didi_text", "whom", "where", "buttons", "when" },
        previewed,
        { "ready", "needs_ok", "nobody_to_ask", "nobody", "same_today" },
        looks_only },
      run::preview_notice },
    { { "send_notice", { "number", "people", "cost" }, {}, { "started", "planned", "asked", "refused" } },
      run::send_notice },
    { { "leave_notice", {}, {}, { "left" } }, run::leave_notice },

    { { "notices_to_approve", {}, { "notices" }, { "some", "none" }, looks_only }, run::notices_to_approve },
    { { "notice_to_approve",
        { "notice" },
        { "number", "state", "author", "people", "cost", "words", "officers_words" },
        { "waiting", "decided", "own", "gone" },
        looks_only },
      run::notice_to_approve },
    { { "wants_the_night", { "notice" }, {}, { "night", "day" }, looks_only }, run::wants_the_night },
    { { "allow_notice", { "notice" }, state_of_notice, { "allowed", "gone" } }, run::allow_notice },
    { { "refuse_notice", { "notice" }, state_of_notice, { "refused", "gone" } }, run::refuse_notice },

    { { "sent_notices", {}, { "notices" }, { "some", "none" }, looks_only }, run::sent_notices },
    { { "notice_progress",
        { "notice" },
        numbers_of_notice,
        { "waiting", "running", "paused", "over", "gone" },
        looks_only },
      run::notice_progress },
    { { "pause_notice", { "notice" }, state_of_notice, { "paused", "waiting", "over", "gone" } }, run::pause_notice },
    { { "resume_notice", { "notice" }, state_of_notice, { "resumed", "refused" } }, run::resume_notice },
    { { "cancel_notice", { "notice" }, state_of_notice, { "cancelled", "refused" } }, run::cancel_notice },
};

std::vector<dialogs::ActionShape> shapes_of_table()
{
    std::vector<dialogs::ActionShape> shapes;
    for (const auto& action : table)
        shapes.push_back(action.shape);
    return shapes;
}

} // namespace

const std::vector<Action>& actions()
{
    return table;
}

const std::vector<dialogs::ActionShape>& action_shapes()
{
    static const auto shapes = shapes_of_table();
    return shapes;
}

} // namespace bot
