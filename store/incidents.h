// Incidents: one row a happening, and who takes part.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "news/alert.h"
#include "news/incident.h"
#include "store/database.h"

namespace tocsin {

// Inserts (id 0) or updates; parties are only ever added. Returns the id.
Result<std::int64_t> save_incident(Database& database, const Incident& incident);

// What an event could belong to: same family, and on each side that the event names a participant
// in common or nobody named; on a side that it does not name, anybody. Newest first, at most
// `limit`.
struct IncidentQuery {
  std::string family;
  std::vector<std::string> actors;
  std::vector<std::string> recipients;
  int limit = 100;
};
Result<std::vector<Incident>> candidate_incidents(Database& database, const IncidentQuery& query);

Result<std::vector<Incident>> list_incidents(Database& database, int limit);  // newest first

// The newest `limit` of the articles that report it, the oldest of these first, and how many there
// are.
struct IncidentSources {
  std::vector<AlertSource> newest;
  std::int64_t articles = 0;
};
Result<IncidentSources> incident_sources(Database& database, std::int64_t incident, int limit);

}  // namespace tocsin
