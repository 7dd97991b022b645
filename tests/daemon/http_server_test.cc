// The HTTP server by real sockets: what it answers, and whom it refuses.
#include "daemon/http_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <filesystem>
#include <fstream>
#include <future>
#include <optional>
#include <sstream>
#include <thread>

namespace tocsin {
namespace {

class HttpServerTest : public testing::Test {
 protected:
  HttpServerTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tocsin-http-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~HttpServerTest() override {
    loop_.stop();
    if (thread_.joinable()) thread_.join();
    server_.reset();
    std::filesystem::remove_all(folder_);
  }

  Status start(const std::string& listen) {
    auto server = HttpServer::open(loop_, listen,
                                   {{"/healthz",
                                     [] {
                                       return HttpReply{200, "application/json", "{}\n"};
                                     }},
                                    {"/readyz", [] {
                                       return HttpReply{503, "application/json", "{}\n"};
                                     }}});
    if (!server) return fail(server.error());
    server_ = *std::move(server);
    if (!thread_.joinable()) {
      work_.emplace(loop_.get_executor());
      thread_ = std::thread([this] { loop_.run(); });
    }
    return {};
  }

  // Closes the server where it lives: on the loop's thread.
  void close_on_loop() {
    std::promise<void> closed;
    boost::asio::post(loop_, [&] {
      server_->close();
      closed.set_value();
    });
    closed.get_future().wait();
  }

  // Sends `request` as it is and returns all that comes back.
  std::string exchange(const std::string& request) {
    const std::string address = server_->address();
    int connection = -1;
    if (address.starts_with("unix:")) {
      sockaddr_un name{};
      name.sun_family = AF_UNIX;
      address.copy(name.sun_path, sizeof name.sun_path - 1, 5);
      connection = socket(AF_UNIX, SOCK_STREAM, 0);
      EXPECT_EQ(connect(connection, reinterpret_cast<sockaddr*>(&name), sizeof name), 0);
    } else {
      sockaddr_in name{};
      name.sin_family = AF_INET;
      name.sin_port =
          htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
      name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      connection = socket(AF_INET, SOCK_STREAM, 0);
      EXPECT_EQ(connect(connection, reinterpret_cast<sockaddr*>(&name), sizeof name), 0);
    }
    EXPECT_EQ(write(connection, request.data(), request.size()),
              static_cast<ssize_t>(request.size()));
    shutdown(connection, SHUT_WR);
    std::string out;
    char block[1024];
    for (ssize_t got = 0; (got = read(connection, block, sizeof block)) > 0;) {
      out.append(block, static_cast<std::size_t>(got));
    }
    close(connection);
    return out;
  }

