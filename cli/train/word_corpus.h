// Sentences as numbers, for counting and for learning vectors of words: each word by its word_key,
// which is kept once. Four bytes a word. Not for concurrent use.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tocsin {

class WordCorpus {
 public:
  static constexpr std::uint32_t kBoundary = 0;  // stands before, between and after sentences

  WordCorpus();
  // The next word of the sentence, as it is written.
  void add(std::string_view form);
  // Without words since the last end, nothing happens.
  void end_sentence();

  // All sentences, each followed by kBoundary; the first is kBoundary too.
  const std::vector<std::uint32_t>& ids() const { return ids_; }
  std::uint32_t keys() const { return static_cast<std::uint32_t>(keys_.size()); }
  const std::string& key(std::uint32_t id) const { return keys_[id]; }  // "" that of kBoundary
  std::int64_t count(std::uint32_t id) const { return counts_[id]; }
  // Words, without boundaries.
  std::int64_t words() const { return static_cast<std::int64_t>(ids_.size()) - counts_[kBoundary]; }

 private:
  std::uint32_t id_of(std::string key);

  std::vector<std::uint32_t> ids_;
  std::vector<std::string> keys_;
  std::vector<std::int64_t> counts_;
  std::unordered_map<std::string, std::uint32_t> found_;
};

}  // namespace tocsin
