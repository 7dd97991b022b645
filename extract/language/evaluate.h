// How well predicted CoNLL-U agrees with a gold one, as the CoNLL 2018 task counts: subtypes of
// relations ("nmod:poss") are ignored, lemmas compared without case. All figures are per cent; 0
// where there is nothing to count. Pure; any thread.
#pragma once

#include <vector>

#include "base/result.h"
#include "extract/language/conllu.h"

namespace tocsin {

// Of trees over the same words: how many words have the right tag, lemma, head (UAS), and head and
// relation (LAS).
struct TreeScores {
  double upos = 0;
  double xpos = 0;
  double lemma = 0;
  double uas = 0;
  double las = 0;
  bool operator==(const TreeScores&) const = default;
};

// F1 of words and sentences that were found in raw text, by the characters that they span (white
// space does not count), and of what hangs on the words: a head is right where it is the same word.
struct RawScores {
  double words = 0;
  double sentences = 0;
  double upos = 0;
  double uas = 0;
  double las = 0;
  bool operator==(const RawScores&) const = default;
};

// kInvalid where sentences or words differ in number: the message names the sentence.
Result<TreeScores> score_trees(const std::vector<ConlluSentence>& gold,
                               const std::vector<ConlluSentence>& predicted);

// Over the same text.
RawScores score_raw(const std::vector<ConlluSentence>& gold,
                    const std::vector<ConlluSentence>& predicted);

}  // namespace tocsin
