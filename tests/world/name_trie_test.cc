// The longest name at a word, and what cannot be a name.
#include "world/name_trie.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(NameTrie, TakesTheLongestName) {
  NameTrie trie;
  ASSERT_TRUE(trie.add("Guinea", {.value = 1}));
  ASSERT_TRUE(trie.add("Guinea-Bissau", {.value = 2}));
  ASSERT_TRUE(trie.add("Papua New Guinea", {.value = 3}));
  ASSERT_TRUE(trie.add("U.S.", {.value = 4}));
  ASSERT_TRUE(trie.add("WHO", {.value = 5, .mixed_case_only = true}));

  struct Case {
    std::string_view text;
    std::size_t first;
    int value;  // 0 none
    std::size_t words;
  };
  const Case cases[] = {
      {"Guinea", 0, 1, 1},
      {"guinea", 0, 0, 0},
      {"Guineas", 0, 0, 0},
      {"Guinea-Bissau left", 0, 2, 2},
      {"Guinea Bissau left", 0, 1, 1},
      {"Guinea-Conakry", 0, 1, 1},
      {"Papua New Guinea", 0, 3, 3},
      {"Papua New Guinea", 2, 1, 1},
      {"Papua New Zealand", 0, 0, 0},
      {"Papua, New Guinea", 0, 0, 0},
      {"the U.S. said", 1, 4, 2},
      {"WHO said", 0, 5, 1},
      {"WHO WAS THERE", 0, 0, 0},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const auto match = trie.longest(c.text, split_words(c.text), c.first);
    EXPECT_EQ(match ? static_cast<int>(match->name.value) : 0, c.value);
    EXPECT_EQ(match ? match->words : 0, c.words);
  }
}

TEST(NameTrie, RefusesWhatIsThereOrIsNoName) {
  NameTrie trie;
  ASSERT_TRUE(trie.add("U.S.", {.value = 1}));
  for (const std::string_view name : {"U.S.", "U.S", "", ".", "-", "(Maoist)", "Party (Maoist)",
                                      "Mali; Niger", " Mali", "Mali "}) {
    SCOPED_TRACE(name);
    EXPECT_FALSE(trie.add(name, {.value = 2}));
  }
  EXPECT_TRUE(trie.longest("U.S.", split_words("U.S."), 0)->name.final_dot);
}

}  // namespace
}  // namespace tocsin
