// The functions behind the table of actions.cpp, one file a subject, and the contract of each: the slots it needs and
// gives, and its outcomes, which a dialog must handle.
//
// Common to all: slots named in `gives` are filled for every outcome unless the comment says otherwise. `officer` is
// the name of the coordinator who will act (Text), or the Phrase "officer.unknown" where none is known; `by` is the Day
// by which she will. A day that nobody told us is the Phrase "unknown.day". A Table's row id is the number she sees, so
// that "PACK 1234" picks row "1234". The slot `dialog` (Word), which the engine adds, is the dialog's name.

#pragma once

#include "bot/actions/action.h"

namespace bot::run {

// Joining: join.cpp.

// Who is writing, from the import and from earlier consent. Fills name, group, district (Text) as far as they are
// known: the asks for them are then passed over. Writes nothing.
//   new       nobody knows this phone
//   imported  she is in the import and has not agreed yet; name is filled
//   sakhi     the same, and she is a Vidyut Sakhi whose name, group and district are all filled: the short road
//   joined    she has agreed already; name is filled
dialogs::Done who_is_this(ActionCall& call);

// Keeps her as a member with her consents: service yes, notices and publishing as answered, each with the version
// of the notice she saw (key "join.notice.ask" or "join.known_notice.ask"), the time and the channel.
//   saved     she is a member from now on
dialogs::Done save_member(ActionCall& call);

// The same for the short road of an imported Vidyut Sakhi: consent to the service alone; notices and publishing
// stay off. The notice she saw is "join.sakhi_notice.ask", which asks her age as well.
dialogs::Done save_sakhi(ActionCall& call);

// Products: products.cpp. The rows of `products` have the text "line.product" and the cells number (Number), name
// (Text), price (Money), unit (Word), stock (Quantity), state (Phrase "state.product.*": in_review more_needed approved
// sent live stopped sold_out); newest first, at most 10. `count` (Number): all of them.

// Adds the product in review and tells the coordinator (text "tell.product"). `photo` is kept when the
// slot is filled. number (Number) is the product's, officer and by: who looks at it and by when.
//   saved       it is added
//   name_taken  she has a product of this name already; nothing changed, and of `gives` only number (of that one)
dialogs::Done save_product(ActionCall& call);

// Her products.
//   some, none (then products is not filled and count is 0)
dialogs::Done list_products(ActionCall& call);

// One product of hers, named by `product` (the id of its row): number (Number), name (Text), price (Money), unit
// (Word), stock (Quantity), state (Phrase), since (Day), reason (Text as the officer wrote it, else the Phrase
// "reason.unknown"), officer, by.
//   waiting      in review, approved or sent to the portal: somebody else acts by `by`
//   more_needed  the officer asks for something; reason says what
//   live         customers can buy it
//   stopped      it was stopped; reason says why
//   sold_out     it is live but out of stock
//   gone         it is not hers or no longer there; nothing is given
dialogs::Done product_detail(ActionCall& call);

// What a change starts from: name (Text), price (Money), unit (Word), stock (Quantity).
//   found, gone (nothing is given)
dialogs::Done product_values(ActionCall& call);

// Each changes one thing and queues the change for the portal; officer and by: who carries it there. save_stock
// takes a number without unit as of the product's unit.
//   saved
//   gone        the product is not hers or no longer there; nothing is given
//   other_unit  new_stock is in another unit than the product is sold in; nothing changed
dialogs::Done save_price(ActionCall& call);

dialogs::Done save_stock(ActionCall& call);

dialogs::Done save_sold_out(ActionCall& call);

// Orders: orders.cpp, sale_money.cpp. The rows of `orders` have the text "line.order" and the cells number (Number),
// name (Text: the product), quantity (Quantity), pack_by (Day), state (Phrase "state.order.*"); soonest first, at
// most 10. `count` (Number) is how many there are in all, `first` (Number) and `first_by` (Day) are the number and the
// pack-by day of the first row. One order is number, name, quantity, amount (Money), state (one of: to_pack late packed
// collected on_the_way delivered cancelled_by_buyer cancelled_by_us returned paid_to_clf paid_to_member), pack_by,
// since (Day: when it came into this state), officer (who hands it on).

// All orders of the last 90 days, those to pack first.
//   some, none (then only count is given, 0)
dialogs::Done list_orders(ActionCall& call);

// Those that wait to be packed or are late, soonest first, then those packed in the last 7 days. count, first and
// first_by speak of those to pack.
//   some, none (nothing to pack and nothing packed lately)
dialogs::Done orders_to_pack(ActionCall& call);

// One order of hers, named by `order` (the id of its row).
//   to_pack    received or accepted, and pack_by is not over
//   late       the same, and pack_by is over
//   moving     packed, collected or on the way
//   delivered  delivered, or paid to the CLF or to her
//   cancelled  by the buyer or by us
//   returned
//   gone       not hers or no longer there; nothing is given
dialogs::Done order_detail(ActionCall& call);

// The same order, looked at before it is packed or given up.
//   ready     it can be packed (late ones too)
//   already   it is packed and not collected yet
//   too_late  it is collected, on the way, delivered, cancelled or returned
//   gone      nothing is given
dialogs::Done order_before_packing(ActionCall& call);

// Moves the order to packed and tells the coordinator (text "tell.packed"). officer and by: who collects it, and
// the day by which (its pack_by, or today when that is over).
//   packed
//   already   it was packed before; nothing changed
//   too_late  it cannot be packed any more; nothing changed
//   gone      nothing is given
dialogs::Done pack_order(ActionCall& call);

// She cannot send the order. Writes the reason (Word: no_material need_time cannot_make other_reason; with
// reason_words, Text, and ready_on, Day, when filled), opens a ticket of the kind order_problem and tells the
// coordinator (text "tell.cannot_pack"), who decides; the order stays in its state meanwhile. ticket (Number).
//   told
//   too_late  it is collected, delivered or cancelled; nothing changed, nothing is given
//   gone      nothing is given
dialogs::Done cannot_order(ActionCall& call);

// What is known of the money of her orders: waiting (Money, delivered and not paid to her yet), waiting_count
// (Number of orders), received (Money: all that was paid to her), received_on (Day of the last payment),
// account_end
// (Text: the last four digits), as_of (Day of the newest news about any of it).
//   waiting    something is still to come; received may be 0, received_on and account_end are not filled then
//   paid       everything delivered is paid to her
//   too_early  she has orders, none delivered yet; only count (Number of orders) and as_of are given
//   nothing    she has no orders; nothing is given
dialogs::Done sale_money(ActionCall& call);

// Commission: commissions.cpp, collections.cpp.

// Her commission in the latest quarter for which there is a statement, or else in the running quarter by her own
// reports. quarter (Period), earned, paid, due (Money; due = earned - paid), paid_on (Day), account_end (Text),
// as_of (Day: when the statement was imported), bills (Number), estimate (Money).
//   paid       a statement, and something of it is paid: all but bills and estimate
//   unpaid     a statement, and nothing of it is paid: quarter, earned, due, as_of
//   estimate   no statement; quarter, bills and estimate from her own reports, as_of is the day of the last one
//   zero       neither; quarter and as_of (today) are given
//   not_sakhi  she is no Vidyut Sakhi; nothing is given
dialogs::Done commission_of_quarter(ActionCall& call);

// The area (Word: rural urban) of her own record; a woman of the rural mission is rural.
//   known, unknown (nothing is given)
dialogs::Done her_area(ActionCall& call);

// The commission on one bill by the table in force today: commission (Money), rule_from (Day: since when the rule
// holds).
//   rate
//   out_of_range  the bill is above the table's highest; most (Money) alone is given
dialogs::Done rate_of_bill(ActionCall& call);

// Fills day (Day) with today unless it is filled.
//   ready
//   not_sakhi  she is no Vidyut Sakhi, there is nothing to report
dialogs::Done collection_day(ActionCall& call);

// Notes her own report of the day. estimate (Money) is the least commission the table gives on it (the number of
// bills times the least, or the percentage of the sum, whichever is more); always shown as अनुमानित.
//   saved
//   already   there is a report of hers for this day; nothing changed; earlier_bills (Number), earlier_collected
//             (Money) are given and estimate is not
dialogs::Done save_collection(ActionCall& call);

// The same day's second round: kept beside the first. estimate (Money) is that of the whole day.
//   saved
dialogs::Done add_collection(ActionCall& call);

// What a statement says of the period she asks about: earned, paid, due (Money), paid_on (Day), account_end (Text).
//   paid       all of it was sent: all but due are given
//   due        something is still to be paid: earned, paid, due
//   unknown    there is no statement of that time; nothing is given
//   not_sakhi  nothing is given
dialogs::Done commission_of_period(ActionCall& call);

// Tickets: complaints.cpp.

// Opens a ticket whose kind is the name of the dialog, with whatever of these slots is filled: about (Text), order,
// product, period, amount, day, trouble (Word), photo. Tells the coordinator of her area (text "tell.complaint").
// ticket (Number), officer, by.
//   opened
//   already_open  a ticket of hers of this kind and about the same thing is open: no second one is made; ticket,
//                 officer and by are those of the first
dialogs::Done open_complaint(ActionCall& call);

// Her tickets, the open ones first, at most 10, with the text "line.complaint" and the cells ticket (Number), kind
// (Phrase "kind.<dialog>"), state (Phrase "state.complaint.*": opened passed_on in_work solved unhappy).
//   some, none (then only count is given, 0)
dialogs::Done list_complaints(ActionCall& call);

// One ticket, named by `complaint` (the id of its row): ticket, kind, state, opened_on (Day), since (Day of the
// last
// change), officer, by.
//   open, solved, gone (nothing is given)
dialogs::Done complaint_detail(ActionCall& call);

// A solved ticket she is not content with is open again, in the state unhappy, and the coordinator is told (text
// "tell.complaint").
//   reopened
dialogs::Done reopen_complaint(ActionCall& call);

// Her own data: privacy.cpp.

// No message leaves for her from now on but the answer to her own. proof (Number) is the number of this record,
// since (Day) the day it began.
//   stopped
//   already  it was so before; proof and since are those of the first time
dialogs::Done stop_messages(ActionCall& call);

// Takes that back.
//   started
//   already     messages were not stopped
dialogs::Done start_messages(ActionCall& call);

// What is held about her: name, group, district (Text), phone_end (Text: the last four digits), agreed_on (Day),
// products, orders, complaints, messages (Number, all named *_count).
//   member
//   stranger  she never agreed: only phone_end and message_count are given
dialogs::Done what_is_held(ActionCall& call);

// Stops the use of her data now and sets the day on which it is erased: by (Day); proof (Number).
//   deleted
//   already  she asked before; by and proof are those of the first time
dialogs::Done delete_me(ActionCall& call);

// Notices for her, and only these, while everything else goes on: notices_received.cpp. The consent to Notices is
// recorded with what she was shown; since (Day). Refusing drops what is queued; accepting takes a stop back too.
//   refused / accepted
//   already  it was so before; since is that of the first time
dialogs::Done refuse_notices(ActionCall& call);

dialogs::Done accept_notices(ActionCall& call);

// The last three she got: notices (Table "line.got_notice" with day and words; the Phrase "in_notice.none" without
// any); day (Day) and words (Text) are those of the newest.
//   some, none
//   coordinator  she is one, with or without any
dialogs::Done last_notices(ActionCall& call);

// Writing a notice, step by step: notices_write.cpp. Where her own record says she may send to: reach (Text).
//   ready, no_place (her record names no place)
dialogs::Done reach_of_author(ActionCall& call);

// Whether a text can go as it stands; too_many (Number): by how many letters it is too long.
//   good, too_long, faulty (a brace that is no variable, or the didi's text for officers)
dialogs::Done check_didi_text(ActionCall& call);

dialogs::Done check_officers_text(ActionCall& call);

// Whether the place must be asked, now that `where` is answered; and the block or federation of this name in her
// reach: place_words (Text, as an audience is written), nearest (Text) for one that is unknown.
dialogs::Done place_wanted(ActionCall& call);

dialogs::Done find_place(ActionCall& call);

// The same for day and hour; and what is to be said about them.
//   good
//   night  it is to go now, and it is night: at eight, unless it is urgent
//   past, quiet (no notice goes at that hour)
dialogs::Done day_wanted(ActionCall& call);

dialogs::Done look_at_hour(ActionCall& call);

// Writes the draft (an earlier one of this dialog is cancelled) and shows what it would do: number, people, left
// (Number), lines, left_lines (Table or Phrase), cost (Money), takes, starts (Table or Phrase), example, reach (Text).
//   ready
//   needs_ok       the same, but approver (Text: the names) must approve it first
//   nobody_to_ask  the same, but nobody on record could approve it
//   nobody         it would reach nobody: left and left_lines alone
//   same_today     the same went to the same people within a day as notice earlier (Number); no draft
dialogs::Done preview_notice(ActionCall& call);

// Starts the draft, or has it approved: who may are told (text "tell.approve_notice", two buttons that begin
// approve_notice).
//   started, planned, asked, refused (something changed meanwhile)
dialogs::Done send_notice(ActionCall& call);

dialogs::Done leave_notice(ActionCall& call);

// Approving: notices_approve.cpp. notices (Table "line.notice") that wait for her; none where one is named already.
dialogs::Done notices_to_approve(ActionCall& call);

// One of them, looked at: number, people (Number), author, words (Text), officers_words (Table or Phrase), cost
// (Money).
//   waiting
//   decided  somebody decided already; number, state (Phrase "state.notice.*") and author
//   own, gone (nothing is given)
dialogs::Done notice_to_approve(ActionCall& call);

// Whether it is an urgent one, of which must be decided whether it may go out at night.
dialogs::Done wants_the_night(ActionCall& call);

// Approves and starts it, `at_night` (yes, no) for an urgent one; refuses it for good. The author is told (texts
// "tell.notice_allowed", "tell.notice_refused"), the audit says who.
//   allowed / refused
//   gone     it waits no more; number and state
dialogs::Done allow_notice(ActionCall& call);

dialogs::Done refuse_notice(ActionCall& call);

// What became of it: notices_follow.cpp. notices (Table "line.notice") she wrote; none where one is named already.
dialogs::Done sent_notices(ActionCall& call);

// number, state, people, sent, delivered, read, failed (Number), cost (Money), answers (Table "line.notice_answer" or
// Phrase), reason (Phrase: why it is paused).
//   waiting  it has not begun
//   running, paused, over, gone (nothing is given)
dialogs::Done notice_progress(ActionCall& call);

// Each moves a notice of hers, or of an author within her reach. number and state are as it is afterwards.
dialogs::Done pause_notice(ActionCall& call);

dialogs::Done resume_notice(ActionCall& call);

dialogs::Done cancel_notice(ActionCall& call);

} // namespace bot::run
