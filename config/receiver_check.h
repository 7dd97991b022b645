// What a config's text alone cannot tell: whether the secrets of its receivers can be had and used.
// One check for `tocsin check`, `tocsin ingest` and the start of tocsind. Reads the secrets, keeps
// none, and never names one in a message. Any thread.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "config/config.h"

namespace tocsin {

struct ReceiverCheck {
  std::vector<Diagnostic> wrong;
  // Credentials of systemd, asked for outside of a unit: wrong for the daemon, but by hand nobody
  // can tell.
  std::vector<Diagnostic> unknown_here;
  // All of them, as the daemon must see it.
  std::vector<Diagnostic> all() const;
};

// `file` names the config in diagnostics.
ReceiverCheck check_receivers(const Config& config, const std::string& file);

}  // namespace tocsin
