// classify (two tables), wait_before_retry and parse_retry_after. A receiver that fails again and
// again is spared altogether: that is alert/circuit.h.
#include "alert/retry.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "base/text.h"

namespace tocsin {
namespace {

struct StatusRange {
  int first;
  int last;
  Outcome outcome;
};
// The first row that fits decides.
constexpr StatusRange kStatuses[] = {
    {200, 299, Outcome::kDelivered},     {401, 401, Outcome::kRetrySlowly},
    {403, 404, Outcome::kRetrySlowly},   {408, 408, Outcome::kRetry},
    {410, 410, Outcome::kPauseReceiver}, {425, 425, Outcome::kRetry},
    {429, 429, Outcome::kRetry},         {300, 499, Outcome::kDead},
    {501, 501, Outcome::kDead},
};

struct FailureRow {
  HttpFailure failure;
  Outcome outcome;
};
// What is not here is tried again.
constexpr FailureRow kFailures[] = {
    {HttpFailure::kTls, Outcome::kRetrySlowly},
    {HttpFailure::kRefused, Outcome::kRetrySlowly},
    {HttpFailure::kAddress, Outcome::kRetrySlowly},
};

constexpr Duration kSlowFirst = std::chrono::minutes(10);

// first * 2^(attempts-1), at most `longest`.
Duration ceiling(Duration first, Duration longest, int attempts) {
  Duration wait = first;
  for (int i = 1; i < attempts && wait < longest; ++i) wait *= 2;
  return std::min(wait, longest);
}

Duration part(Duration whole, double share) {
  return Duration(std::llround(static_cast<double>(whole.count()) * share));
}

}  // namespace

Outcome classify(HttpFailure failure, int http_status) {
  if (failure != HttpFailure::kNone) {
    for (const FailureRow& row : kFailures) {
      if (row.failure == failure) return row.outcome;
    }
    return Outcome::kRetry;
  }
  for (const StatusRange& row : kStatuses) {
    if (http_status >= row.first && http_status <= row.last) return row.outcome;
  }
  return Outcome::kRetry;
}

Duration wait_before_retry(const RetryOptions& options, Outcome outcome, int attempts,
                           std::optional<Duration> retry_after, double random) {
  Duration wait{};
  if (outcome == Outcome::kRetrySlowly) {
    const Duration most = ceiling(kSlowFirst, options.longest, attempts);
    wait = most / 2 + part(most / 2, random);
  } else {
    wait = part(ceiling(options.first, options.longest, attempts), random);
  }
  if (!retry_after) return wait;
  return std::max(wait, std::clamp(*retry_after, Duration{}, options.longest));
}

std::optional<Duration> parse_retry_after(std::string_view value, Timestamp now) {
  value = trim(value);
  constexpr std::int64_t kMostSeconds = 1'000'000'000;
  if (value.empty()) return std::nullopt;
  if (value.find_first_not_of("0123456789") == std::string_view::npos) {
    std::int64_t seconds = kMostSeconds;  // stays where the number is beyond every integer
    std::from_chars(value.data(), value.data() + value.size(), seconds);
    return std::chrono::seconds(std::min(seconds, kMostSeconds));
  }
  const std::time_t date = curl_getdate(std::string(value).c_str(), nullptr);
  if (date < 0) return std::nullopt;
  const Timestamp until{std::chrono::seconds(std::min<std::int64_t>(date, kMostSeconds * 9))};
  return std::max(until - now, Duration{});
}

}  // namespace tocsin
