// How a text fits a registered template: {{1}}, {{2}} ... stand for variables, everything else must be the same letter
// for letter (runs of spaces count as one). WhatsApp sends the variables, the operators compare the whole SMS. Pure.
// Sources: Meta, "Message templates"; TRAI TCCCPR with the direction of 18 November 2025 (tagged variables, 30
// letters).

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bot::notices {

struct TemplateLimits {
    static constexpr int sms_variable_units_max = 30; // what every operator's platform takes
    static constexpr int whatsapp_body_units_max = 1'024;
    static constexpr int sms_body_units_max = 2'000;
    static constexpr int variables_max = 10;
};

// How many variables the body has: the highest number. Faults in words: gaps ({{1}} {{3}}), two side by side, braces
// that are no variable, nothing but variables, too long.
int variables_of(std::string_view body);
std::vector<std::string> faults_of_body(std::string_view body, std::string_view channel);

// The variables' values, in order, if `text` is an instance of `body`; none of them is empty.
std::optional<std::vector<std::string>> fit(std::string_view body, std::string_view text);

// What WhatsApp is sent: as fit(); a text that is no instance may still go as the last variable whole, with the name
// before it where the body has two ("नमस्ते {{1}}। {{2}} - UPSRLM"). Line breaks become spaces, since Meta takes none in
// a variable. Empty if there is no way.
std::optional<std::vector<std::string>> whatsapp_variables(std::string_view body, std::string_view text,
                                                           std::string_view name);

// The faults of an SMS by this body: no instance of it, or a variable longer than the operators take. Each a sentence.
std::vector<std::string> faults_of_sms(std::string_view body, std::string_view text);

// The body with its variables filled in.
std::string filled_body(std::string_view body, const std::vector<std::string>& variables);

} // namespace bot::notices
