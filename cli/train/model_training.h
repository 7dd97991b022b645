// From treebanks and raw text to the shipped model, in stages: tokenizer, word vectors, teachers,
// the teachers' opinions on raw text, the network that is shipped, lemmas. Stages that take long
// are kept in a work folder under a name that tells all they depend on, so that a training that was
// stopped goes on where it was. Two threads; the model depends on the input and the seed alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/train/presets.h"

namespace tocsin {

struct ModelTrainingOptions {
  std::vector<std::string> treebanks;  // CoNLL-U, plain or gzip
  std::vector<std::string> dev;        // scored while training and at the end, never learned from
  std::vector<std::string> raw;        // .jsonl or .txt, plain or gzip
  std::string out = "english.model";
  std::string work = "tocsin-train.work";  // a folder for finished stages
  std::string preset = "full";
  std::uint64_t seed = 1;
};

// kInvalid and the errors of the files; progress goes to the log.
Status train_model(const ModelTrainingOptions& options);

}  // namespace tocsin