  std::string folder_;
  boost::asio::io_context loop_;
  // From start() on: the loop's thread stays when a server closes.
  std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> work_;
  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
};

TEST_F(HttpServerTest, AnswersAndRefusals) {
  ASSERT_TRUE(start("127.0.0.1:0"));
  struct Case {
    const char* request;
    const char* status;
  };
  const Case cases[] = {
      {"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", "200"},
      {"GET /healthz?verbose HTTP/1.1\r\nHost: 127.0.0.1:9464\r\n\r\n", "200"},
      {"GET /healthz HTTP/1.1\r\nHost: [::1]:9464\r\n\r\n", "200"},
      {"HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", "200"},
      {"GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n", "503"},
      {"GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n", "404"},
      {"POST /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", "405"},
      {"GET /healthz HTTP/1.1\r\nHost: rebound.example.org\r\n\r\n", "403"},
      {"GET /healthz HTTP/1.1\r\nHost: localhost.example.org\r\n\r\n", "403"},
      {"GET /healthz HTTP/1.1\r\n\r\n", "403"},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.request);
    EXPECT_EQ(exchange(one.request).substr(0, 12), std::string("HTTP/1.1 ") + one.status);
  }
}

TEST_F(HttpServerTest, WhatIsNoRequestEndsTheConnectionAndNothingElse) {
  ASSERT_TRUE(start("127.0.0.1:0"));
  exchange("\x16\x03\x01\x02");
  exchange("GET /healthz HTTP/1.1\r\nHost: " + std::string(20'000, 'x') + "\r\n\r\n");
  exchange("");
  EXPECT_EQ(exchange("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").substr(9, 3), "200");
}

TEST_F(HttpServerTest, OneConnectionMayAskTwice) {
  ASSERT_TRUE(start("127.0.0.1:0"));
  const std::string once = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const std::string answers = exchange(once + once);
  EXPECT_NE(answers.find("HTTP/1.1 200", 5), std::string::npos);
}

TEST_F(HttpServerTest, AUnixSocketReplacesAStaleOneAndSparesALiveOne) {
  const std::string path = folder_ + "/http.sock";
  const int stale = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  path.copy(name.sun_path, sizeof name.sun_path - 1);
  ASSERT_EQ(bind(stale, reinterpret_cast<sockaddr*>(&name), sizeof name), 0);
  close(stale);  // its file stays, as after a crash
  ASSERT_TRUE(start("unix:" + path));
  EXPECT_EQ(exchange("GET /healthz HTTP/1.1\r\nHost: anything\r\n\r\n").substr(9, 3), "200");
  const auto second = HttpServer::open(loop_, "unix:" + path, {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kUnavailable);
}

TEST_F(HttpServerTest, AFileThatIsNoSocketStays) {
  const std::string path = folder_ + "/store.db";
  std::ofstream(path) << "precious";
  std::filesystem::create_symlink(path, folder_ + "/link");
  for (const std::string& name : {path, folder_ + "/link", folder_}) {
    SCOPED_TRACE(name);
    const Status started = start("unix:" + name);
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, ErrorCode::kInvalid);
    EXPECT_NE(started.error().message.find(name + " is no socket"), std::string::npos);
    EXPECT_TRUE(std::filesystem::exists(std::filesystem::symlink_status(name)));
  }
  std::string kept;
  std::getline(std::ifstream(path), kept);
  EXPECT_EQ(kept, "precious");
}

TEST_F(HttpServerTest, ClosingRemovesItsSocketButNoOtherFile) {
  const std::string path = folder_ + "/http.sock";
  ASSERT_TRUE(start("unix:" + path));
  close_on_loop();
  EXPECT_FALSE(std::filesystem::exists(path));
  ASSERT_TRUE(start("unix:" + path));
  std::filesystem::remove(path);
  std::ofstream(path) << "another's";
  close_on_loop();
  EXPECT_TRUE(std::filesystem::exists(path));
}

// No more descriptors for this process than it has, and its log in a string.
class Exhausted {
 public:
  Exhausted() : logger_(spdlog::default_logger()) {
    // All of it before the limit: the sanitizer of undefined behaviour looks at an object of a new
    // type through a pipe.
    spdlog::set_default_logger(std::make_shared<spdlog::logger>(
        "test", std::make_shared<spdlog::sinks::ostream_sink_mt>(log_)));
    spdlog::warn("the {} logger", "test");
    log_.str("");
    getrlimit(RLIMIT_NOFILE, &limit_);
    const int next = dup(0);
    close(next);
    rlimit low = limit_;
    low.rlim_cur = static_cast<rlim_t>(next);
    setrlimit(RLIMIT_NOFILE, &low);
  }
  Exhausted(const Exhausted&) = delete;
  Exhausted& operator=(const Exhausted&) = delete;
  ~Exhausted() {
    end();
    spdlog::set_default_logger(logger_);
  }
  void end() { setrlimit(RLIMIT_NOFILE, &limit_); }
  std::string log() const { return log_.str(); }

 private:
  rlimit limit_{};
  std::shared_ptr<spdlog::logger> logger_;
  std::ostringstream log_;
};

TEST_F(HttpServerTest, WithoutDescriptorsItWaitsAndSaysSoOnce) {
  auto opened = HttpServer::open(loop_, "unix:" + folder_ + "/http.sock",
                                 {{"/healthz", [] {
                                     return HttpReply{200, "application/json", "{}\n"};
                                   }}});
  ASSERT_TRUE(opened);
  server_ = *std::move(opened);
  loop_.run_for(std::chrono::milliseconds(20));
  const int client = socket(AF_UNIX, SOCK_STREAM, 0);
  Exhausted exhausted;
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  server_->address().copy(name.sun_path, sizeof name.sun_path - 1, 5);
  ASSERT_EQ(connect(client, reinterpret_cast<sockaddr*>(&name), sizeof name), 0);
  EXPECT_LT(loop_.run_for(std::chrono::milliseconds(1200)), 20U) << "it turns without end";
  const std::string said = exhausted.log();
  const auto first = said.find("HTTP takes no connection");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(said.find("HTTP takes no connection", first + 1), std::string::npos);
  exhausted.end();
  const std::string request = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  ASSERT_EQ(write(client, request.data(), request.size()), static_cast<ssize_t>(request.size()));
  loop_.run_for(std::chrono::milliseconds(1200));
  char answer[16] = {};
  EXPECT_EQ(recv(client, answer, 12, MSG_DONTWAIT), 12);
  EXPECT_STREQ(answer, "HTTP/1.1 200");
  close(client);
}

TEST_F(HttpServerTest, ClosingEndsTheWaitForDescriptors) {
  ASSERT_TRUE(HttpServer::open(loop_, "127.0.0.1:0", {}).has_value());  // and closed again
  auto opened = HttpServer::open(loop_, "unix:" + folder_ + "/http.sock", {});
  ASSERT_TRUE(opened);
  server_ = *std::move(opened);
  const int client = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  server_->address().copy(name.sun_path, sizeof name.sun_path - 1, 5);
  Exhausted exhausted;
  ASSERT_EQ(connect(client, reinterpret_cast<sockaddr*>(&name), sizeof name), 0);
  loop_.run_for(std::chrono::milliseconds(50));
  EXPECT_FALSE(loop_.stopped());
  server_.reset();
  loop_.run_for(std::chrono::milliseconds(200));
  EXPECT_TRUE(loop_.stopped()) << "nothing is left to wait for";
  close(client);
}

TEST_F(HttpServerTest, AddressesThatAreRefused) {
  for (const char* const listen :
       {"0.0.0.0:9464", "192.0.2.1:80", "localhost:80", "127.0.0.1", "127.0.0.1:http", ":80"}) {
    const Status started = start(listen);
    ASSERT_FALSE(started) << listen;
    EXPECT_EQ(started.error().code, ErrorCode::kInvalid) << listen;
  }
}

}  // namespace
}  // namespace tocsin
