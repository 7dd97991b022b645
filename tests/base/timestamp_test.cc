#include "base/timestamp.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(Timestamp, DaysReadAndRefused) {
  EXPECT_EQ(iso_day(*parse_day("2024-02-29")), "2024-02-29");
  for (const char* const text : {"", "2023-02-29", "2023-13-01", "2023-1-01", "2023-01-01 ",
                                 "23-01-01", "2023-00-10", "2023/01/01", "2023-01-32"}) {
    EXPECT_FALSE(parse_day(text)) << text;
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
      {"yesterday", ""},
      {"2023", ""},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.text);
    const auto time = parse_time(one.text);
    EXPECT_EQ(time ? iso_time(*time) : "", one.utc);
  }
}

TEST(Timestamp, BeforeTheEpochRoundsDown) {
  EXPECT_EQ(iso_time(from_unix_ns(-1)), "1969-12-31T23:59:59.999Z");
}

}  // namespace
}  // namespace tocsin
