// What a rule asks of an event: a tree of small tests, as it is evaluated.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "news/event.h"

namespace tocsin {

enum class ConditionKind {
  kType,
  kMode,
  kStatus,
  kBackground,
  kActor,
  kRecipient,
  kObject,  // tests
  kAll,
  kAny,
  kNone,  // of `parts`
};

struct Condition {
  ConditionKind kind = ConditionKind::kAll;
  std::uint32_t set = 0;           // kType, kStatus, kObject: bit n is enumerator n
  std::vector<std::string> names;  // kMode; kActor, kRecipient: codes
  bool background = false;         // kBackground
  std::vector<Condition> parts;
};

bool meets(const Condition& condition, const Event& event);
// For an event that meets it, the values that did: "type SANCTION, mode expel, status ordered".
std::string explain(const Condition& condition, const Event& event);

// Kinds of event: every type with each of its modes and with none, numbered from 0.
inline constexpr std::size_t kMostKinds = 128;
using Kinds = std::bitset<kMostKinds>;
std::size_t kind_count();
// Nothing for a mode that the type has not.
std::optional<std::size_t> kind_index(EventType type, std::string_view mode);
// No event of another kind can meet the condition (one of these kinds may still fail).
Kinds possible_kinds(const Condition& condition);

}  // namespace tocsin
