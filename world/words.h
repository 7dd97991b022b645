// A text as words and the gaps between them: what names are matched on. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tocsin {

// What stands between a word and the one before it. Typographic forms count as their plain ones.
enum class Gap : std::uint8_t {
  kNone,  // first word of the text
  kSpace,
  kHyphen,
  kApostrophe,
  kApostropheSpace,
  kDot,
  kDotSpace,
  kCommaSpace,
  kAmpersand,  // " & "
  kSlash,
  kOther,  // no name goes across it; also the blank line between paragraphs
};

// A run of letters and digits, half-open in bytes.
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  Gap before = Gap::kNone;
  bool shouted = false;  // in a stretch of three or more words that are all in capitals
  bool operator==(const Word&) const = default;
};

// In order; linear in the text. Bytes that are no UTF-8 belong to gaps.
std::vector<Word> split_words(std::string_view text);

}  // namespace tocsin
