// UTF-8 and words: what every floor needs of text. All offsets are bytes unless the name says
// code points. Functions are pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tocsin {

bool is_valid_utf8(std::string_view text);

// The number of code points that start in valid UTF-8.
std::size_t code_points(std::string_view text);

// Converts ascending or unordered byte offsets of one text to code-point offsets, in linear time.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  std::size_t at(std::size_t byte_offset) const;

 private:
  std::string_view text_;
  bool ascii_ = false;
  std::vector<std::size_t> every_;  // code points before byte 64 * i
};

// Lower case of the whole of Unicode, for comparison (not for display): the length may change ("ß"
// is "ss"), bytes that are not UTF-8 stay. ASCII takes a fast path.
std::string fold_case(std::string_view text);

// White space is Unicode's. split keeps empty pieces: n separators give n + 1.
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
// Runs of white space become one blank; ends trimmed.
std::string collapse_space(std::string_view text);
// At most `max_bytes`, cut at a code point, with "…" where something was cut.
std::string shorten(std::string_view text, std::size_t max_bytes);
// Control characters (also C1, line and paragraph separators, overrides of direction) become
// blanks, bytes that are not UTF-8 U+FFFD: for log lines, terminals.
std::string printable(std::string_view text);

// The nearest of `candidates` to `word` within a third of its length (Damerau-Levenshtein,
// case ignored), or "".
std::string_view did_you_mean(std::string_view word,
                              const std::vector<std::string_view>& candidates);

}  // namespace tocsin
