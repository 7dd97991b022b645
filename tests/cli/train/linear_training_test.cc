#include "cli/train/linear_training.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

constexpr std::uint32_t kBits = 12;

HashedFeatures features(std::initializer_list<std::uint64_t> values) {
  HashedFeatures made;
  for (const std::uint64_t value : values) made.add(value);
  return made;
}

// Answer 1 where the first value is 1, answer 2 where it is 2; the second value is noise.
LinearExamples examples() {
  LinearExamples made;
  for (std::uint64_t i = 0; i < 300; ++i) {
    made.add(features({i % 3, i % 7}), static_cast<std::uint8_t>(i % 3), 1.0F);
  }
  return made;
}

TEST(LinearTrainingTest, LearnsWhatTellsAnswersApart) {
  const LinearTrainingOptions options{.bits = kBits, .outputs = 2};
  const std::vector<float> weights = train_linear(examples(), options);
  std::vector<std::int8_t> storage;
  const HashedLinear linear = HashedLinear::rounded(weights, kBits, 2, storage);
  for (std::uint64_t noise = 0; noise < 7; ++noise) {
    const auto none = linear.sums<2>(features({0, noise}));
    EXPECT_LT(std::max(none[0], none[1]), 0);
    const auto one = linear.sums<2>(features({1, noise}));
    EXPECT_TRUE(one[0] > 0 && one[0] > one[1]);
    const auto two = linear.sums<2>(features({2, noise}));
    EXPECT_TRUE(two[1] > 0 && two[1] > two[0]);
  }
}

TEST(LinearTrainingTest, GivesTheSameWeightsForASeed) {
  LinearTrainingOptions options{.bits = kBits, .outputs = 2};
  const auto weights = train_linear(examples(), options);
  EXPECT_EQ(weights, train_linear(examples(), options));
  options.seed = 2;
  EXPECT_NE(weights, train_linear(examples(), options));
}

TEST(LinearTrainingTest, HeedsTheWeightsOfExamples) {
  LinearExamples made;
  for (int i = 0; i < 100; ++i) {
    made.add(features({1}), 1, 0.1F);
    made.add(features({1}), 0, 1.0F);
  }
  const auto weights = train_linear(made, {.bits = kBits});
  EXPECT_LT(weights[HashedLinear::row(features({1}).hashes()[0], kBits)], -1.0F);
}

}  // namespace
}  // namespace tocsin
