#include "extract/language/tree_decoding.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <random>

namespace tocsin {
namespace {

using Heads = std::vector<std::int32_t>;

Heads decode(const std::vector<float>& scores, std::size_t words) {
  TreeScratch scratch;
  Heads heads;
  decode_tree(scores, static_cast<std::int32_t>(words), scratch, heads);
  return heads;
}

// Each word's best head, tree or not.
Heads best_heads(const std::vector<float>& scores, std::size_t words) {
  Heads heads;
  for (std::size_t i = 0; i < words; ++i) {
    const auto row = scores.begin() + static_cast<std::ptrdiff_t>(i * (words + 1));
    std::vector<float> others(row, row + static_cast<std::ptrdiff_t>(words + 1));
    others[i + 1] = -INFINITY;
    const auto top = std::max_element(others.begin(), others.end());
    heads.push_back(static_cast<std::int32_t>(top - others.begin()) - 1);
  }
  return heads;
}

bool is_tree(const Heads& heads) {
  if (std::count(heads.begin(), heads.end(), -1) != 1) return false;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    std::size_t steps = 0;
    for (auto at = static_cast<std::int32_t>(i); at >= 0;
         at = heads[static_cast<std::size_t>(at)]) {
      if (++steps > heads.size()) return false;
    }
  }
  return true;
}

double total(const std::vector<float>& scores, const Heads& heads) {
  double sum = 0;
  for (std::size_t i = 0; i < heads.size(); ++i)
    sum += static_cast<double>(
        scores[i * (heads.size() + 1) + static_cast<std::size_t>(heads[i] + 1)]);
  return sum;
}

// The best of all assignments of heads that are trees.
double best_total(const std::vector<float>& scores, std::size_t words) {
  Heads heads(words, -1);
  double best = -1e30;
  for (;;) {
    bool own = false;
    for (std::size_t i = 0; i < words; ++i) own = own || heads[i] == static_cast<std::int32_t>(i);
    if (!own && is_tree(heads)) best = std::max(best, total(scores, heads));
    std::size_t at = 0;
    while (at < words && ++heads[at] == static_cast<std::int32_t>(words)) heads[at++] = -1;
    if (at == words) return best;
  }
}

TEST(TreeDecodingTest, TakesTheBestHeadsWhereTheyAreATree) {
  // "Envoys left": the second word is the root.
  const std::vector<float> scores{0, -9, 5, 4, 1, -9};
  EXPECT_EQ(best_heads(scores, 2), (Heads{1, -1}));
  EXPECT_EQ(decode(scores, 2), (Heads{1, -1}));
}

struct Case {
  const char* name;
  std::size_t words;
  std::vector<float> scores;
  Heads heads;
};

TEST(TreeDecodingTest, MendsWhatIsNoTree) {
  const Case cases[] = {
      {"two roots: the surer one stays", 2, {5, -9, 4, 6, 1, -9}, {1, -1}},
      {"a cycle is broken where it costs least",
       3,
       // each prefers the other of the first two words; the third hangs on the first
       {1, -9, 8, 0, 3, 9, -9, 0, 0, 7, 0, -9},
       {1, -1, 0}},
      {"one word is the root", 1, {-3, -9}, {-1}},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE(test.name);
    EXPECT_EQ(decode(test.scores, test.words), test.heads);
  }
}

// Coarse scores: many arcs weigh the same, as in a sentence of repeated words.
TEST(TreeDecodingTest, IsAsGoodAsTheBestOfAllTrees) {
  std::mt19937 random(7);
  int mended = 0;
  for (const unsigned grain : {1000U, 3U}) {
    for (int round = 0; round < 400; ++round) {
      const std::size_t words = 1 + random() % (round < 370 ? 5 : 6);
      std::vector<float> scores(words * (words + 1));
      for (float& score : scores) score = static_cast<float>(random() % grain) / 100.0F;
      const Heads heads = decode(scores, words);
      mended += is_tree(best_heads(scores, words)) ? 0 : 1;
      ASSERT_TRUE(is_tree(heads));
      EXPECT_NEAR(total(scores, heads), best_total(scores, words), 1e-4) << words << " words";
    }
  }
  EXPECT_GT(mended, 200);
}

// Every word goes best with the one before it or after it: cycle upon cycle to contract. Once
// cubic, this took 5 seconds of one processor.
TEST(TreeDecodingTest, DecodesManyCyclesInTime) {
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
  constexpr std::clock_t kPatience = 30;  // seconds
#else
  constexpr std::clock_t kPatience = 3;
#endif
  constexpr std::size_t kWords = 2000;
  std::vector<float> scores(kWords * (kWords + 1), -1e5F);
  for (std::size_t i = 0; i < kWords; ++i) {
    float* const row = scores.data() + i * (kWords + 1);
    const auto weight = static_cast<float>(i) / 1000.0F;
    if (i > 0) row[i] = 5 + weight;
    if (i + 1 < kWords) row[i + 2] = 6 + weight;
  }
  const std::clock_t start = std::clock();
  EXPECT_TRUE(is_tree(decode(scores, kWords)));
  EXPECT_LT(std::clock() - start, kPatience * CLOCKS_PER_SEC);
}

TEST(TreeDecodingTest, GivesATreeForScoresThatAreNone) {
  std::mt19937 random(11);
  for (const float odd : {0.0F, 1e30F, -1e30F, std::nanf(""), INFINITY, -INFINITY}) {
    for (const std::size_t words : {1U, 2U, 7U, 40U, 200U}) {
      std::vector<float> scores(words * (words + 1), odd);
      for (std::size_t i = 0; i < scores.size(); i += 3)
        scores[i] = static_cast<float>(random() % 9);
      EXPECT_TRUE(is_tree(decode(scores, words))) << odd << ", " << words << " words";
    }
  }
}

}  // namespace
}  // namespace tocsin
