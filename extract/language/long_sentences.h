// Where to cut a sentence that is too long to be parsed. Pure; linear; any thread.
#pragma once

#include <cstdint>
#include <span>

#include "extract/language/sentence_breaks.h"
#include "extract/language/tokenizer.h"

namespace tocsin {

// The words [first, end), more than Tokenizer::kMaxWords: the end of a first piece that is not too
// long, after the strongest mark in its second half, or before a conjunction; else at the limit.
std::int32_t first_cut(const SentenceBreaks& traits, std::span<const SyntacticWord> words,
                       std::int32_t first);

}  // namespace tocsin
