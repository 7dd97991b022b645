// Articles for commands that judge them without a store: files, or JSON lines on standard input.
#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <string>
#include <vector>

#include "news/article.h"
#include "news/event_json.h"

namespace tocsin {

struct Input {
  Json id;  // of the line as it came, or the file's path
  Article article;
};

// Calls `take` for each article, in order; what cannot be processed is printed as
// {"id":..., "error":...} (or "file") and counted. Lines over 16 MiB are refused, not cut.
// Returns how many were refused; standard input that breaks off with an error counts as one.
std::size_t each_line(const std::function<void(const Input&)>& take);
std::size_t each_file(const std::vector<std::string>& files, bool json,
                      const std::function<void(const Input&)>& take);

// One line of a text without its end; false at the end of the input, or where it cannot be read any
// further (in.bad()). Of what is over 16 MiB the rest is skipped.
bool next_line(std::istream& in, std::string& line, bool& too_long);

}  // namespace tocsin
