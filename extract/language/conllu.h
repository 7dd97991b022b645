// CoNLL-U, the exchange format of the Universal Dependencies treebanks: ten columns a word, a blank
// line after each sentence. Read with limits (a line of 1 MiB, a sentence of 100,000 words),
// written as it was read.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
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

// One sentence at a time from a stream. Empty nodes ("8.1") are left out.
class ConlluReader {
 public:
  ConlluReader(std::istream& in, std::string name) : in_(in), name_(std::move(name)) {}
  // True and the next sentence, false at the end; kInvalid with file and line for what is malformed
  // (reading can go on: the sentence that is wrong is left out).
  Result<bool> next(ConlluSentence& sentence);

 private:
  std::istream& in_;
  std::string name_;
  std::int64_t line_ = 0;
};

// All sentences of a file, plain or gzip (by its first bytes).
Result<std::vector<ConlluSentence>> read_conllu(const std::string& path);

void write_conllu(const ConlluSentence& sentence, std::string& out);

}  // namespace tocsin
