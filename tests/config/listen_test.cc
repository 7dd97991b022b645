// config/listen.h: loopback and Unix sockets, and nothing else.
#include "config/listen.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

TEST(Listen, TakesLoopbackAndUnixSockets) {
  struct Row {
    std::string_view text;
    ListenAddress address;
  };
  const Row rows[] = {
      {"", {}},
      {"127.0.0.1:9464", {"127.0.0.1", 9464, ""}},
      {"127.8.9.10:0", {"127.8.9.10", 0, ""}},
      {"localhost:80", {"127.0.0.1", 80, ""}},
      {"[::1]:65535", {"::1", 65535, ""}},
      {"unix:/run/tocsin/http.sock", {"", 0, "/run/tocsin/http.sock"}},
  };
  for (const Row& row : rows) {
    const auto address = parse_listen(row.text);
    ASSERT_TRUE(address.has_value()) << row.text;
    EXPECT_EQ(*address, row.address) << row.text;
    EXPECT_EQ(address->off(), row.text.empty());
  }
}

TEST(Listen, RefusesTheRestWithReason) {
  struct Row {
    std::string text;
    std::string_view reason;
  };
  const Row rows[] = {
      {"0.0.0.0:9464", "proxy with TLS"},
      {"192.168.1.5:80", "proxy with TLS"},
      {"[::]:80", "proxy with TLS"},
      {"example.org:80", "proxy with TLS"},
      {"[::ffff:10.0.0.1]:80", "proxy"},
      {":80", "proxy with TLS"},
      {"128.0.0.1:80", "proxy with TLS"},
      {"127.0.0.1", "HOST:PORT"},
      {"127.0.0.1:", "HOST:PORT"},
      {"127.0.0.1:http", "HOST:PORT"},
      {"127.0.0.1:65536", "HOST:PORT"},
      {"127.0.0.1:-1", "HOST:PORT"},
      {"::1:80", "[brackets]"},
      {"[127.0.0.1]:80", "[brackets]"},
      {"unix:http.sock", "begin with /"},
      {"unix:", "begin with /"},
      {"unix:/" + std::string(120, 'x'), "at most 107"},
  };
  for (const Row& row : rows) {
    const auto address = parse_listen(row.text);
    ASSERT_FALSE(address.has_value()) << row.text;
    EXPECT_NE(address.error().message.find(row.reason), std::string::npos)
        << address.error().message;
  }
}

}  // namespace
}  // namespace tocsin
