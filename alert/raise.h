// From an incident that has just changed to alerts and outbox rows, inside the transaction.
// One alert a rule and incident: the first report that matches makes it; later ones update its
// sources in silence, and make a new revision only when the incident's status has got further or a
// refusal, denial or reversal has come up. What is only recalled opens no alert.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "news/alert.h"
#include "news/incident.h"
#include "rules/rule_set.h"
#include "store/database.h"
#include "world/gazetteer.h"

namespace tocsin {

// One event of the article in work, as it was stored.
struct RaisedEvent {
  std::int64_t id = 0;
  Event event;
};

struct RaiseContext {
  const RuleSet& rules;
  const Gazetteer& gazetteer;
  const std::vector<std::string>& receivers;  // ids of all that are configured
  Timestamp received;
  Timestamp now;
};

// `before` is the incident as it was before this article (nothing: it is new), `after` as it is
// now; `events` are the article's events of this incident, in the order of the text. Returns the
// revisions that were made, each with its outbox rows stored.
Result<std::vector<Alert>> raise_alerts(Database& database, const RaiseContext& context,
                                        const std::optional<Incident>& before,
                                        const Incident& after,
                                        const std::vector<RaisedEvent>& events);

}  // namespace tocsin
