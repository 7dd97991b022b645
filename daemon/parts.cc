// Entrance: open_parts.
#include "daemon/parts.h"

#include <algorithm>

#include "base/log.h"
#include "daemon/notify.h"
#include "intake/filing.h"
#include "store/arrivals.h"

namespace tocsin {
namespace {

constexpr auto kCheckAtMost = std::chrono::minutes(30);

// What lies there has settled when it has not changed for the short wait; nothing is waited for
// after.
IntakeOptions for_once(IntakeOptions options) {
  for (FeedOptions& feed : options.feeds)
    feed.scan_settle = std::min(feed.settle, feed.scan_settle);
  options.incomplete = Duration(0);
  return options;
}

// The mark of a run that has not ended cleanly: only after that the store is checked whole, which
// on a large store takes minutes.
std::string running_mark(const Config& config) { return config.state + "/running"; }

Status check_after_crash(const Config& config, Database& database) {
  if (!file_info(running_mark(config))) return {};
  spdlog::info("the last run did not end cleanly; checking the store");
  notify_extend(kCheckAtMost);
  return database.check();
}

// Files that were committed but are gone from their folder were moved before the crash.
Status settle_unfiled(Database& database) {
  auto unfiled = unfiled_arrivals(database);
  if (!unfiled) return fail(unfiled.error());
  if (unfiled->empty()) return {};
  if (Status begun = database.begin(); !begun) return begun;
  for (const StoredArrival& row : *unfiled) {
    if (file_info(row.arrival.path)) continue;  // the scan meets it and files it
    if (Status marked = mark_filed(database, row.id, row.filed_to); !marked) return marked;
  }
  return database.commit();
}

Status open_stores(const Config& config, Parts& parts) {
  auto writer = Database::open(config.store, Access::kWrite);
  if (!writer) return fail(writer.error());
  if (Status sound = check_after_crash(config, **writer); !sound) return sound;
  if (Status settled = settle_unfiled(**writer); !settled) return settled;
  auto reader = Database::open(config.store, Access::kRead);
  if (!reader) return fail(reader.error());
  parts.writer_store = *std::move(writer);
  parts.reader_store = *std::move(reader);
  return {};
}

Status open_journal(const Config& config, Parts& parts) {
  auto suspects = Suspects::open(config.state + "/in-work");
  if (!suspects) return fail(suspects.error());
  auto in_work = suspects->take_over();
  if (!in_work) return fail(in_work.error());
  for (const Suspect& one : *in_work) {
    if (file_info(one.path)) {
      parts.in_work_at_crash.push_back(one);
    } else {
      static_cast<void>(suspects->finish(one.path));
    }
  }
  parts.suspects = *std::move(suspects);
  return write_file_durably(running_mark(config), "");
}

Status open_rules(const Config& config, Parts& parts) {
  const RuleSetResult rules =
      RuleSet::load(config.rules, *parts.knowledge.gazetteer, receiver_ids(config));
  if (!rules.ok()) return fail(ErrorCode::kInvalid, render(rules.diagnostics));
  parts.rules = rules.rules;
  return {};
}

Status open_edges(const DaemonOptions& options, const Clock& clock, Parts& parts) {
  for (const FeedOptions& feed : options.config.intake.feeds) {
    if (Status usable = check_folders(feed); !usable) return usable;
  }
  auto dispatcher = Dispatcher::open(options.config.receivers, clock);
  if (!dispatcher) return fail(dispatcher.error());
  parts.dispatcher = *std::move(dispatcher);
  const IntakeOptions intake_options =
      options.once ? for_once(options.config.intake) : options.config.intake;
  auto intake = Intake::open(intake_options, clock);
  if (!intake) return fail(intake.error());
  parts.intake = *std::move(intake);
  return {};
}

}  // namespace

void mark_ended(const Config& config) { static_cast<void>(remove_file(running_mark(config))); }

Result<Parts> open_parts(const DaemonOptions& options, const Clock& clock) {
  Parts parts;
  auto knowledge = load_knowledge(options.config.language);
  if (!knowledge) return fail(knowledge.error());
  parts.knowledge = *std::move(knowledge);
  for (const auto step : {open_rules, open_stores, open_journal}) {
    if (Status opened = step(options.config, parts); !opened) return fail(opened.error());
  }
  if (Status opened = open_edges(options, clock, parts); !opened) return fail(opened.error());
  return parts;
}

}  // namespace tocsin
