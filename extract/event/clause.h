// The little grammar that the patterns need: the verb group, its subject, the agent of a passive,
// the object to the right. Words in, indices out. Pure; any thread; every scan is bounded.
#pragma once

#include <vector>

#include "extract/event/focus.h"
#include "extract/event/reading.h"

namespace tocsin {

// The words before a verb that belong to it: "has not yet been", "will", "to".
struct VerbGroup {
  int first = 0;            // index of the first of them, the verb's own where there are none
  bool participle = false;  // the form may be one: "expelled", "sent"
  bool passive = false;     // a participle after a form of be or get
  bool infinitive = false;  // after "to"
  bool gerund = false;      // "-ing" without an auxiliary
  bool negated = false;
  bool auxiliary = false;  // any auxiliary or modal stands there
  bool bare() const { return infinitive || gerund; }
};
VerbGroup verb_group(const Reading& reading, int verb);

// The mention that is the subject of the verb group that starts at `first`; null where none is
// found. `bare`: the verb has no subject of its own ("to", "-ing"), so that the one of the clause
// above is meant.
const Mention* find_subject(const Reading& reading, int first, bool bare);

// After "by" within a few words of `after`, null where there is none.
const Mention* find_agent(const Reading& reading, int after);

// The first object mention of one of `classes` that a transitive verb (or "of") ending before `at`
// governs.
const Mention* find_object(const Reading& reading, int at, const std::vector<ObjectClass>& classes);

bool has_class(const Mention& mention, const std::vector<ObjectClass>& classes);

// Who a subject is, with those coordinated before it ("France and Morocco"); pronouns are resolved.
std::vector<Participant> participants_of(const Reading& reading, const Mention& mention,
                                         const DocumentFocus& focus, int sentence);

}  // namespace tocsin
