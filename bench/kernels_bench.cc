// How fast the loops of the language core run, in each instruction set that this processor has.
//
//   build/bench/bench/kernels_bench [--benchmark_filter=REGEX]
//
// A product is given in GMAC/s (1e9 multiplications of a weight a second), all else in time per
// word. Run it on the preset `bench`; other work on the machine shows in the figures.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "model/kernels.h"
#include "tests/model/random_values.h"

namespace tocsin {
namespace {

struct Shape {
  std::int32_t rows;
  std::int32_t inputs;
  std::int32_t outputs;
};

constexpr Shape kShapes[] = {{256, 384, 768}, {256, 256, 768}, {256, 256, 448}, {25, 256, 768}};
constexpr std::int32_t kHidden = 128;
constexpr std::int32_t kWords = 250;

std::vector<std::int32_t> ten_sentences() {
  std::vector<std::int32_t> begins;
  for (std::int32_t begin = 0; begin <= kWords; begin += kWords / 10) begins.push_back(begin);
  return begins;
}

void per_second(benchmark::State& state, const char* what, double count) {
  state.counters[what] = benchmark::Counter(count, benchmark::Counter::kIsIterationInvariantRate);
}

void per_word(benchmark::State& state, double words) {
  state.counters["s/word"] = benchmark::Counter(
      words, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

// The kernels that the benchmark's first argument names.
const Kernels& kernels_of(benchmark::State& state) {
  const Kernels& kernels = *available_kernels()[static_cast<std::size_t>(state.range(0))];
  state.SetLabel(std::string(kernels.name));
  return kernels;
}

void measure_multiply(benchmark::State& state) {
  const Kernels& kernels = kernels_of(state);
  const Shape shape = {static_cast<std::int32_t>(state.range(1)),
                       static_cast<std::int32_t>(state.range(2)),
                       static_cast<std::int32_t>(state.range(3))};
  const RandomMatrix matrix(shape.inputs, shape.outputs, 1);
  const auto input = random_bytes(shape.rows * shape.inputs, 2);
  const auto scale = random_floats(shape.rows, 3);
  std::vector<float> out(static_cast<std::size_t>(shape.rows * shape.outputs));
  while (state.KeepRunning()) {
    kernels.multiply(input.data(), scale.data(), shape.rows, matrix.view(), out.data());
    benchmark::ClobberMemory();
  }
  per_second(state, "MAC/s", static_cast<double>(out.size()) * shape.inputs);
}

void measure_recur(benchmark::State& state) {
  const Kernels& kernels = kernels_of(state);
  const auto gates = random_floats(kWords * 6 * kHidden, 1, 3);
  const auto residual = random_floats(kWords * 2 * kHidden, 2);
  const auto begins = ten_sentences();
  std::vector<float> states(residual.size());
  while (state.KeepRunning()) {
    kernels.recur(gates.data(), begins, kHidden, residual.data(), states.data());
    benchmark::ClobberMemory();
  }
  per_word(state, kWords);
}

void measure_quantize(benchmark::State& state) {
  const Kernels& kernels = kernels_of(state);
  const auto values = random_floats(kWords * 2 * kHidden, 1, 3);
  std::vector<std::uint8_t> bytes(values.size());
  std::vector<float> scale(kWords);
  while (state.KeepRunning()) {
    kernels.quantize(values.data(), kWords, 2 * kHidden, bytes.data(), scale.data());
    benchmark::ClobberMemory();
  }
  per_word(state, kWords);
}

// One sentence of 25 words.
void measure_scores(benchmark::State& state) {
  const Kernels& kernels = kernels_of(state);
  const auto left = random_floats(25 * kHidden, 1);
  const auto right = random_floats(26 * kHidden, 2);
  std::vector<float> out(25 * 26);
  while (state.KeepRunning()) {
    kernels.scores(left.data(), 25, right.data(), 26, kHidden, out.data());
    benchmark::ClobberMemory();
  }
  per_word(state, 25);
}

void measure_add_row(benchmark::State& state) {
  const Kernels& kernels = kernels_of(state);
  const std::vector<std::int8_t> row(kHidden, 3);
  std::vector<float> sum(kHidden);
  while (state.KeepRunning()) {
    kernels.add_row(row.data(), 0.01F, kHidden, sum.data());
    benchmark::ClobberMemory();
  }
  per_word(state, 1);
}

void measure_leaky(benchmark::State& state) {
  const Kernels& kernels = kernels_of(state);
  auto values = random_floats(kWords * kHidden, 1);
  while (state.KeepRunning()) {
    kernels.leaky(values.data(), values.size());
    benchmark::ClobberMemory();
  }
  per_word(state, kWords);
}

// One run a set of kernels.
void each_set(benchmark::internal::Benchmark* measure) {
  measure->ArgName("set");
  measure->DenseRange(0, static_cast<std::int64_t>(available_kernels().size()) - 1);
}

void each_set_and_shape(benchmark::internal::Benchmark* measure) {
  measure->ArgNames({"set", "rows", "inputs", "outputs"});
  for (std::size_t set = 0; set < available_kernels().size(); ++set) {
    for (const Shape& shape : kShapes) {
      measure->Args({static_cast<std::int64_t>(set), shape.rows, shape.inputs, shape.outputs});
    }
  }
}

BENCHMARK(measure_multiply)->Apply(each_set_and_shape);
BENCHMARK(measure_recur)->Apply(each_set);
BENCHMARK(measure_quantize)->Apply(each_set);
BENCHMARK(measure_scores)->Apply(each_set);
BENCHMARK(measure_add_row)->Apply(each_set);
BENCHMARK(measure_leaky)->Apply(each_set);

}  // namespace
}  // namespace tocsin

BENCHMARK_MAIN();
