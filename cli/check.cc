// tocsin check: the same validator that the daemon uses at start and on reload.
#include <cstdio>

#include "cli/commands.h"
#include "cli/output.h"
#include "config/config.h"
#include "daemon/knowledge.h"
#include "rules/rule_set.h"

namespace tocsin {
namespace {

void tell(const std::vector<Diagnostic>& diagnostics, bool json) {
  if (!json) {
    std::fputs(render(diagnostics).c_str(), stderr);
    return;
  }
  for (const Diagnostic& one : diagnostics) {
    print_line({{"file", one.where.file},
                {"line", one.where.line},
                {"column", one.where.column},
                {"message", one.message},
                {"hint", one.hint}});
  }
}

}  // namespace

int run_check(const CheckOptions& options) {
  const ConfigResult config = load_config(options.config);
  tell(config.diagnostics, options.json);
  const auto gazetteer = Gazetteer::load();
  if (!gazetteer) {
    print_error(gazetteer.error());
    return kExitFindings;
  }
  if (!config.ok()) return kExitConfigError;
  const RuleSetResult rules =
      RuleSet::load(config.config.rules, **gazetteer, receiver_ids(config.config));
  tell(rules.diagnostics, options.json);
  if (!rules.ok()) return kExitRuleError;
  std::fprintf(stderr, "%s: good; %zu feeds, %zu rules, %zu receivers\n",
               for_terminal(options.config).c_str(), config.config.intake.feeds.size(),
               rules.rules->size(), config.config.receivers.size());
  return kExitGood;
}

}  // namespace tocsin
