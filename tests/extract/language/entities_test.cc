#include "extract/language/entities.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(EntitiesTest, ReadsEntities) {
  struct Row {
    std::string_view text;
    char32_t character;
    std::int32_t length;
  };
  const Row rows[] = {
      {"&amp;T", U'&', 5},      {"&quot;", U'"', 6},          {"&#39;t", U'\'', 5},
      {"&#039;t", U'\'', 6},    {"&#x27;", U'\'', 6},         {"&#8220;", U'\u201C', 7},
      {"&#146;", U'\u2019', 6}, {"&amp;amp;#39;", U'\'', 13}, {"&amp;quot;", U'"', 10},
      {"&amp;lt", U'&', 5},     {"#39;t", U'\'', 4},          {"#8217;s", U'\u2019', 6},
      {"&nbsp;", U'\u00A0', 6}, {"&eacute;", U'\u00E9', 8},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(entity_at(row.text).character, row.character);
    EXPECT_EQ(entity_at(row.text).length, row.length);
  }
}

TEST(EntitiesTest, LeavesTheRest) {
  for (const std::string_view text :
       {"", "&", "&;", "& co", "&T;", "&amp", "&nosuch;", "#", "#1;", "#65;", "#39", "&#39", "&#;",
        "&#x;", "&#xD800;", "&#99999999;", "&#1114112;", "&#0;"}) {
    EXPECT_EQ(entity_at(text).length, 0) << text;
  }
}

TEST(EntitiesTest, WritesUtf8) {
  std::string out;
  for (const char32_t c : {U'a', U'\u00E9', U'\u20AC', U'\U0001F600'}) append_character(c, out);
  EXPECT_EQ(out, "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
}

}  // namespace
}  // namespace tocsin
