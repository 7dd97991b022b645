// Spares a receiver that is down: after five failures in a row nothing is sent but one probe at a
// time, 60 s later and then at doubling distances up to 15 min. Elapsed time only; one thread.
#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"

namespace tocsin {

enum class CircuitState {
  kClosed,   // all is sent
  kOpen,     // nothing until the probe's time
  kProbing,  // one probe is under way
};
std::string_view to_string(CircuitState state);  // "closed"

class Circuit {
 public:
  static constexpr int kFailuresToOpen = 5;
  static constexpr Duration kFirstProbe = std::chrono::seconds(60);
  static constexpr Duration kLongestProbe = std::chrono::minutes(15);

  CircuitState state() const { return state_; }
  bool allows(Instant now) const;
  // When it will next allow something; nothing unless open.
  std::optional<Instant> probe_at() const;

  void sent();               // something was sent: in an open circuit, the probe
  bool answered();           // the receiver lives; true if that closed the circuit
  bool failed(Instant now);  // true if that opened the circuit

 private:
  CircuitState state_ = CircuitState::kClosed;
  int failures_ = 0;
  Duration distance_ = kFirstProbe;
  Instant probe_at_{};
};

}  // namespace tocsin
