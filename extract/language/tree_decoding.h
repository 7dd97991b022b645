// The best single-rooted tree of a sentence from scores of all arcs: each word's best head where
// those already make such a tree, the maximum spanning arborescence (Chu and Liu 1965, Edmonds
// 1967) where they do not. Pure; any thread, each with a TreeScratch of its own; quadratic in the
// sentence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tocsin {

// Room to work in, which grows to the longest sentence.
struct TreeScratch {
  std::vector<std::int32_t> best;  // heads
  std::vector<char> safe;
  std::vector<std::size_t> path;
  std::vector<double> weight;  // of arcs, a row a node
  std::vector<std::int32_t> from, to;
};

// scores[i * (words + 1) + j]: word i governed by word j - 1, or by the root where j is 0. Fills
// heads[i] with the index of the governing word, -1 for the root: exactly one word has that.
void decode_tree(std::span<const float> scores, std::int32_t words, TreeScratch& scratch,
                 std::vector<std::int32_t>& heads);

}  // namespace tocsin
