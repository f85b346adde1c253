// What may still stop a notice's message at the moment it is sent: the notice was paused or cancelled, she stopped or
// refused, the hour is quiet, her window is shut and no template is approved, the provider's limit of people in a day
// is reached. One gate for each claim: what is the same for many messages is looked up once.

#pragma once

#include "bot/channels/channel.h"
#include "storage/handover.h"
#include "storage/notices.h"
#include "storage/templates.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bot::notices {

using storage::Time;

struct Ruling {
    enum class Kind { Send, PutOff, Drop };
    Kind kind = Kind::Send;
    Time from {};                // PutOff: when it is looked at again
    std::string why {};          // Drop: a sentence
    bool other_channel = false;  // Drop: an SMS may still reach her
    bool outside_window = false; // Send: she is counted for the provider's limit of a day
};

class Gate {
public:
    Gate(storage::Transaction& tx, std::string_view channel, std::optional<std::int64_t> outside_window_per_day,
         Time now);

    // For a message that has a notice. A template that is no longer approved pauses the notice.
    Ruling rule(const storage::outbox::Outbound& row, const Letter& letter, const storage::handover::Standing& standing,
                Window window);

    // Once all messages of the claim are looked at: writes down who is written to outside her window.
    void keep_count();

    // The registered text of this channel as it stands now, if it is approved.
    const storage::templates::Template* approved(const std::string& name, const std::string& language);

private:
    const std::optional<storage::notices::Notice>& notice(std::int64_t number);
    Ruling of_template(const storage::notices::Notice& notice, const Letter& letter);
    Ruling of_limit(std::int64_t person);
    bool has_room_for(std::int64_t person);

    storage::Transaction& tx_;
    std::string channel_;
    std::optional<std::int64_t> outside_window_per_day_;
    Time now_;
    std::optional<std::int64_t> people_in_day_; // with those of this claim
    std::vector<std::int64_t> outside_window_;  // people of this claim
    std::map<std::int64_t, std::optional<storage::notices::Notice>> notices_;
    std::map<std::pair<std::string, std::string>, std::optional<storage::templates::Template>> templates_;
};

} // namespace bot::notices
