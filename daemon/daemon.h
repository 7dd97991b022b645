// The program: owns every stage, ties them to one Asio loop, and knows how to start, reload and
// stop.
//
//   loop (this thread)   watches folders, hands claims to workers, delivers, answers HTTP, signals
//   workers              examine(): read and analyse one file
//   writer               apply() and commit, then file away
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "config/config.h"

namespace tocsin {

// How far a run has got, for a progress bar.
struct Progress {
  std::int64_t done = 0;   // files committed, duplicates and quarantined ones included
  std::int64_t total = 0;  // seen so far
};

struct RunSummary {
  std::int64_t stored = 0;
  std::int64_t duplicate = 0;
  std::int64_t quarantined = 0;
  std::int64_t articles = 0;
  std::int64_t events = 0;
  std::int64_t alerts = 0;  // first reports and updates
  std::int64_t delivered = 0;
  std::int64_t undelivered = 0;  // left in the outbox
  std::int64_t left = 0;         // files that could not be read or moved and are still there
};

struct DaemonOptions {
  Config config;
  std::string config_path;                        // read again on reload; "" none
  bool once = false;                              // take what is there, deliver, end
  std::function<void(const Progress&)> progress;  // with `once`, on the loop's thread, often
};

class Daemon {
 public:
  // Opens everything; nothing runs yet. The error's place is a file where it has one.
  static Result<std::unique_ptr<Daemon>> open(DaemonOptions options);
  virtual ~Daemon() = default;
  // Until SIGTERM or SIGINT (or, with `once`, until all is done).
  virtual RunSummary run() = 0;
};

}  // namespace tocsin
