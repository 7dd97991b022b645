// The kernels in plain C++, for any processor.
#include "model/float_loops.h"
#include "model/kernel_loops.h"

namespace tocsin {
namespace {

void multiply_block(const std::uint8_t* input, std::int32_t inputs, const std::int8_t* weights,
                    std::int32_t (&sum)[16]) {
  for (std::int32_t i = 0; i < inputs; i += 4, weights += 64) {
    for (int output = 0; output < 16; ++output) {
      for (int k = 0; k < 4; ++k) sum[output] += input[i + k] * weights[output * 4 + k];
    }
  }
}

void multiply(const std::uint8_t* input, const float* input_scale, std::int32_t rows,
              const QuantizedMatrix& matrix, float* out) {
  const std::ptrdiff_t block = static_cast<std::ptrdiff_t>(matrix.inputs) * 16;
  for (std::ptrdiff_t output = 0; output < matrix.outputs; output += 16) {
    const std::int8_t* weights = matrix.weights + output / 16 * block;
    for (std::ptrdiff_t row = 0; row < rows; ++row) {
      alignas(64) std::int32_t sum[16] = {};
      multiply_block(input + row * matrix.inputs, matrix.inputs, weights, sum);
      for (int part = 0; part < 16; part += kLanes) {
        finish(load_bits(sum + part), input_scale[row], matrix, output + part,
               out + row * matrix.outputs + output + part);
      }
    }
  }
}

}  // namespace

const KernelLoops* portable_loops() {
  static constexpr KernelLoops kLoops = {quantize, multiply, recur, scores, add_row, leaky};
  return &kLoops;
}

}  // namespace tocsin
