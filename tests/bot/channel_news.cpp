// What WhatsApp tells about templates and about who wants no marketing, from its own body to our records.

#include "bot/channel_news.h"

#include "bot/channels/whatsapp_inbound.h"
#include "bot/channels/whatsapp_news.h"
#include "storage/consents.h"
#include "storage/notices.h"
#include "storage/outbox.h"
#include "storage/templates.h"
#include "tests/support/acting.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

using namespace support;
using storage::templates::State;

namespace {

dialogs::ChannelEvent event_of(const std::string& payload)
{
    return bot::read_whatsapp(tests::read_file(tests::payload_folder("whatsapp") + "/" + payload + ".json"))
        .events.at(0);
}

class News {
public:
    News()
    {
        storage::templates::save(acting.tx(),
                                 { "payment_done",
                                   "whatsapp",
                                   "hi",
                                   "utility",
                                   "नमस्ते {{1}} जी।",
                                   "594425479261596",
                                   State::Pending,
                                   "",
                                   {} },
                                 event_of("template_approved").at - std::chrono::hours { 1 });
    }

    void hear(const dialogs::ChannelEvent& event) { bot::take_news(acting.tx(), event, acting.now); }

    storage::templates::Template registered()
    {
        return storage::templates::get(acting.tx(), "whatsapp", "payment_done", "hi").value();
    }

    // A notice of this template that is at work.
    std::int64_t notice_at_work()
    {
        auto author = acting.imported("+919800000031", "Anita", { "coordinator" });
        storage::notices::Notice notice;
        notice.author = author.id;
        notice.category = "utility";
        notice.template_name = "payment_done";
        const auto number = storage::notices::add(acting.tx(), notice, acting.now);
        storage::notices::move(acting.tx(), number, { storage::notices::State::Draft },
                               storage::notices::State::Sending, {}, acting.now);
        return number;
    }

    storage::notices::Notice notice(std::int64_t number) { return storage::notices::get(acting.tx(), number).value(); }

    Acting acting;
};

} // namespace

TEST_CASE("A template moves with the provider's word and keeps the reason")
{
    News news;
    news.hear(event_of("template_approved"));
    CHECK(news.registered().state == State::Approved);
    CHECK(news.registered().reason.empty());
    auto later = event_of("template_rejected");
    later.at += std::chrono::minutes { 1 };
    news.hear(later);
    CHECK(news.registered().state == State::Rejected);
    CHECK(news.registered().reason == "INVALID_FORMAT: Two variables stand side by side");
}

TEST_CASE("An older word that is delivered late does not undo a newer one")
{
    News news;
    auto paused = event_of("template_paused");
    paused.at += std::chrono::hours { 2 };
    news.hear(paused);
    news.hear(event_of("template_approved"));
    CHECK(news.registered().state == State::Paused);
}

TEST_CASE("A template that is paused, its number told as a text, pauses the notices that go by it")
{
    News news;
    const auto number = news.notice_at_work();
    news.hear(event_of("template_approved"));
    CHECK(news.notice(number).state == storage::notices::State::Sending);
    auto paused = event_of("template_paused");
    paused.at += std::chrono::minutes { 1 };
    news.hear(paused);
    CHECK(news.notice(number).state == storage::notices::State::Paused);
    CHECK(news.notice(number).paused_why.find("Paused for three hours because of low quality") != std::string::npos);
}

TEST_CASE("A template moved to marketing has that price from now on, and its notices wait for a person")
{
    News news;
    const auto number = news.notice_at_work();
    auto moved = event_of("template_category");
    moved.at = event_of("template_approved").at;
    news.hear(moved);
    CHECK(news.registered().category == "marketing");
    CHECK(news.notice(number).state == storage::notices::State::Paused);
    CHECK(news.notice(number).paused_why.find("from utility to marketing") != std::string::npos);
}

TEST_CASE("A deleted template, without reason and time, is disabled; one of another name is found by its number")
{
    News news;
    news.hear(event_of("template_status"));
    CHECK(news.registered().state == State::Disabled);
    auto by_number = event_of("template_approved");
    by_number.at = news.acting.now + std::chrono::hours { 1 };
    const std::string name = "payment_done";
    by_number.payload.replace(by_number.payload.find(name), name.size(), "called_otherwise");
    news.hear(by_number);
    CHECK(news.registered().state == State::Approved);
}

TEST_CASE("What is no news of a template changes nothing and is no fault")
{
    News news;
    for (const auto* payload : { "account_update", "phone_number_quality", "field_of_the_future" }) {
        CHECK_FALSE(bot::template_news(event_of(payload)).has_value());
        news.hear(event_of(payload));
    }
    auto broken = event_of("template_status");
    for (const auto* body : { "", "[]", "null", "{\"event\":5}", "{\"message_template_id\":{}}" }) {
        broken.payload = body;
        news.hear(broken);
    }
    CHECK(news.registered().state == State::Pending);
    CHECK(bot::template_news(event_of("template_quality")).value().quality == "yellow");
}

TEST_CASE("Who stops marketing at WhatsApp gets no notices from here, with proof; who resumes it gets them again")
{
    News news;
    auto& tx = news.acting.tx();
    const auto sita = news.acting.joined("+919812345678", "Sita", { "member" });
    storage::outbox::Draft draft;
    draft.person = sita.id;
    draft.channel = "whatsapp";
    draft.lane = storage::outbox::Lane::Notice;
    draft.letter = "{}";
    draft.due_at = news.acting.now;
    const auto queued = storage::outbox::queue(tx, draft, news.acting.now);
    const auto stop = event_of("user_preferences");
    news.hear(stop);
    const auto last = storage::consents::current(tx, sita.id).back();
    CHECK(last.purpose == storage::consents::Purpose::Notices);
    CHECK_FALSE(last.given);
    CHECK(last.provider_id == stop.key);
    CHECK(last.text_key == "whatsapp.user_preferences");
    CHECK(storage::outbox::get(tx, queued)->state == storage::outbox::State::Dropped);
    CHECK_FALSE(storage::people::get(tx, sita.id)->stopped_at.has_value());
    news.hear(event_of("user_preferences_resume")); // told by her user id alone
    CHECK(storage::consents::is_given(tx, sita.id, storage::consents::Purpose::Notices));
    news.hear(stop); // the older word, once more
    CHECK(storage::consents::is_given(tx, sita.id, storage::consents::Purpose::Notices));
}
