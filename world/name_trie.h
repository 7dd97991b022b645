// Names as sequences of words and gaps: finds the longest that starts at a word. Built by one
// thread, then read by any.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "world/words.h"

namespace tocsin {

// What stands at the end of a name.
struct TrieName {
  std::uint32_t value = 0;       // the caller's
  bool mixed_case_only = false;  // not within a stretch of capitals
  bool final_dot = false;        // the dot after its last word is part of it, where there is one
  bool operator==(const TrieName&) const = default;
};

struct TrieMatch {
  TrieName name;
  std::size_t words = 0;  // how many it is long
  bool operator==(const TrieMatch&) const = default;
};

class NameTrie {
 public:
  // False where the name is there already (it stays as it was), holds no word, or a gap that no
  // name goes across. A final dot is taken off and remembered.
  bool add(std::string_view name, TrieName value);

  // The longest name that starts at words[first]; `words` are split_words(text).
  std::optional<TrieMatch> longest(std::string_view text, const std::vector<Word>& words,
                                   std::size_t first) const;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  static constexpr std::uint32_t kRoot = 0;

  std::uint32_t word_id(std::string_view word);
  std::uint32_t child(std::uint32_t node, Gap gap, std::uint32_t word);
  std::optional<std::uint32_t> find_child(std::uint32_t node, Gap gap, std::string_view word) const;

  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> vocabulary_;
  std::vector<std::uint32_t> first_nodes_;  // by word: its node under the root, kRoot none
  std::unordered_map<std::uint64_t, std::uint32_t> edges_;  // node, gap and word to node
  std::vector<std::optional<TrieName>> nodes_ = {std::nullopt};
};

}  // namespace tocsin
