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

std::string iso_day(Day day);          // 2023-08-31
std::string iso_time(Timestamp time);  // 2023-08-31T14:05:09.120Z (milliseconds)
// Exactly YYYY-MM-DD, a day that exists, of a year from 1400 to 2262. A Timestamp cannot hold them
// all: only start_of_day may turn a Day into one.
std::optional<Day> parse_day(std::string_view text);
// A day, or a day with time and optional zone ("Z", "+02:00"); no zone is read as UTC. Nothing
// where a Timestamp cannot hold it.
std::optional<Timestamp> parse_time(std::string_view text);

// Midnight UTC; nothing before 1677-09-22 and after 2262-04-10, for 64 bits of nanoseconds hold no
// other day whole. The difference of two that are 292 years apart or more is beyond them as well.
std::optional<Timestamp> start_of_day(Day day);

inline std::int64_t to_unix_ns(Timestamp time) { return time.time_since_epoch().count(); }
inline Timestamp from_unix_ns(std::int64_t ns) { return Timestamp(std::chrono::nanoseconds(ns)); }

}  // namespace tocsin
