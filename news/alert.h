// What a watch rule has to say about an incident. One alert a rule and incident; it speaks again,
// as a new revision, only when something changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "news/event.h"

namespace tocsin {

enum class Severity { kInfo, kLow, kMedium, kHigh, kCritical };
std::string_view to_string(Severity severity);  // "high"
std::optional<Severity> parse_severity(std::string_view name);
std::vector<std::string_view> severity_names();

// One article that reports the incident, as an alert lists it.
struct AlertSource {
  std::string source;        // agency or site, "" unknown
  std::string title;         // of the article, "" none
  std::string url;           // "" none
  std::string file;          // the dropped file's name
  std::string published_at;  // ISO, "" unknown
  bool operator==(const AlertSource&) const = default;
};

struct Alert {
  std::string id;  // stable: "alr_" and 24 hex digits of the hash of key
  std::int64_t revision = 1;
  std::string key;          // rule id and incident id: decides what is the same alert
  std::string rule;         // rule id
  std::string title;        // the rule's title with its placeholders filled
  std::string description;  // the rule's
  Severity severity = Severity::kMedium;
  std::int64_t incident = 0;
  EventStatus status = EventStatus::kOccurred;
  std::string change;  // why this revision speaks: "first report", "status ordered -> occurred"
  std::string reason;  // why the rule fired, in words
  bool late = false;   // the event is over 72 h older than its arrival
  Event event;         // the event that made this revision, with the evidence sentence
  std::vector<AlertSource> sources;  // the newest 20 articles, the newest last
  std::int64_t articles = 1;         // how many there are
  Timestamp received;                // of the article that made this revision
  Timestamp alerted;                 // when this revision was made
  bool operator==(const Alert&) const = default;
};

}  // namespace tocsin
