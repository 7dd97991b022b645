#include "model/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "model/activations.h"
#include "tests/model/random_values.h"

namespace tocsin {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinite = std::numeric_limits<float>::infinity();

std::vector<std::int32_t> bits(const std::vector<float>& values) {
  std::vector<std::int32_t> out;
  out.reserve(values.size());
  for (const float value : values) out.push_back(std::bit_cast<std::int32_t>(value));
  return out;
}

std::size_t place(std::ptrdiff_t row, std::ptrdiff_t width, std::ptrdiff_t column) {
  return static_cast<std::size_t>(std::int64_t{row} * width + column);
}

// What a kernel made, from every set that this processor runs: all must equal the first.
template <typename Run>
auto same_from_all(Run run) {
  const auto sets = available_kernels();
  auto first = run(*sets.front());
  for (const Kernels* kernels : sets) {
    SCOPED_TRACE(std::string(kernels->name));
    const auto other = run(*kernels);
    if constexpr (std::is_same_v<decltype(first), std::vector<float>>)
      EXPECT_EQ(bits(first), bits(other));
    else
      EXPECT_EQ(first, other);
  }
  return first;
}

TEST(KernelsTest, PortableComesFirstAndOneOfThemIsChosen) {
  const auto sets = available_kernels();
  ASSERT_FALSE(sets.empty());
  EXPECT_EQ(sets.front()->name, "portable");
  EXPECT_NE(std::find(sets.begin(), sets.end(), &kernels()), sets.end());
}

TEST(KernelsDeathTest, TheEnvironmentMayNameOne) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");  // in a process that has chosen none yet
  const std::string fastest(available_kernels().back()->name);
  std::vector<std::pair<std::string, std::string>> cases = {{"", fastest}, {"mmx", fastest}};
  for (const Kernels* set : available_kernels()) cases.emplace_back(set->name, set->name);
  for (const auto& [named, chosen] : cases) {
    SCOPED_TRACE(named);
    const auto choose = [&named = named, &chosen = chosen] {
      ::setenv("TOCSIN_KERNELS", named.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
      std::exit(kernels().name == chosen ? 0 : 1);   // NOLINT(concurrency-mt-unsafe)
    };
    EXPECT_EXIT(choose(), testing::ExitedWithCode(0), "");
  }
}

struct Quantized {
  std::vector<std::uint8_t> bytes;
  std::vector<float> scale;
  bool operator==(const Quantized&) const = default;
};

void PrintTo(const Quantized& value, std::ostream* out) {
  *out << testing::PrintToString(value.bytes) << " scale " << testing::PrintToString(value.scale);
}

Quantized quantize(const std::vector<float>& values, std::int32_t rows, std::int32_t width) {
  return same_from_all([&](const Kernels& kernels) {
    Quantized out{std::vector<std::uint8_t>(values.size()),
                  std::vector<float>(static_cast<std::size_t>(rows))};
    kernels.quantize(values.data(), rows, width, out.bytes.data(), out.scale.data());
    return out;
  });
}

TEST(KernelsTest, QuantizesOddRows) {
  struct Case {
    const char* what;
    std::vector<float> row;
    float scale;
    std::vector<std::uint8_t> bytes;
  };
  const std::vector<Case> cases = {
      {"plain", {127, -127, 0, 1}, 1, {255, 1, 128, 129}},
      {"to the nearest even", {127, 0.5F, 1.5F, -2.5F}, 1, {255, 128, 130, 126}},
      {"zero", {0, -0.0F, 0, 0}, 1, {128, 128, 128, 128}},
      {"not a number", {1, kNan, 2, 3}, 1, {128, 128, 128, 128}},
      {"infinite", {1, -kInfinite, 2, 3}, 1, {128, 128, 128, 128}},
      {"too small", {1e-31F, -1e-40F, 0, 0}, 1, {128, 128, 128, 128}},
      {"small", {2e-30F, -1e-30F, 0, 0}, 2e-30F / 127, {255, 64, 128, 128}},
      {"huge", {3.4e38F, -3.4e38F, 1, 0}, 3.4e38F / 127, {255, 1, 128, 128}},
      {"one value", {-3}, 3.0F / 127, {1}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const auto width = static_cast<std::int32_t>(c.row.size());
    EXPECT_EQ(quantize(c.row, 1, width), (Quantized{c.bytes, {c.scale}}));
    // The same in the vectors of a long row as in its end.
    std::vector<float> longer(64, 0.0F);
    std::copy(c.row.begin(), c.row.end(), longer.begin());
    std::vector<std::uint8_t> bytes(64, 128);
    std::copy(c.bytes.begin(), c.bytes.end(), bytes.begin());
    EXPECT_EQ(quantize(longer, 1, 64), (Quantized{bytes, {c.scale}}));
  }
}

TEST(KernelsTest, QuantizedValuesAreWithinHalfAStep) {
  for (const std::int32_t width : {1, 4, 15, 16, 17, 100, 256}) {
    SCOPED_TRACE(width);
    const std::vector<float> values = random_floats(7 * width, 3);
    const Quantized got = quantize(values, 7, width);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const float scale = got.scale[i / static_cast<std::size_t>(width)];
      ASSERT_GE(got.bytes[i], 1);
      ASSERT_NEAR(static_cast<float>(got.bytes[i] - 128) * scale, values[i], 0.501F * scale);
    }
  }
}

TEST(KernelsTest, QuantizesNoRows) { EXPECT_EQ(quantize({}, 0, 16), (Quantized{{}, {}})); }

struct Shape {
  std::int32_t rows;
  std::int32_t inputs;
  std::int32_t outputs;
};

void PrintTo(const Shape& shape, std::ostream* out) {
  *out << shape.rows << " x " << shape.inputs << " -> " << shape.outputs;
}

class MultiplyTest : public testing::TestWithParam<Shape> {};

// The product as its contract has it, in the order of its operations.
std::vector<float> plain_product(const std::vector<std::uint8_t>& input,
                                 const std::vector<float>& scale, std::int32_t rows,
                                 const QuantizedMatrix& matrix) {
  std::vector<float> out;
  for (std::int32_t r = 0; r < rows; ++r) {
    for (std::int32_t o = 0; o < matrix.outputs; ++o) {
      std::int32_t sum = 0;
      for (std::int32_t i = 0; i < matrix.inputs; ++i) {
        const std::int8_t weight =
            matrix.weights[((o / 16) * (matrix.inputs / 4) + i / 4) * 64 + (o % 16) * 4 + i % 4];
        sum += (input[place(r, matrix.inputs, i)] - 128) * weight;
      }
      float value = static_cast<float>(sum) * scale[static_cast<std::size_t>(r)];
      value *= matrix.scale[o];
      out.push_back(value + matrix.bias[o]);
    }
  }
  return out;
}

TEST_P(MultiplyTest, IsExactInEverySet) {
  const std::int32_t rows = GetParam().rows;
  const std::int32_t inputs = GetParam().inputs;
  const std::int32_t outputs = GetParam().outputs;
  RandomMatrix matrix(inputs, outputs, 11);
  for (const bool extreme : {false, true}) {
    SCOPED_TRACE(extreme ? "extreme" : "random");
    std::vector<std::uint8_t> input = random_bytes(rows * inputs, 5);
    if (extreme) {  // the largest sums that can come to pass, of one sign in each output
      std::fill(input.begin(), input.end(), std::uint8_t{255});
      matrix.fill_extreme();
    }
    const std::vector<float> scale = random_floats(rows, 6);
    const std::vector<float> got = same_from_all([&](const Kernels& kernels) {
      // One float more, to see that nothing is written behind the end.
      std::vector<float> out(static_cast<std::size_t>(std::int64_t{rows} * outputs) + 1, 42.0F);
      kernels.multiply(input.data(), scale.data(), rows, matrix.view(), out.data());
      EXPECT_EQ(out.back(), 42.0F);
      out.pop_back();
      return out;
    });
    EXPECT_EQ(bits(got), bits(plain_product(input, scale, rows, matrix.view())));
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, MultiplyTest,
                         testing::Values(Shape{0, 4, 16}, Shape{1, 4, 16}, Shape{1, 16, 16},
                                         Shape{2, 4, 64}, Shape{3, 8, 80}, Shape{4, 12, 48},
                                         Shape{5, 20, 112}, Shape{6, 64, 64}, Shape{7, 100, 32},
                                         Shape{11, 128, 208}, Shape{13, 260, 96},
                                         Shape{64, 384, 768}, Shape{65, 1024, 16}));

struct Recurrence {
  std::int32_t hidden;
  std::vector<std::int32_t> begins;
};

std::vector<float> run_recurrence(const Recurrence& c, const std::vector<float>& gates,
                                  const float* residual) {
  const auto size = static_cast<std::size_t>(c.begins.empty() ? 0 : c.begins.back() * 2 * c.hidden);
  return same_from_all([&](const Kernels& kernels) {
    std::vector<float> states(size + 1, 42.0F);
    kernels.recur(gates.data(), c.begins, c.hidden, residual, states.data());
    EXPECT_EQ(states.back(), 42.0F);
    states.pop_back();
    return states;
  });
}

// The recurrence as its contract has it, with the scalar functions that training uses.
std::vector<float> plain_recurrence(const Recurrence& c, const std::vector<float>& gates) {
  std::vector<float> states(gates.size() / 3);
  for (std::size_t s = 0; s + 1 < c.begins.size(); ++s) {
    const std::int32_t words = c.begins[s + 1] - c.begins[s];
    for (int side = 0; side < 2; ++side) {
      for (std::int32_t unit = 0; unit < c.hidden; ++unit) {
        float memory = 0;
        for (std::int32_t step = 0; step < words; ++step) {
          const std::int32_t row = c.begins[s] + (side == 0 ? step : words - 1 - step);
          const float* gate = gates.data() + (row * 6 + side * 3) * c.hidden + unit;
          const float forget = bounded_sigmoid(gate[0]);
          memory = forget * memory + (1 - forget) * bounded_tanh(gate[c.hidden]);
          states[place(row * 2 + side, c.hidden, unit)] =
              bounded_sigmoid(gate[2 * c.hidden]) * memory;
        }
      }
    }
  }
  return states;
}

TEST(KernelsTest, RecursAsTheActivationsSay) {
  const std::vector<Recurrence> cases = {
      {16, {}},           {16, {0}},     {16, {0, 0}},         {16, {0, 1}},
      {16, {0, 1, 1, 4}}, {48, {0, 25}}, {64, {0, 3, 20, 21}}, {128, {0, 17, 40}},
      {272, {0, 2, 9}},
  };
  for (const Recurrence& c : cases) {
    SCOPED_TRACE(testing::PrintToString(c.hidden) + " " + testing::PrintToString(c.begins));
    const std::int32_t words = c.begins.empty() ? 0 : c.begins.back();
    const std::vector<float> gates = random_floats(words * 6 * c.hidden, 8, 4.0F);
    const std::vector<float> states = run_recurrence(c, gates, nullptr);
    const std::vector<float> plain = plain_recurrence(c, gates);
    ASSERT_EQ(states.size(), plain.size());
    EXPECT_EQ(bits(states), bits(plain));
    const std::vector<float> residual = random_floats(words * 2 * c.hidden, 9);
    const std::vector<float> sum = run_recurrence(c, gates, residual.data());
    for (std::size_t i = 0; i < sum.size(); ++i) ASSERT_EQ(sum[i], states[i] + residual[i]) << i;
  }
}

TEST(KernelsTest, RecursWithinBoundsWhateverTheGates) {
  std::vector<float> gates(6 * 16, 1e30F);
  for (std::size_t i = 0; i < gates.size(); i += 3) gates[i] = -kInfinite;
  for (std::size_t i = 1; i < gates.size(); i += 3) gates[i] = kInfinite;
  for (const float state : run_recurrence({16, {0, 1}}, gates, nullptr)) {
    EXPECT_GE(state, -1.001F);
    EXPECT_LE(state, 1.001F);
  }
}

TEST(KernelsTest, ScoresAreDotProducts) {
  struct Case {
    std::int32_t rows;
    std::int32_t columns;
    std::int32_t width;
  };
  const std::vector<Case> cases = {{0, 0, 16},    {1, 0, 16},  {0, 3, 16},  {1, 1, 16},
                                   {2, 3, 16},    {3, 2, 48},  {5, 6, 128}, {4, 9, 112},
                                   {25, 26, 128}, {7, 11, 512}};
  for (const Case& c : cases) {
    SCOPED_TRACE(testing::Message() << c.rows << " " << c.columns << " " << c.width);
    const std::vector<float> left = random_floats(c.rows * c.width, 1);
    const std::vector<float> right = random_floats(c.columns * c.width, 2);
    const std::vector<float> got = same_from_all([&](const Kernels& kernels) {
      std::vector<float> out(static_cast<std::size_t>(c.rows * c.columns) + 1, 42.0F);
      kernels.scores(left.data(), c.rows, right.data(), c.columns, c.width, out.data());
      EXPECT_EQ(out.back(), 42.0F);
      out.pop_back();
      return out;
    });
    for (std::int32_t i = 0; i < c.rows; ++i) {
      for (std::int32_t j = 0; j < c.columns; ++j) {
        double sum = 0;
        for (std::int32_t k = 0; k < c.width; ++k) {
          sum += static_cast<double>(left[place(i, c.width, k)]) *
                 static_cast<double>(right[place(j, c.width, k)]);
        }
        ASSERT_NEAR(got[place(i, c.columns, j)], sum, 1e-4);
      }
    }
  }
}

TEST(KernelsTest, AddsRows) {
  for (const std::int32_t width : {16, 48, 128}) {
    SCOPED_TRACE(width);
    std::vector<std::int8_t> row;
    for (const std::uint8_t byte : random_bytes(width, 3))
      row.push_back(static_cast<std::int8_t>(byte));
    row.front() = -128;
    const std::vector<float> before = random_floats(width, 4);
    const std::vector<float> got = same_from_all([&](const Kernels& kernels) {
      std::vector<float> sum = before;
      kernels.add_row(row.data(), 0.3F, width, sum.data());
      return sum;
    });
    for (std::size_t i = 0; i < got.size(); ++i) {
      const float product = static_cast<float>(row[i]) * 0.3F;
      EXPECT_EQ(got[i], before[i] + product);
    }
  }
}

TEST(KernelsTest, LeakyIsThatOfTheActivations) {
  for (const int count : {0, 1, 15, 16, 17, 100}) {
    SCOPED_TRACE(count);
    const std::vector<float> before = random_floats(count, 5);
    const std::vector<float> got = same_from_all([&](const Kernels& kernels) {
      std::vector<float> values = before;
      kernels.leaky(values.data(), values.size());
      return values;
    });
    for (std::size_t i = 0; i < got.size(); ++i) EXPECT_EQ(got[i], leaky(before[i]));
  }
}

}  // namespace
}  // namespace tocsin
