// The tests themselves, what they say when they are met, and which kinds of event could meet them.
// Entrances: meets, explain, possible_kinds.
#include "rules/condition.h"

#include <algorithm>

namespace tocsin {
namespace {

template <typename Enum>
bool has(std::uint32_t set, Enum value) {
  return ((set >> static_cast<unsigned>(value)) & 1U) != 0;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool names_one(const std::vector<std::string>& codes, const std::vector<Participant>& people) {
  return std::any_of(people.begin(), people.end(),
                     [&](const Participant& one) { return has(codes, one.code()); });
}

std::string codes_met(const std::vector<std::string>& codes,
                      const std::vector<Participant>& people) {
  std::string out;
  for (const Participant& one : people) {
    if (!has(codes, one.code())) continue;
    if (!out.empty()) out += " and ";
    out += one.code();
  }
  return out;
}

void explain_into(const Condition& condition, const Event& event, std::vector<std::string>& out) {
  switch (condition.kind) {
    case ConditionKind::kType:
      out.push_back("type " + std::string(to_string(event.type)));
      break;
    case ConditionKind::kMode:
      out.push_back("mode " + event.mode);
      break;
    case ConditionKind::kStatus:
      out.push_back("status " + std::string(to_string(event.status)));
      break;
    case ConditionKind::kBackground:
      out.emplace_back(event.background ? "background" : "not background");
      break;
    case ConditionKind::kActor:
      out.push_back("actor " + codes_met(condition.names, event.actors));
      break;
    case ConditionKind::kRecipient:
      out.push_back("recipient " + codes_met(condition.names, event.recipients));
      break;
    case ConditionKind::kObject:
      out.push_back("object " + std::string(to_string(event.object->object_class)));
      break;
    case ConditionKind::kAll:
    case ConditionKind::kAny:
      for (const Condition& part : condition.parts) {
        if (meets(part, event)) explain_into(part, event, out);
      }
      break;
    case ConditionKind::kNone:
      out.emplace_back("nothing that is excluded");
      break;
  }
}

// Every type with "" and with its modes, in the order of the enum.
struct Kind {
  EventType type;
  std::string_view mode;
};
const std::vector<Kind>& all_kinds() {
  static const std::vector<Kind> kKinds = [] {
    std::vector<Kind> out;
    for (int i = 0; i < kEventTypes; ++i) {
      const auto type = static_cast<EventType>(i);
      out.push_back({type, ""});
      for (const std::string_view mode : modes(type)) out.push_back({type, mode});
    }
    return out;
  }();
  return kKinds;
}

template <typename Test>
Kinds kinds_where(const Test& test) {
  Kinds out;
  for (std::size_t i = 0; i < all_kinds().size(); ++i) out.set(i, test(all_kinds()[i]));
  return out;
}

}  // namespace

bool meets(const Condition& condition, const Event& event) {
  const auto met = [&](const Condition& part) { return meets(part, event); };
  const auto& parts = condition.parts;
  switch (condition.kind) {
    case ConditionKind::kType:
      return has(condition.set, event.type);
    case ConditionKind::kMode:
      return has(condition.names, event.mode);
    case ConditionKind::kStatus:
      return has(condition.set, event.status);
    case ConditionKind::kBackground:
      return event.background == condition.background;
    case ConditionKind::kActor:
      return names_one(condition.names, event.actors);
    case ConditionKind::kRecipient:
      return names_one(condition.names, event.recipients);
    case ConditionKind::kObject:
      return event.object && has(condition.set, event.object->object_class);
    case ConditionKind::kAll:
      return std::all_of(parts.begin(), parts.end(), met);
    case ConditionKind::kAny:
      return std::any_of(parts.begin(), parts.end(), met);
    case ConditionKind::kNone:
      return std::none_of(parts.begin(), parts.end(), met);
  }
  return false;
}

std::string explain(const Condition& condition, const Event& event) {
  std::vector<std::string> values;
  explain_into(condition, event, values);
  std::string out;
  for (auto value = values.begin(); value != values.end(); ++value) {
    if (std::find(values.begin(), value, *value) != value) continue;
    if (!out.empty()) out += ", ";
    out += *value;
  }
  return out;
}

std::size_t kind_count() { return all_kinds().size(); }

std::optional<std::size_t> kind_index(EventType type, std::string_view mode) {
  const auto& kinds = all_kinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& kind) {
    return kind.type == type && kind.mode == mode;
  });
  if (found == kinds.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kinds.begin());
}

Kinds possible_kinds(const Condition& condition) {
  const Kinds every = kinds_where([](const Kind&) { return true; });
  switch (condition.kind) {
    case ConditionKind::kType:
      return kinds_where([&](const Kind& kind) { return has(condition.set, kind.type); });
    case ConditionKind::kMode:
      return kinds_where(
          [&](const Kind& kind) { return has(condition.names, std::string(kind.mode)); });
    case ConditionKind::kAll: {
      Kinds out = every;
      for (const Condition& part : condition.parts) out &= possible_kinds(part);
      return out;
    }
    case ConditionKind::kAny: {
      Kinds out;
      for (const Condition& part : condition.parts) out |= possible_kinds(part);
      return out;
    }
    default:
      return every;  // says nothing of type and mode, or only what they are not
  }
}

}  // namespace tocsin
