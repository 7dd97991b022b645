// Entrances: adam() over a whole tensor, or over the rows of a table that a step touched.
#include "cli/train/parameters.h"

#include <cmath>

#include "cli/train/vectorized.h"

namespace tocsin {

Tensor zeros(std::string name, std::size_t rows, std::size_t columns) {
  Tensor tensor;
  tensor.name = std::move(name);
  tensor.rows = rows;
  tensor.columns = columns;
  tensor.values.assign(rows * columns, 0.0F);
  tensor.mean = tensor.square = tensor.values;
  return tensor;
}

Tensor uniform(std::string name, std::size_t rows, std::size_t columns, float bound,
               RandomNumbers& random) {
  Tensor tensor = zeros(std::move(name), rows, columns);
  for (float& value : tensor.values) value = (2.0F * random.uniform() - 1.0F) * bound;
  return tensor;
}

Tensor glorot(std::string name, std::size_t rows, std::size_t columns, RandomNumbers& random) {
  const float bound = std::sqrt(6.0F / static_cast<float>(rows + columns));
  return uniform(std::move(name), rows, columns, bound, random);
}

void RowGradients::clear() {
  rows_.clear();
  values_.clear();
  places_.clear();
}

float* RowGradients::place(std::uint32_t row) {
  const auto [at, fresh] = places_.emplace(row, static_cast<std::uint32_t>(rows_.size()));
  if (fresh) {
    rows_.push_back(row);
    values_.resize(values_.size() + columns_, 0.0F);
  }
  return values_.data() + at->second * columns_;
}

void RowGradients::add(std::uint32_t row, const float* gradient, float scale) {
  add_scaled(gradient, scale, columns_, place(row));
}

void RowGradients::add(const RowGradients& other) {
  for (std::size_t i = 0; i < other.rows_.size(); ++i) add(other.rows_[i], other.gradient(i), 1.0F);
}

namespace {

AdamNumbers numbers_of(const AdamStep& step) {
  const auto number = static_cast<double>(step.number);
  const auto mean_scale = static_cast<float>(1.0 / (1.0 - std::pow(step.first, number)));
  const auto square_scale = static_cast<float>(1.0 / (1.0 - std::pow(step.second, number)));
  return {.first = step.first,
          .second = step.second,
          .rate = step.rate * mean_scale,
          .square_scale = square_scale,
          .gradient_scale = step.scale};
}

}  // namespace

void adam(Tensor& tensor, const float* gradient, const AdamStep& step) {
  adam_update(numbers_of(step), gradient, tensor.size(), tensor.values.data(), tensor.mean.data(),
              tensor.square.data());
}

void adam(Tensor& tensor, const RowGradients& gradient, const AdamStep& step) {
  const AdamNumbers numbers = numbers_of(step);
  for (std::size_t i = 0; i < gradient.rows().size(); ++i) {
    const std::size_t from = gradient.rows()[i] * tensor.columns;
    adam_update(numbers, gradient.gradient(i), tensor.columns, tensor.values.data() + from,
                tensor.mean.data() + from, tensor.square.data() + from);
  }
}

double squared_norm(const float* values, std::size_t count) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i)
    sum += static_cast<double>(values[i]) * static_cast<double>(values[i]);
  return sum;
}

}  // namespace tocsin
