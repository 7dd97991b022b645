// How far an act has got, and whether the article only recalls it: read from the words around the
// trigger. Pure; any thread; every scan is bounded.
#pragma once

#include "extract/event/clause.h"
#include "extract/event/lexicon.h"
#include "extract/event/reading.h"

namespace tocsin {

// How the trigger stands in its clause.
enum class Form { kFinite, kBare, kNoun, kReduced };

struct TriggerPlace {
  Form form = Form::kFinite;
  int first = 0;  // first word of the verb group or of the noun's phrase
  int trigger = 0;
  int end = 0;         // after the trigger
  int object_end = 0;  // after the object, where it stands to the right; else `end`
};

struct StatusReading {
  EventStatus status = EventStatus::kOccurred;
  int cue = -1;  // the word that says so, -1 where it is the pattern's own
};

StatusReading read_status(const Reading& reading, const Lexicon& lexicon, const TriggerPlace& place,
                          const VerbGroup& group, EventStatus otherwise);

// By words alone; the time of the event is judged elsewhere.
bool is_recalled(const Reading& reading, const Lexicon& lexicon, const TriggerPlace& place);

}  // namespace tocsin
