#include "tests/support/meanwhile.h"

#include "bot/actions/notice_slots.h"
#include "bot/notices/notice_book.h"
#include "storage/audience.h"
#include "storage/commissions.h"
#include "storage/complaints.h"
#include "storage/notices.h"
#include "storage/orders.h"
#include "storage/outbox.h"
#include "storage/people.h"
#include "storage/products.h"
#include "storage/recipients.h"
#include "storage/templates.h"

#include <cstdint>
#include <sstream>
#include <stdexcept>

namespace tests {

using storage::Time;
using storage::Transaction;

namespace {

constexpr std::string_view opening = "(meanwhile ";
constexpr std::int64_t paise_in_a_rupee = 100;
constexpr auto template_of_the_programme = "notice_of_the_programme";

// One sentence, read word by word.
class Event {
public:
    Event(Transaction& tx, const std::string& line, Time now) : tx_(tx), line_(line), now_(now)
    {
        words_.str(line.substr(opening.size(), line.size() - opening.size() - 1));
    }

    void happen()
    {
        const auto first = word();
        if (first.starts_with("+"))
            return happen_to(first);
        if (first == "a")
            return register_template();
        const auto number = std::stoll(word());
        const auto verb = word();
        if (verb == "goes")
            return give(first, number, word() == "to" ? word() : "");
        expect(verb == "is");
        if (first == "order")
            return move_order(number);
        if (first == "product")
            return move_product(number);
        if (first == "notice")
            return move_notice(number);
        expect(first == "complaint");
        const auto state = storage::complaints::state_named(word());
        expect(state && storage::complaints::move(tx_, number, { *state, "coordinator" }, now_));
    }

private:
    std::string word()
    {
        std::string next;
        words_ >> next;
        return next;
    }

    std::string rest()
    {
        std::string all;
        std::getline(words_ >> std::ws, all);
        return all;
    }

    void expect(bool right) const
    {
        if (!right)
            throw std::runtime_error { line_ + ": this cannot happen; tests/support/meanwhile.h lists what can" };
    }

    std::int64_t person(const std::string& phone) const
    {
        const auto found = storage::people::by_phone(tx_, phone);
        expect(found.has_value());
        return found->id;
    }

    void move_order(std::int64_t number)
    {
        const auto order = storage::orders::get(tx_, number);
        const auto status = storage::orders::status_named(word());
        expect(order && status && storage::orders::move(tx_, number, { order->status, *status, "import" }, now_));
    }

    void move_product(std::int64_t number)
    {
        auto name = word();
        if (name.ends_with(":"))
            name.pop_back();
        const auto status = storage::products::status_named(name);
        expect(status && storage::products::set_status(tx_, number, *status, rest(), now_));
    }

    void give(const std::string& thing, std::int64_t number, const std::string& phone)
    {
        const storage::Value owner = person(phone);
        if (thing == "order")
            tx_.run("UPDATE orders SET person = $1 WHERE number = $2", { owner, number });
        else if (thing == "product")
            tx_.run("UPDATE products SET person = $1 WHERE number = $2", { owner, number });
        else if (thing == "notice")
            tx_.run("UPDATE notices SET author = $1 WHERE number = $2", { owner, number });
        else if (thing == "complaint")
            tx_.run("UPDATE complaints SET person = $1 WHERE number = $2", { owner, number });
        else
            expect(false);
    }

    void happen_to(const std::string& phone)
    {
        const auto verb = word();
        if (verb == "earned")
            return state_commission(phone, std::stoll(word()));
        if (verb == "asks" || verb == "asks-urgently")
            return ask_approval(phone, verb == "asks-urgently");
        if (verb == "sends")
            return send_notice(phone);
        expect(verb == "is" && word() == "imported" && word() == "as");
        storage::people::Person row;
        row.name = "मंजू देवी";
        row.district = "हरदोई";
        row.state = "उत्तर प्रदेश";
        row.language = "hi";
        row.roles = { word() };
        const auto particulars = rest();
        if (particulars != "without a group")
            row.group_name = "लक्ष्मी समूह";
        if (particulars != "in a town") {
            row.clf = "प्रगति सीएलएफ";
            row.block = "बिलग्राम";
        }
        if (particulars == "of the state" || particulars == "without a place") {
            row.name = "शिखा त्रिपाठी";
            row.group_name = row.clf = row.block = row.district = "";
            row.state = particulars == "of the state" ? "उत्तर प्रदेश" : "";
        }
        storage::people::import_person(tx_, phone, row, now_);
    }

