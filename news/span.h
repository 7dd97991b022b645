// Half-open byte offsets into a text.
#pragma once

#include <cstdint>

namespace tocsin {

struct Span {
  std::int32_t begin = 0;
  std::int32_t end = 0;
  bool operator==(const Span&) const = default;
};

}  // namespace tocsin
