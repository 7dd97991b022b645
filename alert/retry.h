// What an attempt's answer means, and how long to wait before the next. Pure functions: the clock
// and chance are arguments. Any thread.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "alert/options.h"
#include "base/clock.h"

namespace tocsin {

// Uniform in [0, 1).
using Random = std::function<double()>;

// Why there is no whole answer.
enum class HttpFailure {
  kNone,     // there is one; its status decides
  kResolve,  // the name
  kConnect,
  kTimeout,
  kCut,      // the connection broke before the answer was whole
  kTls,      // no trusted certificate, or no common cipher
  kRefused,  // by us: the address is one that alert/address.h refuses
  kAddress,  // the URL itself is wrong
  kOther,
};

enum class Outcome {
  kDelivered,
  kRetry,          // soon, backing off
  kRetrySlowly,    // an operator has to mend something
  kDead,           // never again: this message will not be taken
  kPauseReceiver,  // the receiver wants nothing any more (410)
};

Outcome classify(HttpFailure failure, int http_status);

// The wait before attempt `attempts` + 1, where `attempts` (from 1) have failed.
//   kRetry        between 0 and first * 2^(attempts-1), never over `longest` (full jitter)
//   kRetrySlowly  between 5 and 10 minutes at first, doubling, never over `longest`
// Never shorter than `retry_after`, which is itself cut to `longest`.
Duration wait_before_retry(const RetryOptions& options, Outcome outcome, int attempts,
                           std::optional<Duration> retry_after, double random);

// The value of a Retry-After header: seconds, or a HTTP date seen from `now`; nothing where it is
// neither. A date in the past is no wait.
std::optional<Duration> parse_retry_after(std::string_view value, Timestamp now);

}  // namespace tocsin
