// Entrance: raise_alerts. Next: payload.h for the bytes, dispatcher.h for how they go out.
#include "alert/raise.h"

#include <algorithm>
#include <map>

#include "alert/payload.h"
#include "base/hash.h"
#include "news/delivery.h"
#include "store/alerts.h"
#include "store/incidents.h"
#include "store/outbox.h"

namespace tocsin {
namespace {

constexpr int kListedSources = 20;
constexpr auto kLate = std::chrono::hours(72);

std::string key_of(const std::string& rule, std::int64_t incident) {
  return rule + "/" + std::to_string(incident);
}

bool further(const Event& a, const Event& b) {
  return how_far(a.status).value_or(-1) > how_far(b.status).value_or(-1);
}

// Why an alert that is already out has to speak again; "" it has not.
std::string change_between(const std::optional<Incident>& before, const Incident& after) {
  if (!before) return "";
  std::string out;
  if (before->status != after.status) {
    out = "status " + std::string(to_string(before->status)) + " -> " +
          std::string(to_string(after.status));
  }
  for (const EventStatus one : after.answers) {
    if (std::find(before->answers.begin(), before->answers.end(), one) != before->answers.end())
      continue;
    out += (out.empty() ? "now also " : ", now also ") + std::string(to_string(one));
  }
  return out;
}

// When the event happened, as far as the text says: the end of its time, else nothing.
bool is_late(const Event& event, Timestamp received) {
  if (!event.time || !event.time->end) return false;
  // In seconds, which hold any day; the sum in nanoseconds would not.
  const auto over = *event.time->end + std::chrono::days(1);
  return std::chrono::floor<std::chrono::seconds>(received) - over > kLate;
}

Status send(Database& database, const RaiseContext& context, const Alert& alert,
            const std::vector<std::string>& notify) {
  for (const std::string& receiver : notify.empty() ? context.receivers : notify) {
    auto sequence = next_sequence(database, receiver);
    if (!sequence) return fail(sequence.error());
    auto missing = take_dead_letters(database, receiver);
    if (!missing) return fail(missing.error());
    Delivery row;
    row.receiver = receiver;
    row.sequence = *sequence;
    row.alert_id = alert.id;
    row.revision = alert.revision;
    row.alert_key = alert.key;
    row.created = row.due = context.now;
    row.payload = render_payload(alert, *sequence, context.now, *missing);
    if (auto stored = insert_delivery(database, row); !stored) return fail(stored.error());
  }
  return {};
}

// What the incident says of itself, on any revision.
Status fill_from_incident(Database& database, const RaiseContext& context, const Incident& incident,
                          const RaisedEvent& event, Alert& alert) {
  auto sources = incident_sources(database, incident.id, kListedSources);
  if (!sources) return fail(sources.error());
  alert.sources = std::move(sources->newest);
  alert.articles = sources->articles;
  alert.status = incident.status;
  alert.event = event.event;
  alert.late = is_late(event.event, context.received);
  alert.received = context.received;
  alert.alerted = context.now;
  return {};
}

class Raiser {
 public:
  Raiser(Database& database, const RaiseContext& context, const Incident& incident)
      : database_(database), context_(context), incident_(incident) {}

  Status first(const CompiledRule& rule, const RaisedEvent& event, const std::string& reason) {
    Alert alert;
    alert.key = key_of(rule.id, incident_.id);
    alert.id = "alr_" + sha256_hex(alert.key + "/" + iso_time(incident_.opened)).substr(0, 24);
    alert.rule = rule.id;
    alert.description = rule.description;
    alert.severity = rule.severity;
    alert.incident = incident_.id;
    alert.change = "first report";
    alert.reason = reason;
    return speak(std::move(alert), &rule, event);
  }

  Status again(Alert alert, const RaisedEvent& event, const std::string& change) {
    alert.revision += 1;
    alert.change = change;
    const CompiledRule* const rule = context_.rules.find(alert.rule);
    return speak(std::move(alert), rule, event);
  }

  std::vector<Alert> take() { return std::move(made_); }

 private:
  Status speak(Alert alert, const CompiledRule* rule, const RaisedEvent& event) {
    if (Status filled = fill_from_incident(database_, context_, incident_, event, alert); !filled) {
      return filled;
    }
    if (rule != nullptr && alert.title.empty()) {
      alert.title = fill_title(rule->title, event.event, context_.gazetteer);
    }
    if (Status saved = save_alert(database_, alert, event.id); !saved) return saved;
    const std::vector<std::string> notify =
        rule != nullptr ? rule->notify : std::vector<std::string>();
    if (Status sent = send(database_, context_, alert, notify); !sent) return sent;
    made_.push_back(std::move(alert));
    return {};
  }

  Database& database_;
  const RaiseContext& context_;
  const Incident& incident_;
  std::vector<Alert> made_;
};

struct Firing {
  const RaisedEvent* event = nullptr;
  std::string reason;
};

// The rules that fire on the article, each with its furthest event.
std::map<std::size_t, Firing> firing_rules(const RuleSet& rules,
                                           const std::vector<RaisedEvent>& events) {
  std::map<std::size_t, Firing> out;
  for (const RaisedEvent& event : events) {
    for (Match& match : rules.evaluate(event.event)) {
      Firing& slot = out[match.rule];
      if (slot.event == nullptr || further(event.event, slot.event->event)) {
        slot = {&event, std::move(match.reason)};
      }
    }
  }
  return out;
}

// The event that carries what is new: one with a status that the incident did not have before.
const RaisedEvent& newest(const std::optional<Incident>& before, const Incident& after,
                          const std::vector<RaisedEvent>& events) {
  for (const RaisedEvent& event : events) {
    const bool new_status =
        event.event.status == after.status && before && before->status != after.status;
    if (new_status) return event;
  }
  for (const RaisedEvent& event : events) {
    if (!how_far(event.event.status)) return event;
  }
  return events.front();
}

}  // namespace

Result<std::vector<Alert>> raise_alerts(Database& database, const RaiseContext& context,
                                        const std::optional<Incident>& before,
                                        const Incident& after,
                                        const std::vector<RaisedEvent>& events) {
  if (events.empty()) return std::vector<Alert>();
  auto known = alerts_of_incident(database, after.id);
  if (!known) return fail(known.error());
  Raiser raiser(database, context, after);
  const std::string change = change_between(before, after);
  for (Alert& alert : *known) {
    if (change.empty()) break;
    if (Status said = raiser.again(alert, newest(before, after, events), change); !said) {
      return fail(said.error());
    }
  }
  for (const auto& [index, firing] : firing_rules(context.rules, events)) {
    const CompiledRule& rule = context.rules.rule(index);
    const std::string key = key_of(rule.id, after.id);
    const bool is_known = std::any_of(known->begin(), known->end(),
                                      [&](const Alert& alert) { return alert.key == key; });
    if (is_known) continue;
    if (Status said = raiser.first(rule, *firing.event, firing.reason); !said)
      return fail(said.error());
  }
  return raiser.take();
}

}  // namespace tocsin
