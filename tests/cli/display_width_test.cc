#include "cli/display_width.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(DisplayWidth, CountsColumns) {
  struct Row {
    const char* text;
    std::size_t width;
  };
  const Row rows[] = {
      {"", 0},         {"Niger", 5},         {"Überfall", 8}, {"Überfall", 8}, {"北京", 4},
      {"Москва", 6},   {"دمشق", 4},          {"🚨", 2},        {"€5", 2},       {"서울", 4},
      {"a\u200Bb", 2}, {"e\u0301\u0301", 1}, {"ＵＮ", 4},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(display_width(row.text), row.width);
  }
}

TEST(DisplayWidth, FitsColumns) {
  struct Row {
    const char* text;
    std::size_t width;
    bool utf8;
    const char* fitted;
  };
  const Row rows[] = {
      {"Mali", 6, true, "Mali  "},  {"Mali", 4, true, "Mali"},     {"Rwanda", 4, true, "Rwa…"},
      {"Rwanda", 4, false, "Rwa~"}, {"北京北京", 4, true, "北… "}, {"Rwanda", 1, true, "…"},
      {"Rwanda", 0, true, ""},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.fitted);
    EXPECT_EQ(fit_columns(row.text, row.width, row.utf8), row.fitted);
    EXPECT_EQ(display_width(fit_columns(row.text, row.width, row.utf8)), row.width);
  }
}

}  // namespace
}  // namespace tocsin
