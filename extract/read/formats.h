// The formats, known by their content and never by a file's name. To read another one, give its row
// in formats.cc a reader.
#pragma once

#include <string_view>
#include <vector>

#include "news/article.h"

namespace tocsin {

struct Format {
  std::string_view name;  // as a message names it: "HTML", "a gzip file"
  // Whether a file begins so: of the raw bytes, or of clean text, by the table that it stands in.
  bool (*begins)(std::string_view start);
  // Articles of clean text; nullptr: this format is not read.
  std::vector<Article> (*read)(std::string_view clean);
};

// Known by raw bytes, none of them text; nullptr where it is none of these.
const Format* binary_format(std::string_view bytes);
// Known by text; plain text is the last and fits all.
const Format& text_format(std::string_view clean);

}  // namespace tocsin
