// The kernels for AVX2. An integer product takes pairs of products in sixteen bits (unsigned byte *
// weight within 63: at most 32,130), then adds pairs of those in thirty-two.
#include "model/kernel_loops.h"

#if defined(__AVX2__)
#include <immintrin.h>

#include "model/float_loops.h"

namespace tocsin {
namespace {

TOCSIN_INLINE Ints products(__m256i bytes, __m256i weights) {
  const __m256i pairs = _mm256_maddubs_epi16(bytes, weights);
  return reinterpret_cast<Ints>(_mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

// `kRows` rows by one block of sixteen outputs: all sums stay in registers.
template <int kRows>
TOCSIN_INLINE void multiply_block(const std::uint8_t* input, const float* input_scale,
                                  const QuantizedMatrix& matrix, std::ptrdiff_t output,
                                  float* out) {
  const std::int8_t* weights = matrix.weights + output * matrix.inputs;
  Ints low[kRows] = {};
  Ints high[kRows] = {};
  for (std::ptrdiff_t i = 0; i < matrix.inputs; i += 4, weights += 64) {
    const __m256i left = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights));
    const __m256i right = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights + 32));
    repeat<kRows>([&](auto row) {
      std::int32_t four = 0;
      __builtin_memcpy(&four, input + row * std::ptrdiff_t{matrix.inputs} + i, 4);
      const __m256i bytes = _mm256_set1_epi32(four);
      low[row] += products(bytes, left);
      high[row] += products(bytes, right);
    });
  }
  repeat<kRows>([&](auto row) {
    float* to = out + row * std::ptrdiff_t{matrix.outputs} + output;
    finish(low[row], input_scale[row], matrix, output, to);
    finish(high[row], input_scale[row], matrix, output + 8, to + 8);
  });
}

// The rows from `row` on, by so many at a time, what is left by fewer.
template <int kRows>
void multiply_rows(const std::uint8_t* input, const float* input_scale, std::ptrdiff_t row,
                   std::ptrdiff_t rows, const QuantizedMatrix& matrix, std::ptrdiff_t output,
                   float* out) {
  for (; row + kRows <= rows; row += kRows) {
    multiply_block<kRows>(input + row * matrix.inputs, input_scale + row, matrix, output,
                          out + row * matrix.outputs);
  }
  if constexpr (kRows > 1)
    multiply_rows<kRows / 2>(input, input_scale, row, rows, matrix, output, out);
}

void multiply(const std::uint8_t* input, const float* input_scale, std::int32_t rows,
              const QuantizedMatrix& matrix, float* out) {
  for (std::ptrdiff_t output = 0; output < matrix.outputs; output += 16)
    multiply_rows<5>(input, input_scale, 0, rows, matrix, output, out);
}

}  // namespace

const KernelLoops* avx2_loops() {
  static constexpr KernelLoops kLoops = {quantize, multiply, recur, scores, add_row, leaky};
  return &kLoops;
}

}  // namespace tocsin
#else
namespace tocsin {
const KernelLoops* avx2_loops() { return nullptr; }
}  // namespace tocsin
#endif
