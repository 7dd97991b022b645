#include "cli/inputs.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/base/broken_buffer.h"

namespace tocsin {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(std::istream& in) {
  Lines lines;
  std::string line;
  for (bool too_long = false; next_line(in, line, too_long);)
    lines.push_back(too_long ? "too long" : line);
  return lines;
}

TEST(InputsTest, GivesLinesWithoutTheirEnds) {
  const std::string piece(4095, 'a');  // just what is read at once
  const struct {
    std::string text;
    Lines lines;
  } rows[] = {
      {"", {}},
      {"\n", {""}},
      {"one\ntwo", {"one", "two"}},
      {"one\n\ntwo\n", {"one", "", "two"}},
      {piece + "\n" + piece + "b\nc", {piece, piece + "b", "c"}},
      {std::string((16UL << 20) + 1, 'a') + "\nb", {"too long", "b"}},
  };
  for (const auto& row : rows) {
    std::istringstream in(row.text);
    EXPECT_EQ(lines_of(in), row.lines);
    EXPECT_FALSE(in.bad());
  }
}

TEST(InputsTest, EndsWhereTheStreamBreaks) {
  const struct {
    std::string text;
    Lines lines;
  } rows[] = {{"", {}}, {"one\n", {"one"}}, {"one\ntw", {"one", "tw"}}};
  for (const auto& row : rows) {
    BrokenBuffer bytes(row.text);
    std::istream in(&bytes);
    EXPECT_EQ(lines_of(in), row.lines);
    EXPECT_TRUE(in.bad());
  }
}

}  // namespace
}  // namespace tocsin
