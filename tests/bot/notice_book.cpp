// The rules of notices: who may write to whom, what must be approved by whom, and what keeps one from beginning.

#include "bot/notices/notice_book.h"
#include "bot/notices/audience_words.h"
#include "storage/migrate.h"
#include "storage/people.h"
#include "storage/prices.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using namespace std::chrono_literals;
using bot::notices::Move;
using bot::notices::NewNotice;
using bot::notices::NoticeRules;
using storage::notices::Notice;
using storage::templates::State;

const storage::Time noon = storage::from_milliseconds(1'795'327'200'000); // 22 November 2026, 11:30 in India

NoticeRules with_both_channels()
{
    NoticeRules rules;
    rules.whatsapp_on = rules.sms_on = true;
    return rules;
}

// A programme in two districts of a state, one of them spelt in two ways.
class Programme {
public:
    Programme() : connection_(storage::Database { "sqlite::memory:" }.open_writer())
    {
        storage::migrate(*connection_, SAMVAD_SOURCE_DIR "/storage/migrations", noon);
        add("+919800000001", "सुनीता", "member", "Hardoi", "Sandila", "Pragati");
        add("+919800000002", "रीना", "member", "हरदोई", "Behandar", "Unnati");
        add("+919800000003", "Geeta", "member", "Barabanki", "Fatehpur", "");
        add("+919800000004", "पूजा", "vidyut_sakhi", "Hardoi", "Sandila", "Pragati");
        anita = add("+919800000031", "अनीता", "coordinator", "Hardoi", "", "");
        meena = add("+919800000032", "मीना", "coordinator", "Hardoi", "", "");
        state = add("+919800000033", "Rekha", "coordinator", "", "", "");
        other = add("+919800000034", "Suman", "coordinator", "Barabanki", "", "");
        block = add("+919800000035", "Uma", "coordinator", "Hardoi", "Sandila", "");
        clf = add("+919800000036", "Asha", "coordinator", "Hardoi", "Sandila", "Pragati");
        template_of("samvad_notice", "whatsapp", "utility", "नमस्ते {{1}}। सूचना: {{2}} धन्यवाद।");
    }

    std::int64_t add(const std::string& phone, const std::string& name, const std::string& role,
                     const std::string& district, const std::string& block_name, const std::string& clf_name)
    {
        storage::people::Person person;
        person.name = name;
        person.roles = { role };
        person.state = "Uttar Pradesh";
        person.district = district;
        person.block = block_name;
        person.clf = clf_name;
        person.language = "hi";
        storage::Transaction tx { *connection_ };
        storage::people::import_person(tx, phone, person, noon);
        const auto id = storage::people::by_phone(tx, phone)->id;
        tx.commit();
        return id;
    }

    void template_of(const std::string& name, const std::string& channel, const std::string& category,
                     const std::string& body, State state_of_it = State::Approved)
    {
        storage::Transaction tx { *connection_ };
        storage::templates::Template one;
        one.name = name;
        one.channel = channel;
        one.language = "hi";
        one.category = category;
        one.body = body;
        one.registration_id = "1007";
        one.state = state_of_it;
        storage::templates::save(tx, one, noon);
        tx.commit();
    }

    NewNotice notice(std::int64_t author, const std::string& audience = "role=member") const
    {
        NewNotice fresh;
        fresh.author = author;
        fresh.texts.didi["hi"] = "{name} दीदी, कल 11 बजे आइए।";
        fresh.audience = audience;
        fresh.template_name = "samvad_notice";
        return fresh;
    }

    std::int64_t write(const NewNotice& fresh, storage::Time now = noon)
    {
        storage::Transaction tx { *connection_ };
        const auto number = bot::notices::write_notice(tx, fresh, rules, now);
        tx.commit();
        return number;
    }

    std::string refusal_of(const NewNotice& fresh, storage::Time now = noon)
    {
        try {
            write(fresh, now);
        } catch (const bot::notices::BadNotice& bad) {
            return bad.what();
        }
        return "taken";
    }

