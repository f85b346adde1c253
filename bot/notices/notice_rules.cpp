#include "bot/notices/notice_rules.h"

#include "bot/channels/channels.h"

namespace bot::notices {

NoticeRules rules_of(const Settings& settings)
{
    NoticeRules rules;
    rules.approval_above_paise = settings.notices.approval_above_paise;
    rules.month_budget_paise = settings.notices.month_budget_paise;
    rules.outside_window_per_day = settings.notices.whatsapp_daily_people;
    rules.whatsapp_on = settings.whatsapp.has_value();
    rules.sms_on = settings.kannel.has_value();
    rules.whatsapp_per_second = settings.whatsapp ? settings.whatsapp->per_second : limits_of("whatsapp").per_second;
    rules.sms_per_second = settings.kannel ? settings.kannel->per_second : limits_of("sms").per_second;
    return rules;
}

} // namespace bot::notices
