// ReceiverLane: when a delivery starts (next_start, start_due) and what its end leads to (settle).
// Waits run on elapsed time; the wall clock is read when a delivery comes in and written when a
// result goes out.
#include "alert/lane.h"

#include <algorithm>
#include <utility>

#include "base/failpoint.h"
#include "base/log.h"

namespace tocsin {
namespace {

constexpr std::size_t kRemembered = 10'000;
constexpr Duration kExpiryEvery = std::chrono::seconds(60);
constexpr int kRoundsAtOnce = 16;  // then the loop gets a turn

Duration between(Duration least, Duration value, Duration most) {
  return std::max(least, std::min(value, most));
}

}  // namespace

ReceiverLane::ReceiverLane(ReceiverOptions options, std::unique_ptr<Sender> sender,
                           const Clock& clock, Random random)
    : options_(std::move(options)),
      sender_(std::move(sender)),
      clock_(clock),
      random_(std::move(random)) {
  counts_.id = options_.id;
}

// A due time beyond the longest backoff, or a birth in the future, comes of a clock that was set.
void ReceiverLane::add(Delivery delivery) {
  if (delivered_.contains(delivery.id)) return;
  const Timestamp wall = clock_.now();
  const Instant now = clock_.elapsed();
  const Duration wait = between({}, delivery.due - wall, options_.retry.longest);
  const Duration age = between({}, wall - delivery.created, options_.retry.give_up);
  QueuedDelivery item;
  item.due = now + wait;
  item.give_up_at = now + (options_.retry.give_up - age);
  item.delivery = std::move(delivery);
  queue_.add(std::move(item));
}

void ReceiverLane::advance(std::vector<DeliveryResult>& results) {
  for (int round = 0; round < kRoundsAtOnce; ++round) {
    for (const Attempt& attempt : sender_->take_attempts()) settle(attempt, results);
    if (!start_due()) break;
  }
  expire(results);
}

// When the next attempt may start: the head that is due first, or in an open circuit the probe.
std::optional<Instant> ReceiverLane::next_start() const {
  if (stopping_ || counts_.paused || queue_.in_flight() >= kInFlight) return std::nullopt;
  std::optional<Instant> next = queue_.next_due();
  if (!next || circuit_.state() == CircuitState::kProbing) return std::nullopt;
  if (const auto probe = circuit_.probe_at()) next = probe;
  return std::max(*next, hold_until_);
}

std::optional<Instant> ReceiverLane::deadline() const {
  const std::optional<Instant> start = next_start();
  const std::optional<Instant> sender = sender_->deadline();
  if (!start || !sender) return start ? start : sender;
  return std::min(*start, *sender);
}

bool ReceiverLane::start_due() {
  bool started = false;
  for (auto next = next_start(); next && *next <= clock_.elapsed(); next = next_start()) {
    QueuedDelivery* item = queue_.begin_next();
    item->started = clock_.elapsed();
    circuit_.sent();
    failpoint("deliver:before_send");
    sender_->start(item->delivery);
    started = true;
  }
  return started;
}

void ReceiverLane::settle(const Attempt& attempt, std::vector<DeliveryResult>& results) {
  failpoint("deliver:after_send");
  QueuedDelivery* item = queue_.find(attempt.delivery);
  if (item == nullptr) return;
  ++item->delivery.attempts;
  DeliveryResult result = record(*item, attempt);
  if (attempt.outcome == Outcome::kDelivered) {
    succeed(*item, result);
  } else {
    ++counts_.failed;
    counts_.last_error = attempt.error;
    if (attempt.outcome == Outcome::kDead) {
      circuit_.answered();  // it lives, it only does not want this one
      bury(*item, result);
    } else {
      retry(*item, attempt, result);
    }
  }
  results.push_back(std::move(result));
}

DeliveryResult ReceiverLane::record(const QueuedDelivery& item, const Attempt& attempt) const {
  using std::chrono::duration_cast;
  const Duration took = clock_.elapsed() - item.started;
  return {.id = item.delivery.id,
          .state = DeliveryState::kPending,
          .attempts = item.delivery.attempts,
          .attempted = clock_.now() - took,
          .due = item.delivery.due,
          .http_status = attempt.http_status,
          .error = attempt.error,
          .duration_ms = duration_cast<std::chrono::milliseconds>(took).count()};
}

void ReceiverLane::succeed(const QueuedDelivery& item, DeliveryResult& result) {
  result.state = DeliveryState::kDelivered;
  ++counts_.delivered;
  if (!counts_.paused) counts_.last_error.clear();  // one beside it may have been told 410
  remember(item.delivery.id);
  queue_.finish(item.delivery.id);
  if (!circuit_.answered()) return;
  spdlog::info("receiver {} takes deliveries again, {} are waiting", options_.id, queue_.size());
  const Instant now = clock_.elapsed();
  queue_.hasten(now + options_.retry.first, [&] {
    return now + std::chrono::duration_cast<Duration>(options_.retry.first * random_());
  });
}

void ReceiverLane::bury(const QueuedDelivery& item, DeliveryResult& result) {
  result.state = DeliveryState::kDead;
  ++counts_.dead;
  spdlog::warn("delivery {} of {} to {} is dead after {} attempts: {}", item.delivery.id,
               item.delivery.message_id(), options_.id, item.delivery.attempts, result.error);
  queue_.finish(item.delivery.id);
}

void ReceiverLane::retry(QueuedDelivery& item, const Attempt& attempt, DeliveryResult& result) {
  const Instant now = clock_.elapsed();
  const bool pause = attempt.outcome == Outcome::kPauseReceiver;
  if (pause) {
    counts_.paused = true;
    circuit_.answered();
    spdlog::error("receiver {} answers 410 Gone: paused until restart", options_.id);
  } else if (circuit_.failed(now)) {
    spdlog::warn("receiver {} fails: {}; it is probed from time to time", options_.id,
                 attempt.error);
  }
  item.failed_here = true;
  if (now >= item.give_up_at && !pause) return bury(item, result);
  const Duration wait = wait_for(item, attempt);
  if (attempt.retry_after) hold_until_ = std::max(hold_until_, now + wait);
  result.due = item.delivery.due = clock_.now() + wait;
  queue_.postpone(item.delivery.id, now + wait);
}

// A paused receiver is tried at once after a restart. The last attempt falls on the moment of
// giving up, not after it.
Duration ReceiverLane::wait_for(const QueuedDelivery& item, const Attempt& attempt) {
  if (attempt.outcome == Outcome::kPauseReceiver) return Duration{};
  const Duration wait = wait_before_retry(options_.retry, attempt.outcome, item.delivery.attempts,
                                          attempt.retry_after, random_());
  return std::min(wait, Duration(item.give_up_at - clock_.elapsed()));
}

// While the circuit is open most deliveries are never tried: those too old are given up here.
void ReceiverLane::expire(std::vector<DeliveryResult>& results) {
  const Instant now = clock_.elapsed();
  if (circuit_.state() == CircuitState::kClosed || counts_.paused || now < next_expiry_) return;
  next_expiry_ = now + kExpiryEvery;
  for (auto ids = queue_.expired(now); !ids.empty(); ids = queue_.expired(now)) {
    for (const std::int64_t id : ids) {
      QueuedDelivery* item = queue_.find(id);
      item->started = now;
      Attempt none;
      none.delivery = id;
      none.error = "too old; the receiver: " + counts_.last_error;
      DeliveryResult result = record(*item, none);
      result.tried = false;  // else it would take the place of the last attempt's record
      bury(*item, result);
      results.push_back(std::move(result));
    }
  }
}

void ReceiverLane::remember(std::int64_t id) {
  delivered_.insert(id);
  delivered_order_.push_back(id);
  if (delivered_order_.size() <= kRemembered) return;
  delivered_.erase(delivered_order_.front());
  delivered_order_.pop_front();
}

void ReceiverLane::cancel_all() {
  stop();
  sender_->cancel_all();
  queue_.put_back_all();
}

ReceiverStatus ReceiverLane::status() const {
  ReceiverStatus status = counts_;
  status.pending = queue_.size();
  status.in_flight = queue_.in_flight();
  status.circuit = circuit_.state();
  return status;
}

bool ReceiverLane::idle() const {
  const std::optional<Instant> start = next_start();
  return queue_.in_flight() == 0 && (!start || *start > clock_.elapsed());
}

}  // namespace tocsin
