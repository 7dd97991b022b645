// Titles of alerts: text with placeholders, filled with readable names.
//   {actor} {recipient} {object} {status} {type} {count}
//   [ from {recipient}]   left out where a placeholder in it has nothing to say
//   {{ }} [[ ]]           the signs themselves
// "{actor} expels ambassador[ of {recipient}]" gives "Niger expels ambassador of France".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "news/event.h"
#include "world/gazetteer.h"

namespace tocsin {

enum class Placeholder { kActor, kRecipient, kObject, kStatus, kType, kCount };

struct TitlePart {
  std::string text;  // literal, where there is no placeholder
  std::optional<Placeholder> placeholder;
  int group = 0;  // 0: always there; else the number of its [brackets]
  bool operator==(const TitlePart&) const = default;
};

struct TitleTemplate {
  std::vector<TitlePart> parts;
  bool operator==(const TitleTemplate&) const = default;
};

// kInvalid with the reason: an unknown placeholder (with "did you mean"), a bracket left open.
Result<TitleTemplate> parse_title(std::string_view text);

// Names come from the gazetteer, else from the event; several are joined with "and", nobody is
// "someone". One line, first letter capital, at most 200 bytes.
std::string fill_title(const TitleTemplate& title, const Event& event, const Gazetteer& gazetteer);

}  // namespace tocsin
