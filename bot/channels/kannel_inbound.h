// Reads what Kannel's smsbox tells over HTTP: an SMS that came (`get-url` or `post-url`) and delivery reports
// (`dlr-url`). Pure and thread-safe.
//
// Expected in the smsbox's settings:
//   get-url = ".../webhooks/sms/kannel/SECRET?from=%p&to=%P&text=%b&ts=%T&coding=%c&charset=%C&udh=%u&smsc=%i&id=%I"
//   dlr-url = ".../webhooks/sms/kannel/SECRET/status?id=ID&type=%d&reply=%A&fid=%F&ts=%T", which Kannel (the sender)
//   writes
// Long SMS: bearerbox joins the parts itself (`sms-combine-concatenated-mo = true`, its default) and passes one text
// without a UDH. A part that comes alone with a concatenation UDH (its brothers were lost, or joining is switched off)
// is an Arrival of its own: no message is held back in memory waiting for parts that may never come.
//
// Source: Kannel 1.4.5 user guide, "SMS services" and "Delivery reports"; 3GPP TS 23.038 and 23.040.

#pragma once

#include "bot/form.h"
#include "dialogs/message.h"

namespace bot {

// Text comes as UTF-8, UTF-16BE, GSM or Latin letters, as `charset` says; `coding` alone is not to be trusted, since
// smsbox may have recoded (`mo-recode`) without changing it. A message of bytes (coding 1) is Unsupported. Without an
// `id` the key is a hash of sender, receiver, text and time. `received_at` stands in for a missing `ts`, to the minute
// in that hash. Throws BadRequest with one sentence if the sender is missing, the text is not of its charset, or the
// time is no number.
dialogs::Delivery read_kannel_message(const Parameters& parameters, dialogs::Time received_at);

// One delivery report: type 1 delivered, 2 and 16 failed, 8 accepted by the operator, 4 buffered and 32 intermediate
// (which move nothing and are left out). Throws BadRequest if the type or our own id is no number.
dialogs::Delivery read_kannel_status(const Parameters& parameters, dialogs::Time received_at);

} // namespace bot
