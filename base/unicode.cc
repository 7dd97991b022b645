// ICU's properties, reduced to what is asked here. Next to read: text.h for whole texts.
#include "base/unicode.h"

#include <unicode/uchar.h>

namespace tocsin {

CharacterClass character_class(char32_t character) {
  switch (u_charType(static_cast<UChar32>(character))) {
    case U_LOWERCASE_LETTER:
      return CharacterClass::kLower;
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
      return CharacterClass::kUpper;
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER:
      return CharacterClass::kLetter;
    case U_DECIMAL_DIGIT_NUMBER:
      return CharacterClass::kDigit;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_FORMAT_CHAR:
      return CharacterClass::kExtending;
    default:
      return character >= 0x1F3FB && character <= 0x1F3FF ? CharacterClass::kExtending
                                                          : CharacterClass::kOther;
  }
}

char32_t lower_case(char32_t character) {
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(character)));
}

char32_t upper_case(char32_t character) {
  return static_cast<char32_t>(u_toupper(static_cast<UChar32>(character)));
}

}  // namespace tocsin