    // Empty when it was done.
    std::string move(std::int64_t number, Move how, std::optional<std::int64_t> by = {}, storage::Time now = noon)
    {
        storage::Transaction tx { *connection_ };
        const auto moved = bot::notices::move_notice(tx, number, how, by, rules, now);
        tx.commit();
        return moved.done ? "" : moved.why_not;
    }

    Notice kept(std::int64_t number)
    {
        storage::Transaction tx { *connection_ };
        return *storage::notices::get(tx, number);
    }

    bot::notices::Preview preview(const NewNotice& fresh, storage::Time now = noon)
    {
        const auto number = write(fresh, now);
        storage::Transaction tx { *connection_ };
        return bot::notices::preview_of(tx, *storage::notices::get(tx, number), rules, now);
    }

    storage::Connection& connection() { return *connection_; }

    std::int64_t anita = 0, meena = 0, state = 0, other = 0, block = 0, clf = 0;
    NoticeRules rules = with_both_channels();

private:
    std::unique_ptr<storage::Connection> connection_;
};

} // namespace

TEST_CASE("a coordinator reaches the people of the narrowest place her record names")
{
    Programme programme;
    CHECK(programme.preview(programme.notice(programme.anita)).recipients == 2); // Hardoi in both spellings
    CHECK(programme.preview(programme.notice(programme.block)).recipients == 1);
    CHECK(programme.preview(programme.notice(programme.clf, "")).recipients == 2); // her sakhi too
    CHECK(programme.preview(programme.notice(programme.state)).recipients == 3);
    CHECK_THAT(programme.refusal_of(programme.notice(programme.anita, "district=Barabanki")),
               Catch::Contains("district=Barabanki is outside your reach, which is district Hardoi"));
    storage::Transaction tx { programme.connection() };
    const auto member = storage::people::by_phone(tx, "+919800000001")->id;
    CHECK_THROWS_WITH(bot::notices::write_notice(tx, programme.notice(member), programme.rules, noon),
                      Catch::Contains("the author is no coordinator"));
}

TEST_CASE("words of an audience that say nothing are told with the mend")
{
    Programme programme;
    const auto refusal = [&](const std::string& words) {
        return programme.refusal_of(programme.notice(programme.state, words));
    };
    CHECK_THAT(refusal("district=Hardoii role=membr"), Catch::Contains("role=membr is unknown; there are member"));
    CHECK_THAT(refusal("district=Xyzabad"), Catch::Contains("nobody's record names it; the nearest are"));
    CHECK_THAT(refusal("distrikt=Hardoi"), Catch::Contains("there is no \"distrikt\""));
    CHECK_THAT(refusal("no_collection"), Catch::Contains("no_collection needs a number of days"));
    CHECK_THAT(refusal("no_product=3"), Catch::Contains("no_product takes no value"));
    CHECK_THAT(refusal("block=\"Sandila"), Catch::Contains("a quote is not closed"));
    CHECK_THAT(refusal("saved=nobody"), Catch::Contains("no audience is saved as \"nobody\""));
    CHECK_THAT(refusal("role=vidyut_sakhi has_product"), Catch::Contains("nobody in the author's reach meets it"));
    CHECK(refusal("district=हरदोई role=member,vidyut_sakhi no_product") == "taken");
}

TEST_CASE("who is excepted gets nothing")
{
    Programme programme;
    auto fresh = programme.notice(programme.state, "role=member");
    fresh.except_those = "district=Hardoi";
    CHECK(programme.preview(fresh).recipients == 1);
}

