// A rule as its author wrote it, every value with its place: the form between YAML and the compiled
// rule. Nothing is checked here but that keys are known and values have the right shape.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"

namespace tocsin {

// One map under `when`. Its keys must all hold; of a list of values, one.
struct WrittenCondition {
  using Values = std::vector<Located<std::string>>;
  struct Group {  // any, all, not
    bool written = false;
    Position at;
    std::vector<WrittenCondition> parts;
  };
  Position at;
  std::optional<Values> type;
  std::optional<Values> mode;
  std::optional<Values> status;
  std::optional<Values> actor;
  std::optional<Values> recipient;
  std::optional<Values> object;
  std::optional<Located<std::string>> background;  // true, false, or any
  Group any;
  Group all;
  Group none;  // the key is `not`
};

struct WrittenRule {
  Position at;
  Located<std::string> id;
  Located<std::string> title;
  Located<std::string> description;
  Located<std::string> severity{"medium", {}};
  std::optional<WrittenCondition> when;
  std::optional<std::vector<Located<std::string>>> notify;  // nothing: all receivers
};

// The rules in one file: a map that is one rule, or `rules:` with a list of them. What is wrong is
// added to `complaints`.
std::vector<WrittenRule> read_rules(Complaints& complaints);

}  // namespace tocsin
