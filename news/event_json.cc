// Events and articles as JSON, printed (to people and programs) and stored (every field).
// Entrance: event_to_json, event_to_stored. Next: plover.h for the reduction printed beside an
// event.
#include "news/event_json.h"

#include "base/text.h"
#include "news/cameo.h"
#include "news/plover.h"

namespace tocsin {
namespace {

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

constexpr std::array<std::string_view, 4> kBounds = {"exact", "about", "at_least", "at_most"};
constexpr std::array<std::string_view, 6> kPrecisions = {"day",    "week", "month",
                                                         "season", "year", "unknown"};

template <typename Enum, std::size_t N>
Enum named(const std::array<std::string_view, N>& names, const std::string& name, Enum fallback) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names.at(i) == name) return static_cast<Enum>(i);
  }
  return fallback;
}

Json count_to_json(const Count& count) {
  return {{"count", count.count}, {"bound", kBounds.at(static_cast<std::size_t>(count.bound))}};
}

Json participants_to_json(const std::vector<Participant>& all) {
  Json out = Json::array();
  for (const Participant& one : all) out.push_back(participant_to_json(one));
  return out;
}

Json object_to_json(const std::optional<Object>& object) {
  if (!object) return nullptr;
  Json out = {{"class", to_string(object->object_class)},
              {"text", object->text},
              {"count", nullptr},
              {"bound", nullptr}};
  if (object->count) out.update(count_to_json(*object->count));
  return out;
}

Json day_to_json(const std::optional<Day>& day) {
  return day ? Json(iso_day(*day)) : Json(nullptr);
}

Json time_to_json(const std::optional<EventTime>& time) {
  if (!time) return nullptr;
  return {{"text", or_null(time->text)},
          {"start", day_to_json(time->start)},
          {"end", day_to_json(time->end)},
          {"precision", kPrecisions.at(static_cast<std::size_t>(time->precision))}};
}

Json place_to_json(const std::optional<Place>& place) {
  if (!place) return nullptr;
  return {{"name", place->name},
          {"country", or_null(place->country)},
          {"lat", place->latitude ? Json(*place->latitude) : Json(nullptr)},
          {"lon", place->longitude ? Json(*place->longitude) : Json(nullptr)}};
}

Json attribution_to_json(const std::optional<Attribution>& attribution) {
  if (!attribution) return nullptr;
  return {{"name", or_null(attribution->name)},
          {"country", or_null(attribution->country)},
          {"kind", or_null(attribution->kind)}};
}

Json counts_to_json(const std::map<std::string, Count>& counts) {
  Json out = Json::object();
  for (const auto& [name, count] : counts) out[name] = count_to_json(count);
  return out;
}

// All but evidence, which the two forms write differently.
Json common_to_json(const Event& event) {
  return {{"type", to_string(event.type)},
          {"mode", or_null(event.mode)},
          {"status", to_string(event.status)},
          {"status_by", event.status_by ? participant_to_json(*event.status_by) : Json(nullptr)},
          {"background", event.background},
          {"alleged", event.alleged},
          {"actors", participants_to_json(event.actors)},
          {"recipients", participants_to_json(event.recipients)},
          {"object", object_to_json(event.object)},
          {"time", time_to_json(event.time)},
          {"place", place_to_json(event.place)},
          {"counts", counts_to_json(event.counts)},
          {"attribution", attribution_to_json(event.attribution)},
          {"contexts", event.contexts}};
}

std::string text_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<Participant> participants_from(const Json& json);

Participant participant_from(const Json& json) {
  return {text_at(json, "text"), text_at(json, "name"),   text_at(json, "country"),
          text_at(json, "org"),  text_at(json, "sector"), text_at(json, "role")};
}

std::vector<Participant> participants_from(const Json& json) {
  std::vector<Participant> out;
  out.reserve(json.size());
  for (const Json& one : json) out.push_back(participant_from(one));
  return out;
}

Count count_from(const Json& json) {
  return {json.at("count").get<std::int64_t>(),
          named(kBounds, text_at(json, "bound"), Bound::kExact)};
}

std::optional<Object> object_from(const Json& json) {
  if (json.is_null()) return std::nullopt;
  Object out{parse_object_class(text_at(json, "class")).value_or(ObjectClass::kOther),
             text_at(json, "text"), std::nullopt};
  if (!json.at("count").is_null()) out.count = count_from(json);
  return out;
}

std::optional<EventTime> time_from(const Json& json) {
  if (json.is_null()) return std::nullopt;
  return EventTime{text_at(json, "text"), parse_day(text_at(json, "start")),
                   parse_day(text_at(json, "end")),
                   named(kPrecisions, text_at(json, "precision"), Precision::kUnknown)};
}

std::optional<Place> place_from(const Json& json) {
  if (json.is_null()) return std::nullopt;
  Place out{text_at(json, "name"), text_at(json, "country"), std::nullopt, std::nullopt};
  if (json.at("lat").is_number()) out.latitude = json.at("lat").get<double>();
  if (json.at("lon").is_number()) out.longitude = json.at("lon").get<double>();
  return out;
}

Span span_from(const Json& json) {
  return {json.at(0).get<std::int32_t>(), json.at(1).get<std::int32_t>()};
}

