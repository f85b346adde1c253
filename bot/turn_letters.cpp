#include "bot/turn_letters.h"

#include "bot/channels/letter_text.h"
#include "bot/letter_json.h"
#include "storage/conversations.h"
#include "storage/outbox.h"

#include <algorithm>

namespace bot {

Reader TurnLetters::reader_for(const storage::people::Person& person, const std::string& channel,
                               const std::string& language) const
{
    return { language,
             channel,
             bot_.limits_of(channel),
             person.name,
             person.has_role("coordinator"),
             locales::day_in_india(now_) };
}

std::vector<std::string> TurnLetters::say(const std::vector<dialogs::Prompt>& prompts,
                                          const storage::people::Person& person, const Reader& reader,
                                          std::int64_t turn, const std::string& answers)
{
    auto rendered = render(prompts, bot_.speech, reader, turn);
    for (const auto& letter : rendered.letters)
        queue(person.id, reader.channel, letter, answers);
    return std::move(rendered.labels);
}

void TurnLetters::tell(const Tell& tell, const std::string& channel)
{
    const auto other = storage::people::get(tx_, tell.person);
    if (!other || other->stopped_at || other->deleted_at)
        return;
    const auto heard_on = storage::conversations::last_channel(tx_, tell.person).value_or(channel);
    const auto language = other->language.empty() ? std::string { "hi" } : other->language;
    say({ tell.prompt }, *other, reader_for(*other, heard_on, language), 0, {});
}

void TurnLetters::queue(std::int64_t person, const std::string& channel, const Letter& letter,
                        const std::string& answers)
{
    const auto json = to_json(letter);
    storage::outbox::Draft draft;
    draft.person = person;
    draft.channel = channel;
    draft.letter = json;
    draft.template_key = letter.template_key;
    draft.answers = answers;
    draft.parts = parts_of(letter, channel);
    draft.due_at = now_;
    storage::outbox::queue(tx_, draft, now_);
    note_owed(channel);
}

void TurnLetters::wake_waiting(const storage::people::Person& person, const std::string& channel)
{
    if (storage::outbox::wake_waiting(tx_, person.id, channel, now_) > 0)
        note_owed(channel);
}

void TurnLetters::note_owed(const std::string& channel)
{
    if (std::ranges::find(owes_on_, channel) == owes_on_.end())
        owes_on_.push_back(channel);
}

} // namespace bot
