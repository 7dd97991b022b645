// tocsin check: the same validator that the daemon uses at start and on reload.
#include <cstdio>

#include "cli/commands.h"
#include "cli/output.h"
#include "config/config.h"
#include "config/receiver_check.h"
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

// What only the running unit can tell is said and is no fault.
void tell_unknown(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& one : diagnostics) {
    std::fprintf(stderr, "tocsin: not checked, as this is not the unit: %s\n",
                 for_terminal(one.message).c_str());
  }
}

}  // namespace

int run_check(const CheckOptions& options) {
  const ConfigResult config = load_config(options.config);
  tell(config.diagnostics, options.json);
  if (!config.ok()) return kExitConfigError;
  const ReceiverCheck receivers = check_receivers(config.config, options.config);
  tell(receivers.wrong, options.json);
  tell_unknown(receivers.unknown_here);
  const auto gazetteer = Gazetteer::load();
  if (!gazetteer) {
    print_error(gazetteer.error());
    return kExitFindings;
  }
  const RuleSetResult rules =
      RuleSet::load(config.config.rules, **gazetteer, receiver_ids(config.config));
  tell(rules.diagnostics, options.json);
  const auto language = open_language(config.config.language);
  if (!language) tell({diagnostic_of(language.error())}, options.json);
  if (!receivers.wrong.empty()) return kExitConfigError;
  if (!rules.ok()) return kExitRuleError;
  if (!language) return exit_of_model(config.config.language);
  std::fprintf(stderr, "%s: good; %s, %s, %s\n", for_terminal(options.config).c_str(),
               counted(std::ssize(config.config.intake.feeds), "feed").c_str(),
               counted(static_cast<std::int64_t>(rules.rules->size()), "rule").c_str(),
               counted(std::ssize(config.config.receivers), "receiver").c_str());
  return kExitGood;
}

}  // namespace tocsin
