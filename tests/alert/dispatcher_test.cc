// The whole way from a pending row to a real receiver: order, retries, circuits, pauses, clocks.
#include "alert/dispatcher.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "alert/signature.h"
#include "tests/alert/http_trap.h"
#include "tests/alert/temp_folder.h"

namespace tocsin {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const Timestamp kNoon{hours(24 * 20000 + 12)};

class DispatcherTest : public testing::Test {
 protected:
  ReceiverOptions webhook(const std::string& id, const std::string& url) {
    ReceiverOptions options;
    options.id = id;
    options.type = ReceiverType::kWebhook;
    options.url = url;
    return options;
  }
  ReceiverOptions log(const std::string& id) {
    ReceiverOptions options;
    options.id = id;
    options.path = folder_.path(id + ".jsonl");
    return options;
  }
  void open(std::vector<ReceiverOptions> receivers) {
    auto opened = Dispatcher::open(std::move(receivers), clock_, [this] { return random_; });
    ASSERT_TRUE(opened) << opened.error().message;
    dispatcher_ = std::move(*opened);
  }
  Delivery delivery(std::int64_t id, const std::string& receiver, const std::string& key = "") {
    Delivery out;
    out.id = out.sequence = id;
    out.receiver = receiver;
    out.alert_key = key.empty() ? "key" + std::to_string(id) : key;
    out.alert_id = "alr_" + out.alert_key;
    out.revision = id;
    out.payload = "{\"n\":" + std::to_string(id) + "}";
    out.created = out.due = clock_.now();
    return out;
  }
  void add(std::vector<Delivery> deliveries) { dispatcher_->add(std::move(deliveries)); }
  void step() {
    dispatcher_->advance();
    for (DeliveryResult& result : dispatcher_->take_results()) results_.push_back(result);
  }
  // Runs until there are `count` results in all.
  bool wait_for(std::size_t count) {
    return pump(
        *dispatcher_, [this] { step(); }, [&] { return results_.size() >= count; });
  }
  // Lets some real time pass in which things could go wrong.
  void linger() {
    for (int i = 0; i < 10; ++i) {
      step();
      std::this_thread::sleep_for(milliseconds(3));
    }
  }
  ReceiverStatus status_of(const std::string& id) {
    for (const ReceiverStatus& one : dispatcher_->status()) {
      if (one.id == id) return one;
    }
    ADD_FAILURE() << "no receiver " << id;
    return {};
  }

