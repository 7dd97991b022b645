// Queries over the tables articles and events. Entrance: insert_article, insert_event.
#include "store/articles.h"

#include "news/event_json.h"
#include "store/connection.h"

namespace tocsin {
namespace {

std::string name_of(const Article& article) {
  return article.provider_id.empty() ? article.url : article.provider_id;
}

std::int64_t next_version(Connection& connection, const std::string& feed,
                          const std::string& name) {
  if (name.empty()) return 1;
  Query rows(connection,
             "SELECT max(version) FROM articles WHERE feed = ? AND name = ? AND name <> ''", feed,
             name);
  return rows.next() && !rows.is_null(0) ? rows.integer(0) + 1 : 1;
}

std::optional<Day> day_of(const std::string& published_at) {
  return published_at.size() >= 10 ? parse_day(std::string_view(published_at).substr(0, 10))
                                   : std::nullopt;
}

// Columns: id, article, incident, family, received, data, published_at.
StoredEvent read_event(const Query& row) {
  StoredEvent out;
  out.id = row.integer(0);
  out.article = row.integer(1);
  out.incident = row.is_null(2) ? 0 : row.integer(2);
  out.family = row.text(3);
  out.received = from_unix_ns(row.integer(4));
  out.published = day_of(row.text(6));
  const Json data = Json::parse(row.text(5), nullptr, false);
  auto event = event_from_stored(data);
  if (event) out.event = *std::move(event);
  return out;
}

bool takes_part(const Event& event, const std::string& code) {
  const auto has = [&](const std::vector<Participant>& side) {
    for (const Participant& one : side) {
      if (one.org == code || one.country == code) return true;
    }
    return false;
  };
  return has(event.actors) || has(event.recipients);
}

}  // namespace

Result<std::optional<std::int64_t>> find_article_by_text(Database& database,
                                                         const std::string& text_hash) {
  return guarded([&]() -> std::optional<std::int64_t> {
    Query rows(database.connection(), "SELECT id FROM articles WHERE text_hash = ?", text_hash);
    if (!rows.next()) return std::nullopt;
    return rows.integer(0);
  });
}

Result<std::int64_t> insert_article(Database& database, const StoredArticle& row,
                                    const std::string& text_hash) {
  return guarded([&] {
    Connection& connection = database.connection();
    const Article& article = row.article;
    const std::string name = name_of(article);
    const std::int64_t version = next_version(connection, row.feed, name);
    Query insert(
        connection,
        "INSERT INTO articles (arrival, member, feed, name, version, text_hash, source, url,"
        " title, byline, dateline, body, language, received, published_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''))",
        row.arrival, article.member, row.feed, name, version, text_hash, article.source,
        article.url, article.title, article.byline, article.dateline, body_text(article),
        article.language, to_unix_ns(row.received),
        article.published_at ? article.published_at->to_iso() : std::string());
    insert.next();
    return static_cast<std::int64_t>(connection.database.getLastInsertRowid());
  });
}

Result<std::int64_t> insert_event(Database& database, const StoredEvent& row) {
  return guarded([&] {
    Connection& connection = database.connection();
    const Event& event = row.event;
    run(connection,
        "INSERT INTO events (article, incident, family, type, mode, status, background, received, "
        "data)"
        " VALUES (?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?)",
        row.article, row.incident, row.family, std::string(to_string(event.type)), event.mode,
        std::string(to_string(event.status)), event.background ? 1 : 0, to_unix_ns(row.received),
        dump_line(event_to_stored(event)));
    return static_cast<std::int64_t>(connection.database.getLastInsertRowid());
  });
}

Status attach_event(Database& database, std::int64_t event, std::int64_t incident) {
  return guarded([&] {
    run(database.connection(), "UPDATE events SET incident = ? WHERE id = ?", incident, event);
  });
}

Result<std::vector<StoredEvent>> waiting_events(Database& database, const std::string& family,
                                                int limit) {
  return guarded([&] {
    Query rows(database.connection(),
               "SELECT events.id, article, incident, family, events.received, data, published_at"
               " FROM events JOIN articles ON articles.id = article"
               " WHERE incident IS NULL AND family = ? ORDER BY events.received DESC LIMIT ?",
               family, limit);
    std::vector<StoredEvent> out;
    while (rows.next()) out.push_back(read_event(rows));
    return out;
  });
}

Result<std::vector<ListedEvent>> list_events(Database& database, const EventFilter& filter) {
  return guarded([&] {
    Query rows(
        database.connection(),
        "SELECT events.id, article, incident, family, events.received, data,"
        " published_at, source, title, body, path"
        " FROM events JOIN articles ON articles.id = article"
        " JOIN arrivals ON arrivals.id = arrival"
        " WHERE (?1 = 0 OR incident = ?1) AND (?2 = '' OR type = ?2) ORDER BY events.id DESC",
        filter.incident, filter.type);
    std::vector<ListedEvent> out;
    while (static_cast<int>(out.size()) < filter.limit && rows.next()) {
      ListedEvent one{read_event(rows), rows.text(7),  rows.text(8),
                      rows.text(9),     rows.text(10), rows.text(6)};
      if (filter.code.empty() || takes_part(one.stored.event, filter.code))
        out.push_back(std::move(one));
    }
    return out;
  });
}

Result<ContentCounts> count_content(Database& database) {
  return guarded([&] {
    Query rows(database.connection(),
               "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM events),"
               " (SELECT count(*) FROM incidents), (SELECT count(*) FROM alerts)");
    rows.next();
    return ContentCounts{rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3)};
  });
}

}  // namespace tocsin
