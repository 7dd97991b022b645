// The watch rules, compiled: load (YAML as written) -> compile (names resolved, all complaints
// here)
// -> evaluate (cannot fail). Immutable after loading; share one between threads.
// What a rule file looks like: rules/pack/shipped.yml; its keys: rules/rule.h.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "news/event.h"
#include "news/match.h"
#include "rules/compile.h"
#include "world/gazetteer.h"

namespace tocsin {

class RuleSet;

struct RuleSetResult {
  std::shared_ptr<const RuleSet> rules;  // null where anything is wrong
  std::vector<Diagnostic> diagnostics;   // of all files, in one run
  bool ok() const { return diagnostics.empty(); }
};

// A rule file that is already in memory.
struct RuleText {
  std::string file;  // for diagnostics
  std::string text;
};

class RuleSet {
 public:
  // Files, and folders of which every *.yml and *.yaml is read, in the order of names. An empty
  // list gives the shipped pack. With `receiver_ids`, `notify` may name only these.
  static RuleSetResult load(const std::vector<std::string>& folders_or_files,
                            const Gazetteer& gazetteer,
                            const std::optional<std::vector<std::string>>& receiver_ids = {});
  // The pack that is embedded in the program.
  static RuleSetResult shipped(const Gazetteer& gazetteer);
  static RuleSetResult parse(const std::vector<RuleText>& texts, const Gazetteer& gazetteer,
                             const std::optional<std::vector<std::string>>& receiver_ids = {});

  // The rules that fire on the event, in the order of the set. Costs what the rules cost that could
  // match an event of this type and mode.
  std::vector<Match> evaluate(const Event& event) const;

  std::size_t size() const { return rules_.size(); }
  const CompiledRule& rule(std::size_t index) const { return rules_[index]; }
  // Null where there is no such rule.
  const CompiledRule* find(std::string_view id) const;

 private:
  explicit RuleSet(std::vector<CompiledRule> rules);

  std::vector<CompiledRule> rules_;
  std::vector<std::vector<std::size_t>> by_kind_;  // rules that could match, by kind_index
};

}  // namespace tocsin
