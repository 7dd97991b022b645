// Expressions of time in a sentence, resolved against the day of publication. Pure; any thread.
#pragma once

#include <optional>

#include "extract/event/lexicon.h"
#include "extract/event/reading.h"
#include "news/event.h"

namespace tocsin {

// The expression nearest to word `trigger`; nothing where the sentence names no time. Without a day
// of publication only full dates resolve. Deadlines ("by Friday", "within 48 hours") are no event
// times. `ahead`: the act is still to come, so that "on Monday" is the next one.
std::optional<EventTime> find_time(const Reading& reading, const Lexicon& lexicon,
                                   std::optional<Day> published, int trigger, bool ahead);

}  // namespace tocsin
