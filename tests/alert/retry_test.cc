// What answers mean, how long the waits are, and the circuit's steps.
#include "alert/retry.h"

#include <gtest/gtest.h>

#include "alert/circuit.h"

namespace tocsin {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(Classify, Statuses) {
  struct Row {
    int status;
    Outcome outcome;
  };
  constexpr Row kRows[] = {
      {200, Outcome::kDelivered},   {201, Outcome::kDelivered},     {204, Outcome::kDelivered},
      {299, Outcome::kDelivered},   {300, Outcome::kDead},          {301, Outcome::kDead},
      {302, Outcome::kDead},        {307, Outcome::kDead},          {400, Outcome::kDead},
      {401, Outcome::kRetrySlowly}, {402, Outcome::kDead},          {403, Outcome::kRetrySlowly},
      {404, Outcome::kRetrySlowly}, {405, Outcome::kDead},          {408, Outcome::kRetry},
      {409, Outcome::kDead},        {410, Outcome::kPauseReceiver}, {413, Outcome::kDead},
      {422, Outcome::kDead},        {425, Outcome::kRetry},         {429, Outcome::kRetry},
      {499, Outcome::kDead},        {500, Outcome::kRetry},         {501, Outcome::kDead},
      {502, Outcome::kRetry},       {503, Outcome::kRetry},         {599, Outcome::kRetry},
      {0, Outcome::kRetry},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.status);
    EXPECT_EQ(classify(HttpFailure::kNone, row.status), row.outcome);
  }
}

TEST(Classify, AFailureDecidesBeforeTheStatus) {
  struct Row {
    HttpFailure failure;
    Outcome outcome;
  };
  constexpr Row kRows[] = {
      {HttpFailure::kResolve, Outcome::kRetry},
      {HttpFailure::kConnect, Outcome::kRetry},
      {HttpFailure::kTimeout, Outcome::kRetry},
      {HttpFailure::kCut, Outcome::kRetry},
      {HttpFailure::kOther, Outcome::kRetry},
      {HttpFailure::kTls, Outcome::kRetrySlowly},
      {HttpFailure::kRefused, Outcome::kRetrySlowly},
      {HttpFailure::kAddress, Outcome::kRetrySlowly},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(static_cast<int>(row.failure));
    EXPECT_EQ(classify(row.failure, 200), row.outcome);
    EXPECT_EQ(classify(row.failure, 400), row.outcome);
  }
}

TEST(Wait, Table) {
  struct Row {
    const char* what;
    Outcome outcome;
    int attempts;
    std::optional<Duration> retry_after;
    double random;
    Duration wait;
  };
  const Row rows[] = {
      {"first, least", Outcome::kRetry, 1, {}, 0.0, seconds(0)},
      {"first, half", Outcome::kRetry, 1, {}, 0.5, milliseconds(2500)},
      {"first, most", Outcome::kRetry, 1, {}, 1.0, seconds(5)},
      {"second", Outcome::kRetry, 2, {}, 1.0, seconds(10)},
      {"fifth", Outcome::kRetry, 5, {}, 1.0, seconds(80)},
      {"tenth", Outcome::kRetry, 10, {}, 1.0, seconds(2560)},
      {"eleventh is cut", Outcome::kRetry, 11, {}, 1.0, hours(1)},
      {"thousandth", Outcome::kRetry, 1000, {}, 0.5, minutes(30)},
      {"told longer", Outcome::kRetry, 1, seconds(30), 0.5, seconds(30)},
      {"told shorter", Outcome::kRetry, 1, seconds(1), 0.5, milliseconds(2500)},
      {"told too long", Outcome::kRetry, 1, hours(9), 0.5, hours(1)},
      {"slowly, least", Outcome::kRetrySlowly, 1, {}, 0.0, minutes(5)},
      {"slowly, most", Outcome::kRetrySlowly, 1, {}, 1.0, minutes(10)},
      {"slowly, third", Outcome::kRetrySlowly, 3, {}, 1.0, minutes(40)},
      {"slowly, cut", Outcome::kRetrySlowly, 9, {}, 0.0, minutes(30)},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(
        wait_before_retry(RetryOptions{}, row.outcome, row.attempts, row.retry_after, row.random),
        row.wait);
  }
}

TEST(RetryAfter, Table) {
  const Timestamp now{seconds(784111777)};  // Sun, 06 Nov 1994 08:49:37 GMT
  struct Row {
    const char* value;
    std::optional<Duration> wait;
  };
  const Row rows[] = {
      {"120", seconds(120)},
      {" 7 ", seconds(7)},
      {"0", seconds(0)},
      {"99999999999999999999999", seconds(1'000'000'000)},
      {"Sun, 06 Nov 1994 08:50:07 GMT", seconds(30)},
      {"Sunday, 06-Nov-94 08:50:07 GMT", seconds(30)},
      {"Sun, 06 Nov 1994 08:00:00 GMT", seconds(0)},
      {"", std::nullopt},
      {"-5", std::nullopt},
      {"soon", std::nullopt},
      {"12 minutes", std::nullopt},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.value);
    EXPECT_EQ(parse_retry_after(row.value, now), row.wait);
  }
}

TEST(Circuit, OpensAfterFiveInARowAndProbesEverMoreRarely) {
  Circuit circuit;
  Instant now{hours(1)};
  for (int i = 1; i < Circuit::kFailuresToOpen; ++i) {
    EXPECT_FALSE(circuit.failed(now));
    EXPECT_TRUE(circuit.allows(now));
  }
  EXPECT_TRUE(circuit.failed(now));
  EXPECT_FALSE(circuit.failed(now)) << "one that was sent before changes nothing";
  const int distances[] = {60, 120, 240, 480, 900, 900};
  for (const int distance : distances) {
    SCOPED_TRACE(distance);
    EXPECT_EQ(circuit.state(), CircuitState::kOpen);
    EXPECT_EQ(circuit.probe_at(), now + seconds(distance));
    EXPECT_FALSE(circuit.allows(now + seconds(distance) - milliseconds(1)));
    now += seconds(distance);
    EXPECT_TRUE(circuit.allows(now));
    circuit.sent();
    EXPECT_EQ(circuit.state(), CircuitState::kProbing);
    EXPECT_FALSE(circuit.allows(now)) << "one probe at a time";
    EXPECT_FALSE(circuit.failed(now));
  }
  EXPECT_TRUE(circuit.answered());
  EXPECT_FALSE(circuit.answered());
  EXPECT_EQ(circuit.state(), CircuitState::kClosed);
}

TEST(Circuit, AnAnswerStartsTheCountAnew) {
  Circuit circuit;
  for (int i = 0; i < 20; ++i) {
    EXPECT_FALSE(circuit.failed(Instant{}));
    if (i % 4 == 3) circuit.answered();
  }
  EXPECT_EQ(circuit.state(), CircuitState::kClosed);
}

}  // namespace
}  // namespace tocsin