  TempFolder folder_;
  ManualClock clock_{kNoon};
  double random_ = 1.0;
  std::unique_ptr<Dispatcher> dispatcher_;
  std::vector<DeliveryResult> results_;
};

std::vector<std::string> bodies(const HttpTrap& trap) {
  std::vector<std::string> out;
  for (const TrapRequest& request : trap.requests()) out.push_back(request.body);
  return out;
}

TEST_F(DispatcherTest, AWebhookGetsTheSignedPayloadOnce) {
  HttpTrap trap({status(200)});
  write_all(folder_.path("new"), "whsec_bmV3IHNlY3JldA==\n");
  write_all(folder_.path("old"), "old secret\n");
  ReceiverOptions options = webhook("desk", trap.url("/hook"));
  options.secrets.resize(2);
  options.secrets[0].file = folder_.path("new");
  options.secrets[1].file = folder_.path("old");
  open({options});
  EXPECT_TRUE(dispatcher_->idle());
  add({delivery(1, "desk"), delivery(1, "desk")});
  EXPECT_FALSE(dispatcher_->idle());
  ASSERT_TRUE(wait_for(1));
  add({delivery(1, "desk")});
  linger();
  ASSERT_EQ(trap.count(), 1U);
  const TrapRequest request = trap.requests()[0];
  EXPECT_EQ(request.body, "{\"n\":1}");
  EXPECT_EQ(request.header("webhook-id"), "alr_key1.1");
  const SignedHeaders headers{request.header("webhook-id"), request.header("webhook-timestamp"),
                              request.header("webhook-signature")};
  EXPECT_TRUE(verify(headers, request.body, {*SigningKey::parse("old secret")}, kNoon));
  EXPECT_TRUE(verify(headers, request.body, {*SigningKey::parse("new secret")}, kNoon));
  EXPECT_FALSE(verify(headers, request.body, {*SigningKey::parse("no secret")}, kNoon));
  ASSERT_EQ(results_.size(), 1U);
  EXPECT_EQ(results_[0].id, 1);
  EXPECT_EQ(results_[0].state, DeliveryState::kDelivered);
  EXPECT_EQ(results_[0].attempts, 1);
  EXPECT_EQ(results_[0].attempted, kNoon);
  EXPECT_EQ(results_[0].http_status, 200);
  EXPECT_EQ(results_[0].error, "");
  EXPECT_TRUE(dispatcher_->idle());
}

TEST_F(DispatcherTest, ALogGetsLinesInOrderAndFollowsReopen) {
  open({log("log")});
  std::vector<Delivery> many;
  for (int i = 1; i <= 300; ++i) many.push_back(delivery(i, "log", "one key"));
  add(many);
  ASSERT_TRUE(wait_for(300));
  std::string expected;
  for (int i = 1; i <= 300; ++i) expected += "{\"n\":" + std::to_string(i) + "}\n";
  EXPECT_EQ(read_all(folder_.path("log.jsonl")), expected);
  std::filesystem::rename(folder_.path("log.jsonl"), folder_.path("rotated"));
  dispatcher_->reopen_logs();
  add({delivery(301, "log")});
  ASSERT_TRUE(wait_for(301));
  EXPECT_EQ(read_all(folder_.path("log.jsonl")), "{\"n\":301}\n");
}

TEST_F(DispatcherTest, WhatTheAnswerDecides) {
  struct Row {
    const char* what;
    TrapAnswer answer;
    DeliveryState state;
    Duration wait;  // of what stays pending
  };
  const Row rows[] = {
      {"ok", status(204), DeliveryState::kDelivered, {}},
      {"busy", status(503), DeliveryState::kPending, seconds(5)},
      {"too many, told when", status(429, {"Retry-After: 90"}), DeliveryState::kPending,
       seconds(90)},
      {"told a day", status(503, {"Retry-After: 86400"}), DeliveryState::kPending, hours(1)},
      {"not implemented", status(501), DeliveryState::kDead, {}},
      {"bad request", status(400, {}, "no such field"), DeliveryState::kDead, {}},
      {"redirect", status(302, {"Location: http://127.0.0.1/"}), DeliveryState::kDead, {}},
      {"forbidden", status(403), DeliveryState::kPending, minutes(10)},
      {"half an answer", cut_body(), DeliveryState::kPending, seconds(5)},
      {"no answer", close_at_once(), DeliveryState::kPending, seconds(5)},
      {"gone", status(410), DeliveryState::kPending, {}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    HttpTrap trap({row.answer});
    open({webhook("desk", trap.url())});
    results_.clear();
    add({delivery(1, "desk")});
    ASSERT_TRUE(wait_for(1));
    linger();
    ASSERT_EQ(results_.size(), 1U);
    EXPECT_EQ(results_[0].state, row.state);
    EXPECT_EQ(results_[0].error.empty(), row.state == DeliveryState::kDelivered);
    if (row.state == DeliveryState::kPending) {
      EXPECT_EQ(results_[0].due, clock_.now() + row.wait);
    }
    EXPECT_EQ(status_of("desk").last_error, results_[0].error);
    EXPECT_EQ(status_of("desk").pending, row.state == DeliveryState::kPending ? 1U : 0U);
    EXPECT_EQ(status_of("desk").dead, row.state == DeliveryState::kDead ? 1 : 0);
  }
}

TEST_F(DispatcherTest, RetriesOnlyWhenDueAndThenDelivers) {
  HttpTrap trap({status(500), status(500), status(200)});
  open({webhook("desk", trap.url())});
  add({delivery(1, "desk")});
  ASSERT_TRUE(wait_for(1));
  EXPECT_EQ(dispatcher_->deadline(), clock_.elapsed() + seconds(5));
  clock_.advance(milliseconds(4999));
  linger();
  EXPECT_EQ(trap.count(), 1U);
  EXPECT_TRUE(dispatcher_->idle()) << "what waits for its backoff does not count";
  clock_.advance(milliseconds(1));
  ASSERT_TRUE(wait_for(2));
  clock_.advance(seconds(10));
  ASSERT_TRUE(wait_for(3));
  EXPECT_EQ(results_[2].state, DeliveryState::kDelivered);
  EXPECT_EQ(results_[2].attempts, 3);
  EXPECT_EQ(bodies(trap), (std::vector<std::string>(3, "{\"n\":1}")));
  EXPECT_EQ(trap.requests()[0].header("webhook-id"), trap.requests()[2].header("webhook-id"));
}

TEST_F(DispatcherTest, RevisionTwoWaitsForRevisionOneOtherAlertsDoNot) {
  HttpTrap trap({status(500), status(200)});
  open({webhook("desk", trap.url())});
  add({delivery(1, "desk", "a"), delivery(2, "desk", "a")});
  ASSERT_TRUE(wait_for(1));
  add({delivery(3, "desk", "b")});
  ASSERT_TRUE(wait_for(2));
  linger();
  EXPECT_EQ(bodies(trap), (std::vector<std::string>{"{\"n\":1}", "{\"n\":3}"}));
  clock_.advance(seconds(5));
  ASSERT_TRUE(wait_for(4));
  EXPECT_EQ(bodies(trap),
            (std::vector<std::string>{"{\"n\":1}", "{\"n\":3}", "{\"n\":1}", "{\"n\":2}"}));
}

TEST_F(DispatcherTest, RevisionTwoGoesWhenRevisionOneIsDead) {
  HttpTrap trap({status(400), status(200)});
  open({webhook("desk", trap.url())});
  add({delivery(1, "desk", "a"), delivery(2, "desk", "a")});
  ASSERT_TRUE(wait_for(2));
  EXPECT_EQ(results_[0].state, DeliveryState::kDead);
  EXPECT_EQ(results_[1].state, DeliveryState::kDelivered);
}

TEST_F(DispatcherTest, ASlowReceiverHoldsEightAtMostAndDelaysNoOther) {
  HttpTrap slow({hang()});
  HttpTrap quick({status(200)});
  open({webhook("slow", slow.url()), webhook("quick", quick.url()), log("log")});
  std::vector<Delivery> many;
  for (int i = 1; i <= 20; ++i) many.push_back(delivery(i, "slow"));
  for (int i = 21; i <= 40; ++i) many.push_back(delivery(i, "quick"));
  for (int i = 41; i <= 60; ++i) many.push_back(delivery(i, "log"));
  add(many);
  ASSERT_TRUE(wait_for(40));
  ASSERT_TRUE(pump(
      *dispatcher_, [&] { step(); }, [&] { return slow.count() == 8; }));
  linger();
  EXPECT_EQ(slow.count(), 8U);
  EXPECT_EQ(status_of("slow").in_flight, 8U);
  EXPECT_EQ(status_of("slow").pending, 20U);
  EXPECT_EQ(status_of("quick").delivered, 20);
  dispatcher_->cancel_all();
  linger();
  EXPECT_EQ(results_.size(), 40U) << "what was cancelled has no result";
  EXPECT_EQ(status_of("slow").in_flight, 0U);
  EXPECT_EQ(status_of("slow").pending, 20U);
  EXPECT_TRUE(dispatcher_->idle());
}

TEST_F(DispatcherTest, StopLetsEndWhatIsInFlight) {
  HttpTrap trap({status(200)});
  open({webhook("desk", trap.url())});
  add({delivery(1, "desk", "a"), delivery(2, "desk", "a")});
  dispatcher_->advance();
  dispatcher_->stop();
  ASSERT_TRUE(wait_for(1));
  linger();
  EXPECT_EQ(trap.count(), 1U);
  EXPECT_EQ(status_of("desk").pending, 1U);
}

TEST_F(DispatcherTest, ACircuitOpensProbesAndClosesAgain) {
  HttpTrap trap(
      {status(500), status(500), status(500), status(500), status(500), status(500), status(200)});
  open({webhook("desk", trap.url())});
  std::vector<Delivery> many;
  for (int i = 1; i <= 5; ++i) many.push_back(delivery(i, "desk"));
  add(many);
  ASSERT_TRUE(wait_for(5));
  EXPECT_EQ(status_of("desk").circuit, CircuitState::kOpen);
  add({delivery(6, "desk")});
  clock_.advance(seconds(59));
  linger();
  EXPECT_EQ(trap.count(), 5U) << "nothing goes while it is open";
  clock_.advance(seconds(1));
  ASSERT_TRUE(wait_for(6));
  linger();
  EXPECT_EQ(trap.count(), 6U) << "one probe";
  clock_.advance(seconds(119));
  linger();
  EXPECT_EQ(trap.count(), 6U);
  clock_.advance(seconds(1));
  ASSERT_TRUE(wait_for(12));
  EXPECT_EQ(status_of("desk").circuit, CircuitState::kClosed);
  EXPECT_EQ(status_of("desk").delivered, 6);
  EXPECT_EQ(status_of("desk").last_error, "");
}

TEST_F(DispatcherTest, AfterALongNightAllGoesSoon) {
  HttpTrap trap({status(500), status(500), status(500), status(500), status(500), status(200)});
  ReceiverOptions options = webhook("desk", trap.url());
  options.retry.first = hours(1);  // each would wait an hour for its own backoff
  open({options});
  std::vector<Delivery> many;
  for (int i = 1; i <= 5; ++i) many.push_back(delivery(i, "desk"));
  add(many);
  ASSERT_TRUE(wait_for(5));
  clock_.advance(minutes(1));
  random_ = 0.0;
  ASSERT_TRUE(wait_for(6));
  EXPECT_EQ(results_[5].state, DeliveryState::kDelivered);
}

TEST_F(DispatcherTest, RetryAfterSilencesTheWholeReceiver) {
  HttpTrap trap({status(429, {"Retry-After: 120"}), status(200)});
  open({webhook("desk", trap.url())});
  add({delivery(1, "desk")});
  ASSERT_TRUE(wait_for(1));
  add({delivery(2, "desk")});
  clock_.advance(seconds(119));
  linger();
  EXPECT_EQ(trap.count(), 1U);
  clock_.advance(seconds(1));
  ASSERT_TRUE(wait_for(3));
  EXPECT_EQ(status_of("desk").delivered, 2);
}

TEST_F(DispatcherTest, GonePausesUntilOpenedAgain) {
  HttpTrap trap({status(410), status(200)});
  open({webhook("desk", trap.url())});
  add({delivery(1, "desk")});
  ASSERT_TRUE(wait_for(1));
  EXPECT_TRUE(status_of("desk").paused);
  add({delivery(2, "desk")});
  clock_.advance(hours(100));
  linger();
  EXPECT_EQ(trap.count(), 1U);
  EXPECT_EQ(status_of("desk").pending, 2U);
  EXPECT_EQ(status_of("desk").dead, 0);
  EXPECT_NE(status_of("desk").last_error.find("410"), std::string::npos);
  EXPECT_EQ(status_of("desk").last_error.find("reload"), std::string::npos) << "a reload pauses on";
  open({webhook("desk", trap.url())});
  Delivery again = delivery(1, "desk");
  again.due = results_[0].due;
  add({again});
  results_.clear();
  ASSERT_TRUE(wait_for(1));
  EXPECT_EQ(results_[0].state, DeliveryState::kDelivered);
}

TEST_F(DispatcherTest, GivesUpAfterThreeDaysButNeverUntried) {
  HttpTrap bad({status(500)});
  HttpTrap good({status(200)});
  open({webhook("bad", bad.url()), webhook("good", good.url())});
  Delivery old_for_bad = delivery(1, "bad");
  Delivery old_for_good = delivery(2, "good");
  old_for_bad.created = old_for_good.created = clock_.now() - hours(73);
  add({old_for_bad, old_for_good});
  ASSERT_TRUE(wait_for(2));
  std::sort(results_.begin(), results_.end(), [](auto& a, auto& b) { return a.id < b.id; });
  EXPECT_EQ(results_[0].state, DeliveryState::kDead);
  EXPECT_EQ(results_[1].state, DeliveryState::kDelivered);
}

TEST_F(DispatcherTest, TheLastAttemptFallsOnTheEndOfTheThreeDays) {
  HttpTrap trap({status(500)});
  open({webhook("desk", trap.url())});
  Delivery nearly = delivery(1, "desk");
  nearly.created = clock_.now() - hours(72) + seconds(2);
  add({nearly});
  ASSERT_TRUE(wait_for(1));
  EXPECT_EQ(results_[0].due, clock_.now() + seconds(2));
  clock_.advance(seconds(2));
  ASSERT_TRUE(wait_for(2));
  EXPECT_EQ(results_[1].state, DeliveryState::kDead);
}

TEST_F(DispatcherTest, BehindAnOpenCircuitTheOldDieToo) {
  HttpTrap trap({status(500)});
  open({webhook("desk", trap.url())});
  std::vector<Delivery> many;
  for (int i = 1; i <= 5; ++i) many.push_back(delivery(i, "desk"));
  add(many);
  ASSERT_TRUE(wait_for(5));
  add({delivery(6, "desk", "a"), delivery(7, "desk", "a")});
  clock_.advance(hours(73));
  ASSERT_TRUE(wait_for(11));  // 6 was the probe, the others were too old for one
  clock_.advance(seconds(60));
  ASSERT_TRUE(wait_for(12));
  EXPECT_EQ(status_of("desk").dead, 7);
  EXPECT_EQ(status_of("desk").pending, 0U);
  const auto behind =
      std::find_if(results_.begin(), results_.end(), [](const auto& one) { return one.id == 7; });
  ASSERT_NE(behind, results_.end());
  EXPECT_EQ(behind->attempts, 0) << "never tried, for 6 was before it";
  EXPECT_EQ(trap.count(), 6U);
  // What was tried and then given up keeps the number, and the record, of its real attempts.
  EXPECT_EQ(std::count_if(results_.begin(), results_.end(), [](auto& one) { return one.tried; }),
            6);
  for (const DeliveryResult& one : results_) {
    EXPECT_EQ(one.http_status, one.tried ? 500 : 0) << one.id;
  }
}

TEST_F(DispatcherTest, AWallClockThatIsSetChangesNothing) {
  for (const Duration jump : {Duration(hours(24 * 365)), Duration(-hours(24 * 365))}) {
    SCOPED_TRACE(jump.count());
    HttpTrap trap({status(500), status(200)});
    open({webhook("desk", trap.url())});
    results_.clear();
    add({delivery(1, "desk")});
    ASSERT_TRUE(wait_for(1));
    clock_.set_wall(clock_.now() + jump);
    linger();
    EXPECT_EQ(trap.count(), 1U);
    EXPECT_EQ(status_of("desk").dead, 0);
    clock_.advance(seconds(5));
    ASSERT_TRUE(wait_for(2));
    EXPECT_EQ(results_[1].state, DeliveryState::kDelivered);
  }
}

TEST_F(DispatcherTest, ADueTimeFromAWrongClockWaitsAnHourAtMost) {
  HttpTrap trap({status(200)});
  open({webhook("desk", trap.url())});
  Delivery strange = delivery(1, "desk");
  strange.due = clock_.now() + hours(24 * 365);
  strange.created = clock_.now() + hours(24 * 365);
  add({strange});
  EXPECT_EQ(dispatcher_->deadline(), clock_.elapsed() + hours(1));
  clock_.advance(hours(1));
  ASSERT_TRUE(wait_for(1));
  EXPECT_EQ(results_[0].state, DeliveryState::kDelivered);
}

TEST_F(DispatcherTest, AReceiverThatIsDownAndBackGetsTheAlert) {
  auto trap = std::make_unique<HttpTrap>(std::vector{status(200)});
  const int port = trap->port();
  const std::string url = trap->url();
  trap.reset();
  open({webhook("desk", url)});
  add({delivery(1, "desk")});
  ASSERT_TRUE(wait_for(1));
  EXPECT_EQ(results_[0].state, DeliveryState::kPending);
  EXPECT_EQ(results_[0].http_status, 0);
  trap = std::make_unique<HttpTrap>(std::vector{status(200)}, port);
  clock_.advance(seconds(5));
  ASSERT_TRUE(wait_for(2));
  EXPECT_EQ(results_[1].state, DeliveryState::kDelivered);
  EXPECT_EQ(trap->count(), 1U);
}

TEST_F(DispatcherTest, ALogThatCannotBeWrittenIsTriedAgain) {
  ReceiverOptions options = log("log");
  std::filesystem::create_directory(options.path);
  open({options});
  add({delivery(1, "log")});
  ASSERT_TRUE(wait_for(1));
  EXPECT_EQ(results_[0].state, DeliveryState::kPending);
  EXPECT_NE(results_[0].error.find("log.jsonl"), std::string::npos);
  std::filesystem::remove(options.path);
  clock_.advance(seconds(5));
  ASSERT_TRUE(wait_for(2));
  EXPECT_EQ(read_all(options.path), "{\"n\":1}\n");
}

TEST_F(DispatcherTest, UnknownReceiversKeepTheirDeliveries) {
  open({log("log")});
  add({delivery(1, "gone desk"), delivery(2, "gone desk"), delivery(2, "gone desk")});
  linger();
  EXPECT_TRUE(results_.empty());
  EXPECT_EQ(status_of("gone desk").pending, 2U);
  EXPECT_FALSE(status_of("gone desk").configured);
  EXPECT_FALSE(dispatcher_->wants_more("gone desk"));
  EXPECT_TRUE(dispatcher_->wants_more("log"));
  EXPECT_TRUE(dispatcher_->idle());
}

TEST_F(DispatcherTest, WantsMoreUntilItHasEnough) {
  const ClosedPort closed;
  open({webhook("desk", closed.url())});
  std::vector<Delivery> many;
  for (int i = 1; i <= 500; ++i) many.push_back(delivery(i, "desk"));
  add(many);
  EXPECT_FALSE(dispatcher_->wants_more("desk"));
}

TEST_F(DispatcherTest, OptionsThatMustBeRefused) {
  ReceiverOptions missing_secret = webhook("desk", "http://127.0.0.1/");
  missing_secret.secrets.resize(1);
  missing_secret.secrets[0].file = folder_.path("nothing here");
  ReceiverOptions three_secrets = missing_secret;
  write_all(folder_.path("key"), "key");
  three_secrets.secrets[0].file = folder_.path("key");
  three_secrets.secrets.resize(3, three_secrets.secrets[0]);
  ReceiverOptions no_path = log("log");
  no_path.path.clear();
  struct Row {
    const char* what;
    std::vector<ReceiverOptions> receivers;
    ErrorCode code;
  };
  const Row rows[] = {
      {"two of one name", {log("a"), log("a")}, ErrorCode::kInvalid},
      {"no url", {webhook("desk", "")}, ErrorCode::kInvalid},
      {"ftp", {webhook("desk", "ftp://127.0.0.1/")}, ErrorCode::kInvalid},
      {"no such secret", {missing_secret}, ErrorCode::kNotFound},
      {"three secrets", {three_secrets}, ErrorCode::kInvalid},
      {"no path", {no_path}, ErrorCode::kInvalid},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    const auto opened = Dispatcher::open(row.receivers, clock_);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, row.code);
    EXPECT_NE(opened.error().message.find(row.receivers[0].id), std::string::npos);
  }
}

}  // namespace
}  // namespace tocsin
