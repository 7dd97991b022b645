// Loops over hidden units inside loops over words, so that the compiler vectorises the inner ones.
#include "cli/train/vectorized.h"

#include <cmath>
#include <vector>

#include "model/activations.h"

// One compiled copy for each instruction set; sanitizers and clang do without.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define TOCSIN_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define TOCSIN_CLONES
#endif

namespace tocsin {
namespace {

// One word's gates, of one direction: activates them and moves the cell on.
TOCSIN_CLONES void step_forward(std::size_t hidden, const float* __restrict before,
                                float* __restrict gates, float* __restrict cell,
                                float* __restrict state) {
  float* forget = gates;
  float* candidate = gates + hidden;
  float* output = gates + 2 * hidden;
  for (std::size_t k = 0; k < hidden; ++k) {
    forget[k] = bounded_sigmoid(forget[k]);
    candidate[k] = bounded_tanh(candidate[k]);
    output[k] = bounded_sigmoid(output[k]);
    cell[k] = forget[k] * before[k] + (1.0F - forget[k]) * candidate[k];
    state[k] = output[k] * cell[k];
  }
}

// `carried` is the gradient that reaches this word's cell from the word after it, and becomes that
// of the word before.
TOCSIN_CLONES void step_backward(std::size_t hidden, const float* __restrict before,
                                 const float* __restrict cell,
                                 const float* __restrict state_gradient, float* __restrict carried,
                                 float* __restrict gates) {
  float* forget = gates;
  float* candidate = gates + hidden;
  float* output = gates + 2 * hidden;
  for (std::size_t k = 0; k < hidden; ++k) {
    const float f = forget[k];
    const float x = candidate[k];
    const float o = output[k];
    const float c = carried[k] + state_gradient[k] * o;
    output[k] = state_gradient[k] * cell[k] * o * (1.0F - o);
    forget[k] = c * (before[k] - x) * f * (1.0F - f);
    candidate[k] = c * (1.0F - f) * (1.0F - x * x);
    carried[k] = c * f;
  }
}

}  // namespace

TOCSIN_CLONES void add_scaled(const float* __restrict values, float scale, std::size_t count,
                              float* __restrict out) {
  for (std::size_t i = 0; i < count; ++i) out[i] += scale * values[i];
}

TOCSIN_CLONES void multiply_by(const float* __restrict factors, std::size_t count,
                               float* __restrict out) {
  for (std::size_t i = 0; i < count; ++i) out[i] *= factors[i];
}

TOCSIN_CLONES void adam_update(const AdamNumbers& numbers, const float* __restrict gradient,
                               std::size_t count, float* __restrict value, float* __restrict mean,
                               float* __restrict square) {
  for (std::size_t i = 0; i < count; ++i) {
    const float g = gradient[i] * numbers.gradient_scale;
    mean[i] = numbers.first * mean[i] + (1.0F - numbers.first) * g;
    square[i] = numbers.second * square[i] + (1.0F - numbers.second) * g * g;
    value[i] -= numbers.rate * mean[i] / (std::sqrt(square[i] * numbers.square_scale) + 1e-8F);
  }
}

TOCSIN_CLONES void leaky_forward(const float* __restrict in, std::size_t count,
                                 float* __restrict out) {
  for (std::size_t i = 0; i < count; ++i) out[i] = leaky(in[i]);
}

TOCSIN_CLONES void leaky_backward(const float* __restrict in, std::size_t count,
                                  float* __restrict gradient) {
  for (std::size_t i = 0; i < count; ++i) gradient[i] *= in[i] > 0.0F ? 1.0F : 0.1F;
}

void recur_forward(std::span<const std::int32_t> begins, std::size_t hidden, float* gates,
                   float* cells, float* states) {
  const std::vector<float> nothing(hidden, 0.0F);
  for (std::size_t s = 0; s + 1 < begins.size(); ++s) {
    const auto first = static_cast<std::size_t>(begins[s]);
    const auto end = static_cast<std::size_t>(begins[s + 1]);
    for (std::size_t t = first; t < end; ++t) {
      step_forward(hidden, t == first ? nothing.data() : cells + (t - 1) * 2 * hidden,
                   gates + t * 6 * hidden, cells + t * 2 * hidden, states + t * 2 * hidden);
    }
    for (std::size_t t = end; t-- > first;) {
      step_forward(hidden, t + 1 == end ? nothing.data() : cells + (t + 1) * 2 * hidden + hidden,
                   gates + t * 6 * hidden + 3 * hidden, cells + t * 2 * hidden + hidden,
                   states + t * 2 * hidden + hidden);
    }
  }
}

void recur_backward(std::span<const std::int32_t> begins, std::size_t hidden, const float* cells,
                    const float* state_gradient, float* gates) {
  const std::vector<float> nothing(hidden, 0.0F);
  std::vector<float> carried(hidden);
  for (std::size_t s = 0; s + 1 < begins.size(); ++s) {
    const auto first = static_cast<std::size_t>(begins[s]);
    const auto end = static_cast<std::size_t>(begins[s + 1]);
    std::fill(carried.begin(), carried.end(), 0.0F);
    for (std::size_t t = end; t-- > first;) {
      step_backward(hidden, t == first ? nothing.data() : cells + (t - 1) * 2 * hidden,
                    cells + t * 2 * hidden, state_gradient + t * 2 * hidden, carried.data(),
                    gates + t * 6 * hidden);
    }
    std::fill(carried.begin(), carried.end(), 0.0F);
    for (std::size_t t = first; t < end; ++t) {
      step_backward(hidden, t + 1 == end ? nothing.data() : cells + (t + 1) * 2 * hidden + hidden,
                    cells + t * 2 * hidden + hidden, state_gradient + t * 2 * hidden + hidden,
                    carried.data(), gates + t * 6 * hidden + 3 * hidden);
    }
  }
}

}  // namespace tocsin
