// tocsind: parses its flags and calls. Entrance: main. Next: daemon.h.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.h"
#include "daemon/daemon.h"
#include "daemon/version.h"

namespace {

constexpr int kExitConfig = 78;  // EX_CONFIG: systemd does not restart on it
constexpr const char* kDefaultConfig = "/etc/tocsin/tocsin.yml";
constexpr const char* kHelp =
    "tocsind: watches drop folders for news articles and raises alerts.\n"
    "\n"
    "usage: tocsind [--config FILE]\n"
    "\n"
    "  --config FILE  the configuration (default /etc/tocsin/tocsin.yml)\n"
    "  --version      print the version and end\n"
    "  --help         print this and end\n"
    "\n"
    "signals: SIGHUP reads the rules again, SIGUSR1 reopens the alert logs,\n"
    "         SIGTERM and SIGINT finish what is in work and stop.\n"
    "exit status: 0 stopped, 1 could not run, 2 wrong usage, 78 wrong configuration.\n"
    "See also: tocsin --help (check the configuration, list alerts, ...).\n";

int run_daemon(const std::string& path) {
  const tocsin::ConfigResult loaded = tocsin::load_config(path);
  if (!loaded.ok()) {
    std::fputs(tocsin::render(loaded.diagnostics).c_str(), stderr);
    std::fputs("tocsind: the configuration is not usable; mend it and run `tocsin check`\n",
               stderr);
    return kExitConfig;
  }
  tocsin::open_log(loaded.config.log);
  auto daemon = tocsin::Daemon::open({loaded.config, path, false, {}});
  if (!daemon) {
    std::fprintf(stderr, "tocsind: %s\n", to_string(daemon.error()).c_str());
    return daemon.error().code == tocsin::ErrorCode::kInvalid ? kExitConfig : 1;
  }
  (*daemon)->run();
  spdlog::info("stopped");
  return 0;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  std::string config = kDefaultConfig;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& one = arguments[i];
    if (one == "--help" || one == "-h") return std::fputs(kHelp, stdout) < 0 ? 1 : 0;
    if (one == "--version")
      return std::printf("tocsind %s\n", tocsin::version().c_str()) < 0 ? 1 : 0;
    if (one == "--config" && i + 1 < arguments.size()) {
      config = arguments[++i];
    } else if (one.starts_with("--config=")) {
      config = one.substr(9);
    } else {
      std::fprintf(stderr, "tocsind: unknown argument %s; see tocsind --help\n", one.c_str());
      return 2;
    }
  }
  return run_daemon(config);
}
