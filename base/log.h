// The daemon's own log (spdlog), to standard error: with the journal's priority prefix ("<4>")
// where it goes to journald, else with time and level for people. Any thread after open_log.
#pragma once

#include <spdlog/spdlog.h>

#include <string>

namespace tocsin {

struct LogOptions {
  std::string level = "info";  // trace, debug, info, warn, error
  bool operator==(const LogOptions&) const = default;
};

// Control characters in messages are replaced, so that no article can forge a line.
void open_log(const LogOptions& options);

}  // namespace tocsin
