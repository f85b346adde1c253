// What a notice to a million costs: its audience counted, its ledger written and what is queued of it dropped while
// turns wait behind each piece, and how far it is summed. Prints a table, and ends with status 1 if something takes
// longer, or more memory, than promised. `bench_notices 50000` is a small one, to count instructions.

#include "storage/notices.h"

#include "bot/notices/census.h"
#include "bot/notices/piece_size.h"
#include "storage/audience.h"
#include "storage/handover.h"
#include "storage/migrate.h"
#include "storage/recipients.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <future>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

using namespace storage;
using audience::Audience;
using audience::Deed;
using audience::Grouping;

namespace {

constexpr double count_s_max = 1;
constexpr double ledger_s_max = 20;
constexpr double piece_ms_max = 50;
constexpr double sums_s_max = 1.5;
constexpr long memory_mb_max = 150;
constexpr int drop_batch = 500;   // as the feeder's
constexpr int held_back = 20'000; // of two seconds of a very fast channel

std::int64_t people = 1'000'000;

const Time now = from_milliseconds(1'795'312'800'000); // the morning of 22 November 2026
const std::filesystem::path file { SAMVAD_BINARY_DIR "/bench_notices.db" };
const Database database { "sqlite:" + file.string() };

const audience::Means means { .whatsapp = true,
                              .sms = true,
                              .whatsapp_template = true,
                              .consent_needed = false,
                              .officers_text = true,
                              .languages = {} };

bool missed = false;

// What passed since, and what of it this process had the processor for: on a machine that does other things too, the
// second is the figure to look at.
class Since {
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

