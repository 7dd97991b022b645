// From mentions to events: who is actor and recipient, when it was, and which mentions in a
// document are one happening. Pure; any thread.
#pragma once

#include <vector>

#include "extract/event/focus.h"
#include "extract/event/lexicon.h"
#include "extract/event/match.h"
#include "extract/event/reading.h"
#include "news/document.h"
#include "news/event.h"

namespace tocsin {

// The event that one finding tells, with one piece of evidence.
Event event_of(const Finding& finding, const Reading& reading, const Document& document,
               const DocumentFocus& focus, const Lexicon& lexicon);

// Could the two sides be the same? Not where both are known and share nobody.
bool agree(const std::vector<Participant>& a, const std::vector<Participant>& b);

// What the sentence is about: "economic", "legal", in the order of lexicon/contexts.tsv.
std::vector<std::string> contexts_of(const Reading& reading, const Lexicon& lexicon);

// Adds to an event with its parties and status what the sentence says beside: who says so, the
// evidence, the contexts, the time (and `background`, where that is long past).
void tell(Event& event, const Finding& finding, const Reading& reading, const Document& document,
          const DocumentFocus& focus, const Lexicon& lexicon);

// Does the event tell what its kind means? Not where neither side is known and the kind wants one,
// nor a loose word ("ties") between others than states, nor forces that only move on from home.
bool holds(const Event& event, const Finding& finding, const Kind& kind);

// Joins events of one happening: type, mode and object alike, parties that agree. Foreground with
// foreground, furthest status; an earlier stage that is only recalled joins as evidence. What was
// refused, denied or reversed stands beside it as an event of its own. An envoy who is told to go
// and will not is the expulsion refused by his state, not a recall refused.
std::vector<Event> join_happenings(std::vector<Event> events);

}  // namespace tocsin
