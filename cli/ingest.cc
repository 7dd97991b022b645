// tocsin ingest --once: the daemon's whole pipeline over what lies in the folders.
#include <cstdio>
#include <filesystem>

#include "base/log.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/progress_bar.h"
#include "config/config.h"
#include "daemon/daemon.h"

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
      "%lld files stored, %lld duplicates, %lld quarantined; %lld events, %lld alerts, "
      "%lld deliveries\n",
      static_cast<long long>(summary.stored), static_cast<long long>(summary.duplicate),
      static_cast<long long>(summary.quarantined), static_cast<long long>(summary.events),
      static_cast<long long>(summary.alerts), static_cast<long long>(summary.delivered));
  if (summary.undelivered > 0) {
    std::printf("%lld deliveries wait in the outbox: the next run or the daemon tries them again\n",
                static_cast<long long>(summary.undelivered));
  }
  if (summary.left > 0) {
    std::printf("%lld files could not be read or moved and are still there\n",
                static_cast<long long>(summary.left));
  }
}

}  // namespace

int run_ingest(const IngestOptions& options) {
  if (!options.once) {
    std::fprintf(stderr,
                 "tocsin: say --once; for a folder that is watched all the time run tocsind\n");
    return 64;
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
  ProgressBar bar;
  auto daemon =
      Daemon::open({config.config, options.config, true,
                    [&bar](const Progress& progress) { bar.show(progress.done, progress.total); }});
  if (!daemon) {
    print_error(daemon.error());
    return daemon.error().code == ErrorCode::kInvalid ? kExitRuleError : kExitFindings;
  }
  const RunSummary summary = (*daemon)->run();
  tell(summary, options.json);
  return summary.quarantined > 0 || summary.left > 0 ? kExitFindings : kExitGood;
}

}  // namespace tocsin
