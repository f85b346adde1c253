#include "bot/actions/shapes.h"

#include <string>

namespace bot {

using dialogs::ActionShape;

namespace {

constexpr bool looks_only = false; // of ActionShape::changes

// The rows of `orders` have the text "line.order" and the cells number (Number), name (Text: the product), quantity
// (Quantity), pack_by (Day), state (Phrase "state.order.*"); soonest first, at most 10. `count` (Number) is how many
// there are in all, `first` (Number) and `first_by` (Day) are the number and the pack-by day of the first row.
const std::vector<std::string> list_of_orders { "orders", "count", "first", "first_by" };

// number (Number), name (Text: the product), quantity (Quantity), amount (Money), state (Phrase "state.order.*" with
// one of: to_pack late packed collected on_the_way delivered cancelled_by_buyer cancelled_by_us returned paid_to_clf
// paid_to_member), pack_by (Day), since (Day: when it came into this state), officer (who hands it on).
const std::vector<std::string> one_order { "number", "name",    "quantity", "amount",
                                           "state",  "pack_by", "since",    "officer" };

// The rows of `products` have the text "line.product" and the cells number (Number), name (Text), price (Money), unit
// (Word), stock (Quantity), state (Phrase "state.product.*"); newest first, at most 10. `count` (Number): all of them.
const std::vector<std::string> list_of_products { "products", "count" };

const std::vector<ActionShape> shapes_of_joining {
    // Who is writing, from the import and from earlier consent. Fills name, group, district (Text) as far as they are
    // known: the asks for them are then passed over. Writes nothing.
    //   new       nobody knows this phone
    //   imported  she is in the import and has not agreed yet; name is filled
    //   sakhi     the same, and she is a Vidyut Sakhi whose name, group and district are all filled: the short road
    //   joined    she has agreed already; name is filled
    { "who_is_this", {}, { "name", "group", "district" }, { "new", "imported", "sakhi", "joined" }, looks_only },

    // Keeps her as a member with her consents: service yes, notices and publishing as answered, each with the version
    // of the notice she saw (key "join.notice" or "join.known_notice"), the time and the channel.
    //   saved     she is a member from now on
    { "save_member",
      { "name", "group", "district", "wants_notices", "may_publish", "adult" },
      { "officer" },
      { "saved" } },

    // The same for the short road of an imported Vidyut Sakhi: consent to the service alone; notices and publishing
    // stay off. The notice she saw is "join.sakhi_notice", which asks her age as well.
    { "save_sakhi", { "name", "group", "district" }, { "officer" }, { "saved" } },
};

const std::vector<ActionShape> shapes_of_products {
    // Adds the product in the state in_review and tells the coordinator (text "tell.product"). `photo` is kept when the
    // slot is filled. number (Number) is the product's, officer and by: who looks at it and by when.
    //   saved       it is added
    //   name_taken  she has a product of this name already; nothing changed, and of `gives` only number (of that one)
    { "save_product", { "name", "price", "unit", "stock" }, { "number", "officer", "by" }, { "saved", "name_taken" } },

    // Her products.
    //   some, none (then products is not filled and count is 0)
    { "list_products", {}, list_of_products, { "some", "none" }, looks_only },

    // One product of hers, named by `product` (the id of its row): number (Number), name (Text), price (Money), unit
    // (Word), stock (Quantity), state (Phrase), since (Day), reason (Text as the officer wrote it, else the Phrase
    // "reason.unknown"), officer, by.
    //   waiting      in review, approved or sent to the portal: somebody else acts by `by`
    //   more_needed  the officer asks for something; reason says what
    //   live         customers can buy it
    //   stopped      it was stopped; reason says why
    //   sold_out     it is live but out of stock
    //   gone         it is not hers or no longer there; nothing is given
    { "product_detail",
      { "product" },
      { "number", "name", "price", "unit", "stock", "state", "since", "reason", "officer", "by" },
      { "waiting", "more_needed", "live", "stopped", "sold_out", "gone" },
      looks_only },

    // What a change starts from: name (Text), price (Money), unit (Word), stock (Quantity).
    //   found, gone (nothing is given)
    { "product_values", { "product" }, { "name", "price", "unit", "stock" }, { "found", "gone" }, looks_only },

    // Each changes one thing and queues the change for the portal; officer and by: who carries it there. save_stock
    // takes a number without unit as of the product's unit.
    //   saved
    //   gone        the product is not hers or no longer there; nothing is given
    //   other_unit  new_stock is in another unit than the product is sold in; nothing changed
    { "save_price", { "product", "new_price" }, { "officer", "by" }, { "saved", "gone" } },
    { "save_stock", { "product", "new_stock" }, { "officer", "by" }, { "saved", "gone", "other_unit" } },
    { "save_sold_out", { "product" }, { "officer", "by" }, { "saved", "gone" } },
};

const std::vector<ActionShape> shapes_of_orders {
    // All orders of the last 90 days, those to pack first.
    //   some, none (then only count is given, 0)
    { "list_orders", {}, list_of_orders, { "some", "none" }, looks_only },

    // Those that wait to be packed or are late, soonest first, then those packed in the last 7 days. count, first and
    // first_by speak of those to pack.
    //   some, none (nothing to pack and nothing packed lately)
    { "orders_to_pack", {}, list_of_orders, { "some", "none" }, looks_only },

    // One order of hers, named by `order` (the id of its row).
    //   to_pack    received or accepted, and pack_by is not over
    //   late       the same, and pack_by is over
    //   moving     packed, collected or on the way
    //   delivered  delivered, or paid to the CLF or to her
    //   cancelled  by the buyer or by us
    //   returned
    //   gone       not hers or no longer there; nothing is given
    { "order_detail",
      { "order" },
      one_order,
      { "to_pack", "late", "moving", "delivered", "cancelled", "returned", "gone" },
      looks_only },

    // The same order, looked at before it is packed or given up.
    //   ready     it can be packed (late ones too)
    //   already   it is packed and not collected yet
    //   too_late  it is collected, on the way, delivered, cancelled or returned
    //   gone      nothing is given
    { "order_before_packing", { "order" }, one_order, { "ready", "already", "too_late", "gone" }, looks_only },

    // Moves the order to packed and tells the coordinator (text "tell.packed"). officer and by: who collects it, and
    // the day by which (its pack_by, or today when that is over).
    //   packed
    //   already   it was packed before; nothing changed
    //   too_late  it cannot be packed any more; nothing changed
    //   gone      nothing is given
    { "pack_order", { "order" }, { "officer", "by" }, { "packed", "already", "too_late", "gone" } },

    // She cannot send the order. Writes the reason (Word: no_material need_time cannot_make other_reason; with
    // reason_words, Text, and ready_on, Day, when filled), opens a ticket of the kind order_problem and tells the
    // coordinator (text "tell.cannot_pack"), who decides; the order stays in its state meanwhile. ticket (Number).
    //   told
    //   too_late  it is collected, delivered or cancelled; nothing changed, nothing is given
    //   gone      nothing is given
    { "cannot_order", { "order", "reason" }, { "ticket", "officer", "by" }, { "told", "too_late", "gone" } },

    // What is known of the money of her orders: waiting (Money, delivered and not paid to her yet), waiting_count
    // (Number of orders), received (Money: all that was paid to her), received_on (Day of the last payment),
    // account_end
    // (Text: the last four digits), as_of (Day of the newest news about any of it).
    //   waiting    something is still to come; received may be 0, received_on and account_end are not filled then
    //   paid       everything delivered is paid to her
    //   too_early  she has orders, none delivered yet; only count (Number of orders) and as_of are given
    //   nothing    she has no orders; nothing is given
    { "sale_money",
      {},
      { "waiting", "waiting_count", "received", "received_on", "as_of", "count" },
      { "waiting", "paid", "too_early", "nothing" },
      looks_only },
};

const std::vector<ActionShape> shapes_of_commissions {
    // Her commission in the latest quarter for which there is a statement, or else in the running quarter by her own
    // reports. quarter (Period), earned, paid, due (Money; due = earned - paid), paid_on (Day), account_end (Text),
    // as_of (Day: when the statement was imported), bills (Number), estimate (Money).
    //   paid       a statement, and something of it is paid: all but bills and estimate
    //   unpaid     a statement, and nothing of it is paid: quarter, earned, due, as_of
    //   estimate   no statement; quarter, bills and estimate from her own reports, as_of is the day of the last one
    //   zero       neither; quarter and as_of (today) are given
    //   not_sakhi  she is no Vidyut Sakhi; nothing is given
    { "commission_of_quarter",
      {},
      { "quarter", "earned", "paid", "due", "paid_on", "account_end", "as_of", "source", "bills", "estimate" },
      { "paid", "unpaid", "estimate", "zero", "not_sakhi" },
      looks_only },

    // The area (Word: rural urban) of her own record; a woman of the rural mission is rural.
    //   known, unknown (nothing is given)
    { "her_area", {}, { "area" }, { "known", "unknown" }, looks_only },

    // The commission on one bill by the table in force today: commission (Money), rule_from (Day: since when the rule
    // holds).
    //   rate
    //   out_of_range  the bill is above the table's highest; most (Money) alone is given
    { "rate_of_bill",
      { "bill", "area" },
      { "commission", "rule_from", "source", "most" },
      { "rate", "out_of_range" },
      looks_only },

    // Fills day (Day) with today unless it is filled.
    //   ready
    //   not_sakhi  she is no Vidyut Sakhi, there is nothing to report
    { "collection_day", {}, { "day" }, { "ready", "not_sakhi" }, looks_only },

    // Notes her own report of the day. estimate (Money) is the least commission the table gives on it (the number of
    // bills times the least, or the percentage of the sum, whichever is more); always shown as अनुमानित.
    //   saved
    //   already   there is a report of hers for this day; nothing changed; earlier_bills (Number), earlier_collected
    //             (Money) are given and estimate is not
    { "save_collection",
      { "bills", "collected", "day" },
      { "estimate", "earlier_bills", "earlier_collected" },
      { "saved", "already" } },

    // The same day's second round: kept beside the first. estimate (Money) is that of the whole day.
    //   saved
    { "add_collection", { "bills", "collected", "day" }, { "estimate" }, { "saved" } },

    // What a statement says of the period she asks about: earned, paid, due (Money), paid_on (Day), account_end (Text).
    //   paid       all of it was sent: all but due are given
    //   due        something is still to be paid: earned, paid, due
    //   unknown    there is no statement of that time; nothing is given
    //   not_sakhi  nothing is given
    { "commission_of_period",
      { "period" },
      { "earned", "paid", "due", "paid_on", "account_end" },
      { "paid", "due", "unknown", "not_sakhi" },
      looks_only },
};

const std::vector<ActionShape> shapes_of_complaints {
    // Opens a ticket whose kind is the name of the dialog, with whatever of these slots is filled: about (Text), order,
    // product, period, amount, day, trouble (Word), photo. Tells the coordinator of her area (text "tell.complaint").
    // ticket (Number), officer, by.
    //   opened
    //   already_open  a ticket of hers of this kind and about the same thing is open: no second one is made; ticket,
    //                 officer and by are those of the first
    { "open_complaint", {}, { "ticket", "officer", "by" }, { "opened", "already_open" } },

    // Her tickets, the open ones first, at most 10, with the text "line.complaint" and the cells ticket (Number), kind
    // (Phrase "kind.<dialog>"), state (Phrase "state.complaint.*": opened passed_on in_work solved unhappy).
    //   some, none (then only count is given, 0)
    { "list_complaints", {}, { "complaints", "count" }, { "some", "none" }, looks_only },

    // One ticket, named by `complaint` (the id of its row): ticket, kind, state, opened_on (Day), since (Day of the
    // last
    // change), officer, by.
    //   open, solved, gone (nothing is given)
    { "complaint_detail",
      { "complaint" },
      { "ticket", "kind", "state", "opened_on", "since", "officer", "by" },
      { "open", "solved", "gone" },
      looks_only },

    // A solved ticket she is not content with is open again, in the state unhappy, and the coordinator is told (text
    // "tell.complaint").
    //   reopened
    { "reopen_complaint", { "complaint" }, { "officer", "by" }, { "reopened" } },
};

const std::vector<ActionShape> shapes_of_privacy {
    // No message leaves for her from now on but the answer to her own. proof (Number) is the number of this record,
    // since (Day) the day it began.
    //   stopped
    //   already  it was so before; proof and since are those of the first time
    { "stop_messages", {}, { "proof", "since" }, { "stopped", "already" } },

    // Takes that back.
    //   started
    //   already     messages were not stopped
    { "start_messages", {}, { "since" }, { "started", "already" } },

    // What is held about her: name, group, district (Text), phone_end (Text: the last four digits), agreed_on (Day),
    // products, orders, complaints, messages (Number, all named *_count).
    //   member
    //   stranger  she never agreed: only phone_end and message_count are given
    { "what_is_held",
      {},
      { "name", "group", "district", "phone_end", "agreed_on", "product_count", "order_count", "complaint_count",
        "message_count" },
      { "member", "stranger" },
      looks_only },

    // Stops the use of her data now and sets the day on which it is erased: by (Day); proof (Number).
    //   deleted
    //   already  she asked before; by and proof are those of the first time
    { "delete_me", {}, { "by", "proof" }, { "deleted", "already" } },
};

std::vector<ActionShape> all_shapes()
{
    std::vector<ActionShape> all;
    for (const auto* subject : { &shapes_of_joining, &shapes_of_products, &shapes_of_orders, &shapes_of_commissions,
                                 &shapes_of_complaints, &shapes_of_privacy })
        all.insert(all.end(), subject->begin(), subject->end());
    return all;
}

} // namespace

const std::vector<ActionShape>& action_shapes()
{
    static const std::vector<ActionShape> all = all_shapes();
    return all;
}

} // namespace bot
