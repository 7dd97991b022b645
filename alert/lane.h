// Everything about one receiver: its queue, its sender, its circuit, and what to do with the end of
// each attempt. Lanes know nothing of each other, which is why a slow one delays no other.
// Used by the Dispatcher only; one thread.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "alert/circuit.h"
#include "alert/options.h"
#include "alert/queue.h"
#include "alert/retry.h"
#include "alert/sender.h"
#include "base/clock.h"
#include "news/delivery.h"

namespace tocsin {

// What a person asks about a receiver. Counts are of this process.
struct ReceiverStatus {
  std::string id;
  bool configured = true;   // false: deliveries wait for a receiver that the config lacks
  std::size_t pending = 0;  // here and not finished, those in flight included
  std::size_t in_flight = 0;
  bool paused = false;  // it answered 410; until restart
  CircuitState circuit = CircuitState::kClosed;
  std::string last_error;  // of the latest failure, "" none since the latest success
  std::int64_t delivered = 0;
  std::int64_t failed = 0;  // attempts
  std::int64_t dead = 0;    // deliveries given up
  bool operator==(const ReceiverStatus&) const = default;
};

class ReceiverLane {
 public:
  static constexpr std::size_t kInFlight = 8;     // alert keys at once
  static constexpr std::size_t kWantsMore = 500;  // below this many it can take more

  // `clock` outlives the lane.
  ReceiverLane(ReceiverOptions options, std::unique_ptr<Sender> sender, const Clock& clock,
               Random random);

  // One that is here already, or was delivered a short while ago, is ignored.
  void add(Delivery delivery);
  // Starts what is due, ends what has ended; appends the ends to `results`.
  void advance(std::vector<DeliveryResult>& results);
  int descriptor() const { return sender_->descriptor(); }
  std::optional<Instant> deadline() const;

  void reopen() { sender_->reopen(); }
  void stop() { stopping_ = true; }  // starts nothing more
  void cancel_all();                 // what is in flight waits again, with no result

  ReceiverStatus status() const;
  bool wants_more() const { return queue_.size() < kWantsMore; }
  bool idle() const;  // nothing in flight, nothing due

 private:
  std::optional<Instant> next_start() const;
  bool start_due();
  void settle(const Attempt& attempt, std::vector<DeliveryResult>& results);
  DeliveryResult record(const QueuedDelivery& item, const Attempt& attempt) const;
  void succeed(const QueuedDelivery& item, DeliveryResult& result);
  void bury(const QueuedDelivery& item, DeliveryResult& result);
  void retry(QueuedDelivery& item, const Attempt& attempt, DeliveryResult& result);
  Duration wait_for(const QueuedDelivery& item, const Attempt& attempt);
  void expire(std::vector<DeliveryResult>& results);
  void remember(std::int64_t id);

  ReceiverOptions options_;
  std::unique_ptr<Sender> sender_;
  const Clock& clock_;
  Random random_;
  DeliveryQueue queue_;
  Circuit circuit_;
  ReceiverStatus counts_;
  Instant hold_until_{};   // the receiver asked for quiet (Retry-After)
  Instant next_expiry_{};  // looking through the whole queue is not for every call
  bool stopping_ = false;
  std::unordered_set<std::int64_t> delivered_;  // lately: the store may not have heard of it yet
  std::deque<std::int64_t> delivered_order_;
};

}  // namespace tocsin
