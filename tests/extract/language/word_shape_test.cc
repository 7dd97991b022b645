// The keys of a word: folded forms and shapes.
#include "extract/language/word_shape.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"

namespace tocsin {
namespace {

struct Case {
  std::string_view form;
  std::string_view wanted;
};

TEST(FoldForm, LowersLettersAndPlainsMarks) {
  const Case cases[] = {
      {"", ""},
      {"NATO", "nato"},
      {"U.S.", "u.s."},
      {"1,500", "1,500"},
      {"Elysée", "elysée"},
      {"ÉLYSÉE", "élysée"},
      {"Ștefan", "ștefan"},
      {"ŁÓDŹ", "łódź"},
      {"İzmir", "izmir"},
      {"Ÿ", "ÿ"},
      {"STRAẞE", "straẞe"},  // a sign so rare that its row was not worth having
      {"×", "×"},
      {"ΑΘΉΝΑ", "αθήνα"},
      {"КИЇВ", "київ"},
      {"Ấn", "ấn"},
      {"’s", "'s"},
      {"n‘t", "n't"},
      {"“", "\""},
      {"„", "\""},
      {"«", "\""},
      {"–", "-"},
      {"—", "-"},
      {"―", "-"},
      {"Guinea\xE2\x80\x91"
       "Bissau",
       "guinea-bissau"},
      {"…", "…"},
      {"尼日尔", "尼日尔"},
      {"🙂A", "🙂a"},
      {"A\xFF"
       "B\xC3",
       "a\xFF"
       "b\xC3"},
      {"\xE2\x80", "\xE2\x80"},
  };
  for (const Case& row : cases) {
    SCOPED_TRACE(row.form);
    EXPECT_EQ(fold_form(row.form), row.wanted);
    EXPECT_EQ(fold_form(row.wanted), row.wanted);
  }
}

// The table of capitals against ICU, over all of Latin, Greek and Cyrillic: nothing that it lowers
// may be lowered otherwise.
TEST(FoldForm, AgreesWithUnicode) {
  std::size_t lowered = 0;
  for (unsigned value = 0x80; value < 0x2000; ++value) {
    std::string letter;
    if (value < 0x800) {
      letter = {static_cast<char>(0xC0U | (value >> 6U)),
                static_cast<char>(0x80U | (value & 0x3FU))};
    } else {
      letter = {static_cast<char>(0xE0U | (value >> 12U)),
                static_cast<char>(0x80U | ((value >> 6U) & 0x3FU)),
                static_cast<char>(0x80U | (value & 0x3FU))};
    }
    const std::string folded = fold_form(letter);
    if (folded == letter || folded.size() == 1) continue;  // not lowered, a mark, or "İ"
    ++lowered;
    EXPECT_EQ(folded, fold_case(letter)) << letter;
  }
  EXPECT_GT(lowered, 450U);
}

TEST(WordShape, IsShort) {
  const Case cases[] = {
      {"", ""},
      {"a", "x"},
      {"A", "X"},
      {"Niger", "Xxx"},
      {"NATO", "XX"},
      {"ex-wife", "xx-xx"},
      {"12.50", "dd.dd"},
      {"1,500,000", "d,dd,dd"},
      {"1,234,567,890", "d,dd,dd,"},
      {"U.S.", "X.X."},
      {"McDonald", "XxXxx"},
      {"COVID-19", "XX-dd"},
      {"Élysée", "Xxx"},
      {"ÉLYSÉE", "XX"},
      {"Киев", "Xxx"},
      {"’s", "'x"},
      {"–", "-"},
      {"......", ".."},
      {"€", "*"},
      {"🙂", "*"},
      {"尼日尔", "xx"},
      {"\xFF\xFF\xFF", "**"},
      {"a\xC3", "x*"},
  };
  for (const Case& row : cases) {
    SCOPED_TRACE(row.form);
    EXPECT_EQ(word_shape(row.form), row.wanted);
  }
}

TEST(WordKey, MakesClassesOfNumbersOnly) {
  const Case cases[] = {
      {"", ""},
      {"Niger", "niger"},
      {"G20", "g20"},
      {"F-16s", "f-16s"},
      {"—", "-"},
      {"$", "$"},
      {"7", "<0>"},
      {"1987", "<0000>"},
      {"19870325", "<0000>"},
      {"12,500", "<00,000>"},
      {"1980s", "<0000s>"},
      {"19TH", "<00th>"},
      {"48-hour", "<00-hour>"},
      {"$2.5", "<$0.0>"},
      {"'90s", "<'00s>"},
      {"3–2", "<0-0>"},
      {"1,234,567,890", "<0,000,000,>"},
      {"2nd-best-of-all-time", "<0nd-best-o>"},
      {"é1", "é1"},
      {"5€", "<0>"},
  };
  for (const Case& row : cases) {
    SCOPED_TRACE(row.form);
    EXPECT_EQ(word_key(row.form), row.wanted);
  }
}

}  // namespace
}  // namespace tocsin
