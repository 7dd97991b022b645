// Everything that the daemon opens before anything runs: knowledge and language model, rules,
// stores, journal, receivers, drop folders. The order matters: what the user can get wrong comes
// first, the store before the folders, so that nothing is read that could not be kept.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "alert/dispatcher.h"
#include "daemon/daemon.h"
#include "daemon/knowledge.h"
#include "intake/intake.h"
#include "intake/suspects.h"
#include "rules/rule_set.h"
#include "store/database.h"

namespace tocsin {

struct Parts {
  Knowledge knowledge;
  std::shared_ptr<const RuleSet> rules;
  std::unique_ptr<Database> writer_store;
  std::unique_ptr<Database> reader_store;
  std::optional<Suspects> suspects;
  std::vector<Suspect> in_work_at_crash;
  std::unique_ptr<Dispatcher> dispatcher;
  std::unique_ptr<Intake> intake;
};

// After an orderly stop: what was running has ended, and the next start need not check the store.
void mark_ended(const Config& config);

// `clock` must outlive the parts. The error's place is a file where it has one.
Result<Parts> open_parts(const DaemonOptions& options, const Clock& clock);

}  // namespace tocsin
