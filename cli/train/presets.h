// How large the networks are and how long they learn: a row of a table for each way to train.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "cli/train/network.h"
#include "cli/train/network_training.h"

namespace tocsin {

struct TrainingPreset {
  std::string_view name;
  std::string_view help;
  std::int32_t vector_epochs = 5;
  std::size_t vocabulary = 30'000;  // words with a row of their own
  std::size_t subwords = 24'576;    // rows of the subword table
  std::int32_t teachers = 0;  // large networks whose opinions on raw text the small one learns
  NetworkShape teacher;
  TrainingOptions teacher_training;
  std::int64_t raw_words = 0;     // of raw text with a teacher's trees
  std::int32_t gold_repeats = 1;  // times that the treebanks count beside the raw text
  NetworkShape student;
  TrainingOptions student_training;
};

std::span<const TrainingPreset> training_presets();

}  // namespace tocsin
