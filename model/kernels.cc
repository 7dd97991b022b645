// Which kernels this processor can run, and which of them serve: the last of the table, or the one
// that TOCSIN_KERNELS names. The loops themselves are in float_loops.h and kernels_SET.cc.
#include "model/kernels.h"

#include <array>
#include <cstdlib>
#include <vector>

#include "model/kernel_loops.h"

namespace tocsin {
namespace {

bool runs_anywhere() { return true; }

#if defined(__x86_64__)
bool runs_avx2() { return __builtin_cpu_supports("avx2") != 0; }
bool runs_avx512() {
  return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
         __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512vnni") != 0;
}
#else
bool runs_avx2() { return false; }
bool runs_avx512() { return false; }
#endif

template <const KernelLoops* (*kLoops)()>
void recur(const float* gates, std::span<const std::int32_t> begins, std::int32_t hidden,
           const float* residual, float* states) {
  if (begins.size() < 2) return;
  kLoops()->recur(gates, begins.data(), begins.size() - 1, hidden, residual, states);
}

template <const KernelLoops* (*kLoops)()>
Kernels make(std::string_view name) {
  const KernelLoops* loops = kLoops();
  if (loops == nullptr) return {};
  return {name,          loops->quantize, loops->multiply, recur<kLoops>,
          loops->scores, loops->add_row,  loops->leaky};
}

struct Candidate {
  Kernels kernels;
  bool (*runs)();
};

std::vector<const Kernels*> find_available() {
  static const std::array<Candidate, 3> kCandidates = {
      {{make<portable_loops>("portable"), runs_anywhere},
       {make<avx2_loops>("avx2"), runs_avx2},
       {make<avx512_loops>("avx512-vnni"), runs_avx512}}};
  std::vector<const Kernels*> out;
  for (const Candidate& candidate : kCandidates) {
    if (!candidate.kernels.name.empty() && candidate.runs()) out.push_back(&candidate.kernels);
  }
  return out;
}

const Kernels& choose() {
  // Read once, by a program that never writes its environment.
  const char* named = std::getenv("TOCSIN_KERNELS");  // NOLINT(concurrency-mt-unsafe)
  for (const Kernels* kernels : available_kernels()) {
    if (named != nullptr && kernels->name == named) return *kernels;
  }
  return *available_kernels().back();
}

}  // namespace

const Kernels& kernels() {
  static const Kernels& kChosen = choose();
  return kChosen;
}

std::span<const Kernels* const> available_kernels() {
  static const std::vector<const Kernels*> kAvailable = find_available();
  return kAvailable;
}

}  // namespace tocsin
