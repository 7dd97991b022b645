// A linear classifier over hashed features: what decides at every place where a word or a sentence
// may end. Sums of whole numbers, so the same on every machine. Immutable; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/model_file.h"

namespace tocsin {

// The features of one place: hashes of 32 bits, of which a classifier uses the upper ones.
class HashedFeatures {
 public:
  static constexpr std::size_t kMost = 96;

  void clear() { count_ = template_ = 0; }
  // What the next template saw; the same value of another template is another feature. Beyond kMost
  // nothing is added.
  void add(std::uint64_t value) {
    std::uint64_t mixed = (value + template_++ * 0x9E3779B97F4A7C15U) * 0xD6E8FEB86659FD93U;
    mixed ^= mixed >> 32U;
    mixed *= 0xD6E8FEB86659FD93U;
    if (count_ < kMost) hashes_[count_++] = static_cast<std::uint32_t>(mixed >> 32U);
  }
  // Templates that do not apply here.
  void skip(std::size_t templates) { template_ += templates; }
  std::span<const std::uint32_t> hashes() const { return {hashes_.data(), count_}; }

 private:
  std::array<std::uint32_t, kMost> hashes_;
  std::size_t count_ = 0;
  std::size_t template_ = 0;
};

inline std::uint64_t join(std::uint64_t left, std::uint64_t right) {
  return (left ^ (right * 0x9E3779B97F4A7C15U)) * 0xBF58476D1CE4E5B9U + right;
}

class HashedLinear {
 public:
  static constexpr std::uint32_t kMostOutputs = 4;

  HashedLinear() = default;
  // Weights in rows of `outputs`, 2^bits rows. Views into the model file: that must outlive it.
  static HashedLinear read(SectionReader& reader);  // no outputs where it is malformed
  void write(SectionWriter& writer) const;

  std::uint32_t outputs() const { return outputs_; }
  float scale() const { return scale_; }

  template <std::size_t kOutputs>
  std::array<std::int32_t, kOutputs> sums(const HashedFeatures& features) const {
    std::array<std::int32_t, kOutputs> sum{};
    for (const std::uint32_t hash : features.hashes()) {
      const std::int8_t* row = weights_.data() + std::size_t{hash >> (32U - bits_)} * kOutputs;
      for (std::size_t o = 0; o < kOutputs; ++o) sum[o] += row[o];
    }
    return sum;
  }

  // The row of a feature, for training.
  static std::size_t row(std::uint32_t hash, std::uint32_t bits) { return hash >> (32U - bits); }
  // From real weights (rows of `outputs`); `storage` keeps the rounded ones and must outlive it.
  static HashedLinear rounded(std::span<const float> weights, std::uint32_t bits,
                              std::uint32_t outputs, std::vector<std::int8_t>& storage);

 private:
  std::uint32_t bits_ = 0;
  std::uint32_t outputs_ = 0;
  float scale_ = 1.0F;  // a sum times this is a log-odds
  std::span<const std::int8_t> weights_;
};

}  // namespace tocsin
