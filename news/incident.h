// The one happening that many events report.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/timestamp.h"
#include "news/event.h"

namespace tocsin {

struct Incident {
  std::int64_t id = 0;  // 0: not stored yet
  std::string family;   // what kinds of event are one happening: extract/story/family.h
  EventType type = EventType::kOther;  // of the event that opened it
  std::string mode;
  std::string object_class;         // "" none
  std::vector<std::string> actors;  // participant codes, sorted; empty: nobody named yet
  std::vector<std::string> recipients;
  EventStatus status = EventStatus::kOccurred;  // the furthest that any report asserts
  std::vector<EventStatus> answers;  // refused, denied, reversed, as far as reported; sorted
  std::optional<Day> first_day;      // of the happening, from dated reports that are not background
  std::optional<Day> last_day;
  Timestamp opened;  // clocks: received
  Timestamp updated;
  std::int64_t articles = 0;  // how many distinct articles report it
  bool operator==(const Incident&) const = default;
};

}  // namespace tocsin
