// Numbers for the tests and benchmarks of model/: random, and the same in each run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "model/kernels.h"

namespace tocsin {

inline std::vector<float> random_floats(int count, unsigned seed, float width = 1.0F) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> spread(-width, width);
  std::vector<float> out(static_cast<std::size_t>(count));
  for (float& value : out) value = spread(random);
  return out;
}

inline std::vector<std::uint8_t> random_bytes(int count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::uint8_t> out(static_cast<std::size_t>(count));
  for (std::uint8_t& value : out) value = static_cast<std::uint8_t>(random());
  return out;
}

// A matrix that owns its numbers.
class RandomMatrix {
 public:
  RandomMatrix(std::int32_t inputs, std::int32_t outputs, unsigned seed)
      : inputs_(inputs),
        outputs_(outputs),
        weights_(static_cast<std::size_t>(std::int64_t{inputs} * outputs)),
        scale_(random_floats(outputs, seed + 1)),
        bias_(random_floats(outputs, seed + 2)) {
    std::mt19937 random(seed);
    for (std::int8_t& weight : weights_)
      weight = static_cast<std::int8_t>(static_cast<int>(random() % 127) - 63);
    add_up();
  }

  // Weights of one output are all 63, those of the next all -63.
  void fill_extreme() {
    for (std::size_t i = 0; i < weights_.size(); ++i)
      weights_[i] = i / 4 % 2 == 0 ? std::int8_t{63} : std::int8_t{-63};
    add_up();
  }

  QuantizedMatrix view() const {
    return {inputs_, outputs_, weights_.data(), scale_.data(), bias_.data(), sum_.data()};
  }

 private:
  void add_up() {
    sum_.assign(static_cast<std::size_t>(outputs_), 0);
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      const std::size_t block = i / (static_cast<std::size_t>(inputs_) * 16);
      sum_[block * 16 + i % 64 / 4] += weights_[i];
    }
  }

  std::int32_t inputs_;
  std::int32_t outputs_;
  std::vector<std::int8_t> weights_;
  std::vector<float> scale_;
  std::vector<float> bias_;
  std::vector<std::int32_t> sum_;
};

}  // namespace tocsin
