// What the running daemon says of itself, and how `tocsin status` shows it.
#pragma once

#include <optional>
#include <string>

#include "news/event_json.h"

namespace tocsin {

// The daemon's /healthz at `listen` (the config's http.listen); nothing where it does not answer
// within 3 s.
std::optional<Json> ask_daemon(const std::string& listen);

// As text: how it is, what is degraded and what mends it, files that are not taken.
void show_daemon(const std::optional<Json>& daemon);

}  // namespace tocsin
