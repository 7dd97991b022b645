// Conversion by name and the guess which name it is.
#include "base/charset.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

using namespace std::string_view_literals;

TEST(Charset, ConvertsByName) {
  struct Case {
    const char* encoding;
    std::string_view bytes;
    std::string_view text;
    std::int64_t characters;
    std::int64_t replaced;
  };
  const Case cases[] = {
      {"windows-1252", "caf\xE9 \x93x\x94"sv, "café “x”", 8, 0},
      {"UTF-16LE", "h\0\xE9\0"sv, "hé", 2, 0},
      {"UTF-16BE", "\xD8\x3D\xDE\x00"sv, "😀", 1, 0},
      {"KOI8-R", "\xF0\xD2\xC9"sv, "При", 3, 0},
      {"US-ASCII", "a\xFFz"sv, "a\uFFFDz", 3, 1},
      {"UTF-8", ""sv, "", 0, 0},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.encoding);
    const auto got = convert_to_utf8(c.bytes, c.encoding);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->text, c.text);
    EXPECT_EQ(got->characters, c.characters);
    EXPECT_EQ(got->replaced, c.replaced);
  }
  EXPECT_EQ(convert_to_utf8("x", "klingon-8").error().code, ErrorCode::kInvalid);
}

TEST(Charset, GuessesLatinAsTheBrowsersDo) {
  EXPECT_EQ(detect_encoding("Le ministre a quitt\xE9 la r\xE9union \xE0 la fin de l'apr\xE8s-midi, "
                            "apr\xE8s un d\xE9"
                            "bat anim\xE9 sur la p\xEA"
                            "che."),
            "windows-1252");
}

}  // namespace
}  // namespace tocsin
