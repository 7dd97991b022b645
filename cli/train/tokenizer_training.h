// Learns the tokenizer and the splitter of sentences from treebanks: part of tocsin-train. One
// thread, the same bytes for the same treebanks, about a minute.
#pragma once

#include <vector>

#include "cli/train/linear_training.h"
#include "extract/language/conllu.h"
#include "model/model_file.h"

namespace tocsin {

struct TokenizerTrainingOptions {
  LinearTrainingOptions words{.bits = 16, .outputs = 2};
  LinearTrainingOptions sentences{.bits = 18};
  float copies = 0.2F;         // weight of a changed copy of a paragraph, against 1
  float sentence_odds = 0.0F;  // a sentence ends where the log-odds are above
};

// Adds the section of the tokenizer to `model`. `treebanks`: sentences in the order of their texts,
// with the comments that mark documents and paragraphs.
Status train_tokenizer(const std::vector<ConlluSentence>& treebanks, ModelWriter& model,
                       const TokenizerTrainingOptions& options = {});

}  // namespace tocsin
