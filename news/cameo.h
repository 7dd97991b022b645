// CAMEO's code for an event, the older vocabulary in which much of the field's data is kept, with
// its quad class and its place on the scale between conflict and cooperation. Coarser than the
// event: a code of two digits and a zero where PLOVER's mode has no counterpart. Sources: CAMEO
// codebook 1.1b3 (Schrodt 2012); scale: Goldstein 1992, as CAMEO's distribution assigns it to
// codes. Pure; any thread.
#pragma once

#include <string_view>

#include "news/plover.h"

namespace tocsin {

struct CameoEvent {
  std::string_view code;  // "173"; "" where CAMEO has none
  std::string_view quad;  // "material conflict"
  double score = 0;       // of the code's root: -10 (war) to 10
};

// Of what reduce_to_plover gives.
CameoEvent cameo_of(const PloverEvent& event);

}  // namespace tocsin
