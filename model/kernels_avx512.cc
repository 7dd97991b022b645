// The kernels for AVX-512 with VNNI, whose one instruction multiplies sixty-four bytes and adds
// them up by fours.
#include "model/kernel_loops.h"

#if defined(__AVX512F__) && defined(__AVX512VNNI__)
#include <immintrin.h>

#include "model/float_loops.h"

namespace tocsin {
namespace {

// `kRows` rows by `kBlocks` blocks of sixteen outputs: all sums stay in registers.
template <int kRows, int kBlocks>
TOCSIN_INLINE void multiply_block(const std::uint8_t* input, const float* input_scale,
                                  const QuantizedMatrix& matrix, std::ptrdiff_t output,
                                  float* out) {
  const std::ptrdiff_t block = static_cast<std::ptrdiff_t>(matrix.inputs) * 16;
  const std::int8_t* weights = matrix.weights + output * matrix.inputs;
  Ints sum[kRows * kBlocks] = {};
  for (std::ptrdiff_t i = 0; i < matrix.inputs; i += 4, weights += 64) {
    __m512i weight[kBlocks];
    repeat<kBlocks>([&](auto b) { weight[b] = _mm512_loadu_si512(weights + b * block); });
    repeat<kRows>([&](auto row) {
      std::int32_t four = 0;
      __builtin_memcpy(&four, input + row * std::ptrdiff_t{matrix.inputs} + i, 4);
      const __m512i bytes = _mm512_set1_epi32(four);
      repeat<kBlocks>([&](auto b) {
        Ints& to = sum[row * kBlocks + b];
        to = reinterpret_cast<Ints>(
            _mm512_dpbusd_epi32(reinterpret_cast<__m512i>(to), bytes, weight[b]));
      });
    });
  }
  repeat<kRows>([&](auto row) {
    repeat<kBlocks>([&](auto b) {
      const std::ptrdiff_t at = output + b * 16;
      finish(sum[row * kBlocks + b], input_scale[row], matrix, at,
             out + row * std::ptrdiff_t{matrix.outputs} + at);
    });
  });
}

// The rows from `row` on, by so many at a time, what is left by fewer.
template <int kRows, int kBlocks>
void multiply_rows(const std::uint8_t* input, const float* input_scale, std::ptrdiff_t row,
                   std::ptrdiff_t rows, const QuantizedMatrix& matrix, std::ptrdiff_t output,
                   float* out) {
  for (; row + kRows <= rows; row += kRows) {
    multiply_block<kRows, kBlocks>(input + row * matrix.inputs, input_scale + row, matrix, output,
                                   out + row * matrix.outputs);
  }
  if constexpr (kRows > 1)
    multiply_rows<kRows / 2, kBlocks>(input, input_scale, row, rows, matrix, output, out);
}

// The same for the outputs from `output` on.
template <int kBlocks>
void multiply_outputs(const std::uint8_t* input, const float* input_scale, std::ptrdiff_t rows,
                      const QuantizedMatrix& matrix, std::ptrdiff_t output, float* out) {
  for (; output + kBlocks * 16 <= matrix.outputs; output += kBlocks * 16)
    multiply_rows<6, kBlocks>(input, input_scale, 0, rows, matrix, output, out);
  if constexpr (kBlocks > 1)
    multiply_outputs<kBlocks / 2>(input, input_scale, rows, matrix, output, out);
}

void multiply(const std::uint8_t* input, const float* input_scale, std::int32_t rows,
              const QuantizedMatrix& matrix, float* out) {
  multiply_outputs<4>(input, input_scale, rows, matrix, 0, out);
}

}  // namespace

const KernelLoops* avx512_loops() {
  static constexpr KernelLoops kLoops = {quantize, multiply, recur, scores, add_row, leaky};
  return &kLoops;
}

}  // namespace tocsin
#else
namespace tocsin {
const KernelLoops* avx512_loops() { return nullptr; }
}  // namespace tocsin
#endif
