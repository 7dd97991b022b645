// The element-wise loops of training, compiled for several instruction sets and chosen at start.
// Rows are contiguous floats. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace tocsin {

// out[i] += scale * values[i]
void add_scaled(const float* values, float scale, std::size_t count, float* out);
void multiply_by(const float* factors, std::size_t count, float* out);

struct AdamNumbers {
  float first, second, rate, square_scale, gradient_scale;
};
void adam_update(const AdamNumbers& numbers, const float* gradient, std::size_t count, float* value,
                 float* mean, float* square);

void leaky_forward(const float* in, std::size_t count, float* out);
// gradient *= the slope of leaky() where its input was `in`.
void leaky_backward(const float* in, std::size_t count, float* gradient);

// The bidirectional recurrence of Kernels::recur, keeping what backward needs: `gates` becomes the
// activated gates in place, `cells` has rows of 2 * hidden.
void recur_forward(std::span<const std::int32_t> begins, std::size_t hidden, float* gates,
                   float* cells, float* states);
// `gates` holds activated gates and becomes the gradient of the gates before activation;
// `state_gradient` has rows of 2 * hidden.
void recur_backward(std::span<const std::int32_t> begins, std::size_t hidden, const float* cells,
                    const float* state_gradient, float* gates);

}  // namespace tocsin
