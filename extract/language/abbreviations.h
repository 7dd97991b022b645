// Words that end in a full stop, and words that open sentences, from
// extract/language/data/abbreviations.tsv. They decide nothing: they are features of the
// tokenizer's classifiers, and a change of the table needs a new model. Any thread.
#pragma once

#include <cstdint>

#include "extract/language/form_table.h"

namespace tocsin {

// The numbers of the table; forms are lower-cased, without their last full stop.
constexpr std::uint32_t kTitleAbbreviation = 1;  // mostly stands before a name or a number
constexpr std::uint32_t kInnerAbbreviation = 2;  // may stand inside a sentence or end it
constexpr std::uint32_t kSentenceStarter = 4;    // often opens a sentence

// The embedded table, parsed once.
const FormTable& abbreviation_table();

}  // namespace tocsin
