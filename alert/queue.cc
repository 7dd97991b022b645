// DeliveryQueue: a line for each alert key, and the heads of all lines ordered by when they are
// due. What holds: a line's head is in heads_ exactly when nothing of the line is in flight.
#include "alert/queue.h"

namespace tocsin {

DeliveryQueue::Line& DeliveryQueue::line_of(std::int64_t id) {
  return lines_.at(keys_.at(id).first);
}

void DeliveryQueue::wait(const Line& line) {
  if (line.in_flight != 0 || line.items.empty()) return;
  const QueuedDelivery& head = line.items.begin()->second;
  heads_.emplace(head.due, head.delivery.id);
}

void DeliveryQueue::stop_waiting(const Line& line) {
  if (line.in_flight != 0 || line.items.empty()) return;
  const QueuedDelivery& head = line.items.begin()->second;
  heads_.erase({head.due, head.delivery.id});
}

bool DeliveryQueue::add(QueuedDelivery item) {
  const Order order{item.delivery.sequence, item.delivery.id};
  const std::string key = item.delivery.alert_key;
  if (!keys_.try_emplace(item.delivery.id, key, order).second) return false;
  Line& line = lines_[key];
  stop_waiting(line);
  line.items.emplace(order, std::move(item));
  wait(line);
  return true;
}

std::optional<Instant> DeliveryQueue::next_due() const {
  return heads_.empty() ? std::nullopt : std::optional(heads_.begin()->first);
}

QueuedDelivery* DeliveryQueue::begin_next() {
  if (heads_.empty()) return nullptr;
  const std::int64_t id = heads_.begin()->second;
  heads_.erase(heads_.begin());
  line_of(id).in_flight = id;
  ++in_flight_;
  return find(id);
}

QueuedDelivery* DeliveryQueue::find(std::int64_t id) {
  const auto found = keys_.find(id);
  if (found == keys_.end()) return nullptr;
  return &lines_.at(found->second.first).items.at(found->second.second);
}

void DeliveryQueue::finish(std::int64_t id) {
  const auto found = keys_.find(id);
  if (found == keys_.end()) return;
  const auto line = lines_.find(found->second.first);
  stop_waiting(line->second);
  line->second.items.erase(found->second.second);
  if (line->second.in_flight == id) {
    line->second.in_flight = 0;
    --in_flight_;
  }
  wait(line->second);
  if (line->second.items.empty()) lines_.erase(line);
  keys_.erase(found);
}

void DeliveryQueue::postpone(std::int64_t id, Instant due) {
  QueuedDelivery* item = find(id);
  if (item == nullptr) return;
  Line& line = line_of(id);
  stop_waiting(line);
  item->due = due;
  if (line.in_flight == id) {
    line.in_flight = 0;
    --in_flight_;
  }
  wait(line);
}

void DeliveryQueue::put_back_all() {
  for (auto& [key, line] : lines_) {
    if (line.in_flight == 0) continue;
    line.in_flight = 0;
    --in_flight_;
    wait(line);
  }
}

void DeliveryQueue::hasten(Instant limit, const std::function<Instant()>& pick) {
  std::vector<std::int64_t> late;
  for (auto head = heads_.upper_bound({limit, INT64_MAX}); head != heads_.end(); ++head) {
    late.push_back(head->second);
  }
  for (const std::int64_t id : late) postpone(id, pick());
}

std::vector<std::int64_t> DeliveryQueue::expired(Instant now) const {
  std::vector<std::int64_t> ids;
  for (const auto& [due, id] : heads_) {
    const auto& [key, order] = keys_.at(id);
    if (lines_.at(key).items.at(order).give_up_at <= now) ids.push_back(id);
  }
  return ids;
}

}  // namespace tocsin
