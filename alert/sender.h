// What carries a payload to a receiver, behind one face: a log file and a webhook today. To add a
// kind: a pair of files with a Sender, and a row in sender.cc's table. Owned and called by one
// lane, on the loop's thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "alert/options.h"
#include "alert/retry.h"
#include "base/clock.h"
#include "base/result.h"
#include "news/delivery.h"

namespace tocsin {

// How one attempt ended.
struct Attempt {
  std::int64_t delivery = 0;  // its id
  Outcome outcome = Outcome::kRetry;
  int http_status = 0;                  // 0: not HTTP, or no answer
  std::string error;                    // "" delivered; never an address or a secret
  std::optional<Duration> retry_after;  // the receiver's wish
  bool operator==(const Attempt&) const = default;
};

class Sender {
 public:
  virtual ~Sender() = default;
  // Begins an attempt; how it ended comes out of a later take_attempts(), once.
  virtual void start(const Delivery& delivery) = 0;
  // Goes as far as is possible without waiting.
  virtual std::vector<Attempt> take_attempts() = 0;
  // Readable when take_attempts() has something to do; -1 where it never waits.
  virtual int descriptor() const { return -1; }
  virtual std::optional<Instant> deadline() const { return std::nullopt; }
  // Attempts under way end without a word.
  virtual void cancel_all() {}
  // Files that it writes are closed and opened again by name.
  virtual void reopen() {}
};

// kInvalid or kNotFound: what is wrong with the options (URL, secrets), with the receiver's id.
Result<std::unique_ptr<Sender>> open_sender(const ReceiverOptions& options, const Clock& clock);

}  // namespace tocsin
