#include "extract/language/hashed_linear.h"

#include <gtest/gtest.h>

#include <limits>

namespace tocsin {
namespace {

TEST(HashedLinearTest, SumsTheWeightsOfTheFeatures) {
  HashedFeatures features;
  features.add(7);
  features.add(7);
  ASSERT_EQ(features.hashes().size(), 2U);
  EXPECT_NE(features.hashes()[0], features.hashes()[1]);
  constexpr std::uint32_t kBits = 12;
  std::vector<float> weights(std::size_t{2} << kBits, 0.0F);
  const std::size_t first = HashedLinear::row(features.hashes()[0], kBits) * 2;
  const std::size_t second = HashedLinear::row(features.hashes()[1], kBits) * 2;
  ASSERT_NE(first, second);
  weights[first] = 2.0F;
  weights[second] = -1.0F;
  weights[second + 1] = 0.5F;
  std::vector<std::int8_t> storage;
  const HashedLinear linear = HashedLinear::rounded(weights, kBits, 2, storage);
  const auto sums = linear.sums<2>(features);
  EXPECT_EQ(sums[0], 127 - 64);
  EXPECT_EQ(sums[1], 32);
  EXPECT_NEAR(static_cast<float>(sums[0]) * linear.scale(), 1.0F, 0.02F);
}

TEST(HashedLinearTest, TakesNoMoreFeaturesThanItHolds) {
  HashedFeatures features;
  for (std::uint64_t i = 0; i < 500; ++i) features.add(i);
  EXPECT_EQ(features.hashes().size(), HashedFeatures::kMost);
  features.clear();
  EXPECT_TRUE(features.hashes().empty());
}

struct Header {
  std::uint32_t bits = 4;
  std::uint32_t outputs = 1;
  float scale = 0.1F;
  std::size_t weights = 16;
};

HashedLinear read(const Header& header, std::string& bytes) {
  SectionWriter writer;
  writer.value(header.bits);
  writer.value(header.outputs);
  writer.value(header.scale);
  writer.array<std::int8_t>(std::vector<std::int8_t>(header.weights, 1));
  bytes = writer.take();
  SectionReader reader(bytes);
  return HashedLinear::read(reader);
}

TEST(HashedLinearTest, RefusesWhatDoesNotHoldTogether) {
  std::string bytes;
  EXPECT_NE(read({}, bytes).outputs(), 0U);
  const Header bad[] = {
      {.bits = 0},
      {.bits = 5},
      {.bits = 31},
      {.outputs = 0},
      {.outputs = 2},
      {.outputs = 9, .weights = 144},
      {.scale = 0.0F},
      {.scale = std::numeric_limits<float>::infinity()},
      {.scale = std::numeric_limits<float>::quiet_NaN()},
      {.weights = 15},
  };
  for (const Header& header : bad) EXPECT_EQ(read(header, bytes).outputs(), 0U);
}

}  // namespace
}  // namespace tocsin
