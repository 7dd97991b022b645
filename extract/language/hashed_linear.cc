// Reading, writing and rounding of the hashed weights; the sums stand in the header, where the
// compiler can inline them. Entrance: HashedLinear.
#include "extract/language/hashed_linear.h"

#include <algorithm>
#include <cmath>

namespace tocsin {
namespace {

constexpr std::uint32_t kMostBits = 22;

}  // namespace

HashedLinear HashedLinear::read(SectionReader& reader) {
  HashedLinear linear;
  const auto bits = reader.value<std::uint32_t>();
  const auto outputs = reader.value<std::uint32_t>();
  const auto scale = reader.value<float>();
  const auto weights = reader.array<std::int8_t>();
  const bool sound = reader.ok() && bits >= 1 && bits <= kMostBits && outputs >= 1 &&
                     outputs <= kMostOutputs && std::isfinite(scale) && scale > 0 &&
                     weights.size() == (std::size_t{1} << bits) * outputs;
  if (!sound) return linear;
  linear.bits_ = bits;
  linear.outputs_ = outputs;
  linear.scale_ = scale;
  linear.weights_ = weights;
  return linear;
}

void HashedLinear::write(SectionWriter& writer) const {
  writer.value(bits_);
  writer.value(outputs_);
  writer.value(scale_);
  writer.array(weights_);
}

HashedLinear HashedLinear::rounded(std::span<const float> weights, std::uint32_t bits,
                                   std::uint32_t outputs, std::vector<std::int8_t>& storage) {
  float largest = 1e-6F;
  for (const float weight : weights) largest = std::max(largest, std::fabs(weight));
  HashedLinear linear;
  linear.bits_ = bits;
  linear.outputs_ = outputs;
  linear.scale_ = largest / 127.0F;
  storage.resize(weights.size());
  std::transform(weights.begin(), weights.end(), storage.begin(), [&](float weight) {
    return static_cast<std::int8_t>(std::lround(weight / linear.scale_));
  });
  linear.weights_ = storage;
  return linear;
}

}  // namespace tocsin
