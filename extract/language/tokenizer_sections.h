// What the tokenizer has learned, as it lies in the model file. Written by tocsin-train, read by
// Tokenizer::open.
#pragma once

#include <cstdint>
#include <string_view>

#include "extract/language/hashed_linear.h"
#include "model/model_file.h"

namespace tocsin {

struct TokenizerSections {
  static constexpr std::string_view kName = "tokenizer";

  HashedLinear words;      // two sums: a new word, one that continues; both at most 0: joined
  HashedLinear sentences;  // one sum: a sentence ends where it is above the threshold
  std::int32_t sentence_threshold = 0;

  void write(SectionWriter& writer) const;
  bool read(SectionReader& reader);  // false where it is malformed
};

}  // namespace tocsin
