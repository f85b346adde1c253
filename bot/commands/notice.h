// `samvad notice`: a notice from writing to report, beside a service that may be running and does the sending. What
// counts many people only reads; what writes is quick, so that no turn waits for it.

#pragma once

#include "bot/config.h"
#include "bot/notices/notice_book.h"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace bot {

struct NewNoticeOptions {
    std::string author; // a phone
    std::string didi, didi_latn, didi_en;
    std::string officers, officers_latn, officers_en;
    std::string audience, except_those, save_audience;
    std::string template_name, sms_template;
    std::string category = "utility";
    std::string picture; // a file
    std::vector<std::string> buttons;
    std::string at;
    std::string deadline; // a day, with days_before instead of `at`
    int days_before = 0;
    std::string every; // "", "day", "week", "month"
    bool urgent = false, insist = false;
    int fallback_after_hours = 6;
};

enum class NoticeForm { Text, Json, Csv };
enum class Watch { Once, UntilItEnds };

// Each returns the process's exit code and throws a sentence when it cannot do its work. Sentences about what was done
// go to `told`, what other programs read to `out`.
int new_notice(const Settings& settings, const NewNoticeOptions& options, std::ostream& out, std::ostream& told);
int move_notice(const Settings& settings, std::int64_t number, notices::Move move, const std::string& by,
                std::ostream& told);
int preview_notice(const Settings& settings, std::int64_t number, NoticeForm form, std::ostream& out);
int notice_status(const Settings& settings, std::int64_t number, NoticeForm form, Watch watch, std::ostream& out);
int notice_report(const Settings& settings, std::int64_t number, NoticeForm form, std::ostream& out);

} // namespace bot
