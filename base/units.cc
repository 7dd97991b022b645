// A quantity is a run of digits and a unit out of a table, largest unit first.
// Entrances: parse_duration, parse_size and their ways back.
#include "base/units.h"

#include <charconv>
#include <limits>
#include <optional>
#include <span>

#include "base/text.h"

namespace tocsin {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t factor;
};
constexpr Unit kTimes[] = {{"d", 86'400'000'000'000},
                           {"h", 3'600'000'000'000},
                           {"m", 60'000'000'000},
                           {"s", 1'000'000'000},
                           {"ms", 1'000'000},
                           {"us", 1'000},
                           {"ns", 1}};
constexpr Unit kSizes[] = {
    {"TiB", 1LL << 40}, {"GiB", 1LL << 30}, {"MiB", 1LL << 20}, {"KiB", 1LL << 10}, {"", 1}};
constexpr std::size_t kShown = 40;  // bytes of a wrong value that a message repeats

struct Kind {
  std::string_view name;
  std::string_view how;
  std::span<const Unit> units;
};
constexpr Kind kDuration = {
    "duration", "write a whole number and a unit (ms, s, m, h or d), such as 500ms or 2h", kTimes};
constexpr Kind kSize = {
    "size", "write a whole number of bytes, KiB, MiB, GiB or TiB, such as 512 or 16MiB", kSizes};

tl::unexpected<Error> refuse(const Kind& kind, std::string_view text, std::string_view why) {
  return fail(ErrorCode::kInvalid, "\"" + printable(shorten(text, kShown)) + "\" is no " +
                                       std::string(kind.name) + ": " + std::string(why));
}

Result<std::int64_t> parse(const Kind& kind, std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range) return refuse(kind, text, "it is too large");
  if (error != std::errc() || text.starts_with('-')) return refuse(kind, text, kind.how);
  const std::string_view name = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const Unit& unit : kind.units) {
    if (unit.name != name) continue;
    if (number > std::numeric_limits<std::int64_t>::max() / unit.factor) {
      return refuse(kind, text, "it is too large");
    }
    return number * unit.factor;
  }
  return refuse(kind, text, kind.how);
}

std::string format(const Kind& kind, std::int64_t value) {
  for (const Unit& unit : kind.units) {
    if (value != 0 && value % unit.factor == 0) {
      return std::to_string(value / unit.factor) + std::string(unit.name);
    }
  }
  return "0";
}

}  // namespace

Result<Duration> parse_duration(std::string_view text) {
  return parse(kDuration, text).map([](std::int64_t ns) { return Duration(ns); });
}

std::string format_duration(Duration duration) {
  return duration.count() == 0 ? "0s" : format(kDuration, duration.count());
}

Result<std::int64_t> parse_size(std::string_view text) { return parse(kSize, text); }

std::string format_size(std::int64_t bytes) { return format(kSize, bytes); }

}  // namespace tocsin
