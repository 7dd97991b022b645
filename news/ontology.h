// The vocabulary of events: PLOVER's types and modes, our statuses and object classes, as enums
// with their printed names. Source: PLOVER codebook draft of 2021; docs/ontology.md.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace tocsin {

enum class EventType {
  kAgree,
  kConsult,
  kSupport,
  kConcede,
  kCooperate,
  kAid,
  kRetreat,
  kRequest,
  kAccuse,
  kReject,
  kThreaten,
  kProtest,
  kSanction,
  kMobilize,
  kCoerce,
  kAssault,
  kOther,
};
inline constexpr int kEventTypes = 17;

// In the order of "furthest" for the first six; the last three stand beside that line.
enum class EventStatus {
  kConsidered,
  kDemanded,
  kThreatened,
  kAnnounced,
  kOrdered,
  kOccurred,
  kRefused,
  kDenied,
  kReversed,
};
inline constexpr int kEventStatuses = 9;

enum class ObjectClass {
  kDiplomat,
  kMission,
  kTroops,
  kBase,
  kShip,
  kAircraft,
  kWeapons,
  kAid,
  kCitizens,
  kPrisoners,
  kAgreement,
  kRelations,
  kSanctions,
  kGoods,
  kMoney,
  kTerritory,
  kOther,
};
inline constexpr int kObjectClasses = 17;

std::string_view to_string(EventType type);            // "SANCTION"
std::string_view to_string(EventStatus status);        // "occurred"
std::string_view to_string(ObjectClass object_class);  // "diplomat"
std::optional<EventType> parse_event_type(std::string_view name);
std::optional<EventStatus> parse_event_status(std::string_view name);
std::optional<ObjectClass> parse_object_class(std::string_view name);

// All modes of a type, none for AGREE and the like.
const std::vector<std::string_view>& modes(EventType type);
bool has_mode(EventType type, std::string_view mode);

std::vector<std::string_view> event_type_names();
std::vector<std::string_view> event_status_names();
std::vector<std::string_view> object_class_names();

// occurred, ordered or announced: what a rule fires on unless it says otherwise.
inline bool is_actual(EventStatus status) {
  return status == EventStatus::kOccurred || status == EventStatus::kOrdered ||
         status == EventStatus::kAnnounced;
}
// Place on the line considered..occurred (0..5); nothing for refused, denied, reversed.
inline std::optional<int> how_far(EventStatus status) {
  const int value = static_cast<int>(status);
  return value <= 5 ? std::optional<int>(value) : std::nullopt;
}

}  // namespace tocsin
