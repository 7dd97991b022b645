// The names, in the order of the enums. Entrance: to_string and parse_*.
#include "news/ontology.h"

#include <algorithm>
#include <string>

namespace tocsin {
namespace {

constexpr std::array<std::string_view, kEventTypes> kTypeNames = {
    "AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
    "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT", "OTHER"};
constexpr std::array<std::string_view, kEventStatuses> kStatusNames = {
    "considered", "demanded", "threatened", "announced", "ordered",
    "occurred",   "refused",  "denied",     "reversed"};
constexpr std::array<std::string_view, kObjectClasses> kObjectNames = {
    "diplomat",  "mission", "troops",   "base",      "ship",      "aircraft",
    "weapons",   "aid",     "citizens", "prisoners", "agreement", "relations",
    "sanctions", "goods",   "money",    "territory", "other"};

using Modes = std::vector<std::string_view>;
const std::array<Modes, kEventTypes>& all_modes() {
  static const std::array<Modes, kEventTypes> kModes = {
      Modes{},                                                 // AGREE
      Modes{"visit", "third-party", "multilateral", "phone"},  // CONSULT
      Modes{},
      Modes{},
      Modes{},
      Modes{},  // SUPPORT .. AID
      Modes{"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"},
      Modes{"assist", "change", "yield", "meet"},    // REQUEST
      Modes{"disapprove", "investigate", "allege"},  // ACCUSE
      Modes{"assist", "change", "yield", "meet"},    // REJECT
      Modes{"restrict", "arrest", "relations", "expel", "territory", "violence"},
      Modes{"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
      Modes{"convict", "expel", "withdraw", "discontinue"},  // SANCTION
      Modes{"troops", "weapons", "police", "militia"},       // MOBILIZE
      Modes{"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
            "misinformation", "cyber"},  // COERCE
      Modes{"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
            "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
            "unconventional"},                           // ASSAULT
      Modes{"coup", "election", "appoint", "disaster"},  // OTHER
  };
  return kModes;
}

template <typename Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto* const found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view to_string(EventType type) { return kTypeNames.at(static_cast<std::size_t>(type)); }
std::string_view to_string(EventStatus status) {
  return kStatusNames.at(static_cast<std::size_t>(status));
}
std::string_view to_string(ObjectClass object_class) {
  return kObjectNames.at(static_cast<std::size_t>(object_class));
}
std::optional<EventType> parse_event_type(std::string_view name) {
  return parse<EventType>(kTypeNames, name);
}
std::optional<EventStatus> parse_event_status(std::string_view name) {
  return parse<EventStatus>(kStatusNames, name);
}
std::optional<ObjectClass> parse_object_class(std::string_view name) {
  return parse<ObjectClass>(kObjectNames, name);
}

const std::vector<std::string_view>& modes(EventType type) {
  return all_modes().at(static_cast<std::size_t>(type));
}
bool has_mode(EventType type, std::string_view mode) {
  const auto& all = modes(type);
  return std::find(all.begin(), all.end(), mode) != all.end();
}

std::vector<std::string_view> event_type_names() { return {kTypeNames.begin(), kTypeNames.end()}; }
std::vector<std::string_view> event_status_names() {
  return {kStatusNames.begin(), kStatusNames.end()};
}
std::vector<std::string_view> object_class_names() {
  return {kObjectNames.begin(), kObjectNames.end()};
}

}  // namespace tocsin
