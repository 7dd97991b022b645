// How many: "up to 1,500 French soldiers". Pure; any thread.
#pragma once

#include <optional>

#include "extract/event/lexicon.h"
#include "extract/event/reading.h"

namespace tocsin {

// The count that stands in the mention's phrase before its head; nothing where there is none.
std::optional<Count> count_of(const Reading& reading, const Lexicon& lexicon,
                              const Mention& mention);

}  // namespace tocsin