    double processor_seconds() const { return static_cast<double>(std::clock() - processor_) / CLOCKS_PER_SEC; }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::clock_t processor_ = std::clock();
};

void report_time(const std::string& what, const Since& since, double limit)
{
    const auto spent = since.seconds();
    missed = missed || spent > limit;
    std::printf("%-62s %7.2f s (processor %.2f s), wanted %.1f%s\n", what.c_str(), spent, since.processor_seconds(),
                limit, spent > limit ? "  MISSED" : "");
    std::fflush(stdout);
}

void report(const char* what, double value, double limit, const char* unit)
{
    missed = missed || value > limit;
    std::printf("%-62s %9.2f %-3s wanted %.1f%s\n", what, value, unit, limit, value > limit ? "  MISSED" : "");
    std::fflush(stdout);
}

// People of 94 districts as a programme has them: four of ten have written, one of twenty in the last day, one of ten
// by SMS; members all, every twentieth a Vidyut Sakhi, every two hundredth a coordinator; a fifth has products.
void fill()
{
    const auto writer = database.open_writer();
    migrate(*writer, SAMVAD_SOURCE_DIR "/storage/migrations", now);
    const auto fill_with = [&](const std::string& sql) {
        Transaction tx { *writer };
        tx.run(sql, { people, value(now) });
        tx.commit();
    };
    const std::string numbers =
        " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1), t (now) AS (SELECT $2) ";
    fill_with("INSERT INTO people (roles, id, name, group_name, clf, block, district, state, language, created_at, "
              "joined_at, "
              "notices_agreed, reach, heard_on, heard_at, window_until, stopped_at)" +
              numbers +
              "SELECT CASE WHEN i % 200 = 0 THEN 'coordinator;' ELSE '' END || 'member' || CASE WHEN i % 20 = 0 THEN "
              "';vidyut_sakhi' ELSE '' END, i, 'सुनीता देवी ' || i, 'जय माँ शारदा समूह ' || (i / 10), 'उजाला संकुल संघ ' || "
              "(i / 330), "
              "'विकासखंड ' || (i / 1100), 'जनपद ' || (i * 94 / 1000001), CASE WHEN i % 100 < 80 THEN 'उत्तर प्रदेश' ELSE "
              "'हिमाचल प्रदेश' END, CASE i % 10 WHEN 0 THEN 'en' WHEN 1 THEN 'hi-Latn' ELSE 'hi' END, now, "
              "CASE WHEN i % 3 = 0 THEN now ELSE NULL END, CASE i % 7 WHEN 0 THEN 1 WHEN 1 THEN -1 ELSE 0 END, "
              "CASE WHEN i % 100 = 7 THEN 0 ELSE 2 END, CASE WHEN i % 10 = 2 THEN 'sms' WHEN i % 10 IN (1, 3, 5) THEN "
              "'whatsapp' ELSE '' END, CASE WHEN i % 10 IN (1, 2, 3, 5) THEN now - 86400000 * (i % 90) ELSE 0 END, "
              "CASE WHEN i % 10 IN (1, 3, 5) THEN now - 86400000 * (i % 20) + 43200000 ELSE 0 END, "
              "CASE WHEN i % 50 = 4 THEN now ELSE NULL END FROM n, t");
    fill_with("INSERT INTO identities (channel, kind, value, person, valid_from)" + numbers +
              "SELECT '', 'phone', '+91' || (9000000000 + i * 7919 % 1000000), i, now FROM n, t WHERE i % 100 <> 7");
    fill_with("INSERT INTO roles (person, role)" + numbers +
              "SELECT i, 'member' FROM n, t UNION ALL SELECT i, 'vidyut_sakhi' FROM n, t WHERE i % 20 = 0 "
              "UNION ALL SELECT i, 'coordinator' FROM n, t WHERE i % 200 = 0");
    fill_with("INSERT INTO conversations (person, channel, state, language, dialog, version, step, turn, "
              "last_heard_at, window_until)" +
              numbers +
              "SELECT i, CASE WHEN i % 10 = 2 THEN 'sms' ELSE 'whatsapp' END, printf('%.400c', 's'), 'hi', '', '', '', "
              "1, now, now FROM n, t WHERE i % 10 IN (1, 2, 3, 5)");
    fill_with("INSERT INTO products (number, person, name, name_key, price_paise, stock, unit, status, created_at, "
              "changed_at)" +
              numbers +
              "SELECT i, i, 'अचार', 'achar', 25000, '20', 'piece', 'waiting', now, now FROM n, t "
              "WHERE i % 5 = 0");
    fill_with("INSERT INTO daily_collections (person, day, bills, collected_paise, area, reported_at)" + numbers +
              "SELECT i, '2026-' || (10 + i % 2) || '-' || (10 + day.d), 5, 100000, 'rural', now FROM n, t, (SELECT 1 "
              "AS d UNION SELECT 4 UNION SELECT 8 UNION SELECT 11) AS day WHERE i % 20 = 0");
    fill_with("INSERT INTO orders (number, order_id, channel, product, person, quantity, amount_paise, pack_by, "
              "status, created_at, changed_at)" +
              numbers +
              "SELECT i, 'A' || i, 'amazon', 'अचार', i, 1, 25000, now + 86400000, CASE WHEN i % 250 = 0 THEN "
              "'new' ELSE 'delivered' END, now, now FROM n, t WHERE i % 25 = 0");
}

// What a person's own process would leave behind: a notice sent to the whole ledger, a letter each.
void send(std::int64_t notice)
{
    const auto writer = database.open_writer();
    Transaction tx { *writer };
    tx.run("INSERT INTO outbox (id, person, channel, lane, letter, template_key, state, due_at, created_at, "
           "accepted_at, notice, unknowns, thousand_paise) SELECT person, person, channel, 1, printf('%.500c', 'l'), "
           "'notice', CASE person % 10 WHEN 0 THEN 'failed' WHEN 1 THEN 'read' WHEN 2 THEN 'accepted' ELSE 'delivered' "
           "END, $2, $2, $2, $1, CASE WHEN person % 5000 = 0 THEN 1 ELSE 0 END, 11500 FROM notice_recipients "
           "WHERE notice = $1 AND left_out = ''",
           { notice, value(now) });
    tx.run("UPDATE notices SET fed_to = $2 WHERE number = $1", { notice, people });
    tx.commit();
}

// In a process of its own, so that its memory is not counted.
template <class Work> void apart(Work work)
{
    const auto child = fork();
    if (child == 0) {
        try {
            work();
            _exit(0);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "filling %s: %s\n", file.c_str(), error.what());
            _exit(1);
        }
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
        throw std::runtime_error { "filling " + file.string() + " failed" };
}

// The system forgets what it keeps of the file, as far as it likes.
void cool()
{
    const int descriptor = ::open(file.c_str(), O_RDONLY);
    ::fsync(descriptor);
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    ::close(descriptor);
}

long peak_memory_mb()
{
    std::ifstream status { "/proc/self/status" };
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::stol(line.substr(6)) / 1024;
    return 0;
}

std::int64_t people_in(const std::vector<audience::Count>& counts)
{
    std::int64_t people_counted = 0;
    for (const auto& one : counts)
        people_counted += one.people;
    return people_counted;
}

// As a turn has it counted: beside the writer, shared out among readers.
void count(Transaction& tx, const char* what, const Audience& audience)
{
    bot::notices::Census census { database, { 0, std::chrono::minutes { 2 }, 32, 4 } };
    const Since since;
    std::promise<void> done;
    census.count({ audience, means, now }, [&] { done.set_value(); });
    done.get_future().wait();
    const auto counted = people_in(census.counts(tx, audience, means, now));
    report_time(std::string { what } + ": " + std::to_string(counted), since, count_s_max);
}

void count_audiences(Connection& connection)
{
    Transaction tx { connection, Mode::Read };
    count(tx, "everybody, after the system's cache was dropped", {});
    count(tx, "everybody", {});
    Audience audience;
    audience.wanted.roles = { "member" };
    audience.wanted.did = { { Deed::NoProduct, 0 } };
    count(tx, "members without a product", audience);
    audience.wanted.did = { { Deed::NoProduct, 0 }, { Deed::NoCollection, 30 } };
    count(tx, "members without a product or a collection for 30 days", audience);
    audience.except.emplace().roles = { "coordinator" };
    count(tx, "the same, but no coordinators", audience);
    audience.wanted.states = { "उत्तर प्रदेश" };
    audience.wanted.languages = { "hi" };
    count(tx, "the same, of one state and language", audience);
    audience.wanted.districts = { "जनपद 17", "जनपद 18", "जनपद 19" };
    count(tx, "the same, of three districts", audience);
    Audience sakhis;
    sakhis.wanted.roles = { "vidyut_sakhi" };
    sakhis.wanted.did = { { Deed::NoCollection, 30 } };
    count(tx, "Vidyut Sakhis without a collection for 30 days", sakhis);
    Audience to_pack;
    to_pack.wanted.did = { { Deed::OrderToPack, 0 } };
    count(tx, "who has an order to pack", to_pack);
    const Since by_one;
    people_in(audience::count(tx, {}, means, Grouping::ByDistrict, now));
    std::printf("everybody, by district, by one reader in %.2f s\n", by_one.seconds());
    const Since since;
    const auto groups = audience::spellings(tx, audience::NameKind::Group).size();
    std::printf("%zu spellings of groups listed in %.2f s\n", groups, since.seconds());
}

std::int64_t new_notice(Connection& connection)
{
    Transaction tx { connection };
    notices::Notice notice;
    notice.author = 200;
    notice.category = "utility";
    const auto number = notices::add(tx, notice, now);
    tx.commit();
    return number;
}

// What turns wait for: by the clock with the commit, and by the processor.
class Pieces {
public:
    explicit Pieces(std::string what) : what_(std::move(what)) {}

