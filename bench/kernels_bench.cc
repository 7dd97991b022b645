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

void measure_multiply(benchmark::State& state, const Kernels& kernels, const Shape& shape) {
  const RandomMatrix matrix(shape.inputs, shape.outputs, 1);
  const auto input = random_bytes(shape.rows * shape.inputs, 2);
  const auto scale = random_floats(shape.rows, 3);
  std::vector<float> out(static_cast<std::size_t>(shape.rows * shape.outputs));
  for (auto _ : state) {
    kernels.multiply(input.data(), scale.data(), shape.rows, matrix.view(), out.data());
    benchmark::ClobberMemory();
  }
  per_second(state, "MAC/s", static_cast<double>(out.size()) * shape.inputs);
}

void measure_recur(benchmark::State& state, const Kernels& kernels) {
  const auto gates = random_floats(kWords * 6 * kHidden, 1, 3);
  const auto residual = random_floats(kWords * 2 * kHidden, 2);
  const auto begins = ten_sentences();
  std::vector<float> states(residual.size());
  for (auto _ : state) {
    kernels.recur(gates.data(), begins, kHidden, residual.data(), states.data());
    benchmark::ClobberMemory();
  }
  per_word(state, kWords);
}

void measure_quantize(benchmark::State& state, const Kernels& kernels) {
  const auto values = random_floats(kWords * 2 * kHidden, 1, 3);
  std::vector<std::uint8_t> bytes(values.size());
  std::vector<float> scale(kWords);
  for (auto _ : state) {
    kernels.quantize(values.data(), kWords, 2 * kHidden, bytes.data(), scale.data());
    benchmark::ClobberMemory();
  }
  per_word(state, kWords);
}

// One sentence of 25 words.
void measure_scores(benchmark::State& state, const Kernels& kernels) {
  const auto left = random_floats(25 * kHidden, 1);
  const auto right = random_floats(26 * kHidden, 2);
  std::vector<float> out(25 * 26);
  for (auto _ : state) {
    kernels.scores(left.data(), 25, right.data(), 26, kHidden, out.data());
    benchmark::ClobberMemory();
  }
  per_word(state, 25);
}

void measure_add_row(benchmark::State& state, const Kernels& kernels) {
  const std::vector<std::int8_t> row(kHidden, 3);
  std::vector<float> sum(kHidden);
  for (auto _ : state) {
    kernels.add_row(row.data(), 0.01F, kHidden, sum.data());
    benchmark::ClobberMemory();
  }
  per_word(state, 1);
}

void measure_leaky(benchmark::State& state, const Kernels& kernels) {
  auto values = random_floats(kWords * kHidden, 1);
  for (auto _ : state) {
    kernels.leaky(values.data(), values.size());
    benchmark::ClobberMemory();
  }
  per_word(state, kWords);
}

struct Measure {
  const char* name;
  void (*run)(benchmark::State&, const Kernels&);
};

constexpr Measure kMeasures[] = {{"recur-128", measure_recur},
                                 {"quantize-256", measure_quantize},
                                 {"scores-25x26x128", measure_scores},
                                 {"add_row-128", measure_add_row},
                                 {"leaky-128", measure_leaky}};

void register_all() {
  for (const Kernels* kernels : available_kernels()) {
    const std::string set(kernels->name);
    for (const Shape& shape : kShapes) {
      const std::string name = "multiply-" + std::to_string(shape.rows) + "x" +
                               std::to_string(shape.inputs) + "x" + std::to_string(shape.outputs) +
                               "/" + set;
      benchmark::RegisterBenchmark(name.c_str(), [kernels, shape](benchmark::State& state) {
        measure_multiply(state, *kernels, shape);
      });
    }
    for (const Measure& measure : kMeasures) {
      benchmark::RegisterBenchmark(
          (measure.name + ("/" + set)).c_str(),
          [kernels, run = measure.run](benchmark::State& state) { run(state, *kernels); });
    }
  }
}

}  // namespace
}  // namespace tocsin

int main(int count, char** values) {
  tocsin::register_all();
  benchmark::Initialize(&count, values);
  if (benchmark::ReportUnrecognizedArguments(count, values)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
