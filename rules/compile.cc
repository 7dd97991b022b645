// Names to enums, sets and codes. Entrance: compile_rule; next, rules/condition.cc evaluates.
#include "rules/compile.h"

#include <algorithm>

#include "base/text.h"

namespace tocsin {
namespace {

using Values = WrittenCondition::Values;
using Names = std::vector<std::string_view>;

// What a rule has spoken of anywhere; the rest gets its default.
struct Spoken {
  bool status = false;
  bool background = false;
};

class ConditionCompiler {
 public:
  ConditionCompiler(const Gazetteer& gazetteer, Complaints& complaints)
      : gazetteer_(gazetteer), complaints_(complaints) {}

  // `types` are those that the conditions around this one leave.
  Condition compile(const WrittenCondition& written, std::vector<EventType> types) {
    Condition out;
    if (written.type) add(type_test(*written.type, types), out);
    if (written.mode) add(mode_test(*written.mode, types), out);
    if (written.object) {
      add(set_test(ConditionKind::kObject, *written.object, "object class", parse_object_class,
                   object_class_names()),
          out);
    }
    if (written.actor) add(participant_test(ConditionKind::kActor, *written.actor), out);
    if (written.recipient) {
      add(participant_test(ConditionKind::kRecipient, *written.recipient), out);
    }
    if (written.status) {
      spoken_.status = true;
      add(set_test(ConditionKind::kStatus, *written.status, "status", parse_event_status,
                   event_status_names()),
          out);
    }
    if (written.background) add_background(*written.background, out);
    add_group(ConditionKind::kAny, "any", written.any, types, out);
    add_group(ConditionKind::kAll, "all", written.all, types, out);
    add_group(ConditionKind::kNone, "not", written.none, types, out);
    return out;
  }

  const Spoken& spoken() const { return spoken_; }

 private:
  static void add(Condition part, Condition& out) { out.parts.push_back(std::move(part)); }

  template <typename Enum>
  Condition set_test(ConditionKind kind, const Values& values, std::string_view what,
                     std::optional<Enum> (*parse)(std::string_view), const Names& names) {
    Condition out;
    out.kind = kind;
    for (const auto& value : values) {
      if (const auto found = parse(value.value)) {
        out.set |= 1U << static_cast<unsigned>(*found);
      } else {
        complaints_.add(value.at, "unknown " + std::string(what) + " " + quote(value.value),
                        suggest(value.value, names));
      }
    }
    return out;
  }

  // Leaves in `types` those that are asked for here.
  Condition type_test(const Values& values, std::vector<EventType>& types) {
    Condition out =
        set_test(ConditionKind::kType, values, "type", parse_event_type, event_type_names());
    if (out.set == 0) return out;
    std::erase_if(types, [&](EventType type) {
      return ((out.set >> static_cast<unsigned>(type)) & 1U) == 0;
    });
    return out;
  }

  Condition mode_test(const Values& values, const std::vector<EventType>& types) {
    Condition out;
    out.kind = ConditionKind::kMode;
    for (const auto& value : values) {
      const bool fits = std::any_of(types.begin(), types.end(),
                                    [&](EventType type) { return has_mode(type, value.value); });
      if (!fits) refuse_mode(value, types);
      out.names.push_back(value.value);
    }
    return out;
  }

  void refuse_mode(const Located<std::string>& mode, const std::vector<EventType>& types) {
    Names here;
    std::string type_names;
    for (const EventType type : types) {
      here.insert(here.end(), modes(type).begin(), modes(type).end());
      type_names += (type_names.empty() ? "" : " or ") + std::string(to_string(type));
    }
    std::string owners;
    for (int i = 0; i < kEventTypes; ++i) {
      const auto type = static_cast<EventType>(i);
      if (!has_mode(type, mode.value)) continue;
      owners += (owners.empty() ? "" : " and ") + std::string(to_string(type));
    }
    if (owners.empty()) {
      complaints_.add(mode.at, "unknown mode " + quote(mode.value), suggest(mode.value, here));
    } else {
      complaints_.add(mode.at, quote(mode.value) + " is no mode of " + type_names,
                      "it belongs to " + owners);
    }
  }

  Condition participant_test(ConditionKind kind, const Values& values) {
    Condition out;
    out.kind = kind;
    for (const auto& value : values) {
      const NamedEntity* entity = gazetteer_.by_code(value.value);
      if (entity == nullptr) entity = entity_of_name(value);
      if (entity != nullptr) out.names.push_back(entity->code);
    }
    return out;
  }

  // A canonical name is taken; "Paris" or "French" only gives a hint, for it may mean much.
  const NamedEntity* entity_of_name(const Located<std::string>& name) {
    const NamedEntity* entity = gazetteer_.by_name(name.value);
    if (entity != nullptr && fold_case(entity->name) == fold_case(name.value)) return entity;
    const std::string message = "unknown country or organisation " + quote(name.value);
    if (entity != nullptr) {
      complaints_.add(name.at, message,
                      "did you mean " + quote(entity->code) + " (" + entity->name + ")?");
    } else {
      complaints_.add(name.at, message, suggest(name.value, codes_and_names()));
    }
    return nullptr;
  }

