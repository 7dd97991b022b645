#include "extract/language/form_table.h"

#include <gtest/gtest.h>

#include <string>

#include "extract/language/abbreviations.h"
#include "extract/language/joined_words.h"

namespace tocsin {
namespace {

TEST(FormTableTest, FindsWhatWasAdded) {
  FormTable table;
  EXPECT_EQ(table.find(ascii_form_hash("none")), 0U);
  for (std::uint32_t i = 1; i <= 1000; ++i) table.add(ascii_form_hash(std::to_string(i)), i);
  for (std::uint32_t i = 1; i <= 1000; ++i) {
    EXPECT_EQ(table.find(ascii_form_hash(std::to_string(i))), i);
  }
  EXPECT_EQ(table.find(ascii_form_hash("1001")), 0U);
}

TEST(FormTableTest, GathersBits) {
  FormTable table;
  table.add(5, 1);
  table.add(5, 4);
  table.add(5, 0);
  EXPECT_EQ(table.find(5), 5U);
}

TEST(FormTableTest, HoldsTheShippedTables) {
  EXPECT_EQ(abbreviation_table().find(ascii_form_hash("gen")), kTitleAbbreviation);
  EXPECT_EQ(abbreviation_table().find(ascii_form_hash("u.s")), kInnerAbbreviation);
  EXPECT_EQ(abbreviation_table().find(ascii_form_hash("the")), kSentenceStarter);
  EXPECT_EQ(joined_words().find(ascii_form_hash("cannot")), 1U << 3U);
  EXPECT_EQ(joined_words().find(ascii_form_hash("dunno")), (1U << 2U) | (1U << 3U));
  EXPECT_EQ(joined_words().find(ascii_form_hash("cannon")), 0U);
}

}  // namespace
}  // namespace tocsin
