#include "bot/record_metrics.h"

#include "bot/postage.h"
#include "storage/complaints.h"
#include "storage/people.h"
#include "storage/prices.h"
#include "tests/support/memory_phone.h"

#include <catch2/catch.hpp>

using Catch::Contains;

TEST_CASE("Parts and price of the month are told by channel, lane and category")
{
    tests::MemoryOffice office;
    storage::Transaction tx { office.connection() };
    storage::prices::Spent spent;
    spent.month = bot::month_of(office.now);
    spent.channel = "sms";
    spent.category = "service";
    spent.messages = 2;
    spent.parts = 3;
    spent.thousand_paise = 60'000;
    storage::prices::spend(tx, spent);
    bot::MetricsText text;
    bot::record_metrics(text, tx, office.now);
    CHECK_THAT(text.text(), Contains("samvad_month_parts{channel=\"sms\",lane=\"reply\",category=\"service\"} 3\n"));
    CHECK_THAT(text.text(),
               Contains("samvad_month_thousand_paise{channel=\"sms\",lane=\"reply\",category=\"service\"} 60000\n"));
}

TEST_CASE("What is owed and what is overdue is counted, with the age of the oldest")
{
    tests::MemoryOffice office;
    office.take(tests::text_of("+919800000002", "whatsapp", "wamid.1", "menu", office.now));
    office.take(tests::text_of("+919800000003", "sms", "sms.1", "menu", office.now));
    const auto told = [&](std::chrono::milliseconds later) {
        storage::Transaction tx { office.connection() };
        bot::MetricsText text;
        bot::record_metrics(text, tx, office.now + later);
        return text.text();
    };
    const auto text = told(std::chrono::seconds { 90 });
    CHECK_THAT(text, Contains("samvad_outbox{channel=\"sms\",lane=\"reply\",state=\"queued\"} 1\n"));
    CHECK_THAT(text, Contains("samvad_outbox{channel=\"whatsapp\",lane=\"reply\",state=\"queued\"} 1\n"));
    CHECK_THAT(text,
               Contains("samvad_outbox_oldest_milliseconds{channel=\"sms\",lane=\"reply\",state=\"queued\"} 90000\n"));
    CHECK_THAT(text, Contains("samvad_complaints_overdue 0\n"));
    {
        storage::Transaction tx { office.connection() };
        storage::complaints::Complaint complaint;
        complaint.person = storage::people::by_phone(tx, "+919800000002")->id;
        complaint.kind = "order_problem";
        complaint.due_at = office.now + std::chrono::hours { 1 };
        storage::complaints::open(tx, complaint, office.now);
        tx.commit();
    }
    CHECK_THAT(told(std::chrono::minutes { 59 }), Contains("samvad_complaints_overdue 0\n"));
    CHECK_THAT(told(std::chrono::minutes { 61 }), Contains("samvad_complaints_overdue 1\n"));
}
