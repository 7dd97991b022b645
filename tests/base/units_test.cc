// base/units.h: what is taken, what is refused and why, and the way back.
#include "base/units.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Units, ReadsDurations) {
  struct Row {
    std::string_view text;
    Duration value;
    std::string_view printed;
  };
  const Row rows[] = {
      {"500ms", milliseconds(500), "500ms"},
      {"1s", seconds(1), "1s"},
      {"60s", seconds(60), "1m"},
      {"90s", seconds(90), "90s"},
      {"2m", seconds(120), "2m"},
      {"1h", hours(1), "1h"},
      {"72h", hours(72), "3d"},
      {"0s", seconds(0), "0s"},
      {"1500us", std::chrono::microseconds(1500), "1500us"},
      {"7ns", Duration(7), "7ns"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    ASSERT_TRUE(parse_duration(row.text).has_value());
    EXPECT_EQ(*parse_duration(row.text), row.value);
    EXPECT_EQ(format_duration(row.value), row.printed);
    EXPECT_EQ(parse_duration(row.printed), row.value);
  }
}

TEST(Units, ReadsSizes) {
  struct Row {
    std::string_view text;
    std::int64_t value;
    std::string_view printed;
  };
  const Row rows[] = {
      {"16MiB", 16LL << 20, "16MiB"}, {"64KiB", 65536, "64KiB"},
      {"8GiB", 8LL << 30, "8GiB"},    {"512", 512, "512"},
      {"1024", 1024, "1KiB"},         {"0", 0, "0"},
      {"1TiB", 1LL << 40, "1TiB"},    {"1536KiB", 1536 << 10, "1536KiB"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    ASSERT_TRUE(parse_size(row.text).has_value());
    EXPECT_EQ(*parse_size(row.text), row.value);
    EXPECT_EQ(format_size(row.value), row.printed);
  }
}

TEST(Units, RefusesWithReason) {
  struct Row {
    std::string_view text;
    std::string_view duration;  // part of the reason
    std::string_view size;
  };
  const Row rows[] = {
      {"", "whole number", "whole number"},
      {"five minutes", "500ms", "16MiB"},
      {"-1s", "whole number", "whole number"},
      {"-5", "whole number", "whole number"},
      {"1.5s", "unit", "KiB"},
      {"1 s", "unit", "KiB"},
      {"16MB", "unit", "MiB"},
      {"1H", "unit", "KiB"},
      {"99999999999999999999", "too large", "too large"},
      {"999999999999d", "too large", "KiB"},
      {"9999999999TiB", "unit", "too large"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const auto duration = parse_duration(row.text);
    const auto size = parse_size(row.text);
    ASSERT_FALSE(duration.has_value());
    ASSERT_FALSE(size.has_value());
    EXPECT_EQ(duration.error().code, ErrorCode::kInvalid);
    EXPECT_NE(duration.error().message.find(row.duration), std::string::npos)
        << duration.error().message;
    EXPECT_NE(size.error().message.find(row.size), std::string::npos) << size.error().message;
  }
}

}  // namespace
}  // namespace tocsin
