// One news article as read from a file; one file may hold many.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/timestamp.h"

namespace tocsin {

// When it was published, as exactly as the text says; never guessed, never the file's mtime.
struct PublishedAt {
  Timestamp time;              // midnight UTC where only the day is known
  bool has_time = false;       // false: `time` is a day
  std::string to_iso() const;  // "2023-08-31" or "2023-08-31T14:05:00Z"
  bool operator==(const PublishedAt&) const = default;
};

struct Article {
  std::string member;                   // name within a file of many, else ""
  std::string source;                   // agency or site, "" unknown
  std::string url;                      // canonical, "" unknown
  std::string title;                    // "" where there is none
  std::string byline;                   // as printed, without "By": "A, B and C, CNN"
  std::string dateline;                 // as printed: "NIAMEY, Aug 31 (Agency) -"
  std::vector<std::string> paragraphs;  // valid UTF-8, without title, byline and dateline
  std::string language = "en";          // BCP 47, "" unknown
  std::optional<PublishedAt> published_at;
  std::string provider_id;
  std::string provider_version;
  std::string provider_status;
  bool operator==(const Article&) const = default;
};

// Paragraphs joined by a blank line: the text that offsets point into.
std::string body_text(const Article& article);

// SHA-256 of title and body with case folded and white space collapsed: names a version of an
// article.
std::string text_hash(const Article& article);

}  // namespace tocsin
