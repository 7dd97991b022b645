// Complaints about files that people write (config, rules): each with its place, the line itself
// and a caret, and a hint. All complaints of a run are collected; nothing stops at the first.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin {

// Counts from 1, columns in code points; 0 where unknown.
struct Position {
  int line = 0;
  int column = 0;
  bool operator==(const Position&) const = default;
};

// A value and where it was written.
template <typename T>
struct Located {
  T value{};
  Position at;
};

struct Diagnostic {
  Where where;
  std::string message;  // one sentence, no full stop
  std::string hint;     // what to do, "" where there is nothing to say
  std::string excerpt;  // the source line, or the part of a long one around the column; "" unknown;
                        // user and password of a URL are stars
  int caret = 0;        // column within `excerpt`, from 1; 0: none
  bool operator==(const Diagnostic&) const = default;
};

// A complaint about a file as a whole: it is missing, it cannot be read.
Diagnostic diagnostic_of(const Error& error);

// "file:line:column: error: message", the line, the caret under the column, the hint; each line
// ends in "\n". Plain text for terminals and logs: no colours, control characters replaced.
std::string render(const Diagnostic& diagnostic);
std::string render(const std::vector<Diagnostic>& diagnostics);

// Complaints about one file. Owns a copy of the text. Keeps the first 50 and counts the rest, so
// that a hostile file cannot flood the terminal. One thread.
class Complaints {
 public:
  Complaints(std::string file, std::string_view text);  // a byte order mark is left out

  const std::string& file() const { return file_; }
  const std::string& text() const { return text_; }
  bool empty() const { return kept_.empty(); }
  std::size_t count() const { return kept_.size() + dropped_; }
  void add(Position at, std::string message, std::string hint = "");
  // In the order of the file; leaves none behind.
  std::vector<Diagnostic> take();

 private:
  std::string file_;
  std::string text_;
  std::vector<Diagnostic> kept_;
  std::size_t dropped_ = 0;
};

// For messages: the text in quotes, shortened, without control characters.
std::string quote(std::string_view text);
// did you mean "x"?  Where nothing is near and `candidates` are few: known here: a, b, c. Else "".
std::string suggest(std::string_view word, const std::vector<std::string_view>& candidates);
// Ids that people give (feeds, receivers, rules): lower-case letters, digits, hyphens; at most 64.
void require_id(const Located<std::string>& id, std::string_view what, Complaints& complaints);

}  // namespace tocsin
