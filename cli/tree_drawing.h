// A dependency tree as lines of text: the words one below the other, their tags and relations
// beside them, the arcs to their left, root outermost:
//
//   1   ┌─── Norway      PROPN NNP  nsubj
//   2 ──┼─── expelled    VERB  VBD  root
//   3   │ ┌─ the         DET   DT   det
//   4   └─┴─ ambassador  NOUN  NN   obj
//
// Arcs that would cross others, or lead deeper than there is room for, are drawn to a word further
// up, and the relation says which word it is of: "acl:relcl of 2". Pure; any thread.
#pragma once

#include <cstddef>
#include <string>

#include "extract/language/conllu.h"

namespace tocsin {

struct DrawingStyle {
  std::size_t width = 80;  // columns; long words are cut to fit
  bool utf8 = true;        // else lines of ASCII
  bool colour = false;
};

// Any heads are drawn: words that no root governs as further roots. What has over kMostDrawn words
// is told in one line.
inline constexpr std::size_t kMostDrawn = 512;
std::string draw_tree(const ConlluSentence& sentence, const DrawingStyle& style);

}  // namespace tocsin
