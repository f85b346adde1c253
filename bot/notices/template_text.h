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

// How many variables the body has: the highest number. Faults in words: gaps ({{1}} {{3}}), two side by side.
int variables_of(std::string_view body);
std::vector<std::string> faults_of_body(std::string_view body, std::string_view channel);

// The variables' values, in order, if `text` is an instance of `body`. For WhatsApp a text that is none may still go as
// the last variable whole, with the name before it where the body has two ("नमस्ते {{1}} दीदी। {{2}}").
std::optional<std::vector<std::string>> fit(std::string_view body, std::string_view text);

// The body with its variables filled in.
std::string filled_body(std::string_view body, const std::vector<std::string>& variables);

} // namespace bot::notices
