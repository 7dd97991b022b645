// Dispatcher: opens the lanes, sorts deliveries onto them, and joins their descriptors in one.
#include "alert/dispatcher.h"

#include <sys/epoll.h>

#include <algorithm>
#include <cerrno>
#include <random>
#include <utility>

namespace tocsin {
namespace {

Random make_random() {
  auto engine = std::make_shared<std::mt19937_64>(std::random_device{}());
  return [engine] { return std::uniform_real_distribution<double>()(*engine); };
}

Status watch(int epoll, int descriptor) {
  if (descriptor < 0) return {};
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = descriptor;
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0) return {};
  return fail(ErrorCode::kUnavailable, "epoll: " + errno_text(errno));
}

}  // namespace

Result<std::unique_ptr<Dispatcher>> Dispatcher::open(std::vector<ReceiverOptions> receivers,
                                                     const Clock& clock) {
  return open(std::move(receivers), clock, make_random());
}

Result<std::unique_ptr<Dispatcher>> Dispatcher::open(std::vector<ReceiverOptions> receivers,
                                                     const Clock& clock, const Random& random) {
  std::unique_ptr<Dispatcher> made(new Dispatcher());
  made->epoll_ = FileDescriptor(epoll_create1(EPOLL_CLOEXEC));
  if (!made->epoll_) return fail(ErrorCode::kUnavailable, "epoll: " + errno_text(errno));
  for (ReceiverOptions& options : receivers) {
    const std::string id = options.id;
    if (made->by_id_.contains(id)) {
      return fail(ErrorCode::kInvalid, "two receivers have the id " + id);
    }
    Result<std::unique_ptr<Sender>> sender = open_sender(options, clock);
    if (!sender) return fail(sender.error());
    made->lanes_.push_back(
        std::make_unique<ReceiverLane>(std::move(options), std::move(*sender), clock, random));
    made->by_id_[id] = made->lanes_.back().get();
    if (Status watched = watch(made->epoll_.get(), made->lanes_.back()->descriptor()); !watched) {
      return fail(watched.error());
    }
  }
  return made;
}

void Dispatcher::add(std::vector<Delivery> deliveries) {
  for (Delivery& delivery : deliveries) {
    const auto lane = by_id_.find(delivery.receiver);
    if (lane == by_id_.end()) {
      unknown_[delivery.receiver].insert(delivery.id);
    } else {
      lane->second->add(std::move(delivery));
    }
  }
}

bool Dispatcher::wants_more(const std::string& receiver) const {
  const auto lane = by_id_.find(receiver);
  return lane != by_id_.end() && lane->second->wants_more();
}

void Dispatcher::advance() {
  for (const auto& lane : lanes_) lane->advance(results_);
}

std::optional<Instant> Dispatcher::deadline() const {
  std::optional<Instant> first;
  for (const auto& lane : lanes_) {
    const std::optional<Instant> one = lane->deadline();
    if (one && (!first || *one < *first)) first = one;
  }
  return first;
}

std::vector<DeliveryResult> Dispatcher::take_results() { return std::exchange(results_, {}); }

void Dispatcher::reopen_logs() {
  for (const auto& lane : lanes_) lane->reopen();
}

void Dispatcher::stop() {
  for (const auto& lane : lanes_) lane->stop();
}

void Dispatcher::cancel_all() {
  for (const auto& lane : lanes_) lane->cancel_all();
}

bool Dispatcher::idle() const {
  return results_.empty() &&
         std::all_of(lanes_.begin(), lanes_.end(), [](const auto& lane) { return lane->idle(); });
}

std::vector<ReceiverStatus> Dispatcher::status() const {
  std::vector<ReceiverStatus> all;
  for (const auto& lane : lanes_) all.push_back(lane->status());
  for (const auto& [receiver, ids] : unknown_) {
    ReceiverStatus status;
    status.id = receiver;
    status.configured = false;
    status.pending = ids.size();
    all.push_back(std::move(status));
  }
  return all;
}

}  // namespace tocsin
