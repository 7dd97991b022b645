// What systemd hears of us (sd_notify). Without NOTIFY_SOCKET every call does nothing.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"

namespace tocsin {

void notify_ready(const std::string& status);
void notify_reloading();
void notify_stopping();
void notify_status(const std::string& status);
void notify_watchdog();
// Start-up or shutdown takes longer: do not kill us for another `by`.
void notify_extend(Duration by);

// How often the watchdog wants to be fed (half its period), nothing where it is off.
std::optional<Duration> watchdog_period();

}  // namespace tocsin
