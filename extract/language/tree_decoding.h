// The best single-rooted tree of a sentence from scores of all arcs: each word's best head where
// those already make such a tree, the maximum spanning arborescence (Chu and Liu 1965, Edmonds
// 1967) where they do not. Pure; any thread; quadratic in the sentence, cubic at worst: sentences
// are short by the tokenizer's limit.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tocsin {

// scores[i * (words + 1) + j]: word i governed by word j - 1, or by the root where j is 0. Fills
// heads[i] with the index of the governing word, -1 for the root: exactly one word has that.
// True where the best heads were no tree.
bool decode_tree(std::span<const float> scores, std::int32_t words,
                 std::vector<std::int32_t>& heads);

}  // namespace tocsin
