// tocsind: parses its flags and calls. Entrance: main. Next: daemon.h.
#include <signal.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.h"
#include "base/text.h"
#include "config/receiver_check.h"
#include "daemon/daemon.h"
#include "daemon/version.h"

namespace {

constexpr int kExitUsage = 2;
constexpr int kExitConfig = 78;  // EX_CONFIG: systemd does not restart on it
constexpr const char* kDefaultConfig = "/etc/tocsin/tocsin.yml";
constexpr const char* kHelp =
    "tocsind: watches drop folders for news articles and raises alerts.\n"
    "\n"
    "usage: tocsind [--config FILE]\n"
    "\n"
    "  -c, --config FILE  the configuration (default /etc/tocsin/tocsin.yml)\n"
    "  --version          print the version and end\n"
    "  --help             print this and end\n"
    "\n"
    "signals: SIGHUP reads the rules again, SIGUSR1 reopens the alert logs,\n"
    "         SIGTERM and SIGINT finish what is in work and stop.\n"
    "exit status: 0 stopped, 1 could not run, 2 wrong usage, 78 wrong configuration,\n"
    "             or a language model that cannot be used.\n"
    "See also: tocsin --help (check the configuration, list alerts, ...).\n";

// What is wrong, and the command that says it again when it is mended.
int refuse(const std::string& path, const std::vector<tocsin::Diagnostic>& diagnostics) {
  std::fputs(tocsin::render(diagnostics).c_str(), stderr);
  const std::string which = path == kDefaultConfig ? "" : " --config " + path;
  std::fprintf(stderr,
               "tocsind: the configuration is not usable; mend it and run `tocsin check%s`\n",
               tocsin::printable(which).c_str());
  return kExitConfig;
}

int run_daemon(const std::string& path) {
  const tocsin::ConfigResult loaded = tocsin::load_config(path);
  if (!loaded.ok()) return refuse(path, loaded.diagnostics);
  tocsin::open_log({"error"});  // warnings about secrets come once, when they are read for use
  const auto secrets = tocsin::check_receivers(loaded.config, path).all();
  if (!secrets.empty()) return refuse(path, secrets);
  tocsin::open_log(loaded.config.log);
  auto daemon = tocsin::Daemon::open({loaded.config, path, false, {}});
  if (!daemon) {
    std::fprintf(stderr, "tocsind: %s\n", to_string(daemon.error()).c_str());
    return daemon.error().code == tocsin::ErrorCode::kInvalid ? kExitConfig : 1;
  }
  (*daemon)->run();
  // A second interrupt must not end it on its way out, when nobody listens for signals any more.
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  spdlog::info("stopped");
  return 0;
}

int refuse_usage(const std::string& what) {
  std::fprintf(stderr, "tocsind: %s; see tocsind --help\n", tocsin::printable(what).c_str());
  return kExitUsage;
}

}  // namespace

int main(int count, char** values) {
  // Until the daemon listens: a reload or a rotation that comes too early must not end it.
  signal(SIGHUP, SIG_IGN);
  signal(SIGUSR1, SIG_IGN);
  const std::vector<std::string> arguments(values + 1, values + count);
  std::string config = kDefaultConfig;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& one = arguments[i];
    if (one == "--help" || one == "-h") return std::fputs(kHelp, stdout) < 0 ? 1 : 0;
    if (one == "--version")
      return std::printf("tocsind %s\n", tocsin::version().c_str()) < 0 ? 1 : 0;
    if (one == "--config" || one == "-c") {
      config = i + 1 < arguments.size() ? arguments[++i] : "";
    } else if (one.starts_with("--config=")) {
      config = one.substr(9);
    } else {
      const auto near = tocsin::did_you_mean(one, {"--config", "--version", "--help"});
      return refuse_usage("unknown argument " + one +
                          (near.empty() ? "" : ", did you mean " + std::string(near) + "?"));
    }
    if (config.empty()) return refuse_usage("--config needs a file: --config FILE");
  }
  return run_daemon(config);
}
