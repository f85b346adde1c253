#include "bot/import_templates.h"

#include "bot/notices/template_text.h"
#include "storage/prices.h"
#include "storage/templates.h"

#include <algorithm>

namespace bot {

using storage::templates::State;
using storage::templates::Template;

namespace {

using Words = std::vector<std::string>;

const Words channels { "whatsapp", "sms" };
const Words languages { "hi", "hi-Latn", "en" };

std::string joined(const Words& words)
{
    std::string all;
    for (std::size_t place = 0; place < words.size(); ++place)
        all += (place == 0 ? "" : place + 1 == words.size() ? " or " : ", ") + words[place];
    return all;
}

// One of these words, else a fault.
std::string word_of(ImportRow& row, std::string_view column, const Words& words)
{
    auto written = row.needed_text(column);
    if (!written.empty() && std::ranges::find(words, written) == words.end())
        row.fault(column, in_quotes(written) + " is unknown here; write " + joined(words));
    return written;
}

template <class Saved> Change change_of(Saved saved)
{
    return saved == Saved::Added ? Change::Added : saved == Saved::Changed ? Change::Changed : Change::Same;
}

bool digits_only(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

// Meta's form of a name; an SMS bears our own, which may be a text's: letters, digits, dots and lines.
void check_name(ImportRow& row, const Template& read)
{
    const bool whatsapp = read.channel == "whatsapp";
    const auto allowed = whatsapp ? "abcdefghijklmnopqrstuvwxyz0123456789_"
                                  : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
    if (read.name.find_first_not_of(allowed) != std::string::npos)
        row.fault("name", in_quotes(read.name) +
                              (whatsapp ? " is no name at Meta; it has small letters, digits and _ only"
                                        : " is no name; write letters, digits, points and lines without spaces"));
}

// Empty: as it is known, else pending.
void read_state(const ImportCall& call, Template& read)
{
    const auto written = call.row.text("state");
    const auto state = storage::templates::state_named(written);
    if (!written.empty() && !state)
        call.row.fault("state",
                       in_quotes(written) + " is no state; write pending, approved, rejected, paused or disabled");
    if (state) {
        read.state = *state;
        return;
    }
    if (const auto known = storage::templates::get(call.tx, read.channel, read.name, read.language))
        read.state = known->state;
}

void check_registration(ImportRow& row, const Template& read)
{
    if (read.channel != "sms")
        return;
    if (read.state == State::Approved && read.registration_id.empty())
        row.fault("registration_id", "is empty though the state is approved; write the number the operators gave it");
    if (!read.registration_id.empty() && !digits_only(read.registration_id))
        row.fault("registration_id", in_quotes(read.registration_id) +
                                         " has more than digits; write it as the operators "
                                         "show it (in a spreadsheet, format the column as "
                                         "text)");
}

} // namespace

std::string template_key(ImportRow& row)
{
    return row.text("name") + "\n" + row.text("channel") + "\n" + row.text("language");
}

Change take_template(const ImportCall& call)
{
    auto& row = call.row;
    Template read;
    read.name = row.needed_text("name");
    read.channel = word_of(row, "channel", channels);
    read.language = word_of(row, "language", languages);
    read.category = word_of(
        row, "category", read.channel == "sms" ? Words { "service", "promotional" } : Words { "utility", "marketing" });
    read.body = row.message("body");
    read.registration_id = row.text("registration_id");
    if (!read.body.empty())
        for (const auto& fault : notices::faults_of_body(read.body, read.channel))
            row.fault("body", fault);
    if (row.good())
        check_name(row, read);
    read_state(call, read);
    check_registration(row, read);
    if (!row.good() || call.purpose == Purpose::Prove)
        return Change::Same;
    return change_of(storage::templates::save(call.tx, read, call.now));
}

std::string price_key(ImportRow& row)
{
    return row.text("channel") + "\n" + row.text("category") + "\n" + row.text("valid_from");
}

Change take_price(const ImportCall& call)
{
    auto& row = call.row;
    storage::prices::Price read;
    read.channel = word_of(row, "channel", channels);
    read.category = word_of(row, "category",
                            read.channel == "sms" ? Words { "service", "promotional" }
                                                  : Words { "service", "utility", "marketing" });
    read.valid_from = storage::text_of(row.day("valid_from"));
    read.thousand_paise = row.thousandths("price_paise");
    read.source = row.needed_text("source");
    if (!row.good() || call.purpose == Purpose::Prove)
        return Change::Same;
    return change_of(storage::prices::save(call.tx, read));
}

} // namespace bot
