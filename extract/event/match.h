// Patterns on one sentence: every place where a trigger word, an object and who acts stand as
// lexicon/patterns.tsv says. Pure; any thread; bounded work a trigger.
#pragma once

#include <optional>
#include <vector>

#include "extract/event/clause.h"
#include "extract/event/focus.h"
#include "extract/event/lexicon.h"
#include "extract/event/reading.h"
#include "extract/event/status.h"

namespace tocsin {

// One mention of a happening.
struct Finding {
  int kind = 0;  // index into Lexicon::kinds
  Shape shape = Shape::kVerb;
  int sentence = 0;  // index of the reading
  int words_matched = 1;
  bool two_ways = false;  // "redeployed from" is a withdrawal beside a deployment
  bool paired = false;    // of two_ways: both are told
  TriggerPlace place;
  VerbGroup group;
  StatusReading status;
  bool recalled = false;
  const Mention* object =
      nullptr;  // null only for a state's forces that go: Shape kPlace and kBare
  const Mention* subject = nullptr;  // who acts; null where the sentence does not say
};

std::vector<Finding> match_patterns(const Reading& reading, int sentence, const Lexicon& lexicon);

}  // namespace tocsin