  Names codes_and_names() const {
    Names out = gazetteer_.codes();
    const std::size_t codes = out.size();
    for (std::size_t i = 0; i < codes; ++i) {
      if (const NamedEntity* entity = gazetteer_.by_code(out[i])) out.emplace_back(entity->name);
    }
    return out;
  }

  void add_background(const Located<std::string>& written, Condition& out) {
    spoken_.background = true;
    if (written.value == "any") return;
    if (written.value != "true" && written.value != "false") {
      complaints_.add(written.at,
                      "\"background\" must be true, false or any, and is " + quote(written.value));
    }
    Condition test;
    test.kind = ConditionKind::kBackground;
    test.background = written.value == "true";
    add(std::move(test), out);
  }

  void add_group(ConditionKind kind, std::string_view key, const WrittenCondition::Group& group,
                 const std::vector<EventType>& types, Condition& out) {
    if (!group.written) return;
    if (group.parts.empty()) {
      complaints_.add(group.at, quote(key) + " is an empty list", "leave the key out");
    }
    Condition test;
    test.kind = kind;
    for (const WrittenCondition& part : group.parts) test.parts.push_back(compile(part, types));
    add(std::move(test), out);
  }

  const Gazetteer& gazetteer_;
  Complaints& complaints_;
  Spoken spoken_;
};

void add_defaults(const Spoken& spoken, Condition& when) {
  if (!spoken.status) {
    Condition test;
    test.kind = ConditionKind::kStatus;
    for (int i = 0; i < kEventStatuses; ++i) {
      if (is_actual(static_cast<EventStatus>(i))) test.set |= 1U << static_cast<unsigned>(i);
    }
    when.parts.push_back(std::move(test));
  }
  if (!spoken.background) {
    Condition test;
    test.kind = ConditionKind::kBackground;
    when.parts.push_back(std::move(test));
  }
}

Condition compile_when(const WrittenCondition& written, const Gazetteer& gazetteer,
                       Complaints& complaints) {
  const std::size_t before = complaints.count();
  std::vector<EventType> types;
  types.reserve(kEventTypes);
  for (int i = 0; i < kEventTypes; ++i) types.push_back(static_cast<EventType>(i));
  ConditionCompiler compiler(gazetteer, complaints);
  Condition out = compiler.compile(written, types);
  add_defaults(compiler.spoken(), out);
  if (complaints.count() == before && possible_kinds(out).none()) {
    complaints.add(written.at, "no event can meet these conditions",
                   "no type that they ask for has a mode that they ask for");
  }
  return out;
}

void claim_id(const Located<std::string>& id, CompileScope& scope, Complaints& complaints) {
  if (id.at == Position{}) return;  // not written, which has been complained of
  require_id(id, "a rule", complaints);
  const Where here{complaints.file(), id.at.line, id.at.column};
  const auto [first, is_new] = scope.taken.try_emplace(id.value, here);
  if (is_new) return;
  const Where& there = first->second;
  complaints.add(id.at, "the rule id " + quote(id.value) + " is already taken",
                 "the first is in " + there.file + ", line " + std::to_string(there.line));
}

TitleTemplate compile_title(const Located<std::string>& title, Complaints& complaints) {
  if (title.at == Position{}) return {};
  if (trim(title.value).empty()) complaints.add(title.at, "the title is empty");
  Result<TitleTemplate> parsed = parse_title(title.value);
  if (parsed) return std::move(*parsed);
  complaints.add(title.at, parsed.error().message);
  return {};
}

Severity compile_severity(const Located<std::string>& severity, Complaints& complaints) {
  if (const auto known = parse_severity(severity.value)) return *known;
  complaints.add(severity.at, "unknown severity " + quote(severity.value),
                 suggest(severity.value, severity_names()));
  return Severity::kMedium;
}

std::vector<std::string> compile_notify(const WrittenRule& rule, const CompileScope& scope,
                                        Complaints& complaints) {
  std::vector<std::string> out;
  if (!rule.notify) return out;
  for (const auto& receiver : *rule.notify) {
    if (scope.receiver_ids) {
      const auto& known = *scope.receiver_ids;
      if (std::find(known.begin(), known.end(), receiver.value) == known.end()) {
        complaints.add(receiver.at, "unknown receiver " + quote(receiver.value),
                       suggest(receiver.value, Names(known.begin(), known.end())));
      }
    }
    if (std::find(out.begin(), out.end(), receiver.value) == out.end()) {
      out.push_back(receiver.value);
    }
  }
  return out;
}

}  // namespace

CompiledRule compile_rule(const WrittenRule& rule, CompileScope& scope, Complaints& complaints) {
  CompiledRule out;
  claim_id(rule.id, scope, complaints);
  out.id = rule.id.value;
  out.title = compile_title(rule.title, complaints);
  out.description = collapse_space(rule.description.value);
  out.severity = compile_severity(rule.severity, complaints);
  out.notify = compile_notify(rule, scope, complaints);
  if (rule.when) out.when = compile_when(*rule.when, scope.gazetteer, complaints);
  out.where = {complaints.file(), rule.at.line, rule.at.column};
  return out;
}

}  // namespace tocsin
