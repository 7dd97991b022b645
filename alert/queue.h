// The deliveries that one receiver has still to get. Within one alert key strictly by sequence: the
// next waits until the one before it is finished. Keys do not wait for each other; whose head is
// due first goes first. Elapsed time only; one thread; memory grows with what is added.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "news/delivery.h"

namespace tocsin {

struct QueuedDelivery {
  Delivery delivery;
  Instant due{};             // not before
  Instant give_up_at{};      // after that a failure is the last
  Instant started{};         // of the attempt under way
  bool failed_here = false;  // tried in vain since this process started
};

class DeliveryQueue {
 public:
  // False, and nothing happens, if a delivery with this id is here.
  bool add(QueuedDelivery item);

  // When the first head that waits is due; nothing where none waits.
  std::optional<Instant> next_due() const;
  // Takes the head that is due first, due or not; it is in flight until finish() or postpone().
  // nullptr where none waits. Valid until its finish().
  QueuedDelivery* begin_next();
  // One that is here, else nullptr.
  QueuedDelivery* find(std::int64_t id);
  void finish(std::int64_t id);  // drops it, in flight or not: its key's next may go
  void postpone(std::int64_t id, Instant due);
  // All that are in flight wait again, due as before.
  void put_back_all();
  // Heads that wait, and are due later than `limit`, become due at what `pick` says.
  void hasten(Instant limit, const std::function<Instant()>& pick);
  // Heads that wait and whose time is over.
  std::vector<std::int64_t> expired(Instant now) const;

  std::size_t size() const { return keys_.size(); }
  std::size_t in_flight() const { return in_flight_; }

 private:
  using Order = std::pair<std::int64_t, std::int64_t>;  // sequence, id
  struct Line {
    std::map<Order, QueuedDelivery> items;
    std::int64_t in_flight = 0;  // id, 0 none
  };
  Line& line_of(std::int64_t id);
  void wait(const Line& line);  // its head joins heads_
  void stop_waiting(const Line& line);

  std::map<std::string, Line> lines_;                                     // by alert key
  std::unordered_map<std::int64_t, std::pair<std::string, Order>> keys_;  // by id
  std::set<std::pair<Instant, std::int64_t>> heads_;                      // due, id
  std::size_t in_flight_ = 0;
};

}  // namespace tocsin
