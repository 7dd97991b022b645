// Which lines are bylines, and whom they name.
#include "extract/read/byline.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(Bylines, AreNames) {
  struct Case {
    const char* line;
    const char* authors;
    const char* source;
  };
  const Case cases[] = {
      {"By Ann Lee, Bo Roe and Cy Poe, CNN", "Ann Lee, Bo Roe and Cy Poe, CNN", "CNN"},
      {"By Ann Lee", "Ann Lee", ""},
      {"By Ann Lee and Bo Roe", "Ann Lee and Bo Roe", ""},
      {"By Ann Lee, Bo Roe, and Cy Poe", "Ann Lee, Bo Roe, and Cy Poe", ""},
      {"By Ann Lee, Bo Roe & Cy Poe", "Ann Lee, Bo Roe & Cy Poe", ""},
      {"BY ANN LEE, The Daily Sample", "ANN LEE, The Daily Sample", "The Daily Sample"},
      {"By Ann van der Lee | Sample News", "Ann van der Lee | Sample News", "Sample News"},
      {"By Émile Zo, AFP", "Émile Zo, AFP", "AFP"},
      {"  By Bo Roe Jr.  ", "Bo Roe Jr.", ""},
      {"By Bo Roe, Jr.", "Bo Roe, Jr.", ""},
      {"By Omar al-Sample in Cairo", "Omar al-Sample in Cairo", ""},
      {"By Sample staff writers", "Sample staff writers", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.line);
    const auto got = parse_byline(c.line);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->authors, c.authors);
    EXPECT_EQ(got->source, c.source);
  }
}

constexpr const char* kTooLong =
    "By Order Of The King And Of The Queen And Of The Prince the guards and the cooks and the "
    "grooms of the house";

TEST(Bylines, AreNoSentences) {
  for (const char* line :
       {"By Monday the troops had left", "By Monday.", "By", "By ", "By the river", "Bystander Ann",
        "by Ann Lee", "By Ann Lee, who was there", "By Ann Lee:", "By 2025", "Ann Lee, CNN",
        kTooLong}) {
    SCOPED_TRACE(line);
    EXPECT_FALSE(parse_byline(line));
  }
  EXPECT_FALSE(parse_byline("By " + std::string(300, 'A')));
}

}  // namespace
}  // namespace tocsin
