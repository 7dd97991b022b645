// Decoded text to clean paragraphs: line ends of every kind, control characters, odd blanks, text
// that was wrapped at a fixed width. Pure; any thread; linear.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tocsin {

struct Paragraph {
  std::string text;          // one line, trimmed, never empty
  bool blank_after = false;  // a blank line followed
  bool operator==(const Paragraph&) const = default;
};

// LF for every line end (CRLF, CR, NEL, U+2028; U+2029 and form feed end a paragraph), a blank for
// tabs and for blanks that do not break or have another width; control, invisible and direction
// characters are dropped.
std::string clean_text(std::string_view utf8);

// Paragraphs of clean text. Where blank lines stand, they part them, and a block that was wrapped
// at 40 to 100 columns is joined; where none stand, one line is one paragraph.
std::vector<Paragraph> split_paragraphs(std::string_view clean);

}  // namespace tocsin
