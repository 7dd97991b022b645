// What is left of HTML entities in a news text: "AT&amp;T", "don#39;t", "&#8217;". Pure; any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tocsin {

struct Entity {
  char32_t character = 0;
  std::int32_t length = 0;  // bytes; 0: there is none
};

// The entity at the start of `text`, which begins with '&' or '#'. One that was encoded twice
// ("&amp;#39;") is resolved to the end; '#' without '&' counts only for marks and quotes.
Entity entity_at(std::string_view text);

// Appends the character in UTF-8.
void append_character(char32_t character, std::string& out);

}  // namespace tocsin
