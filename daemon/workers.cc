// Entrance: Workers::run.
#include "daemon/workers.h"

#include <boost/asio/post.hpp>

namespace tocsin {

Workers::Workers(std::size_t threads, const Clock& clock)
    : threads_(threads), clock_(clock), pool_(threads) {}

Workers::~Workers() { join(); }

void Workers::run(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    ++in_work_;
  }
  boost::asio::post(pool_, [this, job = std::move(job)] {
    const Instant start = clock_.elapsed();
    {
      const std::lock_guard lock(mutex_);
      running_.insert(start);
    }
    job();
    const std::lock_guard lock(mutex_);
    running_.erase(running_.find(start));
    --in_work_;
  });
}

std::size_t Workers::in_work() const {
  const std::lock_guard lock(mutex_);
  return in_work_;
}

bool Workers::has_room() const { return in_work() < 2 * threads_; }

std::optional<Instant> Workers::busy_since() const {
  const std::lock_guard lock(mutex_);
  if (running_.empty()) return std::nullopt;
  return *running_.begin();
}

void Workers::join() { pool_.join(); }

}  // namespace tocsin
