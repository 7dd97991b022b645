// Queries over the table alerts. Entrance: save_alert.
#include "store/alerts.h"

#include "news/event_json.h"
#include "store/connection.h"
#include "store/incidents.h"

namespace tocsin {
namespace {

constexpr int kListedSources = 20;

#define ALERT_COLUMNS                                                                             \
  "alerts.id, key, rule, alerts.incident, revision, title, description, severity, alerts.status," \
  " change, reason, late, alerts.received, alerted, data"                                         \
  " FROM alerts JOIN events ON events.id = alerts.event"

Alert read_alert(const Query& row) {
  Alert out;
  out.id = row.text(0);
  out.key = row.text(1);
  out.rule = row.text(2);
  out.incident = row.integer(3);
  out.revision = row.integer(4);
  out.title = row.text(5);
  out.description = row.text(6);
  out.severity = parse_severity(row.text(7)).value_or(Severity::kMedium);
  out.status = parse_event_status(row.text(8)).value_or(EventStatus::kOccurred);
  out.change = row.text(9);
  out.reason = row.text(10);
  out.late = row.integer(11) != 0;
  out.received = from_unix_ns(row.integer(12));
  out.alerted = from_unix_ns(row.integer(13));
  auto event = event_from_stored(Json::parse(row.text(14), nullptr, false));
  if (event) out.event = *std::move(event);
  return out;
}

Result<std::vector<Alert>> with_sources(Database& database, Result<std::vector<Alert>> alerts) {
  if (!alerts) return alerts;
  for (Alert& alert : *alerts) {
    auto sources = incident_sources(database, alert.incident, kListedSources);
    if (!sources) return fail(sources.error());
    alert.sources = std::move(sources->newest);
    alert.articles = sources->articles;
  }
  return alerts;
}

std::vector<Alert> read_all(Query& rows) {
  std::vector<Alert> out;
  while (rows.next()) out.push_back(read_alert(rows));
  return out;
}

}  // namespace

Status save_alert(Database& database, const Alert& alert, std::int64_t event) {
  return guarded([&] {
    run(database.connection(),
        "INSERT INTO alerts (id, key, rule, incident, revision, title, description, severity, "
        "status,"
        " change, reason, late, event, received, alerted, first_alerted)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?15)"
        " ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, title = excluded.title,"
        " description = excluded.description, severity = excluded.severity,"
        " status = excluded.status, change = excluded.change, reason = excluded.reason,"
        " late = excluded.late, event = excluded.event, received = excluded.received,"
        " alerted = excluded.alerted",
        alert.id, alert.key, alert.rule, alert.incident, alert.revision, alert.title,
        alert.description, std::string(to_string(alert.severity)),
        std::string(to_string(alert.status)), alert.change, alert.reason, alert.late ? 1 : 0, event,
        to_unix_ns(alert.received), to_unix_ns(alert.alerted));
  });
}

Result<std::vector<Alert>> alerts_of_incident(Database& database, std::int64_t incident) {
  return with_sources(
      database, guarded([&] {
        Query rows(database.connection(),
                   "SELECT " ALERT_COLUMNS " WHERE alerts.incident = ? ORDER BY key", incident);
        return read_all(rows);
      }));
}

Result<std::vector<Alert>> list_alerts(Database& database, int limit) {
  return with_sources(database, guarded([&] {
                        Query rows(database.connection(),
                                   "SELECT " ALERT_COLUMNS " ORDER BY alerted DESC, key LIMIT ?",
                                   limit);
                        return read_all(rows);
                      }));
}

}  // namespace tocsin
