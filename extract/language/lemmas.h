// The dictionary form of a word, without knowing its part of speech. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "extract/language/tables.h"

namespace tocsin {

// `word` as written; the answer is lower case: "Withdrew" -> "withdraw", "embassies" -> "embassy",
// "’s" -> "'s", "n’t" -> "not". A word that no rule fits is only folded.
std::string lemma_of(std::string_view word, const LanguageTables& tables);

}  // namespace tocsin
