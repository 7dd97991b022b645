#include "extract/language/evaluate.h"

#include <gtest/gtest.h>

#include <sstream>

namespace tocsin {
namespace {

// "FORM LEMMA UPOS XPOS HEAD RELATION" a word, "A-B FORM" a range, "" between sentences.
std::vector<ConlluSentence> sentences(const std::string& text) {
  std::vector<ConlluSentence> out(1);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string form, lemma, upos, xpos, relation;
    std::int32_t head = 0, first = 0, last = 0;
    if (line.empty()) {
      out.emplace_back();
    } else if (char dash = 0; fields >> first >> dash >> last >> form) {
      out.back().ranges.push_back({first - 1, last, form, "_", true});
    } else {
      fields.clear();
      fields.str(line);
      fields >> form >> lemma >> upos >> xpos >> head >> relation;
      out.back().words.push_back(
          {form, lemma, upos, xpos, "_", head - 1, relation, "_", "_", true});
    }
  }
  return out;
}

// Gold: two sentences, eight words.
constexpr const char* kGold =
    "Kenya Kenya PROPN NNP 4 nsubj\n"
    "2-3 won't\n"
    "wo will AUX MD 4 aux\n"
    "n't not PART RB 4 advmod\n"
    "yield yield VERB VB 0 root\n"
    ". . PUNCT . 4 punct\n"
    "\n"
    "Talks talk NOUN NNS 2 nsubj:pass\n"
    "resumed resume VERB VBD 0 root\n"
    ". . PUNCT . 2 punct\n";

TEST(Evaluate, TreesOverTheSameWords) {
  // Wrong: UPOS of yield; XPOS of Kenya and yield; lemma of wo; head of n't; relation of Talks (not
  // counted: a subtype) and of the first full stop.
  const char* const predicted =
      "Kenya kenya PROPN NN 4 nsubj\n"
      "wo wo AUX MD 4 aux\n"
      "n't not PART RB 2 advmod\n"
      "yield yield NOUN NN 0 root\n"
      ". . PUNCT . 4 dep\n"
      "\n"
      "Talks talk NOUN NNS 2 nsubj\n"
      "resumed resume VERB VBD 0 root\n"
      ". . PUNCT . 2 punct\n";
  const auto scores = score_trees(sentences(kGold), sentences(predicted));
  ASSERT_TRUE(scores);
  const TreeScores expected{87.5, 75.0, 87.5, 87.5, 75.0};  // 7, 6, 7, 7, 6 of 8
  EXPECT_EQ(*scores, expected);
}

TEST(Evaluate, OtherWordsAreRefused) {
  EXPECT_EQ(score_trees(sentences(kGold), sentences("Kenya _ X X 0 root\n")).error().message,
            "sentences differ: 2 gold, 1 predicted");
  EXPECT_EQ(score_trees(sentences(kGold), sentences("a _ X X 0 root\n\nb _ X X 0 root\n"))
                .error()
                .message,
            "words differ in sentence 1: \"Kenya won't yield .\"");
}

TEST(Evaluate, RawTextIsAlignedByCharacters) {
  // Predicted: "won't" stays one word, the two sentences are one, "Talks" hangs on "yield".
  const char* const predicted =
      "Kenya kenya PROPN NNP 3 nsubj\n"
      "won't will AUX MD 3 aux\n"
      "yield yield VERB VB 0 root\n"
      ". . PUNCT . 3 punct\n"
      "Talks talk NOUN NNS 3 nsubj\n"
      "resumed resume NOUN VBD 0 root\n"
      ". . PUNCT . 6 dep\n";
  // Common: all seven predicted, as "won't" begins and ends where "wo" of the range does. Heads:
  // all but Talks. Relations also: all but Talks and the last full stop. UPOS: all but resumed.
  const RawScores scores = score_raw(sentences(kGold), sentences(predicted));
  EXPECT_DOUBLE_EQ(scores.words, 200.0 * 7 / 15);
  EXPECT_DOUBLE_EQ(scores.sentences, 0.0);
  EXPECT_DOUBLE_EQ(scores.upos, 200.0 * 6 / 15);
  EXPECT_DOUBLE_EQ(scores.uas, 200.0 * 6 / 15);
  EXPECT_DOUBLE_EQ(scores.las, 200.0 * 5 / 15);
}

TEST(Evaluate, BlanksWithinAFormDoNotCount) {
  std::vector<ConlluSentence> gold = sentences("10000 _ NUM CD 2 nummod\nmen _ NOUN NNS 0 root\n");
  std::vector<ConlluSentence> spaced = gold;
  spaced[0].words[0].form = "10\u00A0000";
  const RawScores all{100, 100, 100, 100, 100};
  EXPECT_EQ(score_raw(gold, spaced), all);
  EXPECT_EQ(score_raw(gold, gold), all);
}

TEST(Evaluate, NothingScoresNothing) {
  EXPECT_EQ(score_raw({}, {}), RawScores{});
  EXPECT_EQ(score_trees({}, {}), TreeScores{});
}

}  // namespace
}  // namespace tocsin
