// The address that the daemon's HTTP listens on: loopback or a Unix socket, never the network.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tocsin {

struct ListenAddress {
  std::string host;         // "127.0.0.1", "::1"; "" for a Unix socket, or off
  std::uint16_t port = 0;   // 0: any free one
  std::string socket_path;  // of a Unix socket
  bool off() const { return host.empty() && socket_path.empty(); }
  bool operator==(const ListenAddress&) const = default;
};

// "127.0.0.1:9464", "localhost:9464", "[::1]:9464", "unix:/run/tocsin/http.sock", "" for off.
// kInvalid with the reason for anything else.
Result<ListenAddress> parse_listen(std::string_view text);

}  // namespace tocsin
