// The gradient of every tensor against differences of the loss.
#include "cli/train/network.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tocsin {
namespace {

constexpr std::uint32_t kSubwords = 64;

WordVectors small_vectors() {
  WordVectors vectors;
  vectors.words = {"envoys", "left"};
  vectors.counts = {2, 1};
  vectors.width = 16;
  RandomNumbers random(5);
  for (int i = 0; i < 32; ++i) vectors.values.push_back(random.uniform() - 0.5F);
  return vectors;
}

class NetworkTest : public testing::Test {
 protected:
  NetworkTest() : types_({"envoys", "left", "the"}, kSubwords) {
    NetworkShape shape{.width = 16,
                       .hidden = 16,
                       .layers = 2,
                       .arc = 16,
                       .relation = 16,
                       .vectors = 16,
                       .tags = 4,
                       .relations = 3,
                       .vocabulary = 3,
                       .subwords = kSubwords};
    const WordVectors vectors = small_vectors();
    network_ = make_network(shape, types_.vocabulary(), &vectors, 3);
    batch_.add(example({"The", "envoys", "left"}, {2, 3, 0}));
    batch_.add(example({"Leave"}, {0}));
    batch_.add(example({"They", "left", "the", "capital", "."}, {2, 0, 4, 2, 2}));
    batch_.unknown[1] = 1;
  }

  Example example(const std::vector<std::string>& forms, const std::vector<int>& heads) {
    Example example;
    for (std::size_t i = 0; i < forms.size(); ++i) {
      example.types.push_back(types_.id(forms[i]));
      Target target;
      target.heads[0] = {static_cast<std::uint16_t>(heads[i]), 0.75F};
      target.heads[1] = {
          static_cast<std::uint16_t>(heads[i] == 0 && forms.size() > 1 ? (i == 0 ? 2 : 1) : 0),
          0.25F};
      target.relations[0] = {static_cast<std::uint16_t>(i % 3), 1.0F};
      target.tags[0] = {static_cast<std::uint16_t>(i % 4), 0.5F};
      target.tags[1] = {static_cast<std::uint16_t>((i + 1) % 4), 0.5F};
      example.targets.push_back(target);
    }
    return example;
  }

  double loss() {
    NetworkPass pass;
    Gradients gradients(network_);
    pass.forward(network_, types_, batch_, {}, nullptr);
    const Losses losses = pass.backward(network_, types_, batch_, gradients);
    return losses.arcs + losses.relations + losses.tags;
  }

  // (loss(value + step) - loss(value - step)) / (2 step)
  double slope(float& value) {
    constexpr float kStep = 5e-4F;
    const float kept = value;
    value = kept + kStep;
    const double above = loss();
    value = kept - kStep;
    const double below = loss();
    value = kept;
    return (above - below) / (2.0 * static_cast<double>(kStep));
  }

  WordTypes types_;
  Network network_;
  Batch batch_;
};

TEST_F(NetworkTest, GradientsAreTheSlopesOfTheLoss) {
  NetworkPass pass;
  Gradients gradients(network_);
  pass.forward(network_, types_, batch_, {}, nullptr);
  pass.backward(network_, types_, batch_, gradients);
  RandomNumbers random(9);
  const auto expect_slope = [&](const std::string& name, float& value, float gradient) {
    const double right = slope(value);
    EXPECT_NEAR(static_cast<double>(gradient), right, 4e-2 + 0.03 * std::abs(right)) << name;
  };
  for (std::size_t t = 0; t < network_.dense.size(); ++t) {
    Tensor& tensor = network_.dense[t];
    double moved = 0;
    for (int k = 0; k < 12; ++k) {
      const std::size_t at = random.below(tensor.size());
      expect_slope(tensor.name + "[" + std::to_string(at) + "]", tensor.values[at],
                   gradients.dense[t][at]);
    }
    for (const float gradient : gradients.dense[t])
      moved += std::abs(static_cast<double>(gradient));
    EXPECT_GT(moved, 0.0) << tensor.name;
  }
  for (std::size_t i = 0; i < gradients.word.rows().size(); ++i) {
    const std::uint32_t row = gradients.word.rows()[i];
    expect_slope("word " + std::to_string(row), network_.word.row(row)[3],
                 gradients.word.gradient(i)[3]);
  }
  for (std::size_t i = 0; i < gradients.subword.rows().size(); i += 5) {
    const std::uint32_t row = gradients.subword.rows()[i];
    expect_slope("subword " + std::to_string(row), network_.subword.row(row)[7],
                 gradients.subword.gradient(i)[7]);
  }
}

// A teacher's weights need not sum to one. What the loss cannot see, a shift of all scores of a
// word, must not be pushed: a training of 3,000 steps once drifted away by it.
TEST_F(NetworkTest, NothingPushesWhatTheLossCannotSee) {
  for (Target& target : batch_.targets) {
    target.heads[0].weight = 0.6F;
    target.relations[0].weight = 0.5F;
    target.tags[0].weight = 0.4F;
  }
  NetworkPass pass;
  Gradients gradients(network_);
  pass.forward(network_, types_, batch_, {}, nullptr);
  pass.backward(network_, types_, batch_, gradients);
  double bias = 0;
  for (const float gradient : gradients.dense[network_.first_head() + kRelationBias])
    bias += static_cast<double>(gradient);
  EXPECT_NEAR(bias, 0.0, 1e-4);
  double tags = 0;
  const std::vector<float>& projection = gradients.dense[network_.first_head() + kProjectionBias];
  for (std::size_t i = 0; i < network_.shape.tags; ++i)
    tags += static_cast<double>(projection[projection.size() - 1 - i]);
  EXPECT_NEAR(tags, 0.0, 1e-4);
}

// A dropped column is not learned from: with everything dropped but the heads' own weights, the
// gradient of a layer is nothing.
TEST_F(NetworkTest, DropoutHidesWhatItDrops) {
  NetworkPass pass;
  Gradients gradients(network_);
  RandomNumbers random(1);
  pass.forward(network_, types_, batch_, {.input = 0, .layers = 0, .heads = 1}, &random);
  for (const float value : pass.tag_logits(network_, 0))
    EXPECT_FALSE(std::isfinite(value) && value > 1e6F);
  pass.forward(network_, types_, batch_, {.input = 0, .layers = 0, .heads = 0.5F}, &random);
  const Losses dropped = pass.backward(network_, types_, batch_, gradients);
  EXPECT_NE(dropped.arcs + dropped.relations + dropped.tags, loss());
}

}  // namespace
}  // namespace tocsin
