// The floating point loops, written once and compiled for each instruction set by the source that
// includes this: vectors are as wide as that set has them. The bits are the same from each, since
// every output has one order of operations: element-wise loops do not care about the width, and
// dot products always sum in sixteen lanes. (Compile with -ffp-contract=off.)
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/kernels.h"

namespace tocsin {
namespace {

#if defined(__AVX512F__)
constexpr int kLanes = 16;
#elif defined(__AVX2__)
constexpr int kLanes = 8;
#else
constexpr int kLanes = 4;
#endif

using Floats = float __attribute__((vector_size(kLanes * 4)));
using Ints = std::int32_t __attribute__((vector_size(kLanes * 4)));
#define TOCSIN_INLINE inline __attribute__((always_inline))

// Memory need not be aligned.
TOCSIN_INLINE Floats load(const float* at) {
  Floats out;
  __builtin_memcpy(&out, at, sizeof out);
  return out;
}
TOCSIN_INLINE Ints load_bits(const void* at) {
  Ints out;
  __builtin_memcpy(&out, at, sizeof out);
  return out;
}
TOCSIN_INLINE void store(float* at, Floats values) { __builtin_memcpy(at, &values, sizeof values); }
TOCSIN_INLINE Floats splat(float value) { return Floats{} + value; }

// body(0), body(1) and so on as constants, so that arrays they index can lie in registers.
template <int kValue>
struct Index {
  constexpr operator int() const { return kValue; }
};

template <int kCount, typename Body>
TOCSIN_INLINE void repeat(const Body& body) {
  if constexpr (kCount > 0) {
    repeat<kCount - 1>(body);
    body(Index<kCount - 1>());
  }
}

// --- quantize ---

// A row whose largest magnitude lies below this (its scale would not be a normal number), or that
// is not finite, is taken for zeros.
constexpr float kSmallest = 1e-30F;
constexpr std::int32_t kMagnitude = 0x7FFFFFFF;
constexpr std::int32_t kInfinity = 0x7F800000;
constexpr float kRounder = 12582912.0F;  // 1.5 * 2^23: after adding it the bits end in the integer

TOCSIN_INLINE std::int32_t bits_of(float value) { return __builtin_bit_cast(std::int32_t, value); }

// The bits of the largest magnitude: as integers they are ordered like the numbers, NaN on top.
inline std::int32_t largest_magnitude(const float* values, std::int32_t width) {
  Ints largest = {};
  std::int32_t i = 0;
  for (; i + kLanes <= width; i += kLanes) {
    const Ints bits = load_bits(values + i) & kMagnitude;
    largest = bits > largest ? bits : largest;
  }
  std::int32_t out = 0;
  for (int lane = 0; lane < kLanes; ++lane) out = largest[lane] > out ? largest[lane] : out;
  for (; i < width; ++i) {
    const std::int32_t bits = bits_of(values[i]) & kMagnitude;
    out = bits > out ? bits : out;
  }
  return out;
}

inline void quantize(const float* __restrict values, std::int32_t rows, std::int32_t width,
                     std::uint8_t* __restrict out, float* scale) {
  for (std::int32_t row = 0; row < rows; ++row, values += width, out += width) {
    const std::int32_t largest = largest_magnitude(values, width);
    if (largest >= kInfinity || largest < bits_of(kSmallest)) {
      scale[row] = 1;
      __builtin_memset(out, 128, static_cast<std::size_t>(width));
      continue;
    }
    scale[row] = __builtin_bit_cast(float, largest) / 127;
    const float inverse = 1 / scale[row];
    for (std::int32_t i = 0; i < width; ++i) {
      const float moved = values[i] * inverse + kRounder;
      out[i] = static_cast<std::uint8_t>(bits_of(moved) - (bits_of(kRounder) - 128));
    }
  }
}

// --- recur ---

struct Fraction {
  Floats above;
  Floats below;
};

TOCSIN_INLINE Floats within(Floats value, float bound) {
  const Floats low = value < -bound ? splat(-bound) : value;
  return bound < low ? splat(bound) : low;
}

// bounded_tanh() of model/activations.h, not yet divided.
TOCSIN_INLINE Fraction tanh_fraction(Floats value) {
  const Floats x = within(value, 4.97F);
  const Floats s = x * x;
  return {x * (135135.0F + s * (17325.0F + s * (378.0F + s))),
          135135.0F + s * (62370.0F + s * (3150.0F + s * 28.0F))};
}

// bounded_sigmoid() of model/activations.h less 0.5, not yet divided. Its halvings are moved into
// the constants, above and below 256 times as large: powers of two leave the bits as they are.
TOCSIN_INLINE Fraction sigmoid_fraction(Floats value) {
  const Floats x = within(value, 2 * 4.97F);
  const Floats s = x * x;
  return {x * (64 * 135135.0F + s * (16 * 17325.0F + s * (4 * 378.0F + s))),
          256 * 135135.0F + s * (64 * 62370.0F + s * (16 * 3150.0F + s * (4 * 28.0F)))};
}

// One step of `kLanes` units: `memory` is c, and h is returned.
TOCSIN_INLINE Floats step(const float* gates, std::int32_t hidden, float* memory) {
  const Fraction forget = sigmoid_fraction(load(gates));
  const Fraction candidate = tanh_fraction(load(gates + hidden));
  const Fraction output = sigmoid_fraction(load(gates + 2 * hidden));
  const Floats f = 0.5F + forget.above / forget.below;
  const Floats x = candidate.above / candidate.below;
  const Floats o = 0.5F + output.above / output.below;
  const Floats c = f * load(memory) + (1.0F - f) * x;
  store(memory, c);
  return o * c;
}

// One direction of one sentence, `kUnits` units at a time, so that their memories stay near.
constexpr std::int32_t kUnits = 256;

inline void recur_one_way(const float* gates, std::int32_t from, std::int32_t words, bool backward,
                          std::int32_t hidden, const float* residual, float* states) {
  alignas(64) float memory[kUnits];
  for (std::int32_t first = 0; first < hidden; first += kUnits) {
    const std::int32_t units = hidden - first < kUnits ? hidden - first : kUnits;
    __builtin_memset(memory, 0, sizeof memory);
    for (std::int32_t word = 0; word < words; ++word) {
      const std::ptrdiff_t row = from + (backward ? words - 1 - word : word);
      const std::ptrdiff_t side = backward ? hidden : 0;
      const float* gate = gates + row * 6 * hidden + side * 3 + first;
      const std::ptrdiff_t at = row * 2 * hidden + side + first;
      for (std::int32_t unit = 0; unit < units; unit += kLanes) {
        Floats h = step(gate + unit, hidden, memory + unit);
        if (residual != nullptr) h += load(residual + at + unit);
        store(states + at + unit, h);
      }
    }
  }
}

inline void recur(const float* gates, const std::int32_t* begins, std::size_t sentences,
                  std::int32_t hidden, const float* residual, float* states) {
  for (std::size_t i = 0; i < sentences; ++i) {
    const std::int32_t words = begins[i + 1] - begins[i];
    recur_one_way(gates, begins[i], words, false, hidden, residual, states);
    recur_one_way(gates, begins[i], words, true, hidden, residual, states);
  }
}

// --- scores ---

// Sixteen lanes of sums, in as many vectors as that takes.
constexpr int kParts = 16 / kLanes;
using Quad = float __attribute__((vector_size(16)));

#if defined(__AVX512F__) || defined(__AVX2__)
using Octet = float __attribute__((vector_size(32)));

TOCSIN_INLINE Quad fold(Octet v) {
  return __builtin_shufflevector(v, v, 0, 1, 2, 3) + __builtin_shufflevector(v, v, 4, 5, 6, 7);
}
#endif

// Lane i plus lane i + 8, then i + 4, i + 2, i + 1.
TOCSIN_INLINE float total(const Floats (&sum)[kParts]) {
#if defined(__AVX512F__)
  const Quad quad = fold(__builtin_shufflevector(sum[0], sum[0], 0, 1, 2, 3, 4, 5, 6, 7) +
                         __builtin_shufflevector(sum[0], sum[0], 8, 9, 10, 11, 12, 13, 14, 15));
#elif defined(__AVX2__)
  const Quad quad = fold(sum[0] + sum[1]);
#else
  const Quad quad = (sum[0] + sum[2]) + (sum[1] + sum[3]);
#endif
  return (quad[0] + quad[2]) + (quad[1] + quad[3]);
}

template <int kRows, int kColumns>
TOCSIN_INLINE void score_block(const float* left, const float* right, std::ptrdiff_t width,
                               float* out, std::ptrdiff_t stride) {
  Floats sum[kRows * kColumns][kParts] = {};
  for (std::ptrdiff_t i = 0; i < width; i += 16) {
    repeat<kParts>([&](auto part) {
      const std::ptrdiff_t at = i + part * kLanes;
      Floats factor[kColumns];
      repeat<kColumns>([&](auto column) { factor[column] = load(right + column * width + at); });
      repeat<kRows>([&](auto row) {
        const Floats other = load(left + row * width + at);
        repeat<kColumns>(
            [&](auto column) { sum[row * kColumns + column][part] += other * factor[column]; });
      });
    });
  }
  repeat<kRows>([&](auto row) {
    repeat<kColumns>(
        [&](auto column) { out[row * stride + column] = total(sum[row * kColumns + column]); });
  });
}

// Blocks of so many rows and columns keep all sums in registers.
constexpr int kScoreRows = kLanes == 16 ? 4 : 2;
constexpr int kScoreColumns = kLanes == 16 ? 4 : kLanes == 8 ? 3 : 1;

template <int kRows>
TOCSIN_INLINE void score_rows(const float* left, const float* right, std::int32_t columns,
                              std::int32_t width, float* out) {
  std::int32_t column = 0;
  const auto at = [&] { return right + static_cast<std::ptrdiff_t>(column) * width; };
  for (; column + kScoreColumns <= columns; column += kScoreColumns)
    score_block<kRows, kScoreColumns>(left, at(), width, out + column, columns);
  for (; column < columns; ++column)
    score_block<kRows, 1>(left, at(), width, out + column, columns);
}

inline void scores(const float* left, std::int32_t rows, const float* right, std::int32_t columns,
                   std::int32_t width, float* out) {
  std::int32_t row = 0;
  for (; row + kScoreRows <= rows; row += kScoreRows) {
    score_rows<kScoreRows>(left + static_cast<std::ptrdiff_t>(row) * width, right, columns, width,
                           out + static_cast<std::ptrdiff_t>(row) * columns);
  }
  for (; row < rows; ++row) {
    score_rows<1>(left + static_cast<std::ptrdiff_t>(row) * width, right, columns, width,
                  out + static_cast<std::ptrdiff_t>(row) * columns);
  }
}

// --- the small ones ---

inline void add_row(const std::int8_t* __restrict row, float scale, std::int32_t width,
                    float* __restrict sum) {
  for (std::int32_t i = 0; i < width; ++i) sum[i] += static_cast<float>(row[i]) * scale;
}

inline void leaky(float* values, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const float low = 0.1F * values[i];
    values[i] = values[i] < low ? low : values[i];
  }
}

// --- what follows an integer product ---

// The outputs of one row from the sums of (input byte * weight): each byte is 128 too large.
TOCSIN_INLINE void finish(Ints sum, float input_scale, const QuantizedMatrix& matrix,
                          std::ptrdiff_t output, float* out) {
  const Ints excess = load_bits(matrix.weight_sum + output) << 7;
  const Floats exact = __builtin_convertvector(sum - excess, Floats);
  store(out, exact * input_scale * load(matrix.scale + output) + load(matrix.bias + output));
}

}  // namespace
}  // namespace tocsin
