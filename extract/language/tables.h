// The linguistic tables that are embedded: abbreviations, irregular forms, verbs with a tricky
// stem. Data: extract/language/data/. Immutable; any thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/result.h"

namespace tocsin {

enum class AbbreviationKind { kNone, kTitle, kInner };

struct LanguageTables {
  std::unordered_map<std::string, AbbreviationKind> abbreviations;  // without the last full stop
  std::unordered_set<std::string> starters;                         // words that open a sentence
  std::unordered_map<std::string, std::string> lemmas;              // form to lemma
  std::unordered_set<std::string> verbs;
};

// kInvalid with file and line where a table is wrong.
Result<LanguageTables> parse_language_tables(std::string_view abbreviations,
                                             std::string_view lemmas, std::string_view verbs);

// The embedded ones, parsed once.
const LanguageTables& language_tables();

}  // namespace tocsin
