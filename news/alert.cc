// The names of the severities.
#include "news/alert.h"

#include <array>

namespace tocsin {
namespace {
constexpr std::array<std::string_view, 5> kNames = {"info", "low", "medium", "high", "critical"};
}

std::string_view to_string(Severity severity) {
  return kNames.at(static_cast<std::size_t>(severity));
}

std::optional<Severity> parse_severity(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames.at(i) == name) return static_cast<Severity>(i);
  }
  return std::nullopt;
}

std::vector<std::string_view> severity_names() { return {kNames.begin(), kNames.end()}; }

}  // namespace tocsin
