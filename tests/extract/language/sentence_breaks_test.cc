#include "extract/language/sentence_breaks.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace tocsin {
namespace {

// Words parted by single blanks.
std::vector<SyntacticWord> words_of(std::string_view text) {
  std::vector<SyntacticWord> words;
  std::int32_t begin = 0;
  for (std::int32_t at = 0; at <= static_cast<std::int32_t>(text.size()); ++at) {
    if (at < static_cast<std::int32_t>(text.size()) && text[static_cast<std::size_t>(at)] != ' ') {
      continue;
    }
    words.push_back({{begin, at}, false});
    begin = at + 1;
  }
  return words;
}

TEST(SentenceBreaksTest, LooksAtWords) {
  struct Row {
    std::string_view word;
    WordLook expected;
  };
  const Row rows[] = {
      {"troops", WordLook::kLower},
      {"Paris", WordLook::kCapital},
      {"NATO", WordLook::kCapitals},
      {"A", WordLook::kInitial},
      {"J.", WordLook::kInitial},
      {"McCain", WordLook::kCapital},
      {"iPhone", WordLook::kMixed},
      {"MH17", WordLook::kMixed},
      {"1,500", WordLook::kNumber},
      {"1.", WordLook::kNumberStop},
      {"Gen.", WordLook::kAbbreviation},
      {"U.S.", WordLook::kAbbreviation},
      {".", WordLook::kStop},
      {"...", WordLook::kEllipsis},
      {"\xE2\x80\xA6", WordLook::kEllipsis},
      {"?!", WordLook::kQuestion},
      {",", WordLook::kComma},
      {"(", WordLook::kOpen},
      {"\xE2\x80\x9D", WordLook::kCloseQuote},
      {"\"", WordLook::kQuote},
      {"``", WordLook::kOpenQuote},
      {"''", WordLook::kCloseQuote},
      {"--", WordLook::kDash},
      {"\xE2\x80\xA2", WordLook::kBullet},
      {":)", WordLook::kEmoticon},
      {"www.example.org", WordLook::kAddress},
      {"\xE6\x9D\xB1", WordLook::kOtherLetters},
  };
  for (const Row& row : rows) {
    SentenceBreaks breaks;
    breaks.take(row.word, words_of(row.word));
    EXPECT_EQ(breaks.word(0).look, row.expected) << row.word;
  }
}

TEST(SentenceBreaksTest, KnowsAbbreviationsFromTheList) {
  SentenceBreaks breaks;
  const std::string_view text = "Lt. Col. Miller left the U.S. The rest";
  breaks.take(text, words_of(text));
  EXPECT_EQ(breaks.word(1).listed, kTitleAbbreviation);
  EXPECT_EQ(breaks.word(5).listed, kInnerAbbreviation);
  EXPECT_EQ(breaks.word(6).listed, kSentenceStarter);
  EXPECT_EQ(breaks.word(2).listed, 0);
  EXPECT_EQ(breaks.word(-1).look, WordLook::kEdge);
  EXPECT_EQ(breaks.word(8).look, WordLook::kEdge);
}

std::set<std::uint32_t> features_of(std::string_view text, std::int32_t i, std::int32_t first) {
  SentenceBreaks breaks;
  breaks.take(text, words_of(text));
  HashedFeatures features;
  breaks.features(i, first, features);
  EXPECT_LT(features.hashes().size(), HashedFeatures::kMost);
  return {features.hashes().begin(), features.hashes().end()};
}

TEST(SentenceBreaksTest, DescribesThePlaceAndItsSurroundings) {
  const auto place = features_of("They fled . Aid came .", 2, 0);
  EXPECT_EQ(place, features_of("They fled . Aid came .", 2, 0));
  EXPECT_NE(place, features_of("They fled . aid came .", 2, 0));     // case
  EXPECT_NE(place, features_of("They fled . Aid came .", 2, 1));     // length
  EXPECT_NE(place, features_of("( They fled . Aid came .", 3, 1));   // an open bracket
  EXPECT_NE(place, features_of("\" They fled . Aid came .", 3, 1));  // an open quote
}

}  // namespace
}  // namespace tocsin
