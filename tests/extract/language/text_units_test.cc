#include "extract/language/text_units.h"

#include <gtest/gtest.h>

#include <string>

namespace tocsin {
namespace {

std::vector<TextUnit> units_of(std::string_view text) {
  std::vector<TextUnit> units;
  append_units(text, {0, static_cast<std::int32_t>(text.size())}, units);
  return units;
}

TEST(TextUnitsTest, SeesOneCharacter) {
  struct Row {
    std::string_view text;
    char32_t code;
    char32_t base;
    UnitKind kind;
  };
  const Row rows[] = {
      {"q", U'q', U'q', UnitKind::kLower},
      {"Q", U'q', U'q', UnitKind::kUpper},
      {"\xC3\x89", U'\u00E9', U'\u00E9', UnitKind::kUpper},
      {"\xD9\xA3", U'\u0663', U'\u0663', UnitKind::kDigit},
      {"\xE6\x9D\xB1", U'\u6771', U'\u6771', UnitKind::kLetter},
      {"\xCC\x81", U'\u0301', U'\u0301', UnitKind::kExtender},
      {"\xE2\x80\x99", U'\u2019', U'\'', UnitKind::kMark},
      {"\xCA\xBC", U'\u02BC', U'\'', UnitKind::kMark},
      {"`", U'`', U'\'', UnitKind::kMark},
      {"\xE2\x80\x9E", U'\u201E', U'"', UnitKind::kMark},
      {"\xE2\x80\x91", U'\u2011', U'-', UnitKind::kMark},
      {"\xE2\x80\x93", U'\u2013', U'\u2014', UnitKind::kMark},
      {"&#8217;", U'\u2019', U'\'', UnitKind::kMark},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const auto units = units_of(row.text);
    ASSERT_EQ(units.size(), 1U);
    EXPECT_EQ(units[0].code, row.code);
    EXPECT_EQ(units[0].base, row.base);
    EXPECT_EQ(units[0].kind, row.kind);
  }
}

TEST(TextUnitsTest, KnowsWhereEachBegins) {
  const auto units = units_of("a\xC3\xA9&amp;\xF0\x9F\x98\x80z");
  ASSERT_EQ(units.size(), 5U);
  const std::int32_t expected[] = {0, 1, 3, 8, 12};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(units[i].begin, expected[i]);
}

TEST(TextUnitsTest, TakesTheUnseenForBlanks) {
  struct Row {
    std::string_view text;
    std::int32_t length;
  };
  const Row rows[] = {{" ", 1},
                      {"\n", 1},
                      {std::string_view("\0", 1), 1},
                      {"\x7F", 1},
                      {"\xC2\x85", 2},
                      {"\xC2\xA0", 2},
                      {"\xE2\x80\x8B", 3},
                      {"\xE2\x80\xA8", 3},
                      {"\xE2\x80\xAE", 3},
                      {"\xE3\x80\x80", 3},
                      {"\xEF\xBB\xBF", 3},
                      {"&nbsp;", 6},
                      {"&#32;", 5},
                      {"a", 0},
                      {"&amp;", 0},
                      {"\xE2\x80\x8D", 0},
                      {"\xC2\xAD", 0},
                      {"\xE2\x80\x93", 0}};
  for (const Row& row : rows) EXPECT_EQ(blank_at(row.text, 0), row.length) << row.text;
}

}  // namespace
}  // namespace tocsin
