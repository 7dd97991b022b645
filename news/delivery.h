// A row of the outbox: one alert revision for one receiver. Its bytes never change.
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"

namespace tocsin {

enum class DeliveryState { kPending, kDelivered, kDead };
std::string_view to_string(DeliveryState state);

struct Delivery {
  std::int64_t id = 0;
  std::string receiver;       // id in the config
  std::int64_t sequence = 0;  // per receiver, from 1, without gaps
  std::string alert_id;
  std::int64_t revision = 1;
  std::string alert_key;  // strict order holds per receiver and key
  std::string payload;    // JSON, rendered once, in the transaction
  DeliveryState state = DeliveryState::kPending;
  int attempts = 0;
  Timestamp created;
  Timestamp due;           // not before; wall time, because it outlives the process
  std::string last_error;  // "" none
  bool operator==(const Delivery&) const = default;
  // Standard Webhooks' id: one id never has two bodies.
  std::string message_id() const { return alert_id + "." + std::to_string(revision); }
};

// What one attempt came to, or that a delivery was given up without another; an input of apply().
struct DeliveryResult {
  std::int64_t id = 0;
  DeliveryState state = DeliveryState::kPending;  // pending: to be tried again at `due`
  int attempts = 0;
  Timestamp attempted;
  Timestamp due;
  int http_status = 0;  // 0: not HTTP, or no answer
  std::string error;    // "" none
  std::int64_t duration_ms = 0;
  bool tried = true;  // false: given up; `attempts` are the earlier ones, the record gets no other
  bool operator==(const DeliveryResult&) const = default;
};

}  // namespace tocsin
