// From rules as written to rules that can be evaluated: every name is resolved here, and every
// complaint about a name is made here, with "did you mean".
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "news/alert.h"
#include "rules/condition.h"
#include "rules/rule.h"
#include "rules/title.h"
#include "world/gazetteer.h"

namespace tocsin {

struct CompiledRule {
  std::string id;
  TitleTemplate title;
  std::string description;
  Severity severity = Severity::kMedium;
  std::vector<std::string> notify;  // receiver ids; empty: all receivers
  Condition when;
  Where where;  // of the rule in its file
};

// What names may mean, and which rule ids are taken; one for all files of a rule set.
struct CompileScope {
  const Gazetteer& gazetteer;
  const std::optional<std::vector<std::string>>& receiver_ids;  // nothing: any is allowed
  std::map<std::string, Where> taken = {};
};

// Good only where it adds no complaint. A rule that names no status fires on occurred, ordered and
// announced; one that does not speak of background, on what is not background.
CompiledRule compile_rule(const WrittenRule& rule, CompileScope& scope, Complaints& complaints);

}  // namespace tocsin
