// ISO 8601 in and out, by <chrono>'s calendar. Entrance: iso_time and parse_time.
#include "base/timestamp.h"

#include <array>
#include <cstdio>

namespace tocsin {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// Years that news are about and that are no misprint.
constexpr int kFirstYear = 1400;
constexpr int kLastYear = 2262;
// The days that 64 bits of nanoseconds hold whole: from the first, to before the last.
constexpr Day kFirstDay{std::chrono::year(1677) / 9 / 22};
constexpr Day kEndOfDays{std::chrono::year(2262) / 4 / 11};

bool fits(std::chrono::sys_time<microseconds> time) {
  return time >= kFirstDay && time < kEndOfDays;
}

// Reads exactly `digits` decimal digits at `at` and moves on; nothing where they are not there.
std::optional<int> number(std::string_view text, std::size_t& at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const char c = text[at + i];
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  at += digits;
  return value;
}

bool skip(std::string_view text, std::size_t& at, char expected) {
  if (at >= text.size() || text[at] != expected) return false;
  ++at;
  return true;
}

std::optional<Day> day_at(std::string_view text, std::size_t& at) {
  const auto year = number(text, at, 4);
  if (!year || !skip(text, at, '-')) return std::nullopt;
  const auto month = number(text, at, 2);
  if (!month || !skip(text, at, '-')) return std::nullopt;
  const auto day = number(text, at, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok() || *year < kFirstYear || *year > kLastYear) return std::nullopt;
  return Day(date);
}

std::optional<nanoseconds> time_of_day_at(std::string_view text, std::size_t& at) {
  const auto hour = number(text, at, 2);
  if (!hour || !skip(text, at, ':')) return std::nullopt;
  const auto minute = number(text, at, 2);
  if (!minute || *hour > 24 || *minute > 59) return std::nullopt;
  nanoseconds sum = hours(*hour) + minutes(*minute);
  if (skip(text, at, ':')) {
    const auto second = number(text, at, 2);
    if (!second || *second > 60) return std::nullopt;
    sum += seconds(*second);
    if (skip(text, at, '.')) {
      std::int64_t unit = 100'000'000;
      const std::size_t first = at;
      for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, unit /= 10) {
        sum += nanoseconds((text[at] - '0') * unit);
      }
      if (at == first) return std::nullopt;
    }
  }
  return sum;
}

// "Z", "+02:00", "-0500" or nothing (UTC).
std::optional<nanoseconds> zone_at(std::string_view text, std::size_t& at) {
  if (at == text.size()) return nanoseconds(0);
  if (skip(text, at, 'Z')) return nanoseconds(0);
  const char sign = text[at++];
  if (sign != '+' && sign != '-') return std::nullopt;
  const auto hour = number(text, at, 2);
  skip(text, at, ':');
  const auto minute = number(text, at, 2);
  if (!hour || !minute || *hour > 14 || *minute > 59) return std::nullopt;
  const nanoseconds offset = hours(*hour) + minutes(*minute);
  return sign == '+' ? offset : -offset;
}

}  // namespace

std::string iso_day(Day day) {
  const std::chrono::year_month_day date(day);
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return out.data();
}

std::string iso_time(Timestamp time) {
  const auto rounded = floor<milliseconds>(time);  // the first day's midnight is no Timestamp
  const Day day = floor<days>(rounded);
  const std::chrono::hh_mm_ss<milliseconds> clock(rounded - day);
  std::array<char, 48> out{};
  std::snprintf(out.data(), out.size(), "T%02d:%02d:%02d.%03dZ",
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()),
                static_cast<int>(clock.subseconds().count()));
  return iso_day(day) + out.data();
}

std::optional<Day> parse_day(std::string_view text) {
  std::size_t at = 0;
  const auto day = day_at(text, at);
  return day && at == text.size() ? day : std::nullopt;
}

std::optional<Timestamp> parse_time(std::string_view text) {
  std::size_t at = 0;
  const auto day = day_at(text, at);
  if (!day) return std::nullopt;
  if (at == text.size()) return start_of_day(*day);
  if (!skip(text, at, 'T') && !skip(text, at, ' ')) return std::nullopt;
  const auto time = time_of_day_at(text, at);
  if (!time) return std::nullopt;
  const auto offset = zone_at(text, at);
  if (!offset || at != text.size()) return std::nullopt;
  const auto whole = floor<microseconds>(*time);
  const auto moment = *day + whole - floor<microseconds>(*offset);
  if (!fits(moment)) return std::nullopt;
  return Timestamp(moment) + (*time - whole);
}

std::optional<Timestamp> start_of_day(Day day) {
  if (!fits(day)) return std::nullopt;
  return Timestamp(day);
}

}  // namespace tocsin