TEST_CASE("officers get their own text or none, and never that of the didis")
{
    Programme programme;
    auto fresh = programme.notice(programme.anita, "");
    auto preview = programme.preview(fresh);
    CHECK(preview.recipients == 3);
    CHECK(preview.left_out == std::vector<std::pair<std::string, std::int64_t>> { { "no_officers_text", 4 } });
    fresh.texts.officers["hi"] = "समस्त को सूचित किया जाता है।";
    CHECK(programme.preview(fresh).recipients == 7);
    fresh.texts.officers = fresh.texts.didi;
    CHECK_THAT(programme.refusal_of(fresh), Catch::Contains("are the same; write each for its readers"));
    fresh.texts.officers = {};
    fresh.texts.didi["hi"] = std::string(301, 'a');
    CHECK_THAT(programme.refusal_of(fresh), Catch::Contains("301 characters; shorten it to 300"));
}

TEST_CASE("above a district a second coordinator whose reach covers the author's approves")
{
    Programme programme;
    const auto wide = programme.write(programme.notice(programme.state));
    CHECK_THAT(programme.move(wide, Move::Start), Catch::Contains("goes beyond one district"));
    CHECK_THAT(programme.move(wide, Move::Approve, programme.state), Catch::Contains("may not approve her own"));
    CHECK_THAT(programme.move(wide, Move::Approve, programme.anita), Catch::Contains("does not cover the author's"));
    CHECK_THAT(programme.move(wide, Move::Approve), Catch::Contains("with --by"));
    const auto second = programme.add("+919800000037", "Kiran", "coordinator", "", "", "");
    CHECK(programme.move(wide, Move::Approve, second) == "");
    CHECK(programme.kept(wide).approved_by == second);
    CHECK(programme.move(wide, Move::Start) == "");
    CHECK(programme.kept(wide).state == storage::notices::State::Writing);

    const auto narrow = programme.write(programme.notice(programme.state, "district=Hardoi role=vidyut_sakhi"));
    CHECK(programme.move(narrow, Move::Start) == ""); // one district, however it is spelt
}

TEST_CASE("a dear notice and an urgent one need approval, and the approver lets it go at night")
{
    Programme programme;
    programme.rules.approval_above_paise = 20; // two at 11.5 paise are more
    const auto dear = programme.write(programme.notice(programme.anita));
    CHECK_THAT(programme.move(dear, Move::Start), Catch::Contains("would cost Rs 0.23, more than Rs 0.20"));
    programme.rules.approval_above_paise = 23;
    CHECK(programme.move(dear, Move::Start) == "");

    auto urgent = programme.notice(programme.anita, "role=vidyut_sakhi");
    urgent.urgent = true;
    const auto number = programme.write(urgent);
    CHECK_THAT(programme.move(number, Move::Start), Catch::Contains("is urgent"));
    CHECK_THAT(programme.move(number, Move::Approve, programme.block), Catch::Contains("does not cover"));
    CHECK(programme.move(number, Move::Approve, programme.meena) == "");
    CHECK(programme.kept(number).urgent_allowed);
    urgent.category = "marketing";
    urgent.template_name.clear();
    CHECK_THAT(programme.refusal_of(urgent), Catch::Contains("marketing is never urgent"));
}

TEST_CASE("the same words to the same audience within a day are refused unless insisted on")
{
    Programme programme;
    auto fresh = programme.notice(programme.anita);
    const auto first = programme.write(fresh), twin = programme.write(fresh);
    CHECK(programme.move(first, Move::Start) == "");
    CHECK_THAT(programme.refusal_of(fresh), Catch::Contains("within a day, as notice " + std::to_string(first)));
    CHECK_THAT(programme.move(twin, Move::Start), Catch::Contains("within a day"));
    CHECK(programme.refusal_of(programme.notice(programme.meena, "role=vidyut_sakhi")) == "taken");
    CHECK(programme.refusal_of(fresh, noon + 25h) == "taken");
    fresh.insisted = true;
    CHECK(programme.move(programme.write(fresh), Move::Start) == "");
}

