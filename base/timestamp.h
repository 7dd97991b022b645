// Dates and times as text: ISO 8601, UTC.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace tocsin {

using Day = std::chrono::sys_days;

std::string iso_day(Day day);                         // 2023-08-31
std::string iso_time(Timestamp time);                 // 2023-08-31T14:05:09.120Z (milliseconds)
std::optional<Day> parse_day(std::string_view text);  // exactly YYYY-MM-DD, a day that exists
// A day, or a day with time and optional zone ("Z", "+02:00"); no zone is read as UTC.
std::optional<Timestamp> parse_time(std::string_view text);

inline std::int64_t to_unix_ns(Timestamp time) { return time.time_since_epoch().count(); }
inline Timestamp from_unix_ns(std::int64_t ns) { return Timestamp(std::chrono::nanoseconds(ns)); }

}  // namespace tocsin
