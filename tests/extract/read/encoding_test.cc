// Which bytes are text, in what encoding, and what is refused.
#include "extract/read/encoding.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

using namespace std::string_view_literals;

std::string operator*(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Encoding, DecodesWhatIsText) {
  struct Case {
    const char* name;
    std::string bytes;
    std::string text;
    const char* encoding;
    std::int64_t replaced;
  };
  const std::string latin =
      "Le ministre a quitt\xE9 la r\xE9union \xE0 la fin de l'apr\xE8s-midi, apr\xE8s un long "
      "d\xE9"
      "bat; il a d\xE9"
      "clar\xE9 que tout \xE9tait \x93"
      "fini\x94.";
  const Case cases[] = {
      {"nothing", "", "", "UTF-8", 0},
      {"ASCII", "plain\n", "plain\n", "UTF-8", 0},
      {"UTF-8", "d’État 😀", "d’État 😀", "UTF-8", 0},
      {"UTF-8 with mark", "\xEF\xBB\xBFtext", "text", "UTF-8", 0},
      {"mark alone", "\xEF\xBB\xBF", "", "UTF-8", 0},
      {"UTF-16LE", std::string("\xFF\xFEh\0\xE9\0"sv), "hé", "UTF-16LE", 0},
      {"UTF-16BE", std::string("\xFE\xFF\0h\0\xE9\xD8\x3D\xDE\0"sv), "hé😀", "UTF-16BE", 0},
      {"UTF-32LE", std::string("\xFF\xFE\0\0h\0\0\0"sv), "h", "UTF-32LE", 0},
      {"UTF-16LE with half a pair in the middle",
       std::string("\xFF\xFE\x00\xD8"sv) + std::string("x\0"sv) * 120, "\uFFFD" + "x"sv * 120,
       "UTF-16LE", 1},
      {"windows-1252", latin,
       "Le ministre a quitté la réunion à la fin de l'après-midi, après un long débat; il a "
       "déclaré que tout était “fini”.",
       "windows-1252", 0},
      {"UTF-8, slightly damaged", "été "sv * 50 + "\xE9 " + "x"sv * 50,
       "été "sv * 50 + "\uFFFD " + "x"sv * 50, "UTF-8", 1},
      {"a stray control character", "x"sv * 60 + "\x1B", "x"sv * 60 + "\x1B", "UTF-8", 0},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const auto got = decode_text(c.bytes);
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->text, c.text);
    EXPECT_EQ(got->encoding, c.encoding);
    EXPECT_EQ(got->replaced, c.replaced);
  }
}

TEST(Encoding, RefusesWhatIsNot) {
  struct Case {
    const char* name;
    std::string bytes;
    ReadProblem problem;
    std::int64_t offset;
  };
  const Case cases[] = {
      {"ends in a lead byte", "caf\xC3", ReadProblem::kTruncated, 4},
      {"ends in three bytes of four", "été \xF0\x9F\x98", ReadProblem::kTruncated, 9},
      {"marked, ends in a lead byte",
       "\xEF\xBB\xBF"
       "caf\xC3",
       ReadProblem::kTruncated, 7},
      {"UTF-16 of odd length", std::string("\xFF\xFEh\0h"sv), ReadProblem::kTruncated, 5},
      {"UTF-16 ending in half a pair", std::string("\xFE\xFF\0h\xD8\x3D"sv),
       ReadProblem::kTruncated, 6},
      {"NUL", std::string("text\0text"sv), ReadProblem::kBinary, 4},
      {"UTF-16 without mark", std::string("t\0e\0"sv), ReadProblem::kBinary, 1},
      {"NUL in UTF-16", std::string("\xFF\xFEh\0\0\0"sv), ReadProblem::kBinary, -1},
      {"control characters",
       "ab\x01\x02\x03"
       "cd",
       ReadProblem::kBinary, 2},
      {"UTF-8, over one in a hundred bad", "été "sv * 20 + "\xE9 \xE9 ", ReadProblem::kBadEncoding,
       120},
      {"marked as UTF-8 and is not",
       "\xEF\xBB\xBF"
       "caf\xE9 cr\xE8me",
       ReadProblem::kBadEncoding, 6},
      {"UTF-16 of lone surrogates", std::string("\xFF\xFE\x00\xDC\x00\xDC"sv),
       ReadProblem::kBadEncoding, -1},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const auto got = decode_text(c.bytes);
    ASSERT_FALSE(got) << got->text;
    EXPECT_EQ(to_string(got.error().problem), to_string(c.problem)) << got.error().message;
    EXPECT_EQ(got.error().offset, c.offset);
    EXPECT_NE(got.error().message, "");
  }
}

// Every form that UTF-8 forbids, amid enough good text to be told as UTF-8: one U+FFFD for each
// longest beginning of a character.
TEST(Encoding, ForbiddenFormsOfUtf8) {
  struct Case {
    std::string_view bytes;
    std::int64_t replaced;
  };
  for (const Case& c : {Case{"\x80"sv, 1}, Case{"\xC0\xAF"sv, 2}, Case{"\xE0\x80\x80"sv, 3},
                        Case{"\xED\xA0\x80"sv, 3}, Case{"\xF4\x90\x80\x80"sv, 4}, Case{"\xF5"sv, 1},
                        Case{"\xE2\x82"sv, 1}, Case{"\xF0\x9F\x98"sv, 1}}) {
    SCOPED_TRACE(testing::PrintToString(std::string(c.bytes)));
    const auto got = decode_text("été "sv * 200 + std::string(c.bytes) + " end");
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->replaced, c.replaced);
    EXPECT_TRUE(got->text.ends_with(" end"));
  }
}

}  // namespace
}  // namespace tocsin
