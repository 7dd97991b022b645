// Learns the weights of a HashedLinear by logistic regression: stochastic gradients with a step of
// each weight's own (AdaGrad). One thread, the same bits for the same examples and seed.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/language/hashed_linear.h"

namespace tocsin {

struct LinearTrainingOptions {
  std::uint32_t bits = 16;  // 2^bits rows
  std::uint32_t outputs = 1;
  int epochs = 8;
  float step = 0.15F;
  float decay = 1e-6F;     // of the weights of a feature, each time it is seen
  float left_out = 0.15F;  // share of the features that an example misses, each time anew
  std::uint64_t seed = 1;
};

class LinearExamples {
 public:
  // `answer`: 0, or the number of an output, counted from 1.
  void add(const HashedFeatures& features, std::uint8_t answer, float weight);
  std::size_t size() const { return answers_.size(); }

 private:
  friend std::vector<float> train_linear(const LinearExamples&, const LinearTrainingOptions&);
  std::vector<std::uint32_t> hashes_;
  std::vector<std::size_t> ends_;
  std::vector<std::uint8_t> answers_;
  std::vector<float> weights_;
};

// Rows of `outputs` weights: log-odds of each output against answer 0.
std::vector<float> train_linear(const LinearExamples& examples,
                                const LinearTrainingOptions& options);

}  // namespace tocsin
