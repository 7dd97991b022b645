// Fits a network to examples: Adam with a warm-up and a linear decay, dropout, copies of sentences
// in capitals, lower and title case, hidden words. Each batch is worked on in two shards by two
// threads, so the outcome depends on the seed alone.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "cli/train/examples.h"
#include "cli/train/network.h"

namespace tocsin {

// The chances that a sentence is changed before it is learned from.
struct Augmentation {
  float upper = 0.08F;
  float title = 0.03F;
  float lower = 0.02F;
  float no_final_stop = 0.05F;
};

struct TrainingOptions {
  std::int64_t steps = 5000;
  std::size_t batch_words = 600;
  float rate = 2e-3F;
  std::int64_t warm_up = 200;
  float clip = 5;
  Dropout dropout{.input = 0.2F, .layers = 0.2F, .heads = 0.2F};
  Augmentation augmentation;
  std::uint64_t seed = 1;
};

// Examples with how many times each counts in a pass over all.
using ExampleSource = std::pair<const std::vector<Example>*, int>;

// `report` is called after every `report_every` steps with the step and the losses a word since the
// last report.
using TrainingReport = std::function<void(std::int64_t step, const Losses& losses)>;

void train_network(Network& network, const WordTypes& types,
                   const std::vector<ExampleSource>& sources, const TrainingOptions& options,
                   std::int64_t report_every, const TrainingReport& report);

}  // namespace tocsin
