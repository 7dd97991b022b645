// Events of all kinds that the dependency trees tell, beside those that the patterns over words
// have found. Pure; any thread.
#pragma once

#include <vector>

#include "extract/event/act_lexicon.h"
#include "extract/event/focus.h"
#include "extract/event/lexicon.h"
#include "extract/event/match.h"
#include "extract/event/reading.h"
#include "news/document.h"
#include "news/event.h"

namespace tocsin {

// The events of the sentence of `reading`, the document's sentence number `index`; `findings`: what
// the patterns over words found in it, whose triggers are not read again. Only events with a party
// that is known.
std::vector<Event> act_events(const Document& document, const Reading& reading, int index,
                              const DocumentFocus& focus, const Lexicon& lexicon,
                              const ActLexicon& acts, const std::vector<Finding>& findings);

}  // namespace tocsin
