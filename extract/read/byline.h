// "By Ann Lee, Bo Roe and Cy Poe, CNN": who wrote it and for whom. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tocsin {

struct Byline {
  std::string authors;  // as printed, without "By": "Ann Lee, Bo Roe and Cy Poe, CNN"
  std::string source;   // its last part, "CNN"; "" where that is a person
  bool operator==(const Byline&) const = default;
};

// Of a whole line; "By Monday they had left." is none.
std::optional<Byline> parse_byline(std::string_view line);
inline bool is_byline(std::string_view line) { return parse_byline(line).has_value(); }

}  // namespace tocsin
