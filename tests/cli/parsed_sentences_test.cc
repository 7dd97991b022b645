#include "cli/parsed_sentences.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

// Where each of `words` stands in `text`, one after another; a '+' before a word says that it is
// written in one token with the word before it. Sentences have `sizes` words.
SplitText split_of(std::string_view text, const std::vector<std::string_view>& words,
                   const std::vector<std::int32_t>& sizes) {
  SplitText out;
  std::size_t at = 0;
  for (std::string_view word : words) {
    const bool continues = word.starts_with('+');
    if (continues) word.remove_prefix(1);
    at = text.find(word, at);
    const auto begin = static_cast<std::int32_t>(at);
    at += word.size();
    out.words.push_back({{begin, static_cast<std::int32_t>(at)}, continues});
  }
  std::int32_t first = 0;
  for (const std::int32_t size : sizes) {
    out.sentences.push_back({first, first + size, false});
    first += size;
  }
  return out;
}

std::string conllu_of(std::string_view text, const SplitText& split) {
  std::string out;
  for (std::size_t i = 0; i < split.sentences.size(); ++i)
    write_conllu(sentence_of(text, split, i), out);
  return out;
}

TEST(ParsedSentences, WordsRangesAndSpaces) {
  const std::string_view text = "  They can't go (yet).\tWait";
  const SplitText split =
      split_of(text, {"They", "ca", "+n't", "go", "(", "yet", ")", ".", "Wait"}, {8, 1});
  EXPECT_EQ(conllu_of(text, split),
            "# newpar\n"
            "# text = They can't go (yet).\n"
            "1\tThey\t_\t_\t_\t_\t0\t_\t_\t_\n"
            "2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "2\tca\t_\t_\t_\t_\t0\t_\t_\t_\n"
            "3\tn't\t_\t_\t_\t_\t0\t_\t_\t_\n"
            "4\tgo\t_\t_\t_\t_\t0\t_\t_\t_\n"
            "5\t(\t_\t_\t_\t_\t0\t_\t_\tSpaceAfter=No\n"
            "6\tyet\t_\t_\t_\t_\t0\t_\t_\tSpaceAfter=No\n"
            "7\t)\t_\t_\t_\t_\t0\t_\t_\tSpaceAfter=No\n"
            "8\t.\t_\t_\t_\t_\t0\t_\t_\t_\n"
            "\n"
            "# text = Wait\n"
            "1\tWait\t_\t_\t_\t_\t0\t_\t_\t_\n"
            "\n");
}

TEST(ParsedSentences, RangeBeforeAMarkAndGluedSentences) {
  const std::string_view text = "It's,Go";
  const SplitText split = split_of(text, {"It", "+'s", ",", "Go"}, {3, 1});
  const ConlluSentence first = sentence_of(text, split, 0);
  ASSERT_EQ(first.ranges.size(), 1u);
  EXPECT_FALSE(first.ranges[0].space_after);
  EXPECT_EQ(first.ranges[0].misc, "SpaceAfter=No");
  EXPECT_TRUE(first.words[1].space_after);
  EXPECT_FALSE(first.words[2].space_after);
  EXPECT_EQ(first.text(), "It's,");
}

TEST(ParsedSentences, TwoRangesSideBySide) {
  const std::string_view text = "I'd've can't";
  const SplitText split = split_of(text, {"I", "+'d", "+'ve", "ca", "+n't"}, {5});
  const ConlluSentence sentence = sentence_of(text, split, 0);
  ASSERT_EQ(sentence.ranges.size(), 2u);
  EXPECT_EQ(sentence.ranges[0].form, "I'd've");
  EXPECT_EQ(sentence.ranges[1].first, 3);
  EXPECT_EQ(sentence.ranges[1].end, 5);
}

TEST(ParsedSentences, ASentenceThatWasCutSaysSo) {
  SplitText split = split_of("one two", {"one", "two"}, {1, 1});
  split.sentences[0].cut = true;
  EXPECT_EQ(sentence_of("one two", split, 0).comments.back(),
            "# cut = too long, goes on in the next");
  EXPECT_EQ(sentence_of("one two", split, 1).comments.back(), "# text = two");
}

TEST(ParsedSentences, NoTabGetsIntoAColumn) {
  const std::string_view text = "a\tb";
  const SplitText split = split_of(text, {"a\tb"}, {1});
  EXPECT_EQ(sentence_of(text, split, 0).words[0].form, "a b");
}

}  // namespace
}  // namespace tocsin
