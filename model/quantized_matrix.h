// A linear map in a section of the model file: written from the floats that training found, read as
// the view that the kernels multiply with.
#pragma once

#include <span>

#include "base/result.h"
#include "model/kernels.h"
#include "model/model_file.h"

namespace tocsin {

// `weights` has `outputs` rows of `inputs` floats, `bias` one float an output; all are finite.
// Weights become eight bits, one scale an output (its largest magnitude / 63), rounded to nearest.
// Both sides are padded with zeros, outputs to a multiple of 16 and inputs to one of 4: what is
// read has those sizes.
void write_matrix(SectionWriter& writer, std::span<const float> weights,
                  std::span<const float> bias, int outputs, int inputs);

// A view into the bytes of `reader`, valid as long as they are. kCorrupt where they are not a
// matrix as written: every size, every weight and every sum is checked, since a wrong one could
// give other results on another machine.
Result<QuantizedMatrix> read_matrix(SectionReader& reader);

}  // namespace tocsin
