// The HTTP server by real sockets: what it answers, and whom it refuses.
#include "daemon/http_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <fstream>
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
                                       return HttpAnswer{200, "application/json", "{}\n"};
                                     }},
                                    {"/readyz", [] {
                                       return HttpAnswer{503, "application/json", "{}\n"};
                                     }}});
    if (!server) return fail(server.error());
    server_ = *std::move(server);
    if (!thread_.joinable()) thread_ = std::thread([this] { loop_.run(); });
    return {};
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
