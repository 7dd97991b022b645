// The commands that read the store: events, alerts. Entrance: open_store, run_events, run_alerts.
#include "cli/stored.h"

#include <cstdio>

#include "base/text.h"
#include "base/timestamp.h"
#include "cli/output.h"
#include "store/alerts.h"
#include "store/articles.h"

namespace tocsin {
namespace {

Json listed_event_to_json(const ListedEvent& listed) {
  Json out = {
      {"id", listed.stored.id},
      {"incident", listed.stored.incident == 0 ? Json(nullptr) : Json(listed.stored.incident)},
      {"article", listed.stored.article},
      {"file", listed.file},
      {"source", listed.source},
      {"article_title", listed.title},
      {"published_at", listed.published_at.empty() ? Json(nullptr) : Json(listed.published_at)},
      {"received", iso_time(listed.stored.received)}};
  out.update(event_to_json(listed.stored.event, listed.title, listed.body));
  return out;
}

void show_event(const ListedEvent& listed) {
  std::printf(
      "%lld  %s  %s\n", static_cast<long long>(listed.stored.id),
      listed.published_at.empty() ? "undated   " : listed.published_at.substr(0, 10).c_str(),
      event_line(listed.stored.event).c_str());
  if (!listed.stored.event.evidence.empty()) {
    std::printf("%s", wrapped(listed.stored.event.evidence.front().sentence, 6).c_str());
  }
}

Json source_to_json(const AlertSource& source) {
  return {
      {"source", source.source},
      {"title", source.title},
      {"url", source.url},
      {"file", source.file},
      {"published_at", source.published_at.empty() ? Json(nullptr) : Json(source.published_at)}};
}

Json participants(const std::vector<Participant>& side) {
  Json out = Json::array();
  for (const Participant& one : side) out.push_back(one.code());
  return out;
}

Json alert_to_json(const Alert& alert) {
  Json sources = Json::array();
  for (const AlertSource& one : alert.sources) sources.push_back(source_to_json(one));
  const Event& event = alert.event;
  return {
      {"id", alert.id},
      {"revision", alert.revision},
      {"rule", alert.rule},
      {"severity", to_string(alert.severity)},
      {"title", alert.title},
      {"status", to_string(alert.status)},
      {"incident", alert.incident},
      {"change", alert.change},
      {"reason", alert.reason},
      {"late", alert.late},
      {"actors", participants(event.actors)},
      {"recipients", participants(event.recipients)},
      {"evidence", event.evidence.empty() ? Json(nullptr) : Json(event.evidence.front().sentence)},
      {"articles", alert.articles},
      {"sources", sources},
      {"received", iso_time(alert.received)},
      {"alerted", iso_time(alert.alerted)}};
}

void show_alert(const Alert& alert) {
  std::printf("%s  %-8s %s\n", iso_time(alert.alerted).substr(0, 19).c_str(),
              std::string(to_string(alert.severity)).c_str(), for_terminal(alert.title).c_str());
  std::printf("      %s, revision %lld (%s), %s, rule %s\n",
              std::string(to_string(alert.status)).c_str(), static_cast<long long>(alert.revision),
              alert.change.c_str(), counted(alert.articles, "article").c_str(), alert.rule.c_str());
  if (!alert.event.evidence.empty()) {
    std::printf("%s", wrapped(alert.event.evidence.front().sentence, 6).c_str());
  }
}

// Prints what `list` found, or why it could not.
template <typename Row>
int show_all(const Result<std::vector<Row>>& rows, const char* nothing, bool json,
             Json (*to_json)(const Row&), void (*show)(const Row&)) {
  if (!rows) {
    print_error(rows.error());
    return kExitFindings;
  }
  if (rows->empty() && !json) std::fprintf(stderr, "%s\n", nothing);
  for (const Row& row : *rows) {
    if (json) {
      print_line(to_json(row));
    } else {
      show(row);
    }
  }
  return kExitGood;
}

}  // namespace

OpenedStore choose_store(const StoreChoice& choice) {
  OpenedStore out;
  if (!choice.store.empty()) {
    out.config.store.path = choice.store;
    return out;
  }
  const ConfigResult config = load_config(choice.config);
  if (config.ok()) {
    out.config = config.config;
    out.has_config = true;
  } else {
    std::fputs(render(config.diagnostics).c_str(), stderr);
    out.exit = kExitConfigError;
  }
  return out;
}

OpenedStore open_store(const StoreChoice& choice) {
  OpenedStore out = choose_store(choice);
  if (out.exit != kExitGood) return out;
  auto database = Database::open(out.config.store, Access::kRead);
  if (database) {
    out.database = *std::move(database);
  } else {
    print_error(database.error());
    out.exit = kExitFindings;
  }
  return out;
}

int run_events(const EventsOptions& options) {
  const OpenedStore opened = open_store(options.store);
  if (!opened.database) return opened.exit;
  if (!options.type.empty() && !parse_event_type(options.type)) {
    const auto near = did_you_mean(options.type, event_type_names());
    std::fprintf(stderr, "tocsin: no event type %s%s\n", for_terminal(options.type).c_str(),
                 near.empty() ? "" : ("; did you mean " + std::string(near) + "?").c_str());
    return kExitUsage;
  }
  return show_all<ListedEvent>(
      list_events(*opened.database, {options.incident, options.type, options.code, options.limit}),
      "no such events yet", options.json, listed_event_to_json, show_event);
}

int run_alerts(const AlertsOptions& options) {
  const OpenedStore opened = open_store(options.store);
  if (!opened.database) return opened.exit;
  return show_all<Alert>(list_alerts(*opened.database, options.limit), "no alerts yet",
                         options.json, alert_to_json, show_alert);
}

}  // namespace tocsin
