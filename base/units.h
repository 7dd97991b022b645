// Durations and sizes as people write them in a config. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace tocsin {

// One whole number and one unit: "500ms", "1s", "2m", "1h", "3d" (also "us" and "ns"). No sign, no
// fraction, no bare number. kInvalid with the reason and an example otherwise.
Result<Duration> parse_duration(std::string_view text);
// In the largest unit that gives a whole number: parse_duration(format_duration(d)) == d for d >=
// 0.
std::string format_duration(Duration duration);

// Bytes: "16MiB", "64KiB", "8GiB", "1TiB", or a plain number of bytes ("512"). Powers of 1024 only.
Result<std::int64_t> parse_size(std::string_view text);
// The same way back: parse_size(format_size(n)) == n for n >= 0.
std::string format_size(std::int64_t bytes);

}  // namespace tocsin