TEST_CASE("a template must be known, of the notice's category, of its words, and approved before it begins")
{
    Programme programme;
    programme.template_of("offer", "whatsapp", "marketing", "{{1}} जी, {{2}} देखिए");
    programme.template_of("later", "whatsapp", "utility", "सूचना: {{1}} धन्यवाद", State::Pending);
    programme.template_of("gone", "whatsapp", "utility", "सूचना: {{1}} धन्यवाद", State::Disabled);
    programme.template_of("fair_sms", "sms", "service", "मेला {{1}} को है।");
    auto fresh = programme.notice(programme.anita);
    const auto refusal = [&](const std::string& whatsapp, const std::string& sms) {
        fresh.template_name = whatsapp;
        fresh.sms_template = sms;
        return programme.refusal_of(fresh);
    };
    CHECK_THAT(refusal("nowhere", ""), Catch::Contains("no such template is known on whatsapp"));
    CHECK_THAT(refusal("offer", ""), Catch::Contains("registered as marketing, and a utility notice needs utility"));
    CHECK_THAT(refusal("gone", ""), Catch::Contains("it is disabled"));
    CHECK_THAT(refusal("", "fair_sms"), Catch::Contains("is not the registered text"));
    fresh.texts.didi["hi"] = "मेला " + std::string(31, 'x') + " को है।";
    CHECK_THAT(refusal("", "fair_sms"), Catch::Contains("{{1}} takes 31 letters"));
    fresh.texts.didi["hi"] = "मेला 5 मार्च को है।";
    CHECK(refusal("", "fair_sms") == "taken");
    fresh.texts.didi["en"] = "Fair";
    CHECK_THAT(refusal("samvad_notice", ""), Catch::Contains("it is not registered in en"));
    fresh.texts.didi.erase("en");
    fresh.template_name = "later";
    const auto number = programme.write(fresh);
    CHECK_THAT(programme.move(number, Move::Start), Catch::Contains("template later (hi) is pending"));
    programme.template_of("later", "whatsapp", "utility", "सूचना: {{1}} धन्यवाद", State::Approved);
    CHECK(programme.move(number, Move::Start) == "");
    CHECK(programme.move(number, Move::Pause) == "");
    programme.template_of("later", "whatsapp", "utility", "सूचना: {{1}} धन्यवाद", State::Paused);
    CHECK_THAT(programme.move(number, Move::Resume), Catch::Contains("is paused"));
}

TEST_CASE("a notice that reaches nobody does not begin, and says why")
{
    Programme programme;
    auto fresh = programme.notice(programme.anita);
    fresh.template_name.clear();
    const auto number = programme.write(fresh);
    CHECK_THAT(programme.move(number, Move::Start),
               Catch::Contains("it would reach nobody, 2 left out for window_shut"));
    fresh.category = "marketing";
    const auto preview = programme.preview(fresh);
    CHECK(preview.left_out == std::vector<std::pair<std::string, std::int64_t>> { { "no_consent", 2 } });
}

TEST_CASE("the month's budget warns near its end and stops notices beyond it")
{
    Programme programme;
    programme.rules.month_budget_paise = 25;
    const auto preview = programme.preview(programme.notice(programme.anita)); // 23 paise
    CHECK(std::ranges::any_of(preview.warnings, [](const std::string& warning) {
        return warning.find("Rs 0.23 of the month's budget of Rs 0.25") != std::string::npos;
    }));
    programme.rules.month_budget_paise = 22;
    const auto number = programme.write(programme.notice(programme.meena));
    CHECK_THAT(programme.move(number, Move::Start), Catch::Contains("of the month's budget of Rs 0.22"));
}

