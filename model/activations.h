// The bounded functions of the network, the same in training and at run time: rational forms that
// vectorise and give the same bits on every instruction set.
#pragma once

#include <algorithm>

namespace tocsin {

// Lambert's continued fraction for tanh, cut after four terms: exact to 1e-4 within the bound,
// beyond which it is taken as +-1.
inline float bounded_tanh(float value) {
  constexpr float kBound = 4.97F;
  const float x = std::min(std::max(value, -kBound), kBound);
  const float s = x * x;
  const float above = x * (135135.0F + s * (17325.0F + s * (378.0F + s)));
  const float below = 135135.0F + s * (62370.0F + s * (3150.0F + s * 28.0F));
  return above / below;
}

inline float bounded_sigmoid(float value) { return 0.5F + 0.5F * bounded_tanh(0.5F * value); }

inline float leaky(float value) { return std::max(value, 0.1F * value); }

}  // namespace tocsin
