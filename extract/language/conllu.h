// CoNLL-U, the exchange format of the Universal Dependencies treebanks: ten columns a word, a blank
// line after each sentence. Read with limits (a line of 1 MiB, a sentence of 100,000 words or 16
// MiB of comments), written as it was read. Pure but for read_conllu; a reader is for one thread.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tocsin {

struct ConlluWord {
  std::string form;
  std::string lemma;
  std::string upos;
  std::string xpos;
  std::string feats;
  std::int32_t head = -1;  // 0-based index of the governing word in its sentence, -1 the root
                           // (or "_": not annotated)
  std::string deprel;
  std::string deps;
  std::string misc;
  bool space_after = true;  // misc has no SpaceAfter=No
  bool operator==(const ConlluWord&) const = default;
};

// The words [first, end) are written as one token, `form`: "don't" over "do" and "n't".
struct ConlluRange {
  std::int32_t first = 0;
  std::int32_t end = 0;
  std::string form;
  std::string misc;
  bool space_after = true;
  bool operator==(const ConlluRange&) const = default;
};

struct ConlluSentence {
  std::vector<std::string> comments;  // whole lines, with their '#'
  std::vector<ConlluWord> words;
  std::vector<ConlluRange> ranges;  // in order
  std::string text() const;         // as written: the forms and ranges with their spaces
  bool operator==(const ConlluSentence&) const = default;
};

enum class Annotation { kRead, kIgnore };

// One sentence at a time from a stream, whose lines end in LF or CRLF. Empty nodes ("8.1") and
// blocks without a word are left out.
class ConlluReader {
 public:
  static constexpr std::size_t kMaxLine = 1 << 20;  // bytes
  static constexpr std::size_t kMaxWords = 100'000;
  static constexpr std::size_t kMaxComments = 16 << 20;  // bytes, of one sentence

  // With Annotation::kIgnore only form, misc, ranges and comments are read: whatever stands in the
  // other columns is no error.
  ConlluReader(std::istream& in, std::string name, Annotation annotation = Annotation::kRead)
      : in_(in), name_(std::move(name)), annotation_(annotation) {}
  // True and the next sentence, false at the end or where the stream breaks off (its bad() tells
  // which); kInvalid with file and line for what is malformed
  // (reading can go on: the sentence that is wrong is left out).
  Result<bool> next(ConlluSentence& sentence);

 private:
  enum class Line { kEnd, kBlank, kContent, kTooLong };
  Line read_line(std::string_view& line);
  void skip_sentence();

  std::istream& in_;
  std::string name_;
  Annotation annotation_;
  std::string buffer_;
  std::int64_t line_ = 0;
};

// All sentences of a file, plain or gzip (by its first bytes). kNotFound, kCorrupt for a damaged
// gzip stream, kInvalid for the first malformed sentence.
Result<std::vector<ConlluSentence>> read_conllu(const std::string& path);

// Appends the sentence and its blank line.
void write_conllu(const ConlluSentence& sentence, std::string& out);

}  // namespace tocsin
