// Words and marks of a sentence with exact byte offsets. Pure; linear; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "extract/language/tables.h"
#include "news/span.h"

namespace tocsin {

// Clitics stand alone ("France" + "'s", "did" + "n't"); hyphenated words and numbers with
// separators
// ("1,500", "48-hour") stay whole, and so do abbreviations with their full stops ("U.S.", "Gen.").
std::vector<Span> tokenize(std::string_view text, Span sentence, const LanguageTables& tables);

}  // namespace tocsin