    void add(const Since& since)
    {
        clock_ms_.push_back(1'000 * since.seconds());
        processor_ms_.push_back(1'000 * since.processor_seconds());
    }

    void tell()
    {
        std::ranges::sort(clock_ms_);
        std::ranges::sort(processor_ms_);
        const auto at = [](const std::vector<double>& sorted, std::size_t of_hundred) {
            return sorted[std::min(sorted.size() - 1, sorted.size() * of_hundred / 100)];
        };
        std::printf("%zu pieces of %s: median %.1f ms (processor %.1f ms), 99th of a hundred %.1f ms (%.1f ms)\n",
                    clock_ms_.size(), what_.c_str(), at(clock_ms_, 50), at(processor_ms_, 50), at(clock_ms_, 99),
                    at(processor_ms_, 99));
        report("the longest, with the commit", clock_ms_.back(), piece_ms_max, "ms");
        report("the longest, by the processor", processor_ms_.back(), piece_ms_max, "ms");
    }

private:
    std::string what_;
    std::vector<double> clock_ms_, processor_ms_;
};

audience::Piece write_piece(Connection& connection, std::int64_t notice, std::int64_t after,
                            bot::notices::PieceSize& size)
{
    Transaction tx { connection };
    const auto begun = std::chrono::steady_clock::now();
    const auto piece = audience::write_ledger(tx, notice, {}, means, after, size.now(), now);
    notices::note_written(tx, notice, { piece.to, piece.recipients, piece.left_out, piece.whole });
    size.learn(std::chrono::steady_clock::now() - begun);
    tx.commit();
    return piece;
}

void write_ledger(Connection& connection, std::int64_t notice)
{
    const Since since;
    Pieces pieces { "the ledger" };
    bot::notices::PieceSize size { std::chrono::milliseconds { 10 }, 100, 2'000 }; // as the feeder's
    audience::Piece piece;
    while (!piece.whole) {
        const Since piece_since;
        piece = write_piece(connection, notice, piece.to, size);
        pieces.add(piece_since);
    }
    report_time("the ledger of everybody", since, ledger_s_max);
    pieces.tell();
}

// Handed over and not sent yet.
void hold_back(std::int64_t notice)
{
    const auto writer = database.open_writer();
    Transaction tx { *writer };
    tx.run("INSERT INTO outbox (id, person, channel, lane, letter, template_key, state, due_at, created_at, notice) "
           "SELECT $3 + id, id, 'whatsapp', 1, printf('%.500c', 'l'), 'notice', 'queued', $2, $2, $1 FROM people "
           "WHERE id <= $4",
           { notice, value(now), people, std::int64_t { held_back } });
    tx.commit();
}

void drop(Connection& connection, std::int64_t notice)
{
    Pieces pieces { "dropping what was queued" };
    for (std::int64_t dropped = drop_batch; dropped == drop_batch;) {
        const Since since;
        Transaction tx { connection };
        dropped = handover::drop(tx, notice, "the notice was cancelled", now, drop_batch);
        tx.commit();
        pieces.add(since);
    }
    pieces.tell();
}

template <class Work> void sum_up(const char* what, Work work)
{
    const Since since;
    work();
    report_time(what, since, sums_s_max);
}

int run()
{
    for (const auto* ending : { "", "-wal", "-shm" })
        std::filesystem::remove(file.string() + ending);
    const Since since;
    apart(fill);
    std::printf("people filled in within %.0f s\n\n", since.seconds());
    cool();
    count_audiences(*database.open_reader());
    const auto writer = database.open_writer();
    const auto notice = new_notice(*writer);
    write_ledger(*writer, notice);
    sum_up("how far it is, nothing sent yet", [&] {
        Transaction tx { *writer, Mode::Read };
        recipients::became(tx, notice, Grouping::Whole);
    });
    apart([&] { send(notice); });
    sum_up("how far it is, all sent", [&] {
        Transaction tx { *writer, Mode::Read };
        recipients::became(tx, notice, Grouping::Whole);
    });
    sum_up("who was left out and why", [&] {
        Transaction tx { *writer, Mode::Read };
        recipients::left_out(tx, notice, Grouping::Whole);
    });
    apart([&] { hold_back(notice); });
    drop(*writer, notice);
    const Since by_district;
    {
        Transaction tx { *writer, Mode::Read };
        recipients::became(tx, notice, Grouping::ByDistrict);
    }
    std::printf("how far it is, by district, for the report: %.2f s\n", by_district.seconds());
    report("memory at its highest", static_cast<double>(peak_memory_mb()), memory_mb_max, "MB");
    for (const auto* ending : { "", "-wal", "-shm" })
        std::filesystem::remove(file.string() + ending);
    return missed ? 1 : 0;
}

} // namespace

int main(int count, char** words)
{
    try {
        if (count > 1)
            people = std::stoll(words[1]);
        return run();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "measuring notices: %s\n", error.what());
        return 1;
    }
}
