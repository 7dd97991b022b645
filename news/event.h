// Who did what to whom, how far it has got, and where in the text that stands.
// The vocabulary (types, modes, statuses, object classes) is news/ontology.h.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/timestamp.h"
#include "news/ontology.h"
#include "news/span.h"

namespace tocsin {

struct Participant {
  std::string text;     // as written
  std::string name;     // canonical
  std::string country;  // ISO 3166-1 alpha-3, "" none
  std::string org;      // short capital name (NATO), "" none
  std::string sector;   // GOV, MIL, ...; "" unknown
  std::string role;     // ambassador, president, junta, ...; "" none
  bool operator==(const Participant&) const = default;
  // The code by which rules and incidents know it: the org, else the country, else "".
  const std::string& code() const { return org.empty() ? country : org; }
};

enum class Bound { kExact, kAbout, kAtLeast, kAtMost };

struct Count {
  std::int64_t count = 0;
  Bound bound = Bound::kExact;
  bool operator==(const Count&) const = default;
};

// What was moved, cut or counted.
struct Object {
  ObjectClass object_class = ObjectClass::kOther;
  std::string text;
  std::optional<Count> count;
  bool operator==(const Object&) const = default;
};

enum class Precision { kDay, kWeek, kMonth, kSeason, kYear, kUnknown };

// When it happens: both ends inclusive; unset where the text gives nothing to resolve against.
struct EventTime {
  std::string text;  // the expression, "" where the time is only the publication date
  std::optional<Day> start;
  std::optional<Day> end;
  Precision precision = Precision::kUnknown;
  bool operator==(const EventTime&) const = default;
};

struct Place {
  std::string name;
  std::string country;
  std::optional<double> latitude;
  std::optional<double> longitude;
  bool operator==(const Place&) const = default;
};

// Who says so.
struct Attribution {
  std::string name;
  std::string country;
  std::string kind;  // official, named, anonymous, document, media
  bool operator==(const Attribution&) const = default;
};

struct Evidence {
  std::string sentence;  // the whole sentence
  bool in_title = false;
  Span span;            // of the sentence, bytes in the document's body (or title)
  std::string trigger;  // the word or words that say the act
  Span trigger_span;
  bool operator==(const Evidence&) const = default;
};

struct Event {
  EventType type = EventType::kOther;
  std::string mode;  // "" or one of modes(type)
  EventStatus status = EventStatus::kOccurred;
  std::optional<Participant>
      status_by;  // who threatens, demands, refuses, denies, if not the actor
  bool background = false;
  bool alleged = false;
  std::vector<Participant> actors;
  std::vector<Participant> recipients;
  std::optional<Object> object;
  std::optional<EventTime> time;
  std::optional<Place> place;
  std::map<std::string, Count> counts;  // killed, injured, arrested, ...
  std::optional<Attribution> attribution;
  std::vector<std::string> contexts;
  std::vector<Evidence> evidence;    // best first, never empty
  double confidence = 0.5;           // 0 to 1
  std::vector<std::string> reasons;  // why it was read so, for people; not stored
  bool operator==(const Event&) const = default;
};

}  // namespace tocsin
