// libFuzzer: no bytes make the reader of the model file, or of the parts that it holds, crash or
// read beyond its end. Since a checksum would keep almost all changed bytes out, they are tried
// with a header that fits as well.
#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "model/embedding_table.h"
#include "model/model_file.h"
#include "model/quantized_matrix.h"

namespace tocsin {
namespace {

constexpr std::size_t kHeader = 32;

std::string sealed(std::string bytes) {
  const std::uint32_t version = 1;
  const std::uint32_t nothing = 0;
  const std::uint64_t size = bytes.size();
  const std::uint64_t checksum = XXH3_64bits(bytes.data() + kHeader, bytes.size() - kHeader);
  std::memcpy(bytes.data(), "TOCSINLM", 8);
  std::memcpy(bytes.data() + 8, &version, sizeof version);
  std::memcpy(bytes.data() + 12, &nothing, sizeof nothing);
  std::memcpy(bytes.data() + 16, &size, sizeof size);
  std::memcpy(bytes.data() + 24, &checksum, sizeof checksum);
  return bytes;
}

// Touches every byte that a reader hands out.
std::size_t read_everything(std::string_view section) {
  std::size_t sum = 0;
  SectionReader matrix_reader(section);
  while (const auto matrix = read_matrix(matrix_reader)) {
    const std::string input(static_cast<std::size_t>(matrix->inputs), '\x81');
    std::string out(static_cast<std::size_t>(matrix->outputs) * sizeof(float), '\0');
    const float scale = 1;
    kernels().multiply(reinterpret_cast<const std::uint8_t*>(input.data()), &scale, 1, *matrix,
                       reinterpret_cast<float*>(out.data()));
    sum += static_cast<unsigned char>(out.front());
  }
  SectionReader table_reader(section);
  while (const auto table = read_table(table_reader)) {
    for (std::int32_t row = 0; row < table->rows; ++row)
      sum += static_cast<std::size_t>(table->row(row)[table->width - 1] + 128);
  }
  SectionReader text_reader(section);
  while (text_reader.ok()) {
    for (const char c : text_reader.text()) sum += static_cast<unsigned char>(c);
  }
  return sum;
}

void try_model(std::string_view bytes) {
  const auto file = ModelFile::from_bytes(bytes);
  if (!file) return;
  for (const auto& [name, size] : file->sections()) {
    const auto section = file->section(name);
    if (!section || section->size() != size) __builtin_trap();
    if (read_everything(*section) == SIZE_MAX) __builtin_trap();
  }
}

}  // namespace
}  // namespace tocsin

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  tocsin::try_model(bytes);
  if (bytes.size() >= tocsin::kHeader) tocsin::try_model(tocsin::sealed(bytes));
  return 0;
}
