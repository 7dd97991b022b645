// What the first extractor knows: extract/event/lexicon/*.tsv, each file saying what its fields
// mean. Immutable after load; shared between threads.
#pragma once

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "extract/event/table.h"
#include "extract/event/words.h"
#include "news/event.h"

namespace tocsin {

// Where a participant of an event is found (lexicon/kinds.tsv).
enum class Source { kSubject, kOwner, kPlace, kAbroad, kHome, kWith, kOther };

struct Kind {
  std::string name;
  EventType type = EventType::kOther;
  std::string mode;
  std::vector<ObjectClass> objects;
  std::vector<Source> actor;
  std::vector<Source> recipient;
  std::vector<std::string> place_prepositions;  // best first
  bool named = false;                           // no event where neither side is known
};

// How a pattern is said (lexicon/patterns.tsv).
enum class Shape { kVerb, kNoun, kSelf, kPlace, kCommand, kDeclare, kStrip, kBare, kQuit, kSetOut };

struct Pattern {
  int kind = 0;  // index into Lexicon::kinds
  Shape shape = Shape::kVerb;
  std::vector<std::vector<std::string>> second;
  EventStatus status = EventStatus::kOccurred;
};

enum class Focus { kGovernment, kCoup, kNone };

// A word for what is moved, cut or closed.
struct ObjectWord {
  ObjectClass object_class = ObjectClass::kOther;
  bool loose = false;  // "ties": meant only where both sides are states or their unions
};

// A word for an actor whose country must be found.
struct Party {
  std::string role;
  std::string sector;
  Focus focus = Focus::kGovernment;
};

enum class CueReach { kGroup, kGovern, kOver, kAfter, kNoun };
inline constexpr int kCueReaches = 5;

struct TimeWord {
  std::string unit;  // day, week, month, year, ago-day, ...
  int amount = 0;
};

struct Lexicon {
  std::unordered_map<std::string, std::uint32_t> word_classes;
  PhraseTable<ObjectWord> objects;
  PhraseTable<Party> parties;
  PhraseTable<std::string> places;  // to the code of their country
  std::vector<Kind> kinds;
  std::vector<Pattern> patterns;
  PhraseTable<int> triggers;  // to index into patterns
  std::array<PhraseTable<EventStatus>, kCueReaches> cues;
  PhraseTable<bool> background_left;
  PhraseTable<bool> background_anywhere;
  PhraseTable<std::string> stops;  // to kind, or "*"
  PhraseTable<Bound> bounds;
  PhraseTable<TimeWord> times;
  PhraseTable<int> contexts;               // to index into context_names
  std::vector<std::string> context_names;  // what an event is about: "economic"
  std::unordered_map<std::string, int>
      calendar;  // month and weekday names and number words, from 1

  const PhraseTable<EventStatus>& cue(CueReach reach) const {
    return cues[static_cast<std::size_t>(reach)];
  }
};

// The files in a fixed order: words, objects, parties, places, kinds, patterns, cues, background,
// stops, bounds, times, contexts.
inline constexpr std::size_t kLexiconFiles = 12;
using LexiconFiles = std::array<LexiconFile, kLexiconFiles>;

LexiconFiles embedded_lexicon();
// kInvalid with file, line and what is wrong.
Result<Lexicon> parse_lexicon(const LexiconFiles& files);

}  // namespace tocsin
