// Sizes, then the arrays of QuantizedMatrix in their order.
#include "model/quantized_matrix.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace tocsin {
namespace {

constexpr int kLargestWeight = 63;
constexpr std::int32_t kLongestSide = 16384;  // the sums of a product stay within 32 bits

std::size_t padded(int size, std::size_t unit) {
  return (static_cast<std::size_t>(size) + unit - 1) / unit * unit;
}

std::size_t place_of(std::size_t output, std::size_t input, std::size_t inputs) {
  return (output / 16 * (inputs / 4) + input / 4) * 64 + output % 16 * 4 + input % 4;
}

// What a row is divided by so that its largest magnitude becomes `most`.
float scale_of(std::span<const float> row, int most) {
  float largest = 0;
  for (const float value : row) largest = std::max(largest, std::abs(value));
  const float scale = largest / static_cast<float>(most);
  return std::isnormal(scale) ? scale : 1.0F;
}

// The sums of sixteen outputs.
void sum_block(const std::int8_t* weights, std::int32_t inputs, std::int32_t (&sum)[16]) {
  for (std::int32_t i = 0; i < inputs; i += 4, weights += 64) {
    for (int output = 0; output < 16; ++output) {
      for (int k = 0; k < 4; ++k) sum[output] += weights[output * 4 + k];
    }
  }
}

bool are_sums(const QuantizedMatrix& matrix) {
  for (std::ptrdiff_t output = 0; output < matrix.outputs; output += 16) {
    std::int32_t sum[16] = {};
    sum_block(matrix.weights + output * matrix.inputs, matrix.inputs, sum);
    if (!std::equal(sum, sum + 16, matrix.weight_sum + output)) return false;
  }
  return true;
}

bool within_range(std::span<const std::int8_t> weights) {
  std::int8_t least = 0;
  std::int8_t most = 0;
  for (const std::int8_t weight : weights) {
    least = std::min(least, weight);
    most = std::max(most, weight);
  }
  return least >= -kLargestWeight && most <= kLargestWeight;
}

bool all_finite(std::span<const float> values) {
  return std::all_of(values.begin(), values.end(),
                     [](float value) { return std::isfinite(value); });
}

bool is_side(std::int32_t size, std::int32_t unit) {
  return size > 0 && size <= kLongestSide && size % unit == 0;
}

}  // namespace

void write_matrix(SectionWriter& writer, std::span<const float> weights,
                  std::span<const float> bias, int outputs, int inputs) {
  const std::size_t rows = padded(outputs, 16);
  const std::size_t width = padded(inputs, 4);
  const auto given = static_cast<std::size_t>(inputs);
  assert(weights.size() == static_cast<std::size_t>(outputs) * given);
  assert(bias.size() == static_cast<std::size_t>(outputs));
  std::vector<std::int8_t> bytes(rows * width);
  std::vector<float> scale(rows, 1.0F);
  std::vector<float> shift(rows);
  std::vector<std::int32_t> sum(rows);
  for (std::size_t o = 0; o < bias.size(); ++o) {
    const std::span<const float> row = weights.subspan(o * given, given);
    scale[o] = scale_of(row, kLargestWeight);
    shift[o] = bias[o];
    for (std::size_t i = 0; i < given; ++i) {
      const auto weight = static_cast<std::int8_t>(std::lround(row[i] / scale[o]));
      bytes[place_of(o, i, width)] = weight;
      sum[o] += weight;
    }
  }
  writer.value(static_cast<std::int32_t>(width));
  writer.value(static_cast<std::int32_t>(rows));
  writer.array<std::int8_t>(bytes);
  writer.array<float>(scale);
  writer.array<float>(shift);
  writer.array<std::int32_t>(sum);
}

Result<QuantizedMatrix> read_matrix(SectionReader& reader) {
  QuantizedMatrix out;
  out.inputs = reader.value<std::int32_t>();
  out.outputs = reader.value<std::int32_t>();
  const auto weights = reader.array<std::int8_t>();
  const auto scale = reader.array<float>();
  const auto bias = reader.array<float>();
  const auto sum = reader.array<std::int32_t>();
  const auto outputs = static_cast<std::size_t>(out.outputs);
  if (!reader.ok() || !is_side(out.inputs, 4) || !is_side(out.outputs, 16) ||
      weights.size() != outputs * static_cast<std::size_t>(out.inputs) || scale.size() != outputs ||
      bias.size() != outputs || sum.size() != outputs)
    return fail(ErrorCode::kCorrupt, "the model has a matrix whose parts do not fit");
  out.weights = weights.data();
  out.scale = scale.data();
  out.bias = bias.data();
  out.weight_sum = sum.data();
  if (!within_range(weights) || !are_sums(out) || !all_finite(scale) || !all_finite(bias))
    return fail(ErrorCode::kCorrupt, "the model has a matrix with impossible values");
  return out;
}

}  // namespace tocsin
