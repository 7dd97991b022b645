// tocsin ingest --once: the daemon's whole pipeline over what lies in the folders.
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "base/log.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/progress_bar.h"
#include "config/config.h"
#include "config/receiver_check.h"
#include "daemon/daemon.h"
#include "daemon/knowledge.h"
#include "rules/rule_set.h"

namespace tocsin {
namespace {

void tell(const RunSummary& summary, bool json) {
  if (json) {
    print_line({{"stored", summary.stored},
                {"duplicate", summary.duplicate},
                {"quarantined", summary.quarantined},
                {"articles", summary.articles},
                {"events", summary.events},
                {"alerts", summary.alerts},
                {"delivered", summary.delivered},
                {"undelivered", summary.undelivered},
                {"left", summary.left}});
    return;
  }
  std::printf(
      "%s stored, %s, %lld quarantined; %s, %s, %s\n", counted(summary.stored, "file").c_str(),
      counted(summary.duplicate, "duplicate").c_str(), static_cast<long long>(summary.quarantined),
      counted(summary.events, "event").c_str(), counted(summary.alerts, "alert").c_str(),
      counted(summary.delivered, "delivery", "deliveries").c_str());
  if (summary.undelivered > 0) {
    std::printf("still in the outbox, for the next run or the daemon to try again: %s\n",
                counted(summary.undelivered, "delivery", "deliveries").c_str());
  }
  if (summary.left > 0) {
    std::printf("not read or not moved, and still there: %s\n",
                counted(summary.left, "file").c_str());
  }
}

Status check_drop_folder(const FeedOptions& feed) {
  std::error_code error;
  const std::string part = "feed " + feed.id + ": ";
  if (!std::filesystem::exists(feed.path, error)) {
    return fail(ErrorCode::kNotFound, part + "there is no such folder", {feed.path});
  }
  const std::filesystem::directory_iterator listing(feed.path, error);
  if (!error) return {};
  return fail(ErrorCode::kUnavailable, part + "cannot be listed: " + error.message(), {feed.path});
}

// Leaves out the feeds that have no usable folder, and says so; how many.
std::size_t drop_missing(std::vector<FeedOptions>& feeds) {
  return std::erase_if(feeds, [](const FeedOptions& feed) {
    const Status good = check_drop_folder(feed);
    if (!good) print_error(good.error());
    return !good;
  });
}

// All that the user can have written wrong, before anything is opened.
int check_written(const Config& config, const std::string& file) {
  const auto receivers = check_receivers(config, file).all();
  std::fputs(render(receivers).c_str(), stderr);
  if (!receivers.empty()) return kExitConfigError;
  const auto gazetteer = Gazetteer::load();
  if (!gazetteer) {
    print_error(gazetteer.error());
    return kExitFindings;
  }
  const auto language = open_language(config.language);
  if (!language) {
    print_error(language.error());
    return exit_of_model(config.language);
  }
  const RuleSetResult rules = RuleSet::load(config.rules, **gazetteer, receiver_ids(config));
  std::fputs(render(rules.diagnostics).c_str(), stderr);
  return rules.ok() ? kExitGood : kExitRuleError;
}

}  // namespace

int run_ingest(const IngestOptions& options) {
  if (!options.once) {
    std::fprintf(stderr,
                 "tocsin: say --once; for a folder that is watched all the time run tocsind\n");
    return kExitUsage;
  }
  ConfigResult config = load_config(options.config);
  if (!config.ok()) {
    std::fputs(render(config.diagnostics).c_str(), stderr);
    return kExitConfigError;
  }
  if (!options.folder.empty()) {
    config.config.intake.feeds.resize(1);
    config.config.intake.feeds.front().path =
        std::filesystem::absolute(options.folder).lexically_normal().string();
  }
  const int written = check_written(config.config, options.config);
  if (written != kExitGood) return written;
  const std::size_t missing = drop_missing(config.config.intake.feeds);
  if (config.config.intake.feeds.empty()) return kExitFindings;
  ProgressBar bar;
  auto daemon =
      Daemon::open({config.config, options.config, true,
                    [&bar](const Progress& progress) { bar.show(progress.done, progress.total); }});
  if (!daemon) {
    print_error(daemon.error());
    return kExitFindings;
  }
  const RunSummary summary = (*daemon)->run();
  tell(summary, options.json);
  return missing > 0 || summary.quarantined > 0 || summary.left > 0 ? kExitFindings : kExitGood;
}

}  // namespace tocsin
