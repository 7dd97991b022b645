// Carries the outbox to the receivers: the daemon feeds rows in (add), calls advance() whenever
// descriptor() is readable or deadline() has come, and commits what take_results() gives. Here is
// no store, no thread and no event loop. Start reading at lane.h: one receiver is one lane.
//
// What holds:
//   - Per receiver and alert key strictly by sequence: the next waits until the one before it is
//     delivered or dead. So feed a receiver's pending rows in order of sequence, none left out.
//   - Different keys go at once, up to ReceiverLane::kInFlight per receiver. No receiver delays
//   another.
//   - At least once: what was sent but whose result was not committed is sent again after a
//   restart.
//   - Waits are elapsed time: a wall clock set back or forward neither loses nor floods anything.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "alert/lane.h"
#include "alert/options.h"
#include "alert/retry.h"
#include "base/clock.h"
#include "base/files.h"
#include "base/result.h"
#include "news/delivery.h"

namespace tocsin {

class Dispatcher {
 public:
  // `clock` outlives the dispatcher. Secrets are read now.
  //   kInvalid, kNotFound  a receiver's options cannot be used, or two have one id
  static Result<std::unique_ptr<Dispatcher>> open(std::vector<ReceiverOptions> receivers,
                                                  const Clock& clock);
  // The same with chance of one's own, for tests.
  static Result<std::unique_ptr<Dispatcher>> open(std::vector<ReceiverOptions> receivers,
                                                  const Clock& clock, const Random& random);

  // Takes pending rows; call advance() after it. A row that is here already, or was delivered a
  // short while ago, is ignored. One for a receiver that is not in the config stays pending, and is
  // counted in status(). Any number is taken; feed on while wants_more().
  void add(std::vector<Delivery> deliveries);
  bool wants_more(const std::string& receiver) const;  // false for one that is not in the config

  // Never waits for the network; a line to a log file is written here.
  void advance();
  int descriptor() const { return epoll_.get(); }
  std::optional<Instant> deadline() const;  // already passed: call at once

  // The ends of attempts since the last call, in order; each is to be committed before the same row
  // is fed again.
  std::vector<DeliveryResult> take_results();

  void reopen_logs();
  void stop();        // starts nothing more; what is in flight may end
  void cancel_all();  // and what is in flight ends now, without a result: it stays pending
  // Nothing in flight, no result untaken, nothing due now. What waits for its backoff does not
  // count.
  bool idle() const;
  // In the config's order, then receivers that are not in it.
  std::vector<ReceiverStatus> status() const;

 private:
  Dispatcher() = default;

  FileDescriptor epoll_;
  std::vector<std::unique_ptr<ReceiverLane>> lanes_;
  std::map<std::string, ReceiverLane*> by_id_;
  std::map<std::string, std::set<std::int64_t>> unknown_;  // ids by receiver
  std::vector<DeliveryResult> results_;
};

}  // namespace tocsin
