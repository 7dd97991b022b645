// extract/language/parser.h with the shipped model: what holds whatever the model has learned.
#include "extract/language/parser.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/extract/language/shipped_model.h"

namespace tocsin {
namespace {

using Analyses = std::vector<WordAnalysis>;

std::vector<std::string_view> words(std::size_t count) {
  constexpr std::string_view kSome[] = {"Norway",  "expelled", "the", "old",  "envoy",  "and",
                                        "he",      "left",     ",",   "but",  "troops", "stayed",
                                        "because", "nobody",   "had", "paid", "."};
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(kSome[i * i % std::size(kSome)]);
  return out;
}

Analyses parsed(std::span<const std::string_view> forms, const std::vector<std::int32_t>& begins,
                ParserScratch& scratch) {
  Analyses out;
  shipped_core().parser().parse(forms, begins, scratch, out);
  return out;
}

TEST(ParserTest, ManySentencesAreReadAsEachAlone) {
  const std::vector<std::string_view> forms = words(2500);
  std::vector<std::int32_t> begins{0, 0};
  for (std::int32_t size = 1; begins.back() < 2500; size = size * 7 % 499 + 1) {
    begins.push_back(std::min(2500, begins.back() + size));
    if (size % 5 == 0) begins.push_back(begins.back());  // a sentence without words
  }
  ParserScratch scratch;
  const Analyses together = parsed(forms, begins, scratch);
  Analyses apart;
  for (std::size_t s = 0; s + 1 < begins.size(); ++s) {
    const std::int32_t size = begins[s + 1] - begins[s];
    const Analyses one = parsed(std::span(forms).subspan(static_cast<std::size_t>(begins[s]),
                                                         static_cast<std::size_t>(size)),
                                {0, size}, scratch);
    apart.insert(apart.end(), one.begin(), one.end());
  }
  EXPECT_EQ(together, apart);
}

// The pieces of a sentence that is too long hang on the root of the first.
TEST(ParserTest, ALongSentenceIsOneTreeOfItsPieces) {
  constexpr std::int32_t kSize = 3 * Parser::kMaxWords + 40;
  const std::vector<std::string_view> forms = words(kSize);
  ParserScratch scratch;
  const Analyses whole = parsed(forms, {0, kSize}, scratch);
  Analyses expected;
  std::int32_t root = -1;
  for (std::int32_t begin = 0; begin < kSize; begin += Parser::kMaxWords) {
    const std::int32_t size = std::min(Parser::kMaxWords, kSize - begin);
    for (WordAnalysis word : parsed(std::span(forms).subspan(static_cast<std::size_t>(begin),
                                                             static_cast<std::size_t>(size)),
                                    {0, size}, scratch)) {
      word.head = word.head >= 0 ? begin + word.head : root;
      if (word.head < 0) root = static_cast<std::int32_t>(expected.size());
      expected.push_back(word);
    }
  }
  EXPECT_EQ(std::count_if(whole.begin(), whole.end(),
                          [](const WordAnalysis& word) { return word.head < 0; }),
            1);
  EXPECT_EQ(whole, expected);
}

TEST(ParserTest, RoomDoesNotGrowWithTheCall) {
  ParserScratch small;
  parsed(words(Parser::kMaxWords), {0, Parser::kMaxWords}, small);
  ParserScratch large;
  parsed(words(20'000), {0, 100, 20'000}, large);
  EXPECT_LE(large.projected.capacity(), small.projected.capacity());
  EXPECT_LE(large.encoder.window.capacity(), small.encoder.window.capacity());
  EXPECT_LE(large.logits.capacity(), small.logits.capacity());
}

}  // namespace
}  // namespace tocsin
