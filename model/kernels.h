// The loops in which nearly all time of the language core is spent, once for each instruction set,
// chosen at start. All of them give the same bits: products of integers are exact, and the floating
// point loops are the same sixteen-lane code (no fused multiply-add, one order of summation).
// Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace tocsin {

// The weights of a linear map in eight bits: a view into a ModelFile. Weight w of output o and
// input i is in [-63, 63] (so that pairs of products with unsigned bytes fit in sixteen bits),
// stored in blocks of sixteen outputs and four inputs: weights[((o / 16) * (inputs / 4) + i / 4) *
// 64 + (o % 16) * 4 + i % 4].
struct QuantizedMatrix {
  std::int32_t inputs = 0;                   // a multiple of 4; rows of input are this long
  std::int32_t outputs = 0;                  // a multiple of 16; rows of output are this long
  const std::int8_t* weights = nullptr;      // 64-byte aligned
  const float* scale = nullptr;              // of each output
  const float* bias = nullptr;               // of each output
  const std::int32_t* weight_sum = nullptr;  // of each output: the sum of its weights
};

struct Kernels {
  std::string_view name;  // "portable", "avx2", "avx512-vnni"

  // Each of `rows` rows of `width` floats as bytes: scale[r] = (largest magnitude of the row) /
  // 127; out = 128 + round to nearest even of value / scale[r], within 1..255. A row that is zero
  // (no magnitude reaches 1e-30) or not finite has scale 1 and all bytes 128.
  void (*quantize)(const float* values, std::int32_t rows, std::int32_t width, std::uint8_t* out,
                   float* scale);

  // out[r][o] = (sum over i of (input[r][i] - 128) * weight(o, i)) * input_scale[r] * scale[o] +
  // bias[o], `out` with rows of matrix.outputs floats.
  void (*multiply)(const std::uint8_t* input, const float* input_scale, std::int32_t rows,
                   const QuantizedMatrix& matrix, float* out);

  // One layer of two element-wise recurrences over a batch of sentences. `gates` has rows of
  // 6 * hidden: forget, candidate, output of the forward direction, then of the backward one.
  // Sentence s has the rows [begins[s], begins[s + 1]). For each direction, with h and c of its
  // own:
  //   f = sigmoid(forget), c = f c' + (1 - f) tanh(candidate), h = sigmoid(output) c
  // c' being the c of the word before it in that direction, 0 at the edge. `states` has rows of
  // 2 * hidden: forward h, backward h, plus the same row of `residual` where that is not null.
  // `hidden` is a multiple of 16. sigmoid and tanh are those of model/activations.h.
  void (*recur)(const float* gates, std::span<const std::int32_t> begins, std::int32_t hidden,
                const float* residual, float* states);

  // out[i * columns + j] = the dot product of left row i and right row j, `width` a multiple of 16.
  void (*scores)(const float* left, std::int32_t rows, const float* right, std::int32_t columns,
                 std::int32_t width, float* out);

  // sum[i] += scale * row[i]; `width` a multiple of 16.
  void (*add_row)(const std::int8_t* row, float scale, std::int32_t width, float* sum);

  // values[i] = activations.h leaky(values[i]).
  void (*leaky)(float* values, std::size_t count);
};

// The fastest that this processor runs; TOCSIN_KERNELS=NAME in the environment names another (an
// unknown or impossible one is ignored). Chosen once.
const Kernels& kernels();

// Those that this processor can run, slowest first.
std::span<const Kernels* const> available_kernels();

}  // namespace tocsin
