// Alerts as they stand: one row an alert, its newest revision.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "news/alert.h"
#include "store/database.h"

namespace tocsin {

// Inserts or replaces by id. `event` is the stored event's id (alert.event is not written again).
// Sources are not stored with the alert: they are the incident's articles.
Status save_alert(Database& database, const Alert& alert, std::int64_t event);
// All alerts that rest on this incident, with sources and event.
Result<std::vector<Alert>> alerts_of_incident(Database& database, std::int64_t incident);
Result<std::vector<Alert>> list_alerts(Database& database, int limit);  // newest first

}  // namespace tocsin
