// A table of endings. Entrance: ignored_because.
#include "intake/names.h"

#include <array>

namespace tocsin {

std::string_view ignored_because(std::string_view name) {
  // ".nfs" names, which a network file system leaves for deleted open files, are hidden too.
  static constexpr std::array<std::string_view, 4> kUnfinished = {".tmp", ".part", "~", ".swp"};
  if (name.empty() || name.front() == '.') return "hidden file";
  for (const std::string_view ending : kUnfinished) {
    if (name.ends_with(ending)) return "name of an unfinished file";
  }
  return {};
}

}  // namespace tocsin
