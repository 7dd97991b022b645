// What each instruction set gives kernels.cc: plain functions over pointers. The three sources that
// give them are compiled with flags of their own, so they and this header may use no inline
// function of any library: the linker keeps one copy of each, and it could be the one with
// instructions that this processor lacks.
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/kernels.h"

namespace tocsin {

// As in Kernels, but `sentences` of them, with sentences + 1 begins.
struct KernelLoops {
  decltype(Kernels::quantize) quantize;
  decltype(Kernels::multiply) multiply;
  void (*recur)(const float* gates, const std::int32_t* begins, std::size_t sentences,
                std::int32_t hidden, const float* residual, float* states);
  decltype(Kernels::scores) scores;
  decltype(Kernels::add_row) add_row;
  decltype(Kernels::leaky) leaky;
};

// Null where the program was built for another kind of processor.
const KernelLoops* portable_loops();
const KernelLoops* avx2_loops();
const KernelLoops* avx512_loops();

}  // namespace tocsin
