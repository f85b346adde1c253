#include "bot/commands/doctor.h"

#include "bot/clock.h"
#include "bot/examination.h"
#include "bot/text_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>
#include <sstream>

namespace bot {

namespace {

std::vector<Finding> findings_of(const std::function<Settings()>& settings, const std::filesystem::path& backups)
{
    std::vector<Finding> findings;
    try {
        const auto read = settings();
        findings.push_back({ Finding::State::Good, "settings", "read and proved", {} });
        const auto others = examine(read, backups, system_time());
        findings.insert(findings.end(), others.begin(), others.end());
    } catch (const BadSettings& faulty) {
        std::istringstream lines { faulty.what() };
        for (std::string line; std::getline(lines, line);)
            findings.push_back({ Finding::State::Bad, "settings", line, "set it as the sentence says" });
    }
    return findings;
}

void print_table(const std::vector<Finding>& findings, std::ostream& out)
{
    TextTable table { out, { "", "of", "found", "what to do" } };
    for (const auto& finding : findings)
        table.add({ std::string { name_of(finding.state) }, finding.about, finding.found, finding.mend });
    table.finish();
}

void print_json(const std::vector<Finding>& findings, std::ostream& out)
{
    using Json = nlohmann::ordered_json;
    for (const auto& finding : findings)
        out << Json { { "state", name_of(finding.state) },
                      { "of", finding.about },
                      { "found", finding.found },
                      { "do", finding.mend } }
                   .dump(-1, ' ', false, Json::error_handler_t::replace)
            << '\n';
}

} // namespace

int doctor(const std::function<Settings()>& settings, const std::filesystem::path& backups, DoctorForm form,
           std::ostream& out)
{
    const auto findings = findings_of(settings, backups);
    form == DoctorForm::Json ? print_json(findings, out) : print_table(findings, out);
    const bool is_bad = std::ranges::any_of(findings, [](const Finding& f) { return f.state == Finding::State::Bad; });
    return is_bad ? 1 : 0;
}

} // namespace bot
