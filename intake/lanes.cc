// Entrance: Lanes::next.
#include "intake/lanes.h"

namespace tocsin {
namespace {

constexpr int kFreshPerBacklog = 4;

}  // namespace

Lanes::Lanes(std::size_t feeds) {
  for (Queues& queues : lanes_) queues.feeds.resize(feeds);
}

void Lanes::add(Lane lane, std::size_t feed, std::int64_t mtime_ns, const std::string& name) {
  of(lane).feeds[feed].emplace(mtime_ns, name);
}

void Lanes::remove(Lane lane, std::size_t feed, std::int64_t mtime_ns, const std::string& name) {
  of(lane).feeds[feed].erase({mtime_ns, name});
}

std::optional<Lanes::Pick> Lanes::next() {
  const bool backlog_first = fresh_in_a_row_ >= kFreshPerBacklog;
  const Lane first = backlog_first ? Lane::kBacklog : Lane::kFresh;
  const Lane second = backlog_first ? Lane::kFresh : Lane::kBacklog;
  for (const Lane lane : {first, second}) {
    if (auto pick = next_of(of(lane))) {
      // The count stops at its limit, so that a backlog that comes later is served at once.
      fresh_in_a_row_ = lane == Lane::kBacklog               ? 0
                        : fresh_in_a_row_ < kFreshPerBacklog ? fresh_in_a_row_ + 1
                                                             : kFreshPerBacklog;
      return pick;
    }
  }
  return std::nullopt;
}

std::optional<Lanes::Pick> Lanes::next_of(Queues& queues) {
  const std::size_t count = queues.feeds.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t feed = (queues.turn + i) % count;
    auto& files = queues.feeds[feed];
    if (files.empty()) continue;
    queues.turn = (feed + 1) % count;
    auto oldest = files.extract(files.begin());
    return Pick{feed, std::move(oldest.value().second)};
  }
  return std::nullopt;
}

std::size_t Lanes::size(Lane lane, std::size_t feed) const {
  return lanes_[static_cast<std::size_t>(lane)].feeds[feed].size();
}

}  // namespace tocsin
