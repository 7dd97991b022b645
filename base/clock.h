// The two clocks, so that tests can move them by hand. `now` is for people and records (UTC),
// `elapsed` for waits, expiries and backoffs: a wall clock set back must neither lose nor flood.
#pragma once

#include <chrono>

namespace tocsin {

using Duration = std::chrono::nanoseconds;
// Wall time, UTC, nanoseconds since 1970.
using Timestamp = std::chrono::sys_time<std::chrono::nanoseconds>;
// Monotonic time; comparable only within one process.
using Instant = std::chrono::steady_clock::time_point;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
  virtual Instant elapsed() const = 0;
};

// The machine's clocks. Any thread.
class SystemClock final : public Clock {
 public:
  Timestamp now() const override {
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
  }
  Instant elapsed() const override { return std::chrono::steady_clock::now(); }
};

// For tests: moves only by advance(). One thread.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Timestamp start = {}) : now_(start) {}
  Timestamp now() const override { return now_; }
  Instant elapsed() const override { return elapsed_; }
  void advance(Duration by) {
    now_ += by;
    elapsed_ += by;
  }
  // Somebody sets the wall clock; elapsed time does not notice.
  void set_wall(Timestamp to) { now_ = to; }

 private:
  Timestamp now_;
  Instant elapsed_{std::chrono::hours(1)};
};

}  // namespace tocsin
