// The pool that analyses files: as many threads as asked for, a bounded number of files in work.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "base/clock.h"

namespace tocsin {

class Workers {
 public:
  Workers(std::size_t threads, const Clock& clock);
  ~Workers();  // as join()

  // Runs `job` on a thread of the pool. Any thread.
  void run(std::function<void()> job);
  std::size_t in_work() const;  // queued or running
  bool has_room() const;        // under twice as many as threads
  // When the longest running job began, nothing where none runs.
  std::optional<Instant> busy_since() const;
  void join();  // waits for all jobs

 private:
  const std::size_t threads_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::size_t in_work_ = 0;
  std::multiset<Instant> running_;
  boost::asio::thread_pool pool_;
};

}  // namespace tocsin
