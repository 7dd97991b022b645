// Articles and the events read out of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "news/article.h"
#include "news/event.h"
#include "store/database.h"

namespace tocsin {

struct StoredArticle {
  std::int64_t id = 0;
  std::int64_t arrival = 0;
  std::string feed;
  std::int64_t version = 1;  // of the article that its name (provider id or URL) names
  Timestamp received;
  Article article;
};

// The article with this text, whoever sent it.
Result<std::optional<std::int64_t>> find_article_by_text(Database& database,
                                                         const std::string& text_hash);
// Stores it as the next version under its name.
Result<std::int64_t> insert_article(Database& database, const StoredArticle& article,
                                    const std::string& text_hash);

// An event as it lies in the store.
struct StoredEvent {
  std::int64_t id = 0;
  std::int64_t article = 0;
  std::int64_t incident = 0;  // 0: background or a denial whose incident has not opened
  std::string family;
  Timestamp received;
  std::optional<Day> published;  // of its article
  Event event;
};

Result<std::int64_t> insert_event(Database& database, const StoredEvent& event);
Status attach_event(Database& database, std::int64_t event, std::int64_t incident);
// What of this family has joined no incident, newest first, at most `limit`.
Result<std::vector<StoredEvent>> waiting_events(Database& database, const std::string& family,
                                                int limit);

// For people: newest first.
struct ListedEvent {
  StoredEvent stored;
  std::string source;
  std::string title;
  std::string body;
  std::string file;
  std::string published_at;
};
struct EventFilter {
  std::int64_t incident = 0;  // 0: all
  std::string type;           // "" all
  std::string code;           // a participant's country or organisation, "" all
  int limit = 50;
};
Result<std::vector<ListedEvent>> list_events(Database& database, const EventFilter& filter);

struct ContentCounts {
  std::int64_t articles = 0;
  std::int64_t events = 0;
  std::int64_t incidents = 0;
  std::int64_t alerts = 0;
};
Result<ContentCounts> count_content(Database& database);

}  // namespace tocsin
