// One recipient's letter: her text in her language with her variables, the buttons, the picture, and the registered
// template by which it may go where free text may not.

#pragma once

#include "bot/channels/channel.h"
#include "bot/notices/notice_text.h"
#include "storage/notices.h"
#include "storage/templates.h"

#include <optional>
#include <string>
#include <vector>

namespace bot::notices {

// A notice with everything that is the same for all its recipients, read once.
struct Prepared {
    storage::notices::Notice notice;
    NoticeTexts texts;
    std::vector<std::string> buttons;
    std::vector<storage::templates::Template> whatsapp_templates, sms_templates; // approved ones, all languages
};

Prepared prepare(storage::Transaction& tx, const storage::notices::Notice& notice);

// Empty if this channel has no way for her: no text for an officer, no template for an SMS.
std::optional<Letter> letter_for(const Prepared& prepared, const storage::recipients::Recipient& person,
                                 std::string_view channel);

// The faults of this text as an SMS by a registered body, each a sentence: with the lines that name the buttons ("1
// आऊँगी"), which say how to answer, or else without them.
std::vector<std::string> faults_as_sms(std::string_view body, const std::string& text,
                                       const std::vector<std::string>& buttons);
bool names_buttons(std::string_view body, const std::string& text, const std::vector<std::string>& buttons);

// Puts it into the outbox, counted in parts, due when notices may go on this channel.
void queue_letter(storage::Transaction& tx, const storage::notices::Notice& notice, std::int64_t person,
                  std::string_view channel, const Letter& letter, storage::Time now);

// The id of a button of a notice, "notice.17.2", and back: notice and button.
std::string answer_id(std::int64_t notice, int button);
std::optional<std::pair<std::int64_t, int>> answer_of(std::string_view option);

} // namespace bot::notices
