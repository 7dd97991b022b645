#include "extract/language/word_features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace tocsin {
namespace {

std::vector<std::uint32_t> rows_of(std::string_view form, std::uint32_t table = 1U << 20U) {
  std::vector<std::uint32_t> rows;
  subword_rows(form, table, rows);
  return rows;
}

std::size_t shared(std::string_view left, std::string_view right) {
  const auto of_left = rows_of(left);
  const auto of_right = rows_of(right);
  const std::set<std::uint32_t> known(of_left.begin(), of_left.end());
  return static_cast<std::size_t>(std::count_if(of_right.begin(), of_right.end(),
                                                [&](auto row) { return known.contains(row); }));
}

TEST(WordFeaturesTest, VocabularyFoldsCaseQuotesAndNumbers) {
  const std::pair<const char*, const char*> cases[] = {{"Troops", "troops"}, {"TROOPS", "troops"},
                                                       {"“", "\""},          {"``", "\""},
                                                       {"''", "\""},         {"’s", "'s"}};
  for (const auto& [form, word] : cases) EXPECT_EQ(vocabulary_word(form), word) << form;
  EXPECT_EQ(vocabulary_word("1987"), vocabulary_word("2024"));
  EXPECT_NE(vocabulary_word("1987"), vocabulary_word("19"));
  EXPECT_NE(vocabulary_key("troops"), vocabulary_key("troop"));
  EXPECT_NE(vocabulary_key(""), 0U);
}

TEST(WordFeaturesTest, WordsThatLookAlikeShareRows) {
  EXPECT_GT(shared("withdrawal", "withdrawals"), 12U);
  EXPECT_GT(shared("Embassy", "embassy"), 15U) << "case is in the shape and the exact form only";
  EXPECT_LT(shared("Embassy", "embassy"), rows_of("embassy").size());
  EXPECT_LT(shared("envoy", "ship"), 4U);
}

TEST(WordFeaturesTest, AreBoundedForAnyBytes) {
  std::string odd;
  for (int byte = 1; byte < 256; ++byte) odd.push_back(static_cast<char>(byte));
  const std::string forms[] = {"",        "a", std::string(100'000, 'x'), odd, "\xf0\x9f\x9a\xa2",
                               "\xff\xfe"};
  for (const std::string& form : forms) {
    const auto rows = rows_of(form, 1000);
    EXPECT_GT(rows.size(), 0U);
    EXPECT_LE(rows.size(), kMaxSubwords);
    for (const std::uint32_t row : rows) EXPECT_LT(row, 1000U);
  }
  EXPECT_EQ(rows_of("ambassador"), rows_of("ambassador"));
}

}  // namespace
}  // namespace tocsin
