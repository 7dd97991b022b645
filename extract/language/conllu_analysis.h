// The language core on CoNLL-U: sentences whose words are given get tags, lemmas and trees, and a
// paragraph of raw text becomes such sentences. What `tocsin parse` prints and tocsin-train scores.
// An analyser is used by one thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/language/conllu.h"
#include "extract/language/language_core.h"

namespace tocsin {

class ConlluAnalyser {
 public:
  explicit ConlluAnalyser(const LanguageCore& core) : core_(core) {}

  // Sets lemma, upos, xpos, head and deprel of every word and clears feats and deps; words, ranges,
  // comments and misc stay. A few hundred words at a time are fastest.
  void annotate(std::span<ConlluSentence> sentences);

  // The sentences of one paragraph, analysed: forms as they are written, ranges for the words of
  // one token, SpaceAfter=No, and a "# text" each. `text` is valid UTF-8.
  std::vector<ConlluSentence> analyse(std::string_view text);

 private:
  const LanguageCore& core_;
  ParserScratch scratch_;
  std::vector<std::string> forms_;  // with entities resolved
  std::vector<std::string_view> views_;
  std::vector<std::int32_t> begins_;
  std::vector<WordAnalysis> words_;
};

}  // namespace tocsin