Evidence evidence_from(const Json& json) {
  return {text_at(json, "sentence"), json.at("in_title").get<bool>(), span_from(json.at("span")),
          text_at(json, "trigger"), span_from(json.at("trigger_span"))};
}

Event event_from(const Json& json) {
  Event out;
  out.type = parse_event_type(text_at(json, "type")).value_or(EventType::kOther);
  out.mode = text_at(json, "mode");
  out.status = parse_event_status(text_at(json, "status")).value_or(EventStatus::kOccurred);
  if (!json.at("status_by").is_null()) out.status_by = participant_from(json.at("status_by"));
  out.background = json.at("background").get<bool>();
  out.alleged = json.at("alleged").get<bool>();
  out.actors = participants_from(json.at("actors"));
  out.recipients = participants_from(json.at("recipients"));
  out.object = object_from(json.at("object"));
  out.time = time_from(json.at("time"));
  out.place = place_from(json.at("place"));
  for (const auto& [name, count] : json.at("counts").items()) out.counts[name] = count_from(count);
  if (const Json& by = json.at("attribution"); !by.is_null()) {
    out.attribution = Attribution{text_at(by, "name"), text_at(by, "country"), text_at(by, "kind")};
  }
  out.contexts = json.at("contexts").get<std::vector<std::string>>();
  for (const Json& one : json.at("evidence")) out.evidence.push_back(evidence_from(one));
  out.confidence = json.at("confidence").get<double>();
  return out;
}

// Code-point offsets of one text; a title's count back from its end.
class PrintedOffsets {
 public:
  PrintedOffsets(std::string_view title, std::string_view body)
      : title_(title), body_(body), title_length_(static_cast<std::int64_t>(code_points(title))) {}
  std::int64_t at(bool in_title, std::int32_t offset) const {
    const auto byte = static_cast<std::size_t>(offset);
    return in_title ? static_cast<std::int64_t>(title_.at(byte)) - title_length_
                    : static_cast<std::int64_t>(body_.at(byte));
  }

 private:
  CodePointIndex title_;
  CodePointIndex body_;
  std::int64_t title_length_;
};

}  // namespace

Json participant_to_json(const Participant& participant) {
  return {{"text", participant.text},
          {"name", or_null(participant.name)},
          {"country", or_null(participant.country)},
          {"org", or_null(participant.org)},
          {"sector", or_null(participant.sector)},
          {"role", or_null(participant.role)}};
}

Json event_to_json(const Event& event, std::string_view title, std::string_view body) {
  const PrintedOffsets offsets(title, body);
  Json out = common_to_json(event);
  Json evidence = Json::array();
  for (const Evidence& one : event.evidence) {
    evidence.push_back({{"sentence", one.sentence},
                        {"begin", offsets.at(one.in_title, one.span.begin)},
                        {"end", offsets.at(one.in_title, one.span.end)},
                        {"trigger", one.trigger}});
  }
  out["evidence"] = std::move(evidence);
  out["confidence"] = event.confidence;
  const PloverEvent reduced = reduce_to_plover(event);
  out["plover"] = {{"type", to_string(reduced.type)},
                   {"mode", or_null(reduced.mode)},
                   {"actors", participants_to_json(reduced.actors)},
                   {"recipients", participants_to_json(reduced.recipients)}};
  if (event.type == EventType::kOther) out["plover"] = nullptr;
  const CameoEvent cameo = cameo_of(reduced);
  out["cameo"] = nullptr;
  if (!cameo.code.empty()) {
    out["cameo"] = cameo.code;
    out["quad"] = cameo.quad;
    out["score"] = cameo.score;
  }
  return out;
}

Json event_to_stored(const Event& event) {
  Json out = common_to_json(event);
  Json evidence = Json::array();
  for (const Evidence& one : event.evidence) {
    evidence.push_back({{"sentence", one.sentence},
                        {"in_title", one.in_title},
                        {"span", {one.span.begin, one.span.end}},
                        {"trigger", one.trigger},
                        {"trigger_span", {one.trigger_span.begin, one.trigger_span.end}}});
  }
  out["evidence"] = std::move(evidence);
  out["confidence"] = event.confidence;
  return out;
}

Result<Event> event_from_stored(const Json& json) {
  try {
    return event_from(json);
  } catch (const Json::exception& problem) {
    return fail(ErrorCode::kCorrupt,
                std::string("a stored event does not read: ") + problem.what());
  }
}

Json article_to_json(const Article& article, const std::string& file) {
  return {
      {"file", file},
      {"member", or_null(article.member)},
      {"title", or_null(article.title)},
      {"text", body_text(article)},
      {"byline", or_null(article.byline)},
      {"dateline", or_null(article.dateline)},
      {"source", or_null(article.source)},
      {"url", or_null(article.url)},
      {"published_at", article.published_at ? Json(article.published_at->to_iso()) : Json(nullptr)},
      {"language", or_null(article.language)},
      {"provider",
       {{"id", or_null(article.provider_id)},
        {"version", or_null(article.provider_version)},
        {"status", or_null(article.provider_status)}}}};
}

std::string dump_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace tocsin
