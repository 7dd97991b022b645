// The three states of a circuit and how they follow each other.
#include "alert/circuit.h"

#include <algorithm>

namespace tocsin {

std::string_view to_string(CircuitState state) {
  switch (state) {
    case CircuitState::kClosed:
      return "closed";
    case CircuitState::kOpen:
      return "open";
    case CircuitState::kProbing:
      return "probing";
  }
  return "closed";
}

bool Circuit::allows(Instant now) const {
  return state_ == CircuitState::kClosed || (state_ == CircuitState::kOpen && now >= probe_at_);
}

std::optional<Instant> Circuit::probe_at() const {
  return state_ == CircuitState::kOpen ? std::optional(probe_at_) : std::nullopt;
}

void Circuit::sent() {
  if (state_ == CircuitState::kOpen) state_ = CircuitState::kProbing;
}

bool Circuit::answered() {
  const bool was_closed = state_ == CircuitState::kClosed;
  *this = Circuit();
  return !was_closed;
}

bool Circuit::failed(Instant now) {
  ++failures_;
  switch (state_) {
    case CircuitState::kClosed:
      if (failures_ < kFailuresToOpen) return false;
      state_ = CircuitState::kOpen;
      probe_at_ = now + distance_;
      return true;
    case CircuitState::kOpen:  // sent before it opened: tells nothing new
      return false;
    case CircuitState::kProbing:
      state_ = CircuitState::kOpen;
      distance_ = std::min(distance_ * 2, kLongestProbe);
      probe_at_ = now + distance_;
      return false;
  }
  return false;
}

}  // namespace tocsin
