// Follows one happening across articles: puts each event into its incident, inside the transaction.
// First version: same family, parties that agree, days that could be one happening.
//
// Two events agree in their parties where on each side they name somebody in common, or one of them
// names nobody; at least one side must have somebody in common. Days: where both are known they lie
// within the family's window; where one is unknown (the article names no date) the times of receipt
// take their place. What an article only recalls (background) opens no incident: it joins one that
// is there, or waits and joins when it opens. So does a denial, and it joins only where it does not
// lie before the happening that others report.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "news/incident.h"
#include "store/articles.h"
#include "store/database.h"

namespace tocsin {

// What placing one event has changed.
struct Placement {
  std::int64_t event = 0;            // the stored event's id
  std::optional<Incident> incident;  // nothing: background or a denial that waits
  std::optional<Incident> before;    // the incident without this event; nothing: it is new
};

// Stores `event` (its id and incident are set here) and its incident's new state.
Result<Placement> place_event(Database& database, StoredEvent event);

// The pure part, for tests and for judging one article without a store.
// An incident that this event opens (id 0).
Incident open_incident(const StoredEvent& event);
// Adds what an event says to its incident: parties, status, days.
void join_incident(Incident& incident, const StoredEvent& event);
// Would this event belong to that incident?
bool belongs(const StoredEvent& event, const Incident& incident);

}  // namespace tocsin
