// The client against a real server: what it sends, what it makes of every bad answer, and that it
// connects to nothing that it should not.
#include "alert/http_client.h"

#include <gtest/gtest.h>

#include "tests/alert/environment.h"
#include "tests/alert/http_trap.h"
#include "tests/alert/tls_trap.h"

namespace tocsin {
namespace {

using std::chrono::milliseconds;

HttpLimits quick() {
  HttpLimits limits;
  limits.connect_timeout = milliseconds(300);
  limits.timeout = milliseconds(300);
  return limits;
}

class HttpClientTest : public testing::Test {
 protected:
  void open(const HttpLimits& limits) {
    auto opened = HttpClient::open(limits, clock_);
    ASSERT_TRUE(opened);
    client_ = std::move(*opened);
  }
  void start(std::int64_t id, const std::string& url) {
    client_->start({id, url, {"content-type: application/json", "x-test: yes"}, "{\"n\":1}"});
  }
  bool wait_for(std::size_t count) {
    const auto step = [this] {
      for (HttpAnswer& answer : client_->advance()) answers_.push_back(std::move(answer));
    };
    return pump(*client_, step, [&] { return answers_.size() >= count; });
  }
  HttpAnswer post(const std::string& url, const HttpLimits& limits = {}) {
    answers_.clear();
    open(limits);
    start(1, url);
    if (!wait_for(1)) return {};
    return answers_[0];
  }

  SystemClock clock_;
  std::unique_ptr<HttpClient> client_;
  std::vector<HttpAnswer> answers_;
};

TEST_F(HttpClientTest, PostsAndReadsTheAnswer) {
  HttpTrap trap({status(202, {"Retry-After: 17"}, "thanks")});
  const HttpAnswer answer = post(trap.url("/hook?token=x"));
  EXPECT_EQ(answer.id, 1);
  EXPECT_EQ(answer.failure, HttpFailure::kNone) << answer.error;
  EXPECT_EQ(answer.status, 202);
  EXPECT_EQ(answer.retry_after, "17");
  EXPECT_EQ(answer.beginning, "thanks");
  ASSERT_EQ(trap.count(), 1U);
  const TrapRequest request = trap.requests()[0];
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.target, "/hook?token=x");
  EXPECT_EQ(request.body, "{\"n\":1}");
  EXPECT_EQ(request.header("content-type"), "application/json");
  EXPECT_EQ(request.header("x-test"), "yes");
  EXPECT_EQ(request.header("user-agent"), "tocsin");
  EXPECT_EQ(request.headers.count("expect"), 0U);
}

TEST_F(HttpClientTest, ARedirectIsAnAnswerAndNotFollowed) {
  HttpTrap elsewhere({status(200)});
  HttpTrap trap({status(302, {"Location: " + elsewhere.url()})});
  EXPECT_EQ(post(trap.url()).status, 302);
  EXPECT_EQ(elsewhere.accepted(), 0U);
}

TEST_F(HttpClientTest, Failures) {
  HttpTrap slow({hang()});
  HttpTrap cut({cut_body()});
  HttpTrap silent({close_at_once()});
  const ClosedPort closed;
  struct Row {
    const char* what;
    std::string url;
    HttpFailure failure;
  };
  const Row rows[] = {
      {"nobody listens", closed.url(), HttpFailure::kConnect},
      {"no answer", slow.url(), HttpFailure::kTimeout},
      {"half an answer", cut.url(), HttpFailure::kCut},
      {"closed at once", silent.url(), HttpFailure::kCut},
      {"no TLS there", "https://127.0.0.1:" + std::to_string(silent.port()) + "/",
       HttpFailure::kTls},
      {"another protocol", "ftp://127.0.0.1/", HttpFailure::kAddress},
      {"no port", "http://127.0.0.1:99999/", HttpFailure::kAddress},
      {"metadata", "http://169.254.169.254/latest", HttpFailure::kRefused},
      {"mapped metadata", "http://[::ffff:169.254.169.254]/", HttpFailure::kRefused},
      {"metadata as a number", "http://2852039166/", HttpFailure::kRefused},
      {"unspecified", "http://0.0.0.0:" + std::to_string(silent.port()) + "/",
       HttpFailure::kRefused},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    const HttpAnswer answer = post(row.url, quick());
    EXPECT_EQ(answer.failure, row.failure) << answer.error;
    EXPECT_FALSE(answer.error.empty());
    EXPECT_EQ(answer.error.find("latest"), std::string::npos);
  }
}

TEST_F(HttpClientTest, ACertificateThatNobodySignedIsRefused) {
  TlsTrap trap;
  if (trap.port() == 0) GTEST_SKIP() << "no openssl program";
  const HttpAnswer answer = post("https://localhost:" + std::to_string(trap.port()) + "/");
  EXPECT_EQ(answer.failure, HttpFailure::kTls) << answer.error;
  EXPECT_NE(answer.error.find("certificate"), std::string::npos) << answer.error;
  EXPECT_EQ(trap.stop().find("POST"), std::string::npos) << "no word of the request may go out";
}

TEST_F(HttpClientTest, StrictRefusesLoopbackByAddressAndByName) {
  HttpTrap trap({status(200)});
  HttpLimits strict;
  strict.strict_addresses = true;
  EXPECT_EQ(post(trap.url(), strict).failure, HttpFailure::kRefused);
  const HttpAnswer named = post("http://localhost:" + std::to_string(trap.port()) + "/", strict);
  EXPECT_EQ(named.failure, HttpFailure::kRefused) << named.error;
  EXPECT_EQ(named.error, "the address is refused: loopback");
  EXPECT_EQ(trap.accepted(), 0U);
  EXPECT_EQ(post("http://localhost:" + std::to_string(trap.port()) + "/").status, 200);
}

TEST_F(HttpClientTest, AProxyInTheEnvironmentIsIgnored) {
  HttpTrap proxy({status(200)});
  HttpTrap trap({status(204)});
  const EnvironmentVariable plain("http_proxy", proxy.url());
  const EnvironmentVariable all("ALL_PROXY", proxy.url());
  EXPECT_EQ(post(trap.url()).status, 204);
  EXPECT_EQ(proxy.accepted(), 0U);
}

TEST_F(HttpClientTest, ReadsNoMoreThanItMust) {
  HttpTrap trap({status(200, {}, std::string(1 << 20, 'x'))});
  const HttpAnswer answer = post(trap.url());
  EXPECT_EQ(answer.failure, HttpFailure::kNone) << answer.error;
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.beginning, std::string(512, 'x'));
}

