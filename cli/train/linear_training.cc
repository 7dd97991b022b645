// One pass after another over the shuffled examples; the weights are averaged over the second half
// of the passes. Entrances: LinearExamples, train_linear.
#include "cli/train/linear_training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

#include "cli/train/random.h"

namespace tocsin {
namespace {

class LinearTrainer {
 public:
  explicit LinearTrainer(const LinearTrainingOptions& options)
      : options_(options),
        weights_((std::size_t{1} << options.bits) * options.outputs, 0.0F),
        squares_(weights_.size(), 1e-4F),
        random_(options.seed) {}

  void learn(std::span<const std::uint32_t> hashes, std::size_t answer, float weight) {
    rows_.clear();
    for (const std::uint32_t hash : hashes) {
      if (!random_.chance(options_.left_out)) {
        rows_.push_back(HashedLinear::row(hash, options_.bits) * options_.outputs);
      }
    }
    const Sums odds = probabilities();
    for (std::size_t o = 0; o < options_.outputs; ++o) {
      const float error = (odds[o] - (answer == o + 1 ? 1.0F : 0.0F)) * weight;
      for (const std::size_t row : rows_) step(row + o, error);
    }
  }

  std::vector<float>& weights() { return weights_; }
  RandomNumbers& random() { return random_; }

 private:
  using Sums = std::array<float, HashedLinear::kMostOutputs>;

  Sums probabilities() const {
    Sums sums{};
    const float share = 1.0F / (1.0F - options_.left_out);
    float largest = 0.0F;
    for (std::size_t o = 0; o < options_.outputs; ++o) {
      for (const std::size_t row : rows_) sums[o] += weights_[row + o];
      sums[o] *= share;
      largest = std::max(largest, sums[o]);
    }
    float total = std::exp(-largest);
    for (std::size_t o = 0; o < options_.outputs; ++o) {
      sums[o] = std::exp(sums[o] - largest);
      total += sums[o];
    }
    for (std::size_t o = 0; o < options_.outputs; ++o) sums[o] /= total;
    return sums;
  }

  void step(std::size_t i, float error) {
    const float gradient = error + options_.decay * weights_[i];
    squares_[i] += gradient * gradient;
    weights_[i] -= options_.step * gradient / std::sqrt(squares_[i]);
  }

  const LinearTrainingOptions& options_;
  std::vector<float> weights_;
  std::vector<float> squares_;
  std::vector<std::size_t> rows_;
  RandomNumbers random_;
};

}  // namespace

void LinearExamples::add(const HashedFeatures& features, std::uint8_t answer, float weight) {
  hashes_.insert(hashes_.end(), features.hashes().begin(), features.hashes().end());
  ends_.push_back(hashes_.size());
  answers_.push_back(answer);
  weights_.push_back(weight);
}

std::vector<float> train_linear(const LinearExamples& examples,
                                const LinearTrainingOptions& options) {
  LinearTrainer trainer(options);
  std::vector<std::uint32_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0U);
  std::vector<float> average(trainer.weights().size(), 0.0F);
  const int averaged = (options.epochs + 1) / 2;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    trainer.random().shuffle(order);
    for (const std::uint32_t i : order) {
      const std::size_t begin = i == 0 ? 0 : examples.ends_[i - 1];
      trainer.learn({examples.hashes_.data() + begin, examples.ends_[i] - begin},
                    examples.answers_[i], examples.weights_[i]);
    }
    if (epoch < options.epochs - averaged) continue;
    for (std::size_t i = 0; i < average.size(); ++i) {
      average[i] += trainer.weights()[i] / static_cast<float>(averaged);
    }
  }
  return average;
}

}  // namespace tocsin
