// A vector for each word that is frequent enough, and their file: learning them takes a minute, so
// a trial of the network loads what an earlier one saved. Plain values; skip_gram.h learns them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin {

struct WordVectors {
  // The key of what is too rare for a vector of its own: the mean use of rare words.
  static constexpr std::string_view kRare = "<rare>";

  std::vector<std::string> words;  // by word_key; most frequent first, then by bytes
  std::vector<std::int64_t> counts;
  std::int32_t width = 0;
  std::vector<float> values;  // words.size() rows of `width`

  std::span<const float> row(std::size_t index) const;
  bool operator==(const WordVectors&) const = default;
};

// A model file of one section. load: the errors of ModelFile::open, and kCorrupt where the section
// does not hold what save writes.
Status save(const WordVectors& vectors, const std::string& path);
Result<WordVectors> load_word_vectors(const std::string& path);

}  // namespace tocsin
