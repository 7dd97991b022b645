// What the network knows of a word before it sees its neighbours: the key of its vocabulary entry
// and the rows of the subword table (shape, affixes, character n-grams) whose sum stands for its
// spelling. The same in training and at run time; a change here needs a new model.
// Pure; any thread; linear in the word's length, which is cut to 32 characters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tocsin {

// The word as the vocabulary has it: word_key(), and the quotes of pre-tokenised text as '"'.
std::string vocabulary_word(std::string_view form);

// Never 0, which stands for an empty place in the vocabulary.
std::uint64_t vocabulary_key(std::string_view vocabulary_word);

// At most kMaxSubwords rows below `table_rows`, in a fixed order; appended to `rows`.
inline constexpr std::size_t kMaxSubwords = 64;
void subword_rows(std::string_view form, std::uint32_t table_rows,
                  std::vector<std::uint32_t>& rows);

}  // namespace tocsin
