#include "tests/support/meanwhile.h"

#include "storage/commissions.h"
#include "storage/complaints.h"
#include "storage/orders.h"
#include "storage/people.h"
#include "storage/products.h"

#include <cstdint>
#include <sstream>
#include <stdexcept>

namespace tests {

using storage::Time;
using storage::Transaction;

namespace {

constexpr std::string_view opening = "(meanwhile ";
constexpr std::int64_t paise_in_a_rupee = 100;

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
        const auto number = std::stoll(word());
        const auto verb = word();
        if (verb == "goes")
            return give(first, number, word() == "to" ? word() : "");
        expect(verb == "is");
        if (first == "order")
            return move_order(number);
        if (first == "product")
            return move_product(number);
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
        storage::people::import_person(tx_, phone, row, now_);
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
