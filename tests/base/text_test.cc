// base/text.h: tables of texts, well formed and not.
#include "base/text.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(Text, JudgesUtf8) {
  struct Row {
    std::string_view name;
    std::string_view text;
    bool valid;
  };
  const Row rows[] = {
      {"empty", "", true},
      {"ascii", "plain", true},
      {"two, three and four bytes", "é€😀", true},
      {"last code point", "\xF4\x8F\xBF\xBF", true},
      {"beyond the last", "\xF4\x90\x80\x80", false},
      {"lone continuation", "a\x80", false},
      {"cut off", "a\xE2\x82", false},
      {"overlong slash", "\xC0\xAF", false},
      {"overlong in three bytes", "\xE0\x80\xAF", false},
      {"surrogate", "\xED\xA0\x80", false},
      {"latin-1", "caf\xE9 noir", false},
      {"byte FF", "\xFF\xFE", false},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(is_valid_utf8(row.text), row.valid);
  }
}

TEST(Text, CodePointIndexAgreesWithCounting) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "Niger – é€😀 ";
  for (const std::string& sample : {text, std::string(300, 'x'), std::string()}) {
    const CodePointIndex index(sample);
    for (std::size_t at = 0; at <= sample.size(); ++at) {
      if (at < sample.size() && (static_cast<unsigned char>(sample[at]) & 0xC0U) == 0x80U) continue;
      ASSERT_EQ(index.at(at), code_points(std::string_view(sample).substr(0, at))) << at;
    }
    EXPECT_EQ(index.at(sample.size() + 10), code_points(sample)) << "beyond the end";
  }
}

TEST(Text, FoldsCase) {
  struct Row {
    std::string_view text;
    std::string_view folded;
  };
  const Row rows[] = {
      {"", ""},
      {"NATO", "nato"},
      {"CÔTE D'IVOIRE", "côte d'ivoire"},
      {"Straße", "strasse"},
      {"ΑΘΗΝΑΣ", "αθηνασ"},
      {"МОСКВА", "москва"},
  };
  for (const Row& row : rows) EXPECT_EQ(fold_case(row.text), row.folded);
  EXPECT_EQ(fold_case("É\xFF"), "é\xFF");
}

TEST(Text, TrimsSplitsAndCollapses) {
  EXPECT_EQ(trim(" \t\r\n a b\u00A0\u3000"), "a b");
  EXPECT_EQ(trim("\u2003"), "");
  EXPECT_EQ(trim("\xA0"), "\xA0") << "half a character is no white space";
  EXPECT_EQ(collapse_space("  a \n\t b\u2009c "), "a b c");
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
  EXPECT_EQ(split("a,", ','), (std::vector<std::string_view>{"a", ""}));
}

TEST(Text, ShortensAtCodePoints) {
  struct Row {
    std::string_view text;
    std::size_t max_bytes;
    std::string_view out;
  };
  const Row rows[] = {
      {"abcdef", 6, "abcdef"}, {"abcdefg", 6, "abc…"}, {"éééé", 6, "é…"},
      {"😀😀", 7, "😀…"},         {"abcdef", 2, "ab"},    {"é", 1, ""},
  };
  for (const Row& row : rows) {
    const std::string out = shorten(row.text, row.max_bytes);
    EXPECT_EQ(out, row.out) << row.text << " in " << row.max_bytes;
    EXPECT_LE(out.size(), row.max_bytes);
  }
}

TEST(Text, PrintsNothingThatMovesTheCursor) {
  EXPECT_EQ(printable("a\n\x1B[31mb\x7F"), "a  [31mb ");
  EXPECT_EQ(printable("a\u0085b\u2028c\u202Ed"), "a b c d");
  EXPECT_EQ(printable("a\x9B"
                      "31m"),
            "a\uFFFD31m");
  EXPECT_EQ(printable("déjà"), "déjà");
}

TEST(Text, GuessesWhatWasMeant) {
  const std::vector<std::string_view> words = {"SANCTION", "ASSAULT", "settle", "archive"};
  struct Row {
    std::string_view word;
    std::string_view guess;
  };
  const Row rows[] = {
      {"SANCTOIN", "SANCTION"},
      {"sanction", "SANCTION"},
      {"setle", "settle"},
      {"archvie", "archive"},
      {"volcano", ""},
      {"", ""},
      {"x", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(did_you_mean(row.word, words), row.guess) << row.word;
  EXPECT_EQ(did_you_mean(std::string(100'000, 'a'), words), "");
}

}  // namespace
}  // namespace tocsin
