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
  __m512i sum[kRows][kBlocks] = {};
  for (std::int32_t i = 0; i < matrix.inputs; i += 4, weights += 64) {
    __m512i weight[kBlocks];
    for (int b = 0; b < kBlocks; ++b) weight[b] = _mm512_loadu_si512(weights + b * block);
    for (int row = 0; row < kRows; ++row) {
      std::int32_t four = 0;
      __builtin_memcpy(&four, input + static_cast<std::ptrdiff_t>(row) * matrix.inputs + i, 4);
      const __m512i bytes = _mm512_set1_epi32(four);
      for (int b = 0; b < kBlocks; ++b)
        sum[row][b] = _mm512_dpbusd_epi32(sum[row][b], bytes, weight[b]);
    }
  }
  for (int row = 0; row < kRows; ++row) {
    for (int b = 0; b < kBlocks; ++b) {
      const std::ptrdiff_t at = output + b * 16;
      finish(reinterpret_cast<Ints>(sum[row][b]), input_scale[row], matrix, at,
             out + static_cast<std::ptrdiff_t>(row) * matrix.outputs + at);
    }
  }
}

template <int kBlocks>
void multiply_outputs(const std::uint8_t* input, const float* input_scale, std::ptrdiff_t rows,
                      const QuantizedMatrix& matrix, std::ptrdiff_t output, float* out) {
  std::ptrdiff_t row = 0;
  for (; row + 6 <= rows; row += 6) {
    multiply_block<6, kBlocks>(input + row * matrix.inputs, input_scale + row, matrix, output,
                               out + row * matrix.outputs);
  }
  for (; row < rows; ++row) {
    multiply_block<1, kBlocks>(input + row * matrix.inputs, input_scale + row, matrix, output,
                               out + row * matrix.outputs);
  }
}

void multiply(const std::uint8_t* input, const float* input_scale, std::int32_t rows,
              const QuantizedMatrix& matrix, float* out) {
  std::ptrdiff_t output = 0;
  for (; output + 64 <= matrix.outputs; output += 64)
    multiply_outputs<4>(input, input_scale, rows, matrix, output, out);
  for (; output < matrix.outputs; output += 16)
    multiply_outputs<1>(input, input_scale, rows, matrix, output, out);
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
