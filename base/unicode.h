// What Unicode says of one character. Pure; any thread.
#pragma once

#include <cstdint>

namespace tocsin {

enum class CharacterClass : std::uint8_t {
  kLower,
  kUpper,      // also title case
  kLetter,     // of a script without case
  kDigit,      // decimal
  kExtending,  // belongs to the character before it: accents, joiners, selectors, skin tones
  kOther,
};

CharacterClass character_class(char32_t character);

// One character for one: what has no such counterpart stays ("ß").
char32_t lower_case(char32_t character);
char32_t upper_case(char32_t character);

}  // namespace tocsin
