// The kernels for AVX2. An integer product takes pairs of products in sixteen bits (unsigned byte *
// weight within 63: at most 32,130), then adds pairs of those in thirty-two.
#include "model/kernel_loops.h"

#if defined(__AVX2__)
#include <immintrin.h>

#include "model/float_loops.h"

namespace tocsin {
namespace {

// `kRows` rows by one block of sixteen outputs: all sums stay in registers.
template <int kRows>
TOCSIN_INLINE void multiply_block(const std::uint8_t* input, const float* input_scale,
                                  const QuantizedMatrix& matrix, std::ptrdiff_t output,
                                  float* out) {
  const __m256i ones = _mm256_set1_epi16(1);
  const std::int8_t* weights = matrix.weights + output * matrix.inputs;
  __m256i sum[kRows][2] = {};
  for (std::int32_t i = 0; i < matrix.inputs; i += 4, weights += 64) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights + 32));
    for (int row = 0; row < kRows; ++row) {
      std::int32_t four = 0;
      __builtin_memcpy(&four, input + static_cast<std::ptrdiff_t>(row) * matrix.inputs + i, 4);
      const __m256i bytes = _mm256_set1_epi32(four);
      sum[row][0] =
          _mm256_add_epi32(sum[row][0], _mm256_madd_epi16(_mm256_maddubs_epi16(bytes, low), ones));
      sum[row][1] =
          _mm256_add_epi32(sum[row][1], _mm256_madd_epi16(_mm256_maddubs_epi16(bytes, high), ones));
    }
  }
  for (int row = 0; row < kRows; ++row) {
    float* to = out + static_cast<std::ptrdiff_t>(row) * matrix.outputs + output;
    finish(reinterpret_cast<Ints>(sum[row][0]), input_scale[row], matrix, output, to);
    finish(reinterpret_cast<Ints>(sum[row][1]), input_scale[row], matrix, output + 8, to + 8);
  }
}

template <int kRows>
void multiply_rows(const std::uint8_t* input, const float* input_scale, std::ptrdiff_t row,
                   const QuantizedMatrix& matrix, std::ptrdiff_t output, float* out) {
  multiply_block<kRows>(input + row * matrix.inputs, input_scale + row, matrix, output,
                        out + row * matrix.outputs);
}

void multiply(const std::uint8_t* input, const float* input_scale, std::int32_t rows,
              const QuantizedMatrix& matrix, float* out) {
  for (std::ptrdiff_t output = 0; output < matrix.outputs; output += 16) {
    std::ptrdiff_t row = 0;
    for (; row + 5 <= rows; row += 5)
      multiply_rows<5>(input, input_scale, row, matrix, output, out);
    for (; row < rows; ++row) multiply_rows<1>(input, input_scale, row, matrix, output, out);
  }
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
