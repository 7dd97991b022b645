// PLOVER's own reduction of an event: there the type itself says what is only promised, warned of,
// demanded or refused. Source: PLOVER codebook draft of 2021; docs/ontology.md.
#pragma once

#include <string>
#include <vector>

#include "news/event.h"

namespace tocsin {

struct PloverEvent {
  EventType type = EventType::kOther;
  std::string mode;
  std::vector<Participant> actors;
  std::vector<Participant> recipients;
};

// Future cooperation is AGREE, a future RETREAT is CONCEDE, a threatened act THREATEN, a demanded
// act REQUEST (by who demands, to who should act), a refused one REJECT (by who refuses).
PloverEvent reduce_to_plover(const Event& event);

}  // namespace tocsin
