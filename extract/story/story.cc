// Entrance: place_event. Next: family.cc for what can be one happening at all, store/incidents.h
// for the queries.
#include "extract/story/story.h"

#include <algorithm>
#include <set>

#include "extract/story/family.h"
#include "store/incidents.h"

namespace tocsin {
namespace {

constexpr int kWaitingLimit = 1000;

std::vector<std::string> codes_of(const std::vector<Participant>& side) {
  std::set<std::string> codes;
  for (const Participant& one : side) {
    if (!one.code().empty()) codes.insert(one.code());
  }
  return {codes.begin(), codes.end()};
}

enum class Agreement { kNone, kOpen, kCommon };

Agreement agreement(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return Agreement::kOpen;
  for (const std::string& code : a) {
    if (std::find(b.begin(), b.end(), code) != b.end()) return Agreement::kCommon;
  }
  return Agreement::kNone;
}

bool parties_agree(const StoredEvent& event, const Incident& incident) {
  const auto event_actors = codes_of(event.event.actors);
  const auto event_recipients = codes_of(event.event.recipients);
  const Agreement actors = agreement(event_actors, incident.actors);
  const Agreement recipients = agreement(event_recipients, incident.recipients);
  if (actors == Agreement::kNone || recipients == Agreement::kNone) return false;
  if (actors == Agreement::kCommon || recipients == Agreement::kCommon) return true;
  // Nobody in common: only where neither report names anybody at all.
  return event_actors.empty() && event_recipients.empty() && incident.actors.empty() &&
         incident.recipients.empty();
}

struct Days {
  Day first;
  Day last;
};

// When the event is: its own time, and for news the day of publication too; nothing where unknown.
std::optional<Days> days_of(const StoredEvent& row) {
  std::optional<Days> out;
  const auto include = [&](Day first, Day last) {
    out = out ? Days{std::min(out->first, first), std::max(out->last, last)} : Days{first, last};
  };
  if (row.event.time && row.event.time->start && row.event.time->end) {
    include(*row.event.time->start, *row.event.time->end);
  }
  if (!row.event.background && row.published) include(*row.published, *row.published);
  return out;
}

// "X has not recalled its envoy": an answer to a report, if there is one, and no happening of
// itself.
bool is_denial(const Event& event) { return event.status == EventStatus::kDenied; }

bool days_agree(const StoredEvent& event, const Incident& incident) {
  const auto window = window_of(incident.family);
  const auto days = days_of(event);
  if (days && incident.first_day && incident.last_day) {
    if (is_denial(event.event) && days->last < *incident.first_day) return false;
    return days->first <= *incident.last_day + window && *incident.first_day <= days->last + window;
  }
  return event.received <= incident.updated + window && incident.opened <= event.received + window;
}

void add_codes(std::vector<std::string>& codes, const std::vector<Participant>& side) {
  std::set<std::string> all(codes.begin(), codes.end());
  for (const std::string& code : codes_of(side)) all.insert(code);
  codes.assign(all.begin(), all.end());
}

// The furthest status stands; refused, denied and reversed stand beside it.
void add_status(Incident& incident, const Event& event) {
  const auto far = how_far(event.status);
  if (!far) {
    if (std::find(incident.answers.begin(), incident.answers.end(), event.status) ==
        incident.answers.end()) {
      incident.answers.push_back(event.status);
      std::sort(incident.answers.begin(), incident.answers.end());
    }
    return;
  }
  const auto so_far = how_far(incident.status);
  if (!so_far || *far > *so_far) incident.status = event.status;
}

Result<std::optional<Incident>> find_incident(Database& database, const StoredEvent& row) {
  auto candidates = candidate_incidents(
      database, {row.family, codes_of(row.event.actors), codes_of(row.event.recipients)});
  if (!candidates) return fail(candidates.error());
  for (const Incident& one : *candidates) {
    if (belongs(row, one)) return std::optional<Incident>(one);
  }
  return std::optional<Incident>();
}

// Background and denials that were read before their incident opened join it now.
Status gather_waiting(Database& database, Incident& incident) {
  auto waiting = waiting_events(database, incident.family, kWaitingLimit);
  if (!waiting) return fail(waiting.error());
  for (const StoredEvent& row : *waiting) {
    if (!belongs(row, incident)) continue;
    if (Status attached = attach_event(database, row.id, incident.id); !attached) return attached;
    join_incident(incident, row);
  }
  return save_incident(database, incident).map([](std::int64_t) {});
}

// Stores the event, in `incident` where there is one (with id 0 it opens), else waiting.
Result<Placement> insert_into(Database& database, StoredEvent row,
                              std::optional<Incident> incident) {
  const bool opens = incident && incident->id == 0;
  Placement out;
  if (incident) {
    if (!opens) out.before = incident;
    if (!opens) join_incident(*incident, row);
    auto id = save_incident(database, *incident);
    if (!id) return fail(id.error());
    incident->id = row.incident = *id;
  }
  auto event = insert_event(database, row);
  if (!event) return fail(event.error());
  out.event = *event;
  if (opens) {
    if (Status gathered = gather_waiting(database, *incident); !gathered)
      return fail(gathered.error());
  }
  out.incident = std::move(incident);
  return out;
}

}  // namespace

Incident open_incident(const StoredEvent& row) {
  Incident out;
  out.family = row.family;
  out.type = row.event.type;
  out.mode = row.event.mode;
  if (row.event.object) out.object_class = to_string(row.event.object->object_class);
  out.status = row.event.status;
  out.opened = out.updated = row.received;
  join_incident(out, row);
  return out;
}

void join_incident(Incident& incident, const StoredEvent& row) {
  add_codes(incident.actors, row.event.actors);
  add_codes(incident.recipients, row.event.recipients);
  add_status(incident, row.event);
  if (const auto days = days_of(row); days && !row.event.background && !is_denial(row.event)) {
    incident.first_day =
        incident.first_day ? std::min(*incident.first_day, days->first) : days->first;
    incident.last_day = incident.last_day ? std::max(*incident.last_day, days->last) : days->last;
  }
  incident.updated = std::max(incident.updated, row.received);
}

bool belongs(const StoredEvent& event, const Incident& incident) {
  return event.family == incident.family && parties_agree(event, incident) &&
         days_agree(event, incident);
}

Result<Placement> place_event(Database& database, StoredEvent row) {
  row.family = family_of(row.event);
  auto incident = find_incident(database, row);
  if (!incident) return fail(incident.error());
  const bool may_open = !row.event.background && !is_denial(row.event);
  if (!*incident && may_open) *incident = open_incident(row);
  return insert_into(database, std::move(row), *std::move(incident));
}

}  // namespace tocsin
