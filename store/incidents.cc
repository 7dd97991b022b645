// Queries over the tables incidents and incident_parties. Entrance: save_incident and
// candidate_incidents; extract/story decides what belongs together.
#include "store/incidents.h"

#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "news/event_json.h"
#include "store/connection.h"

namespace tocsin {
namespace {

#define INCIDENT_COLUMNS                                                                      \
  "incidents.id, incidents.family, type, mode, object_class, status, answers, first_day,"     \
  " last_day, opened, updated, (SELECT count(DISTINCT article) FROM events WHERE incident = " \
  "incidents.id)"

std::string join_answers(const std::vector<EventStatus>& answers) {
  std::string out;
  for (const EventStatus one : answers) {
    if (!out.empty()) out += ' ';
    out += to_string(one);
  }
  return out;
}

std::vector<EventStatus> split_answers(const std::string& text) {
  std::vector<EventStatus> out;
  for (const std::string_view name : split(text, ' ')) {
    if (const auto status = parse_event_status(name)) out.push_back(*status);
  }
  return out;
}

Incident read_incident(const Query& row) {
  Incident out;
  out.id = row.integer(0);
  out.family = row.text(1);
  out.type = parse_event_type(row.text(2)).value_or(EventType::kOther);
  out.mode = row.text(3);
  out.object_class = row.text(4);
  out.status = parse_event_status(row.text(5)).value_or(EventStatus::kOccurred);
  out.answers = split_answers(row.text(6));
  out.first_day = parse_day(row.text(7));
  out.last_day = parse_day(row.text(8));
  out.opened = from_unix_ns(row.integer(9));
  out.updated = from_unix_ns(row.integer(10));
  out.articles = row.integer(11);
  return out;
}

void read_parties(Connection& connection, Incident& incident) {
  Query rows(
      connection,
      "SELECT side, code FROM incident_parties WHERE incident = ? AND code <> '' ORDER BY code",
      incident.id);
  while (rows.next()) {
    (rows.text(0) == "actor" ? incident.actors : incident.recipients).push_back(rows.text(1));
  }
}

void save_side(Connection& connection, const Incident& incident, std::int64_t id, const char* side,
               const std::vector<std::string>& codes) {
  static constexpr const char* kInsert =
      "INSERT OR IGNORE INTO incident_parties (family, side, code, incident) VALUES (?, ?, ?, ?)";
  if (codes.empty()) {
    run(connection, kInsert, incident.family, side, "", id);
    return;
  }
  for (const std::string& code : codes) run(connection, kInsert, incident.family, side, code, id);
  run(connection,
      "DELETE FROM incident_parties WHERE family = ? AND side = ? AND code = '' AND incident = ?",
      incident.family, side, id);
}

std::string day_text(const std::optional<Day>& day) { return day ? iso_day(*day) : std::string(); }

std::int64_t save_row(Connection& connection, const Incident& incident) {
  Query insert(
      connection,
      "INSERT INTO incidents (id, family, type, mode, object_class, status, answers, first_day,"
      " last_day, opened, updated)"
      " VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?)"
      " ON CONFLICT (id) DO UPDATE SET status = excluded.status, answers = excluded.answers,"
      " first_day = excluded.first_day, last_day = excluded.last_day,"
      " updated = excluded.updated RETURNING id",
      incident.id, incident.family, std::string(to_string(incident.type)), incident.mode,
      incident.object_class, std::string(to_string(incident.status)),
      join_answers(incident.answers), day_text(incident.first_day), day_text(incident.last_day),
      to_unix_ns(incident.opened), to_unix_ns(incident.updated));
  insert.next();
  return insert.integer(0);
}

// The codes of one side as a JSON array for json_each, with '' for "nobody named yet".
std::string codes_json(const std::vector<std::string>& codes) {
  Json out = codes;
  out.push_back("");
  return dump_line(out);
}

}  // namespace

Result<std::int64_t> save_incident(Database& database, const Incident& incident) {
  return guarded([&] {
    Connection& connection = database.connection();
    const std::int64_t id = save_row(connection, incident);
    save_side(connection, incident, id, "actor", incident.actors);
    save_side(connection, incident, id, "recipient", incident.recipients);
    return id;
  });
}

Result<std::vector<Incident>> candidate_incidents(Database& database, const IncidentQuery& query) {
  return guarded([&] {
    Connection& connection = database.connection();
    std::vector<Incident> out;
    {
      Query rows(
          connection,
          "SELECT " INCIDENT_COLUMNS
          " FROM incidents WHERE incidents.family = ?1"
          " AND (?2 = '[\"\"]' OR incidents.id IN (SELECT incident FROM incident_parties"
          "   WHERE family = ?1 AND side = 'actor' AND code IN (SELECT value FROM json_each(?2))))"
          " AND (?3 = '[\"\"]' OR incidents.id IN (SELECT incident FROM incident_parties"
          "   WHERE family = ?1 AND side = 'recipient' AND code IN (SELECT value FROM "
          "json_each(?3))))"
          " ORDER BY updated DESC, incidents.id DESC LIMIT ?4",
          query.family, codes_json(query.actors), codes_json(query.recipients), query.limit);
      while (rows.next()) out.push_back(read_incident(rows));
    }
    for (Incident& incident : out) read_parties(connection, incident);
    return out;
  });
}

Result<std::vector<Incident>> list_incidents(Database& database, int limit) {
  return guarded([&] {
    Connection& connection = database.connection();
    std::vector<Incident> out;
    {
      Query rows(connection, "SELECT " INCIDENT_COLUMNS " FROM incidents ORDER BY id DESC LIMIT ?",
                 limit);
      while (rows.next()) out.push_back(read_incident(rows));
    }
    for (Incident& incident : out) read_parties(connection, incident);
    return out;
  });
}

Result<IncidentSources> incident_sources(Database& database, std::int64_t incident, int limit) {
  return guarded([&] {
    Connection& connection = database.connection();
    IncidentSources out;
    Query rows(connection,
               "SELECT source, title, url, path, published_at FROM articles"
               " JOIN arrivals ON arrivals.id = arrival WHERE articles.id IN"
               " (SELECT article FROM events WHERE incident = ?) ORDER BY articles.id DESC LIMIT ?",
               incident, limit);
    while (rows.next()) {
      out.newest.push_back({rows.text(0), rows.text(1), rows.text(2),
                            std::filesystem::path(rows.text(3)).filename().string(), rows.text(4)});
    }
    std::reverse(out.newest.begin(), out.newest.end());
    Query count(connection, "SELECT count(DISTINCT article) FROM events WHERE incident = ?",
                incident);
    if (count.next()) out.articles = count.integer(0);
    return out;
  });
}

}  // namespace tocsin
