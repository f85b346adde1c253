// How rows of registered templates and of prices are read, for the table of imports. As every import: they only look
// where they prove, and a row that is not good changes nothing.

#pragma once

#include "bot/import_kinds.h"

#include <string>

namespace bot {

std::string template_key(ImportRow& row);
Change take_template(const ImportCall& call);

std::string price_key(ImportRow& row);
Change take_price(const ImportCall& call);

} // namespace bot
