// The rules of notices as the settings give them, for the service and for commands alike. Pure.

#pragma once

#include "bot/config.h"
#include "bot/notices/notice_book.h"

namespace bot::notices {

NoticeRules rules_of(const Settings& settings);

}
