// Every statement as it stands in storage/, whether a test runs it or not. Those that are put together while the
// program runs are looked at where the tests run them.

#include "tests/storage/opened.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <vector>

namespace {

using storage::Value;

constexpr std::size_t values_max = 24;

struct Written {
    std::string file, sql;
};

// Adjacent literals of C++ are one text.
std::string joined(const std::string& literals)
{
    static const std::regex one { R"re("((?:[^"\\]|\\.)*)")re" };
    std::string text;
    for (std::sregex_iterator found { literals.begin(), literals.end(), one }, end; found != end; ++found)
        text += (*found)[1];
    return text;
}

char beside(const std::string& text, std::size_t from, int step)
{
    for (auto at = static_cast<std::ptrdiff_t>(from); at >= 0 && at < std::ssize(text); at += step)
        if (const char letter = text[static_cast<std::size_t>(at)]; letter != ' ' && letter != '\n')
            return letter;
    return ' ';
}

// Those that stand whole in the source; one that is added to something, or waits for something, is not.
void collect(const std::filesystem::path& file, std::vector<Written>& written)
{
    static const std::regex literals { R"re((?:"(?:[^"\\\n]|\\.)*"\s*)+)re" };
    std::ifstream in { file };
    const std::string text { std::istreambuf_iterator<char> { in }, {} };
    for (std::sregex_iterator found { text.begin(), text.end(), literals }, end; found != end; ++found) {
        const auto at = static_cast<std::size_t>(found->position());
        const bool whole =
            beside(text, at - 1, -1) != '+' && beside(text, at + static_cast<std::size_t>(found->length()), 1) != '+';
        if (auto sql = joined(found->str()); whole && query_plan::has_plan(sql) && !sql.ends_with(' '))
            written.push_back({ file.filename().string(), std::move(sql) });
    }
}

std::vector<Written> all_written()
{
    std::vector<Written> written;
    for (const auto& entry : std::filesystem::directory_iterator { opened::migrations.parent_path() })
        if (entry.path().extension() == ".cpp" && entry.path().filename() != "sqlite.cpp") // it asks of its own file
            collect(entry.path(), written);
    return written;
}

std::size_t values_of(const std::string& sql)
{
    static const std::regex place { R"re(\$(\d+))re" };
    std::size_t most = 0;
    for (std::sregex_iterator found { sql.begin(), sql.end(), place }, end; found != end; ++found)
        most = std::max(most, static_cast<std::size_t>(std::stoul((*found)[1])));
    return most;
}

template <std::size_t... Places>
void explain_with(storage::Connection& connection, const std::string& sql, std::index_sequence<Places...>)
{
    connection.run("EXPLAIN QUERY PLAN " + sql, { (static_cast<void>(Places), Value { std::int64_t { 1 } })... },
                   [&](const storage::Row& row) { query_plan::check(sql, row.string(3)); });
}

// A statement takes exactly as many values as it names.
template <std::size_t Count = 0>
void explain(storage::Connection& connection, const std::string& sql, std::size_t count)
{
    if (Count == count)
        return explain_with(connection, sql, std::make_index_sequence<Count> {});
    if constexpr (Count < values_max)
        return explain<Count + 1>(connection, sql, count);
    FAIL("a statement takes more values than this test can give");
}

} // namespace

TEST_CASE("No statement written in storage walks through a whole table")
{
    const auto connection = storage::Database { "sqlite::memory:" }.open_writer();
    storage::migrate(*connection, opened::migrations, opened::at());
    const auto written = all_written();
    CHECK(written.size() > 200);
    for (const auto& [file, sql] : written) {
        INFO(file);
        REQUIRE_NOTHROW(explain(*connection, sql, values_of(sql)));
    }
}
