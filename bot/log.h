// The log: one line an event to standard error, as plain text or as JSON for machines. It never holds the text of a
// message or a whole phone number; mask what names a person. Thread-safe.

#pragma once

#include <string>
#include <string_view>

namespace bot {

enum class LogForm { Plain, Json };
enum class LogLevel { Debug, Info, Warning, Error };

// Chooses the form and the least level; the first lines before it are plain and from Info on.
void start_log(LogForm form, LogLevel least = LogLevel::Info);

// Writes one line; line breaks inside the sentence become spaces.
void log(LogLevel level, std::string_view sentence);

// "+919812345678" as "…5678"; anything shorter than eight letters wholly as "…".
std::string mask_phone(std::string_view phone);

// A sentence of others with every run of eight digits or more masked.
std::string mask_phones(std::string_view sentence);

} // namespace bot
