// How many columns of a terminal a text takes. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tocsin {

// Of valid UTF-8 without control characters: combining marks take none, East Asian wide characters
// and emoji two.
std::size_t display_width(std::string_view text);

// `text` in exactly `width` columns: filled with blanks, or cut with an ellipsis ("…", or "~" in
// ASCII) as its last column.
std::string fit_columns(std::string_view text, std::size_t width, bool utf8);

}  // namespace tocsin
