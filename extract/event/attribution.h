// Who says so: "Portugal said that ...", "..., the ministry claimed". Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "extract/event/focus.h"
#include "extract/event/match.h"
#include "extract/event/reading.h"
#include "news/document.h"
#include "news/event.h"

namespace tocsin {

struct Said {
  Attribution by;
  std::vector<Participant> who;  // the speaker, resolved
  bool claimed = false;          // said with a verb that leaves it open: claim, allege, accuse
};

// The speaker of the sentence whose words the finding is; nothing where the sentence names none or
// only tells it in its own voice.
std::optional<Said> who_says(const Finding& finding, const Reading& reading,
                             const Document& document, const DocumentFocus& focus);

}  // namespace tocsin
