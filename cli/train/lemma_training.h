// Learns the lemmatizer's rules: for each class of tags the edits of word endings, as far as they
// generalise, and whole words where the endings would mislead: those of the treebanks, irregular
// verbs and nouns, inflections of known verbs, and words of raw text whose ending would lead to no
// attested word ("provoked" to "provok"). Deterministic.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "extract/language/conllu.h"
#include "model/model_file.h"

namespace tocsin {

// Adds the section Lemmatizer::kSection. `paragraphs` are raw text, which may be empty. kInvalid
// where no sentence has a lemma.
Status train_lemmatizer(const std::vector<ConlluSentence>& sentences,
                        std::span<const std::string> paragraphs, ModelWriter& model);

}  // namespace tocsin
