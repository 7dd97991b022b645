// Entrance: notify_ready. The only file that includes libsystemd.
#include "daemon/notify.h"

#include <systemd/sd-daemon.h>

#include <cstdint>

namespace tocsin {
namespace {
void send(const std::string& state) { sd_notify(0, state.c_str()); }
}  // namespace

void notify_ready(const std::string& status) { send("READY=1\nSTATUS=" + status); }
void notify_reloading() { send("RELOADING=1"); }
void notify_stopping() { send("STOPPING=1"); }
void notify_status(const std::string& status) { send("STATUS=" + status); }
void notify_watchdog() { send("WATCHDOG=1"); }
void notify_extend(Duration by) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(by).count();
  send("EXTEND_TIMEOUT_USEC=" + std::to_string(us));
}

std::optional<Duration> watchdog_period() {
  std::uint64_t period_us = 0;
  if (sd_watchdog_enabled(0, &period_us) <= 0) return std::nullopt;
  return std::chrono::microseconds(period_us / 2);
}

}  // namespace tocsin
