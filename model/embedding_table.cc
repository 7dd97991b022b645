// Sizes, then the arrays of EmbeddingTable in their order.
#include "model/embedding_table.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace tocsin {
namespace {

constexpr std::int32_t kMostRows = 1 << 24;
constexpr std::int32_t kWidest = 16384;

float scale_of(std::span<const float> row) {
  float largest = 0;
  for (const float value : row) largest = std::max(largest, std::abs(value));
  return std::isnormal(largest / 127) ? largest / 127 : 1.0F;
}

bool all_finite(std::span<const float> values) {
  return std::all_of(values.begin(), values.end(),
                     [](float value) { return std::isfinite(value); });
}

}  // namespace

void write_table(SectionWriter& writer, std::span<const float> values, int rows, int width) {
  const auto given = static_cast<std::size_t>(width);
  const std::size_t padded = (given + 15) / 16 * 16;
  std::vector<float> scale(static_cast<std::size_t>(rows));
  assert(values.size() == scale.size() * given);
  std::vector<std::int8_t> bytes(scale.size() * padded);
  for (std::size_t r = 0; r < scale.size(); ++r) {
    const std::span<const float> row = values.subspan(r * given, given);
    scale[r] = scale_of(row);
    for (std::size_t i = 0; i < given; ++i)
      bytes[r * padded + i] = static_cast<std::int8_t>(std::lround(row[i] / scale[r]));
  }
  writer.value(static_cast<std::int32_t>(rows));
  writer.value(static_cast<std::int32_t>(padded));
  writer.array<std::int8_t>(bytes);
  writer.array<float>(scale);
}

Result<EmbeddingTable> read_table(SectionReader& reader) {
  EmbeddingTable out;
  out.rows = reader.value<std::int32_t>();
  out.width = reader.value<std::int32_t>();
  const auto values = reader.array<std::int8_t>();
  const auto scale = reader.array<float>();
  if (!reader.ok() || out.rows <= 0 || out.rows > kMostRows || out.width <= 0 ||
      out.width > kWidest || out.width % 16 != 0 ||
      scale.size() != static_cast<std::size_t>(out.rows) ||
      values.size() != scale.size() * static_cast<std::size_t>(out.width) || !all_finite(scale))
    return fail(ErrorCode::kCorrupt, "the model has a table whose parts do not fit");
  out.values = values.data();
  out.scale = scale.data();
  return out;
}

}  // namespace tocsin
