// What the splitter and the tokenizer ask of one character of UTF-8. Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace tocsin {

enum class CharacterKind { kSpace, kLetter, kDigit, kApostrophe, kOpenQuote, kCloseQuote, kMark };

struct Character {
  std::int32_t length = 1;  // bytes
  CharacterKind kind = CharacterKind::kMark;
  bool upper = false;  // an upper-case letter, of ASCII and Latin-1
  char ascii = 0;      // the byte itself where it is ASCII
};

// The character that starts at byte `at` (which must lie inside `text`). Letters beyond ASCII count
// as letters, whatever their script; "’" is an apostrophe, other curly quotes open or close.
Character character_at(std::string_view text, std::int32_t at);

}  // namespace tocsin
