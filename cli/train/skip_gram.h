// Learns vectors of words from the words about them, each place in the window apart (structured
// skip-gram with negative sampling): what stands one before is another question than what stands
// two after, so that words which play the same part in the grammar come to lie together.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "cli/train/word_corpus.h"
#include "cli/train/word_vectors.h"

namespace tocsin {

struct SkipGramOptions {
  std::int32_t width = 64;     // a multiple of 16
  std::int32_t window = 3;     // places to each side
  std::int32_t negatives = 5;  // wrong words a place, to be told from the right one
  std::int32_t epochs = 5;     // readings of the corpus
  std::int64_t min_count = 4;  // rarer words share the vector of kRare
  std::size_t most_words = 100'000;
  double subsample = 1e-3;  // words of a larger share are learned from less often; 0: from all
  float rate = 0.05F;       // of learning, falling to nothing along a line
  std::uint64_t seed = 1;
};

// The same vectors for the same corpus, options and seed, on any x86-64 machine; one thread. Takes
// 4 bytes a word of the corpus and (2 * window + 1) * width * 4 a word of the vocabulary.
// kInvalid where an option is out of its range or no word is frequent enough.
Result<WordVectors> learn_word_vectors(const WordCorpus& corpus, const SkipGramOptions& options);

}  // namespace tocsin