TEST_F(HttpClientTest, EndlessHeadersAreAFailure) {
  const std::vector<std::string> headers(100, "X-Filler: " + std::string(1000, 'x'));
  HttpTrap trap({status(200, headers)});
  EXPECT_EQ(post(trap.url()).failure, HttpFailure::kCut);
}

TEST_F(HttpClientTest, ManyAtOnceAndTheConnectionIsUsedAgain) {
  HttpTrap trap({status(200)});
  open({});
  for (std::int64_t id = 1; id <= 20; ++id) start(id, trap.url());
  ASSERT_TRUE(wait_for(20));
  const std::size_t connections = trap.accepted();
  start(21, trap.url());
  ASSERT_TRUE(wait_for(21));
  EXPECT_EQ(trap.accepted(), connections);
  EXPECT_EQ(trap.count(), 21U);
  for (const HttpAnswer& answer : answers_) EXPECT_EQ(answer.status, 200) << answer.error;
  EXPECT_EQ(client_->deadline(), std::nullopt) << "nothing under way, nothing to wait for";
}

TEST_F(HttpClientTest, WhatIsCancelledNeverAnswers) {
  HttpTrap slow({hang()});
  open({});
  start(1, slow.url());
  ASSERT_TRUE(pump(
      *client_, [&] { client_->advance(); }, [&] { return slow.count() == 1; }));
  client_->cancel_all();
  EXPECT_TRUE(client_->advance().empty());
  HttpTrap good({status(200)});
  start(1, good.url());
  ASSERT_TRUE(wait_for(1));
  EXPECT_EQ(answers_[0].status, 200);
}

TEST(CheckUrl, Table) {
  struct Row {
    const char* url;
    bool good;
  };
  constexpr Row kRows[] = {
      {"https://hooks.example/a?b=c", true},
      {"http://127.0.0.1:8080", true},
      {"http://[::1]:8080/x", true},
      {"HTTPS://EXAMPLE.ORG/", true},
      {"", false},
      {"example.org/hook", false},
      {"/hook", false},
      {"ftp://example.org/secret-path", false},
      {"file:///etc/passwd", false},
      {"http://", false},
      {"http://a b/", false},
      {"http://host:port/", false},
  };
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.url);
    const Status checked = check_url(row.url);
    EXPECT_EQ(checked.has_value(), row.good);
    if (!checked) {
      EXPECT_EQ(checked.error().message.find("secret-path"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace tocsin
