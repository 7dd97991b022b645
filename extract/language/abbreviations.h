// Words that end in a full stop, from extract/language/data/abbreviations.tsv. Any thread.
#pragma once

#include <cstdint>

#include "extract/language/form_table.h"

namespace tocsin {

// The numbers of the table; forms are lower-cased, without their last full stop.
constexpr std::uint32_t kTitleAbbreviation = 1;  // stands before a name or a number
constexpr std::uint32_t kInnerAbbreviation = 2;  // may end a sentence
constexpr std::uint32_t kSentenceStarter = 4;    // opens a sentence when it stands after one

// The embedded table, parsed once.
const FormTable& abbreviation_table();

}  // namespace tocsin
