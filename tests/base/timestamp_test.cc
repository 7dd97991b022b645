#include "base/timestamp.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(Timestamp, DaysReadAndRefused) {
  EXPECT_EQ(iso_day(*parse_day("2024-02-29")), "2024-02-29");
  for (const char* const text :
       {"", "2023-02-29", "2023-13-01", "2023-1-01", "2023-01-01 ", "23-01-01", "2023-00-10",
        "2023/01/01", "2023-01-32", "0000-01-01", "1399-12-31", "2263-01-01", "9999-01-01"}) {
    EXPECT_FALSE(parse_day(text)) << text;
  }
  for (const char* const text : {"1400-01-01", "1677-09-21", "2262-12-31"}) {
    const auto day = parse_day(text);
    ASSERT_TRUE(day) << text;
    EXPECT_EQ(iso_day(*day), text);
    EXPECT_FALSE(start_of_day(*day)) << text;
  }
}

TEST(Timestamp, TimesReadAndRefused) {
  struct Case {
    const char* text;
    const char* utc;  // "" refused
  };
  const Case cases[] = {
      {"2023-08-31", "2023-08-31T00:00:00.000Z"},
      {"2023-08-31T14:05:09Z", "2023-08-31T14:05:09.000Z"},
      {"2023-08-31T14:05:09.25Z", "2023-08-31T14:05:09.250Z"},
      {"2023-08-31T14:05", "2023-08-31T14:05:00.000Z"},
      {"2023-08-31 14:05:09+02:00", "2023-08-31T12:05:09.000Z"},
      {"2023-08-31T01:00:00-0530", "2023-08-31T06:30:00.000Z"},
      {"2023-08-31T", ""},
      {"2023-08-31T14", ""},
      {"2023-08-31T14:05:09X", ""},
      {"2023-08-31T14:61", ""},
      {"2023-08-31T14:05:09.Z", ""},
      {"2023-08-31T14:05:09+25:00", ""},
      {"1677-09-22", "1677-09-22T00:00:00.000Z"},
      {"1677-09-21T22:30:00-02:00", "1677-09-22T00:30:00.000Z"},
      {"2262-04-10T23:59:59.999999999", "2262-04-10T23:59:59.999Z"},
      {"2262-04-11T01:30:00+02:00", "2262-04-10T23:30:00.000Z"},
      {"1677-09-21", ""},
      {"1677-09-22T00:30:00+01:00", ""},
      {"2262-04-11", ""},
      {"2262-04-10T23:30:00-01:00", ""},
      {"2262-04-10T24:00", ""},
      {"1400-01-01", ""},
      {"9999-01-01", ""},
      {"9999-12-31T23:59:59Z", ""},
      {"yesterday", ""},
      {"2023", ""},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.text);
    const auto time = parse_time(one.text);
    EXPECT_EQ(time ? iso_time(*time) : "", one.utc);
  }
}

TEST(Timestamp, DaysBeginAtMidnight) {
  for (const char* const text : {"1677-09-22", "1970-01-01", "2262-04-10"}) {
    const auto time = start_of_day(*parse_day(text));
    ASSERT_TRUE(time) << text;
    EXPECT_EQ(iso_time(*time), std::string(text) + "T00:00:00.000Z");
  }
}

TEST(Timestamp, AnyMomentHasText) {
  EXPECT_EQ(iso_time(Timestamp::min()), "1677-09-21T00:12:43.145Z");
  EXPECT_EQ(iso_time(Timestamp::max()), "2262-04-11T23:47:16.854Z");
}

TEST(Timestamp, BeforeTheEpochRoundsDown) {
  EXPECT_EQ(iso_time(from_unix_ns(-1)), "1969-12-31T23:59:59.999Z");
}

}  // namespace
}  // namespace tocsin