    void register_template()
    {
        expect(word() == "WhatsApp" && word() == "template" && word() == "says:");
        storage::templates::Template registered;
        registered.name = template_of_the_programme;
        registered.channel = "whatsapp";
        registered.language = "hi";
        registered.category = "utility";
        registered.body = rest();
        registered.state = storage::templates::State::Approved;
        storage::templates::save(tx_, registered, now_);
    }

    std::int64_t write_notice(const std::string& phone, bool urgent)
    {
        bot::notices::NewNotice notice;
        notice.author = person(phone);
        notice.texts.didi["hi"] = rest();
        notice.buttons = { "आऊँगी", "नहीं आऊँगी" };
        notice.urgent = urgent;
        if (!storage::templates::named(tx_, "whatsapp", template_of_the_programme).empty())
            notice.template_name = template_of_the_programme;
        return bot::notices::write_notice(tx_, notice, {}, now_);
    }

    void ask_approval(const std::string& phone, bool urgent)
    {
        using storage::notices::State;
        expect(word() == "approval" && word() == "of:");
        expect(storage::notices::move(tx_, write_notice(phone, urgent), { State::Draft }, State::Draft,
                                      bot::approval_asked, now_));
    }

    // Written and handed over for everybody, as the service does it bit by bit.
    void send_notice(const std::string& phone)
    {
        using storage::notices::State;
        expect(word() == "a" && word() == "notice:");
        const auto number = write_notice(phone, false);
        const auto notice = storage::notices::get(tx_, number).value();
        storage::audience::Means means;
        means.whatsapp = means.sms = means.whatsapp_template = true;
        const auto audience = bot::notices::audience_of(tx_, notice);
        expect(storage::notices::move(tx_, number, { State::Draft }, State::Writing, {}, now_));
        const auto piece = storage::audience::write_ledger(tx_, number, audience, means, 0, 1'000'000, now_);
        storage::notices::note_written(tx_, number, { piece.to, piece.recipients, piece.left_out, true });
        storage::notices::note_fed(tx_, number, piece.to);
        expect(storage::notices::move(tx_, number, { State::Writing }, State::Sending, {}, now_));
        for (const auto& recipient : storage::recipients::next(tx_, number, 0, 1'000))
            accept(number, recipient);
    }

    // As if the provider had taken it at once.
    void accept(std::int64_t number, const storage::recipients::Recipient& recipient)
    {
        storage::outbox::Draft draft;
        draft.person = recipient.person;
        draft.channel = recipient.channel;
        draft.lane = storage::outbox::Lane::Notice;
        draft.notice = number;
        draft.letter = "{}";
        draft.due_at = now_;
        const auto id = storage::outbox::queue(tx_, draft, now_);
        const auto claimed = storage::outbox::claim_one(tx_, id, now_, std::chrono::minutes { 1 });
        expect(claimed && storage::outbox::settle(tx_, *claimed, { storage::outbox::State::Accepted }, now_));
    }

    void move_notice(std::int64_t number)
    {
        using storage::notices::State;
        const auto name = word();
        for (const auto state : { State::Draft, State::Approved, State::Scheduled, State::Writing, State::Sending,
                                  State::Paused, State::Finished, State::Cancelled })
            if (storage::notices::name_of(state) == name)
                return expect(storage::notices::move(
                    tx_, number,
                    { State::Draft, State::Approved, State::Scheduled, State::Writing, State::Sending, State::Paused },
                    state, "sending failed too often", now_));
        expect(false);
    }

    void state_commission(const std::string& phone, std::int64_t earned_rupees)
    {
        expect(word() == "and" && word() == "was" && word() == "paid");
        using namespace std::chrono;
        const year_month_day today { floor<days>(now_) };
        const auto this_quarter =
            year_month { today.year(), month { (static_cast<unsigned>(today.month()) - 1) / 3 * 3 + 1 } };
        storage::commissions::Statement statement;
        statement.person = person(phone);
        statement.period_from = (this_quarter - months { 3 }) / 1;
        statement.period_to = sys_days { this_quarter / 1 } - days { 1 };
        statement.bills = 40;
        statement.collected_paise = earned_rupees * paise_in_a_rupee * 100;
        statement.earned_paise = earned_rupees * paise_in_a_rupee;
        statement.paid_paise = std::stoll(word()) * paise_in_a_rupee;
        statement.source = "UPSRLM";
        statement.imported_at = now_;
        storage::commissions::import_statement(tx_, statement);
    }

    Transaction& tx_;
    std::string line_;
    Time now_;
    std::istringstream words_;
};

} // namespace

bool is_meanwhile(const std::string& line)
{
    return line.starts_with(opening) && line.ends_with(")");
}

void happen(Transaction& tx, const std::string& line, Time now)
{
    Event { tx, line, now }.happen();
}

} // namespace tests
