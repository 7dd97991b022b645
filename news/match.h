// A watch rule that fired on an event, and why.
#pragma once

#include <cstddef>
#include <string>

namespace tocsin {

struct Match {
  std::size_t rule = 0;  // index in the rule set that made it
  std::string reason;    // each condition's value: "type SANCTION, mode expel, status ordered"
  bool operator==(const Match&) const = default;
};

}  // namespace tocsin
