#include "base/unicode.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(UnicodeTest, ClassifiesCharacters) {
  struct Row {
    char32_t character;
    CharacterClass expected;
  };
  const Row rows[] = {
      {U'q', CharacterClass::kLower},          {U'\u00DF', CharacterClass::kLower},
      {U'Q', CharacterClass::kUpper},          {U'\u0416', CharacterClass::kUpper},
      {U'\u05D0', CharacterClass::kLetter},    {U'\u6771', CharacterClass::kLetter},
      {U'7', CharacterClass::kDigit},          {U'\u0667', CharacterClass::kDigit},
      {U'\u0301', CharacterClass::kExtending}, {U'\u200D', CharacterClass::kExtending},
      {U'\uFE0F', CharacterClass::kExtending}, {U'\U0001F3FD', CharacterClass::kExtending},
      {U'\u20AC', CharacterClass::kOther},     {U'\U0001F600', CharacterClass::kOther},
      {U'\u2019', CharacterClass::kOther},     {U'\u00BD', CharacterClass::kOther},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(static_cast<std::uint32_t>(row.character));
    EXPECT_EQ(character_class(row.character), row.expected);
  }
}

TEST(UnicodeTest, ChangesCaseOneCharacterForOne) {
  EXPECT_EQ(lower_case(U'\u00C9'), U'\u00E9');
  EXPECT_EQ(upper_case(U'\u044F'), U'\u042F');
  EXPECT_EQ(upper_case(U'\u00DF'), U'\u00DF');
  EXPECT_EQ(lower_case(U'7'), U'7');
}

}  // namespace
}  // namespace tocsin
