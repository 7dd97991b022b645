// libFuzzer: no bytes make the reader crash, hang or give text that is not UTF-8.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "extract/read/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = tocsin::read_articles({reinterpret_cast<const char*>(data), size}, "fuzz.txt");
  if (!read) return 0;
  for (const tocsin::Article& article : read->articles) {
    if (article.paragraphs.empty() || !tocsin::is_valid_utf8(article.title)) std::abort();
    for (const std::string& paragraph : article.paragraphs) {
      if (!tocsin::is_valid_utf8(paragraph)) std::abort();
    }
  }
  return 0;
}
