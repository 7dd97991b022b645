// Sentences as CoNLL-U with predicted annotation: from plain text, with ranges for the words that
// are written in one token, or over words that are given.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/language/conllu.h"
#include "extract/language/language_core.h"

namespace tocsin {

// A sentence of a paragraph, which is all of `split`: the first with "# newpar", each with "# text"
// and, where it is one that was too long, "# cut". Words are written as in the text.
ConlluSentence sentence_of(std::string_view text, const SplitText& split, std::size_t sentence);

// Sets lemma, UPOS, XPOS, head and relation of every word; takes away features and enhanced
// dependencies, which are not predicted. One thread; the core outlives it.
class SentenceParser {
 public:
  explicit SentenceParser(const LanguageCore& core) : core_(core) {}
  void parse(std::vector<ConlluSentence>& sentences);

 private:
  const LanguageCore& core_;
  ParserScratch scratch_;
  std::vector<std::string> resolved_;
  std::vector<std::string_view> forms_;
  std::vector<std::int32_t> begins_;
  std::vector<WordAnalysis> words_;
};

}  // namespace tocsin
