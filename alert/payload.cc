// From an alert to JSON (render_payload) and from JSON to a line for people (headline). What must
// go when an alert is too large stands in kRooms. Read news/event_json.h for the shape of an event.
#include "alert/payload.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "base/text.h"
#include "base/timestamp.h"
#include "news/event_json.h"

namespace tocsin {
namespace {

// How much of an alert is kept; the first room that gives a small enough payload is taken.
struct Room {
  std::size_t text;          // bytes of a sentence, title or description
  std::size_t name;          // bytes of a name, an id or a link
  std::size_t sources;       // articles listed
  std::size_t participants;  // actors, and again recipients
};
constexpr std::array<Room, 6> kRooms{{
    {6000, 1000, 20, 40},
    {2000, 500, 20, 20},
    {1000, 300, 12, 10},
    {400, 160, 6, 6},
    {160, 80, 3, 3},
    {60, 40, 1, 2},
}};

void cut(std::string& text, std::size_t bytes) {
  if (text.size() > bytes) text = shorten(text, bytes);
}

template <typename List>
void keep_first(List& list, std::size_t count) {
  while (list.size() > count) list.erase(std::prev(list.end()));
}

void cut(Participant& who, const Room& room) {
  for (auto* text : {&who.text, &who.name, &who.country, &who.org, &who.sector, &who.role}) {
    cut(*text, room.name);
  }
}

void cut(AlertSource& source, const Room& room) {
  for (auto* text :
       {&source.source, &source.title, &source.url, &source.file, &source.published_at}) {
    cut(*text, room.name);
  }
}

void cut(Event& event, const Room& room) {
  keep_first(event.evidence, 1);
  keep_first(event.actors, room.participants);
  keep_first(event.recipients, room.participants);
  keep_first(event.counts, room.participants);
  for (auto& who : event.actors) cut(who, room);
  for (auto& who : event.recipients) cut(who, room);
  if (event.status_by) cut(*event.status_by, room);
  cut(event.mode, room.name);
  if (event.object) cut(event.object->text, room.name);
  if (event.time) cut(event.time->text, room.name);
  if (event.place) cut(event.place->name, room.name);
  if (event.attribution) cut(event.attribution->name, room.name);
  for (auto& evidence : event.evidence) {
    cut(evidence.sentence, room.text);
    cut(evidence.trigger, room.name);
  }
}

void cut(Alert& alert, const Room& room) {
  for (auto* text : {&alert.title, &alert.description, &alert.reason, &alert.change}) {
    cut(*text, room.text);
  }
  cut(alert.id, room.name);
  cut(alert.rule, room.name);
  if (alert.sources.size() > room.sources) {  // the newest stand last
    alert.sources.erase(alert.sources.begin(),
                        alert.sources.end() - static_cast<std::ptrdiff_t>(room.sources));
  }
  for (auto& source : alert.sources) cut(source, room);
  cut(alert.event, room);
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json sources_to_json(const std::vector<AlertSource>& sources) {
  Json list = Json::array();
  for (const AlertSource& source : sources) {
    list.push_back({{"source", text_or_null(source.source)},
                    {"title", text_or_null(source.title)},
                    {"url", text_or_null(source.url)},
                    {"file", text_or_null(source.file)},
                    {"published_at", text_or_null(source.published_at)}});
  }
  return list;
}

Json evidence_to_json(const Event& event) {
  if (event.evidence.empty()) return nullptr;
  const Evidence& best = event.evidence.front();
  return {{"sentence", best.sentence}, {"trigger", best.trigger}, {"in_title", best.in_title}};
}

// Of the article that made this revision, which is the newest.
Json published(const Alert& alert) {
  if (alert.sources.empty()) return nullptr;
  constexpr std::size_t kIsoTime = 40;
  return text_or_null(shorten(alert.sources.back().published_at, kIsoTime));
}

Json clocks_to_json(const Alert& alert, Json published_at) {
  const auto& time = alert.event.time;
  return {{"event", time && time->start ? Json(iso_day(*time->start)) : Json(nullptr)},
          {"published", std::move(published_at)},
          {"received", iso_time(alert.received)},
          {"alerted", iso_time(alert.alerted)}};
}

// The event's own fields, in the shape that the command line prints.
void add_event(Json& json, Event event) {
  for (Evidence& evidence : event.evidence) evidence.span = evidence.trigger_span = Span{};
  Json printed = event_to_json(event, "", "");
  for (const char* field : {"type", "mode", "status_by", "alleged", "actors", "recipients",
                            "object", "time", "place", "counts", "attribution"}) {
    json[field] = printed.contains(field) ? printed[field] : Json(nullptr);
  }
}

Json to_json(const Alert& alert) {
  Json json = {{"id", alert.id},
               {"revision", alert.revision},
               {"rule", alert.rule},
               {"title", alert.title},
               {"description", alert.description},
               {"severity", to_string(alert.severity)},
               {"status", to_string(alert.status)},
               {"change", alert.change},
               {"reason", alert.reason},
               {"late", alert.late},
               {"incident", alert.incident}};
  add_event(json, alert.event);
  json["evidence"] = evidence_to_json(alert.event);
  json["articles"] = alert.articles;
  json["sources"] = sources_to_json(alert.sources);
  return json;
}

// The last dead letters matter most, and a long list must not push out the alert.
Json missing_to_json(const std::vector<std::int64_t>& missing) {
  constexpr std::size_t kNamed = 20;
  const std::size_t first = missing.size() - std::min(missing.size(), kNamed);
  Json list = Json::array();
  for (std::size_t i = first; i < missing.size(); ++i) list.push_back(missing[i]);
  return list;
}

std::string text_at(const Json& json, const char* field) {
  const auto found = json.find(field);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string upper(std::string_view word) {
  std::string out(word);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out;
}

std::int64_t number_at(const Json& json, const char* field) {
  const auto found = json.find(field);
  return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

// "HIGH Title (rule; status; change) "sentence" - source [id.revision]"
std::string line_of(const Json& json, Severity severity) {
  constexpr std::size_t kTitle = 200;
  constexpr std::size_t kSentence = 300;
  constexpr std::size_t kName = 80;
  std::string line = upper(to_string(severity)) + " " + shorten(text_at(json, "title"), kTitle);
  line += " (" + shorten(text_at(json, "rule"), kName) + "; " + text_at(json, "status");
  const std::string change = text_at(json, "change");
  if (!change.empty()) line += "; " + shorten(change, kName);
  const auto late = json.find("late");
  line += late != json.end() && *late == true ? "; late)" : ")";
  const auto evidence = json.find("evidence");
  if (evidence != json.end() && evidence->is_object()) {
    line += " \"" + shorten(text_at(*evidence, "sentence"), kSentence) + "\"";
  }
  const auto sources = json.find("sources");
  if (sources != json.end() && sources->is_array() && !sources->empty()) {
    const std::string source = text_at(sources->back(), "source");
    if (!source.empty()) line += " - " + shorten(source, kName);
  }
  return line + " [" + shorten(text_at(json, "id"), kName) + "." +
         std::to_string(number_at(json, "revision")) + "]";
}

}  // namespace

std::string render_payload(const Alert& alert, std::int64_t sequence, Timestamp created,
                           const std::vector<std::int64_t>& missing) {
  std::string line;
  Alert kept = alert;
  for (const Room& room : kRooms) {
    cut(kept, room);
    Json json = {{"version", kPayloadVersion}, {"sequence", sequence}};
    json["missing"] = missing_to_json(missing);
    json.update(to_json(kept));
    json["clocks"] = clocks_to_json(kept, published(alert));
    json["created"] = iso_time(created);
    json["truncated"] = kept != alert;
    line = dump_line(json);
    if (line.size() < kPayloadLimit) break;
  }
  return line;
}

Headline headline(std::string_view payload) {
  const Json json = Json::parse(payload, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || text_at(json, "id").empty()) {
    return {Severity::kMedium, "an alert whose payload cannot be read"};
  }
  const auto severity = parse_severity(text_at(json, "severity")).value_or(Severity::kMedium);
  return {severity, printable(line_of(json, severity))};
}

std::string readable_line(const Alert& alert) {
  return headline(render_payload(alert, 0, alert.alerted)).line;
}

}  // namespace tocsin
