#include "bot/demo.h"

#include "bot/actions/tickets.h"
#include "locales/calendar.h"
#include "locales/normalize.h"
#include "storage/commissions.h"
#include "storage/complaints.h"
#include "storage/consents.h"
#include "storage/orders.h"
#include "storage/people.h"
#include "storage/products.h"

#include <array>

namespace bot {

namespace {

using storage::Time;
using storage::people::Person;

struct Place {
    const char *group, *clf, *block, *district, *state;
};

constexpr Place hardoi { "लक्ष्मी समूह", "प्रगति सीएलएफ", "बिलग्राम", "हरदोई", "उत्तर प्रदेश" };
constexpr Place kangra { "ज्वाला समूह", "धौलाधार सीएलएफ", "नगरोटा बगवाँ", "काँगड़ा", "हिमाचल प्रदेश" };
constexpr Place office { "", "", "", "हरदोई", "उत्तर प्रदेश" };

enum class Standing { Joined, Imported };

struct DemoPerson {
    const char *phone, *name, *role;
    Place place;
    Standing standing = Standing::Joined;
};

constexpr std::array people {
    DemoPerson { "+919800000001", "रीना देवी", "member", hardoi },
    DemoPerson { "+919800000002", "सुनीता वर्मा", "member", hardoi },
    DemoPerson { "+919800000003", "गीता कुमारी", "member", hardoi },
    DemoPerson { "+919800000004", "शबाना बेगम", "member", hardoi },
    DemoPerson { "+919800000005", "कमला ठाकुर", "member", kangra },
    DemoPerson { "+919800000006", "मीना शर्मा", "member", kangra },
    DemoPerson { "+919800000007", "विमला देवी", "member", kangra },
    DemoPerson { "+919800000008", "आशा कुमारी", "member", kangra, Standing::Imported },
    DemoPerson { "+919800000021", "पूजा यादव", "vidyut_sakhi", hardoi },
    DemoPerson { "+919800000022", "नीलम सिंह", "vidyut_sakhi", hardoi },
    DemoPerson { "+919800000031", "अनीता मिश्रा", "coordinator", office },
};

struct DemoProduct {
    const char *phone, *name;
    std::int64_t price_rupees;
    const char *stock, *unit;
    storage::products::Status status;
    const char* reason = "";
};

using ProductStatus = storage::products::Status;

constexpr std::array products {
    DemoProduct { "+919800000001", "आम का अचार", 250, "20", "jar", ProductStatus::Live },
    DemoProduct { "+919800000001", "मिर्च का अचार", 180, "0", "jar", ProductStatus::OutOfStock },
    DemoProduct { "+919800000002", "चिकनकारी कुर्ती", 850, "12", "piece", ProductStatus::Live },
    DemoProduct { "+919800000002", "कपड़े का झोला", 120, "40", "piece", ProductStatus::Checking },
    DemoProduct { "+919800000003", "अगरबत्ती", 40, "100", "packet", ProductStatus::Accepted },
    DemoProduct { "+919800000004", "मिट्टी के दीये", 150, "30", "set", ProductStatus::MoreNeeded, "पैकिंग की फोटो चाहिए" },
    DemoProduct { "+919800000005", "शहद", 400, "15.5", "kilogram", ProductStatus::Live },
    DemoProduct { "+919800000006", "काँगड़ा चाय", 220, "35", "packet", ProductStatus::SentToPortal },
    DemoProduct { "+919800000007", "ऊनी शॉल", 1'500, "6", "piece", ProductStatus::Stopped,
                  "लेबल पर बनाने वाले का पता नहीं है" },
    DemoProduct { "+919800000007", "सूखी खुबानी", 600, "8", "kilogram", ProductStatus::Checking },
};

using OrderStatus = storage::orders::Status;
using std::chrono::hours;

struct DemoOrder {
    const char *phone, *order_id, *channel, *product;
    std::int64_t quantity, amount_rupees;
    hours pack_by; // from now
    OrderStatus status;
};

constexpr std::array orders {
    DemoOrder { "+919800000001", "408-0000001-0000001", "amazon", "आम का अचार", 2, 500, hours { 30 },
                OrderStatus::New },
    DemoOrder { "+919800000001", "408-0000001-0000002", "amazon", "आम का अचार", 1, 250, hours { -5 },
                OrderStatus::New },
    DemoOrder { "+919800000001", "OD000000000000001", "flipkart", "मिर्च का अचार", 3, 540, hours { -400 },
                OrderStatus::PaidMember },
    DemoOrder { "+919800000002", "OD000000000000002", "flipkart", "चिकनकारी कुर्ती", 1, 850, hours { 52 },
                OrderStatus::Accepted },
    DemoOrder { "+919800000002", "408-0000001-0000003", "amazon", "चिकनकारी कुर्ती", 2, 1'700, hours { -200 },
                OrderStatus::Delivered },
    DemoOrder { "+919800000005", "408-0000001-0000004", "amazon", "शहद", 4, 1'600, hours { 20 }, OrderStatus::Packed },
    DemoOrder { "+919800000005", "408-0000001-0000005", "amazon", "शहद", 1, 400, hours { -60 },
                OrderStatus::InTransit },
    DemoOrder { "+919800000006", "OD000000000000003", "flipkart", "काँगड़ा चाय", 5, 1'100, hours { -30 },
                OrderStatus::CancelledByBuyer },
};

constexpr auto sakhi_with_statements = "+919800000021";
constexpr auto sakhi_without_statements = "+919800000022";
constexpr auto coordinator = "+919800000031";
constexpr auto source = "UPSRLM (demo)";

Person found(storage::Transaction& tx, const char* phone)
{
    return storage::people::by_phone(tx, phone).value();
}

void add_person(storage::Transaction& tx, const DemoPerson& demo, Time now)
{
    Person row;
    row.name = demo.name;
    row.group_name = demo.place.group;
    row.clf = demo.place.clf;
    row.block = demo.place.block;
    row.district = demo.place.district;
    row.state = demo.place.state;
    row.language = "hi";
    row.roles = { demo.role };
    storage::people::import_person(tx, demo.phone, row, now);
    if (demo.standing == Standing::Imported)
        return;
    using storage::consents::Purpose;
    for (const auto purpose : { Purpose::Service, Purpose::Notices })
        storage::consents::record(tx, { found(tx, demo.phone).id, purpose, true, "join.known_notice.ask", "demo", "hi",
                                        "demo", "demo", now - hours { 24 * 90 } });
}

void add_product(storage::Transaction& tx, const DemoProduct& demo, Time now)
{
    storage::products::Product product;
    product.person = found(tx, demo.phone).id;
    product.name = demo.name;
    product.name_key = locales::n1(demo.name);
    product.price_paise = demo.price_rupees * 100;
    product.stock = demo.stock;
    product.unit = demo.unit;
    const auto number = storage::products::add(tx, product, now - hours { 24 * 20 });
    if (number && demo.status != ProductStatus::Checking)
        storage::products::set_status(tx, *number, demo.status, demo.reason, now - hours { 24 * 6 });
}

void add_order(storage::Transaction& tx, const DemoOrder& demo, Time now)
{
    storage::orders::Order order;
    order.order_id = demo.order_id;
    order.channel = demo.channel;
    order.product = demo.product;
    order.person = found(tx, demo.phone).id;
    order.quantity = demo.quantity;
    order.amount_paise = demo.amount_rupees * 100;
    order.pack_by = now + demo.pack_by;
    order.status = demo.status;
    storage::orders::import_order(tx, order, now - hours { 24 * 2 });
}

// The quarter before this one.
locales::Period before(const locales::Period& quarter)
{
    return locales::quarter_of(locales::add_days(quarter.from, -1));
}

void add_statements(storage::Transaction& tx, Time now)
{
    const auto person = found(tx, sakhi_with_statements).id;
    const auto last = before(locales::quarter_of(locales::day_in_india(now)));
    const auto earlier = before(last);
    const auto paid_on = locales::add_days(last.from, 34);
    const auto imported = now - hours { 24 * 7 };
    storage::commissions::import_statement(tx, { person, earlier.from, earlier.to, 212, 3'84'500'00, 5'310'00, 5'310'00,
                                                 paid_on, "UTR0000000001", "4321", source, imported });
    storage::commissions::import_statement(tx, { person, last.from, last.to, 236, 4'12'750'00, 5'902'50, 4'000'00,
                                                 locales::add_days(last.to, 20), "UTR0000000002", "4321", source,
                                                 imported });
}

// On the days of this quarter before today, at most five.
void add_collections(storage::Transaction& tx, Time now)
{
    const auto today = locales::day_in_india(now);
    const auto from = locales::quarter_of(today).from;
    for (const auto* phone : { sakhi_with_statements, sakhi_without_statements })
        for (int days_ago = 1; days_ago <= 5; ++days_ago) {
            const auto day = locales::add_days(today, -days_ago);
            if (day >= from)
                storage::commissions::report(tx,
                                             { found(tx, phone).id, day, 8 + days_ago, (12'300 + days_ago * 550) * 100,
                                               storage::commissions::Area::Rural, now });
        }
}

void add_complaint(storage::Transaction& tx, Time now)
{
    const auto period = before(locales::quarter_of(locales::day_in_india(now)));
    storage::complaints::Complaint complaint;
    complaint.person = found(tx, sakhi_with_statements).id;
    complaint.kind = "commission_missing";
    complaint.about = about_period(period);
    complaint.state = storage::complaints::State::Forwarded;
    complaint.assigned = found(tx, coordinator).id;
    complaint.due_at = now + hours { 24 * 5 };
    storage::complaints::open(tx, complaint, now - hours { 24 * 2 });
}

} // namespace

void fill_demo(storage::Transaction& tx, Time now)
{
    if (storage::people::by_phone(tx, coordinator))
        return;
    for (const auto& person : people)
        add_person(tx, person, now);
    for (const auto& product : products)
        add_product(tx, product, now);
    for (const auto& order : orders)
        add_order(tx, order, now);
    add_statements(tx, now);
    add_collections(tx, now);
    add_complaint(tx, now);
}

} // namespace bot
