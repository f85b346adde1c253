#include "bot/imports.h"

#include "bot/csv.h"
#include "bot/import_kinds.h"
#include "bot/import_row.h"
#include "storage/audit.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace bot {

namespace {

constexpr std::size_t progress_every_rows = 500;

const ImportKind& kind_named(std::string_view name)
{
    return *std::ranges::find(all_import_kinds(), name, &ImportKind::name);
}

std::string read_whole(const std::filesystem::path& file)
{
    std::error_code fault;
    const auto bytes = std::filesystem::file_size(file, fault);
    std::ifstream in { file, std::ios::binary };
    if (fault || !in)
        throw BadImport { "reading " + file.string() + ": " + (fault ? fault.message() : "it cannot be opened") };
    if (bytes > ImportLimits::file_bytes_max)
        throw BadImport { "reading " + file.string() + ": it is larger than 64 MB; divide it" };
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

bool is_blank(const CsvRow& row)
{
    return std::ranges::all_of(
        row.fields, [](const std::string& cell) { return cell.find_first_not_of(" \t\r\n") == std::string::npos; });
}

struct Table {
    ImportHeader header;
    std::vector<CsvRow> rows;
};

Table read_table(std::string_view text, const ImportKind& kind)
{
    CsvReader reader { text };
    const auto first = reader.next();
    if (!first)
        throw BadCsv { "the file is empty; its first line must be the header" };
    Table table { { *first, kind.columns, kind.passed_over }, {} };
    while (auto row = reader.next())
        if (!is_blank(*row))
            table.rows.push_back(std::move(*row));
    if (table.rows.size() > ImportLimits::rows_max)
        throw BadCsv { "the file has more than " + std::to_string(ImportLimits::rows_max) + " rows; divide it" };
    return table;
}

std::string nothing_written(const std::filesystem::path& file, const std::string& why)
{
    return "importing " + file.string() + ": nothing was written; " + why;
}

// Reads every row against the database as it is. Throws BadImport with all that is wrong.
void prove(storage::Connection& connection, const ImportKind& kind, const Table& table, const ImportRequest& request)
{
    storage::Transaction tx { connection, storage::Mode::Read };
    ImportFaults faults;
    std::map<std::string, std::size_t> lines;
    std::size_t bad = 0;
    for (const auto& csv : table.rows) {
        ImportRow row { table.header, csv, faults };
        if (row.good())
            kind.take({ tx, row, request.file.filename().string(), request.now, Purpose::Prove });
        if (row.good()) {
            const auto [first, is_new] = lines.emplace(kind.key(row), row.line());
            if (!is_new)
                row.fault(kind.columns.front(), "is the same " + std::string { kind.one } + " as in line " +
                                                    std::to_string(first->second) + "; keep one of the two");
        }
        bad += row.good() ? 0 : 1;
    }
    if (faults.empty())
        return;
    auto told = nothing_written(request.file, std::to_string(bad) + " of " + std::to_string(table.rows.size()) +
                                                  (bad == 1 ? " rows is bad" : " rows are bad"));
    for (const auto& fault : faults)
        told += "\n" + fault;
    throw BadImport { told };
}

void note_in_audit(storage::Transaction& tx, const ImportRequest& request, const Imported& imported)
{
    if (imported.added + imported.changed == 0)
        return;
    storage::audit::note(tx, { std::string { request.who }, "import " + std::string { request.kind }, std::nullopt,
                               request.file.filename().string() + ": " + std::to_string(imported.added) + " added, " +
                                   std::to_string(imported.changed) + " changed",
                               request.now });
}

Imported write(storage::Connection& connection, const ImportKind& kind, const Table& table,
               const ImportRequest& request, const ImportProgress& progress)
{
    storage::Transaction tx { connection };
    Imported imported { table.rows.size() };
    ImportFaults faults;
    for (std::size_t place = 0; place < table.rows.size(); ++place) {
        ImportRow row { table.header, table.rows[place], faults };
        const auto change = kind.take({ tx, row, request.file.filename().string(), request.now, Purpose::Write });
        if (!row.good()) // somebody changed what it leans on between proving and writing
            throw BadImport { nothing_written(request.file,
                                              "the records changed meanwhile; import it again\n" + faults.front()) };
        ++(change == Change::Added ? imported.added : change == Change::Changed ? imported.changed : imported.same);
        if ((place + 1) % progress_every_rows == 0 || place + 1 == table.rows.size())
            progress(place + 1, table.rows.size());
    }
    note_in_audit(tx, request, imported);
    if (request.writing == Writing::Real)
        tx.commit();
    return imported;
}

} // namespace

std::vector<std::string> import_kinds()
{
    std::vector<std::string> names;
    for (const auto& kind : all_import_kinds())
        names.emplace_back(kind.name);
    return names;
}

std::string import_header(std::string_view kind)
{
    std::string header;
    for (const auto& column : kind_named(kind).columns)
        header += (header.empty() ? "" : ",") + column;
    return header;
}

Imported import_file(storage::Connection& connection, const ImportRequest& request, const ImportProgress& progress)
{
    const auto& kind = kind_named(request.kind);
    const auto text = read_whole(request.file);
    try {
        const auto table = read_table(text, kind);
        prove(connection, kind, table, request);
        return write(connection, kind, table, request, progress);
    } catch (const BadCsv& fault) {
        throw BadImport { nothing_written(request.file, fault.what()) };
    }
}

} // namespace bot
