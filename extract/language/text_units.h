// One character as the tokenizer sees it: an entity that was left over is the character it stands
// for, and look-alikes (curly quotes, accents used as apostrophes, dashes) share one base. Blanks
// are white space and what cannot be seen: control characters, zero-width spaces, marks of
// direction. Pure; linear; any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "news/span.h"

namespace tocsin {

enum class UnitKind : std::uint8_t {
  kNone,  // beyond the edge
  kLower,
  kUpper,
  kDigit,
  kLetter,    // of a script without case
  kExtender,  // belongs to the character before it: accents, joiners, selectors
  kMark,
};

struct TextUnit {
  char32_t code = 0;  // lower-cased
  char32_t base = 0;  // the ASCII look-alike of `code` where it has one
  std::int32_t begin = 0;
  UnitKind kind = UnitKind::kNone;
};

// The bytes of the blank at `at`, 0 where there is none.
std::int32_t blank_at(std::string_view text, std::int32_t at);

// Appends the units of [chunk.begin, chunk.end).
void append_units(std::string_view text, Span chunk, std::vector<TextUnit>& units);

inline bool is_letter(UnitKind kind) {
  return kind == UnitKind::kLower || kind == UnitKind::kUpper || kind == UnitKind::kLetter;
}
inline bool is_word_kind(UnitKind kind) { return is_letter(kind) || kind == UnitKind::kDigit; }

}  // namespace tocsin
