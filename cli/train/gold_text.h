// The raw text of a treebank with its words and sentences marked, paragraph by paragraph, and
// copies of it as worse-edited text would have it: upper-cased, already tokenised, with blanks or
// full stops missing. What the tokenizer learns from. Pure.
#pragma once

#include <string>
#include <vector>

#include "cli/train/random.h"
#include "extract/language/conllu.h"
#include "extract/language/tokenizer.h"

namespace tocsin {

struct GoldWord {
  std::string form;
  bool continues = false;
  bool blank_after = true;
  bool ends_sentence = false;
};
using GoldParagraph = std::vector<GoldWord>;

// Paragraphs begin at "# newpar" and "# newdoc"; without such comments each sentence is one, but
// for those that no blank parts from the next.
std::vector<GoldParagraph> gold_paragraphs(const std::vector<ConlluSentence>& sentences);

struct GoldText {
  std::string text;
  SplitText split;  // `cut` is never set
};
GoldText gold_text(const GoldParagraph& paragraph);

// The copies; each leaves a paragraph that has nothing of the kind as it is.
GoldParagraph upper_cased(GoldParagraph paragraph);
GoldParagraph lower_cased(GoldParagraph paragraph);
// A blank around every word; brackets and quotes as the Penn treebank writes them.
GoldParagraph pretokenised(GoldParagraph paragraph, RandomNumbers& random);
GoldParagraph without_blanks_after_stops(GoldParagraph paragraph, RandomNumbers& random);
GoldParagraph with_other_marks(GoldParagraph paragraph, RandomNumbers& random);
// Names, titles and what ends a sentence, abbreviated.
GoldParagraph with_abbreviations(GoldParagraph paragraph, RandomNumbers& random);
// "PARIS (Reuters) - " before a paragraph that is a full sentence or more.
GoldParagraph with_dateline(GoldParagraph paragraph, RandomNumbers& random);
// A heading with the paragraph that follows it run on; empty where `head` is none.
GoldParagraph with_heading(const GoldParagraph& head, const GoldParagraph& paragraph);

}  // namespace tocsin
