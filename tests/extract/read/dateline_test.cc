// Which beginnings are datelines, and what they say.
#include "extract/read/dateline.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(Datelines, AreKnownByTheirForm) {
  struct Case {
    const char* before;  // " Text" follows
    const char* source;
    const char* day;  // "" none
  };
  const Case cases[] = {
      {"(CNN) —", "CNN", ""},
      {"(CNN)", "CNN", ""},
      {"(Sample Wire) –", "Sample Wire", ""},
      {"PARIS (Reuters) -", "Reuters", ""},
      {"Paris (AFP) –", "AFP", ""},
      {"NIAMEY, Aug 31 (Agency) -", "Agency", ""},
      {"NIAMEY, Aug. 31 (Agency) --", "Agency", ""},
      {"NIAMEY, Niger (AP) —", "AP", ""},
      {"NIAMEY, Niger, Aug. 31, 2023 (AP) —", "AP", "2023-08-31"},
      {"PARIS, 31 August 2023 (AP) -", "AP", "2023-08-31"},
      {"PARIS, Thursday, Sept 7 (AP) -", "AP", ""},
      {"PARIS, Feb 31, 2023 (AP) -", "AP", ""},
      {"PARIS/NIAMEY (Reuters) -", "Reuters", ""},
      {"UNITED NATIONS, New York (AP) -", "AP", ""},
      {"SAINT-DENIS, La Réunion (AFP) -", "AFP", ""},
      {"PARIS —", "", ""},
      {"NIAMEY, Niger —", "", ""},
      {"LONDON, 3 March -", "", ""},
      {"LONDON, March 3, 2024 -", "", "2024-03-03"},
      {"ÉVIAN, France --", "", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.before);
    const std::string before = c.before;
    const auto got = find_dateline(before + " Text follows.");
    ASSERT_TRUE(got);
    EXPECT_EQ(got->text, before);
    EXPECT_EQ(got->source, c.source);
    EXPECT_EQ(got->day ? iso_day(*got->day) : "", c.day);
    EXPECT_EQ(got->size, before.size() + 1);
  }
  EXPECT_EQ(find_dateline("(CNN)Text")->size, 5U) << "an old habit";
  EXPECT_EQ(find_dateline("PARIS (AP) —Text")->text, "PARIS (AP) —");
  EXPECT_EQ(find_dateline("PARIS (AP) -")->size, 12U) << "on a line of its own";
}

TEST(Datelines, AreNoSentences) {
  for (const char* text :
       {"", "(", "()", "(CNN", "Niger (population 26 million) - a country",
        "The minister (Mr. Roe) - who came late - left", "NATO — the alliance — said",
        "Text - more text", "COVID-19 — The year", "U.S. - Mexico talks begin",
        "BREAKING — Niger closes", "“PARIS” (AP) - Text", "PARIS-based firms (Reuters) rose",
        "(the agency) - Text", "PARIS, who knew (AP) - Text", "It said (on Monday) - Text",
        "France (AP) agreed", "paris (AP) - text"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(find_dateline(text));
  }
}

}  // namespace
}  // namespace tocsin
