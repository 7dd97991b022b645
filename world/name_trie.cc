// A trie over words, its edges in one hash table. Entrances: add, longest.
#include "world/name_trie.h"

namespace tocsin {
namespace {

constexpr int kWordBits = 28;
constexpr int kGapBits = 4;

std::uint64_t edge_key(std::uint32_t node, Gap gap, std::uint32_t word) {
  return (static_cast<std::uint64_t>(node) << (kWordBits + kGapBits)) |
         (static_cast<std::uint64_t>(gap) << kWordBits) | word;
}

std::string_view text_of(std::string_view text, const Word& word) {
  return text.substr(word.begin, word.end - word.begin);
}

// Nothing but words and gaps that names go across, with no sign at either end.
bool is_sound(std::string_view name, const std::vector<Word>& words) {
  if (words.empty() || words.front().begin != 0 || words.back().end != name.size()) return false;
  for (const Word& word : words) {
    if (word.before == Gap::kOther) return false;
  }
  return true;
}

}  // namespace

std::uint32_t NameTrie::word_id(std::string_view word) {
  const auto id = static_cast<std::uint32_t>(first_nodes_.size());
  const auto [at, inserted] = vocabulary_.try_emplace(std::string(word), id);
  if (inserted) first_nodes_.push_back(kRoot);
  return at->second;
}

std::uint32_t NameTrie::child(std::uint32_t node, Gap gap, std::uint32_t word) {
  const auto next = static_cast<std::uint32_t>(nodes_.size());
  std::uint32_t* slot = node == kRoot
                            ? &first_nodes_[word]
                            : &edges_.try_emplace(edge_key(node, gap, word), kRoot).first->second;
  if (*slot == kRoot) {
    *slot = next;
    nodes_.emplace_back();
  }
  return *slot;
}

bool NameTrie::add(std::string_view name, TrieName value) {
  value.final_dot = !name.empty() && name.back() == '.';
  if (value.final_dot) name.remove_suffix(1);
  const std::vector<Word> words = split_words(name);
  if (!is_sound(name, words)) return false;
  std::uint32_t node = kRoot;
  for (const Word& word : words) node = child(node, word.before, word_id(text_of(name, word)));
  if (nodes_[node]) return false;
  nodes_[node] = value;
  return true;
}

std::optional<std::uint32_t> NameTrie::find_child(std::uint32_t node, Gap gap,
                                                  std::string_view word) const {
  const auto known = vocabulary_.find(word);
  if (known == vocabulary_.end()) return std::nullopt;
  if (node == kRoot) {
    const std::uint32_t first = first_nodes_[known->second];
    return first == kRoot ? std::nullopt : std::optional(first);
  }
  const auto edge = edges_.find(edge_key(node, gap, known->second));
  return edge == edges_.end() ? std::nullopt : std::optional(edge->second);
}

std::optional<TrieMatch> NameTrie::longest(std::string_view text, const std::vector<Word>& words,
                                           std::size_t first) const {
  std::optional<TrieMatch> best;
  std::uint32_t node = kRoot;
  for (std::size_t i = first; i < words.size(); ++i) {
    const std::optional<std::uint32_t> next =
        find_child(node, words[i].before, text_of(text, words[i]));
    if (!next) break;
    node = *next;
    const std::optional<TrieName>& name = nodes_[node];
    if (name && !(name->mixed_case_only && words[first].shouted)) {
      best = TrieMatch{.name = *name, .words = i - first + 1};
    }
  }
  return best;
}

}  // namespace tocsin