TEST_CASE("a notice moves only along its ways, and a planned one waits")
{
    Programme programme;
    auto fresh = programme.notice(programme.anita);
    fresh.starts_at = noon + 24h;
    const auto number = programme.write(fresh);
    CHECK_THAT(programme.move(number, Move::Resume), Catch::Contains("is draft; only a paused one is resumed"));
    CHECK(programme.move(number, Move::Start) == "");
    CHECK(programme.kept(number).state == storage::notices::State::Scheduled);
    CHECK_THAT(programme.move(number, Move::Approve, programme.meena), Catch::Contains("only a draft is approved"));
    CHECK(programme.move(number, Move::Pause) == "");
    CHECK(programme.kept(number).paused_why == "paused by a person");
    CHECK(programme.move(number, Move::Resume) == "");
    CHECK(programme.kept(number).state == storage::notices::State::Scheduled);
    CHECK(programme.move(number, Move::Cancel) == "");
    CHECK_THAT(programme.move(number, Move::Start), Catch::Contains("is cancelled"));
    CHECK_THAT(programme.move(99, Move::Start), Catch::Contains("there is no notice 99"));
    fresh.starts_at = noon - 1h;
    CHECK_THAT(programme.refusal_of(fresh), Catch::Contains("--at: that time is over"));
}

TEST_CASE("a saved audience is put in place of its name, so that what was approved stays")
{
    Programme programme;
    {
        storage::Transaction tx { programme.connection() };
        storage::notices::save_audience(tx, { "sellers", "role=member district=Hardoi", "", programme.anita }, noon);
        tx.commit();
    }
    const auto number = programme.write(programme.notice(programme.anita, "saved=sellers"));
    CHECK(programme.kept(number).audience == "role=member district=Hardoi");
    CHECK_THAT(programme.refusal_of(programme.notice(programme.anita, "saved=sellers role=member")),
               Catch::Contains("stands alone"));
}

TEST_CASE("a preview shows examples, parts, prices and how long it takes over days and nights")
{
    Programme programme;
    programme.template_of("meeting", "sms", "service", "{{1}} दीदी, कल 11 बजे आइए।");
    auto fresh = programme.notice(programme.anita);
    fresh.template_name.clear();
    fresh.sms_template = "meeting";
    const auto preview = programme.preview(fresh);
    REQUIRE(preview.lines.size() == 1);
    CHECK(preview.lines[0].channel == "sms");
    CHECK(preview.lines[0].category == "service");
    CHECK(preview.lines[0].parts == 2); // 51 units at the longest, one part each
    CHECK(preview.cost_paise == 36);
    CHECK(preview.examples.size() == 2);
    CHECK(preview.examples[0] == "सुनीता दीदी, कल 11 बजे आइए।");
    CHECK(std::ranges::any_of(preview.warnings, [](const std::string& warning) {
        return warning.find("the price of sms service is assumed") != std::string::npos;
    }));
    fresh.buttons = { "आऊँगी" };
    CHECK_THAT(programme.preview(fresh).warnings.front(), Catch::Contains("has no line \"1 आऊँगी\""));
    fresh.buttons.clear();
    // Started at ten in the evening it waits until eight.
    const auto night = noon + 10h + 30min;
    fresh.starts_at.reset();
    CHECK(programme.preview(fresh, night).takes == 10h);
    // Two people outside their window, one a day: the second goes when a day is over.
    programme.rules.outside_window_per_day = 1;
    CHECK(programme.preview(programme.notice(programme.anita)).takes == 24h);
}

TEST_CASE("one reach covers another where the names sound alike, and a record without a place reaches nobody")
{
    Programme programme;
    storage::people::Person one, other_one;
    one.district = "Hardoi";
    other_one.district = "हरदोई";
    CHECK(bot::notices::covers(one, other_one));
    one.district = "लखनऊ";
    CHECK_FALSE(bot::notices::covers(one, other_one));
    other_one.district = "Lucknow"; // its sound does not tell
    CHECK(bot::notices::covers(one, other_one));
    other_one.district = "Hathras";
    CHECK_FALSE(bot::notices::covers(one, other_one));
    one = {};
    CHECK_FALSE(bot::notices::covers(one, other_one)); // a record without a place reaches nobody
    CHECK(bot::notices::scope_in_words(one).empty());
}
