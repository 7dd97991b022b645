// A table of vectors in a section of the model file, one row a word (or a hash), in eight bits with
// one scale a row; Kernels::add_row adds its rows up.
#pragma once

#include <cstdint>
#include <span>

#include "base/result.h"
#include "model/model_file.h"

namespace tocsin {

// A view into a ModelFile. Value i of row r is values[r * width + i] * scale[r].
struct EmbeddingTable {
  std::int32_t rows = 0;
  std::int32_t width = 0;  // a multiple of 16
  const std::int8_t* values = nullptr;
  const float* scale = nullptr;

  const std::int8_t* row(std::int32_t index) const {
    return values + static_cast<std::ptrdiff_t>(index) * width;
  }
};

// `values` has `rows` rows of `width` finite floats; each row gets a scale of its own (its largest
// magnitude / 127). Rows are padded with zeros to a multiple of 16: what is read has that width.
void write_table(SectionWriter& writer, std::span<const float> values, int rows, int width);

// A view into the bytes of `reader`. kCorrupt where they are not a table as written.
Result<EmbeddingTable> read_table(SectionReader& reader);

}  // namespace tocsin
