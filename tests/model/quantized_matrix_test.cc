#include "model/quantized_matrix.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "tests/model/random_values.h"

namespace tocsin {
namespace {

ModelFile file_of(SectionWriter& writer) {
  ModelWriter model;
  model.add("matrix", writer.take());
  return ModelFile::from_bytes(model.bytes()).value();
}

int weight_at(const QuantizedMatrix& matrix, int output, int input) {
  return matrix.weights[((output / 16) * (matrix.inputs / 4) + input / 4) * 64 + output % 16 * 4 +
                        input % 4];
}

struct Sides {
  int outputs;
  int inputs;
  int padded_outputs;
  int padded_inputs;
};

class MatrixSidesTest : public testing::TestWithParam<Sides> {};

TEST_P(MatrixSidesTest, IsReadAsWritten) {
  const auto [outputs, inputs, padded_outputs, padded_inputs] = GetParam();
  const std::vector<float> weights = random_floats(outputs * inputs, 1, 2);
  const std::vector<float> bias = random_floats(outputs, 2);
  SectionWriter writer;
  writer.value<std::int32_t>(1);  // a matrix may stand anywhere in a section
  write_matrix(writer, weights, bias, outputs, inputs);
  const ModelFile file = file_of(writer);
  SectionReader reader(file.section("matrix").value());
  reader.value<std::int32_t>();
  const auto matrix = read_matrix(reader);
  ASSERT_TRUE(matrix) << matrix.error().message;
  ASSERT_EQ(matrix->outputs, padded_outputs);
  ASSERT_EQ(matrix->inputs, padded_inputs);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(matrix->weights) % 64, 0U);
  for (int o = 0; o < padded_outputs; ++o) {
    int sum = 0;
    for (int i = 0; i < padded_inputs; ++i) {
      const int weight = weight_at(*matrix, o, i);
      sum += weight;
      const bool given = o < outputs && i < inputs;
      const float wanted =
          given ? weights[static_cast<std::size_t>(std::int64_t{o} * inputs + i)] : 0;
      ASSERT_NEAR(static_cast<float>(weight) * matrix->scale[o], wanted,
                  given ? 0.501F * matrix->scale[o] : 0)
          << o << " " << i;
    }
    EXPECT_EQ(matrix->weight_sum[o], sum);
    EXPECT_EQ(matrix->bias[o], o < outputs ? bias[static_cast<std::size_t>(o)] : 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Sides, MatrixSidesTest,
                         testing::Values(Sides{1, 1, 16, 4}, Sides{16, 4, 16, 4},
                                         Sides{17, 5, 32, 8}, Sides{50, 128, 64, 128}));

TEST(QuantizedMatrixTest, ScalesEachOutputByItself) {
  const std::vector<float> weights = {63, -1, 0.4F, 0, 0, 0, -0.5F, 0.26F, 0};
  SectionWriter writer;
  write_matrix(writer, weights, std::vector<float>{1, 2, 3}, 3, 3);
  const ModelFile file = file_of(writer);
  SectionReader reader(file.section("matrix").value());
  const QuantizedMatrix matrix = read_matrix(reader).value();
  EXPECT_EQ(matrix.scale[0], 1.0F);
  EXPECT_EQ(matrix.scale[1], 1.0F);  // a row of zeros
  EXPECT_EQ(matrix.scale[2], 0.5F / 63);
  EXPECT_EQ(weight_at(matrix, 0, 0), 63);
  EXPECT_EQ(weight_at(matrix, 0, 1), -1);
  EXPECT_EQ(weight_at(matrix, 0, 2), 0);
  EXPECT_EQ(weight_at(matrix, 2, 0), -63);
  EXPECT_EQ(weight_at(matrix, 2, 1), 33);
}

TEST(QuantizedMatrixTest, MultipliesLikeTheFloats) {
  const int outputs = 96;
  const int inputs = 256;
  const std::vector<float> weights = random_floats(outputs * inputs, 1);
  const std::vector<float> bias = random_floats(outputs, 2);
  const std::vector<float> row = random_floats(inputs, 3);
  SectionWriter writer;
  write_matrix(writer, weights, bias, outputs, inputs);
  const ModelFile file = file_of(writer);
  SectionReader reader(file.section("matrix").value());
  const QuantizedMatrix matrix = read_matrix(reader).value();
  std::vector<std::uint8_t> bytes(inputs);
  float scale = 0;
  std::vector<float> got(outputs);
  kernels().quantize(row.data(), 1, inputs, bytes.data(), &scale);
  kernels().multiply(bytes.data(), &scale, 1, matrix, got.data());
  for (int o = 0; o < outputs; ++o) {
    float sum = bias[static_cast<std::size_t>(o)];
    for (int i = 0; i < inputs; ++i)
      sum += row[static_cast<std::size_t>(i)] *
             weights[static_cast<std::size_t>(std::int64_t{o} * inputs + i)];
    EXPECT_NEAR(got[static_cast<std::size_t>(o)], sum, 0.25F);
  }
}

// The parts of a section as SectionWriter lays them: each can be made wrong.
struct Parts {
  std::int32_t inputs = 4;
  std::int32_t outputs = 16;
  std::vector<std::int8_t> weights = std::vector<std::int8_t>(64, 1);
  std::vector<float> scale = std::vector<float>(16, 0.5F);
  std::vector<float> bias = std::vector<float>(16, 0.25F);
  std::vector<std::int32_t> sum = std::vector<std::int32_t>(16, 4);
};

std::string fault_of(const Parts& parts) {
  SectionWriter writer;
  writer.value(parts.inputs);
  writer.value(parts.outputs);
  writer.array<std::int8_t>(parts.weights);
  writer.array<float>(parts.scale);
  writer.array<float>(parts.bias);
  writer.array<std::int32_t>(parts.sum);
  const ModelFile file = file_of(writer);
  SectionReader reader(file.section("matrix").value());
  const auto matrix = read_matrix(reader);
  return matrix ? "" : matrix.error().message;
}

TEST(QuantizedMatrixTest, RefusesWhatCannotBeOne) {
  const std::string misfit = "the model has a matrix whose parts do not fit";
  const std::string impossible = "the model has a matrix with impossible values";
  struct Case {
    const char* what;
    void (*change)(Parts&);
    std::string message;
  };
  const std::vector<Case> cases = {
      {"as written", [](Parts&) {}, ""},
      {"no inputs", [](Parts& p) { p.inputs = 0; }, misfit},
      {"negative inputs", [](Parts& p) { p.inputs = -4; }, misfit},
      {"odd inputs", [](Parts& p) { p.inputs = 5; }, misfit},
      {"many inputs", [](Parts& p) { p.inputs = 1 << 30; }, misfit},
      {"negative outputs", [](Parts& p) { p.outputs = -16; }, misfit},
      {"odd outputs", [](Parts& p) { p.outputs = 8; }, misfit},
      {"more inputs than weights", [](Parts& p) { p.inputs = 8; }, misfit},
      {"a scale too few", [](Parts& p) { p.scale.pop_back(); }, misfit},
      {"a bias too many", [](Parts& p) { p.bias.push_back(0); }, misfit},
      {"no sums", [](Parts& p) { p.sum.clear(); }, misfit},
      {"a wrong sum", [](Parts& p) { p.sum[15] = 5; }, impossible},
      {"a weight too large", [](Parts& p) { p.weights[3] = 64, p.sum[0] = 67; }, impossible},
      {"a weight too small", [](Parts& p) { p.weights[3] = -128, p.sum[0] = -125; }, impossible},
      {"no number for a scale", [](Parts& p) { p.scale[1] = std::nanf(""); }, impossible},
      {"an infinite bias", [](Parts& p) { p.bias[1] = std::numeric_limits<float>::infinity(); },
       impossible},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    Parts parts;
    c.change(parts);
    EXPECT_EQ(fault_of(parts), c.message);
  }
}

TEST(QuantizedMatrixTest, RefusesAShortSection) {
  SectionWriter writer;
  write_matrix(writer, random_floats(64, 1), random_floats(16, 2), 16, 4);
  const std::string bytes = writer.take();
  for (std::size_t size = 0; size < bytes.size(); size += 3) {
    SectionReader reader(std::string_view(bytes).substr(0, size));
    ASSERT_FALSE(read_matrix(reader)) << size;
  }
}

}  // namespace
}  // namespace tocsin
