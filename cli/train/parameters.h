// The learned numbers of a network and their optimiser: dense matrices, and tables of which a step
// touches only some rows. Adam (Kingma and Ba 2015); the moments of a table's row move only when
// the row is touched.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/train/random.h"

namespace tocsin {

// Row-major floats.
struct Tensor {
  std::string name;
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<float> values;
  std::vector<float> mean;  // Adam's moments
  std::vector<float> square;

  float* row(std::size_t index) { return values.data() + index * columns; }
  const float* row(std::size_t index) const { return values.data() + index * columns; }
  std::size_t size() const { return values.size(); }
};

Tensor zeros(std::string name, std::size_t rows, std::size_t columns);
// Uniform with the variance of Glorot and Bengio (2010).
Tensor glorot(std::string name, std::size_t rows, std::size_t columns, RandomNumbers& random);
// Uniform in [-bound, bound).
Tensor uniform(std::string name, std::size_t rows, std::size_t columns, float bound,
               RandomNumbers& random);

// The gradient of a table: only rows that were touched, in the order in which they were.
class RowGradients {
 public:
  explicit RowGradients(std::size_t columns) : columns_(columns) {}
  void clear();
  void add(std::uint32_t row, const float* gradient, float scale);
  void add(const RowGradients& other);
  const std::vector<std::uint32_t>& rows() const { return rows_; }
  float* gradient(std::size_t index) { return values_.data() + index * columns_; }
  const float* gradient(std::size_t index) const { return values_.data() + index * columns_; }
  std::vector<float>& values() { return values_; }

 private:
  float* place(std::uint32_t row);

  std::size_t columns_;
  std::vector<std::uint32_t> rows_;
  std::vector<float> values_;
  std::unordered_map<std::uint32_t, std::uint32_t> places_;
};

struct AdamStep {
  float rate = 0;
  float first = 0.9F;
  float second = 0.98F;
  std::int64_t number = 1;  // of this step, from 1
  float scale = 1;          // of the gradient: clipping
};

void adam(Tensor& tensor, const float* gradient, const AdamStep& step);
void adam(Tensor& tensor, const RowGradients& gradient, const AdamStep& step);

double squared_norm(const float* values, std::size_t count);

}  // namespace tocsin
