// why_refused: two tables of networks, and one of the ways in which IPv6 wraps IPv4.
#include "alert/address.h"

#include <arpa/inet.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <string>

namespace tocsin {
namespace {

using V4 = std::array<std::uint8_t, 4>;
using V6 = std::array<std::uint8_t, 16>;

template <typename Bytes>
struct Network {
  Bytes prefix;
  int bits;
  bool always;  // false: only where strict
  std::string_view why;
};

constexpr Network<V4> kV4[] = {
    {{0, 0, 0, 0}, 8, true, "unspecified"},
    {{169, 254, 0, 0}, 16, true, "link-local"},
    {{100, 100, 100, 200}, 32, true, "cloud metadata"},
    {{168, 63, 129, 16}, 32, true, "cloud metadata"},
    {{192, 0, 0, 192}, 32, true, "cloud metadata"},
    {{224, 0, 0, 0}, 4, true, "multicast"},
    {{240, 0, 0, 0}, 4, true, "reserved"},
    {{127, 0, 0, 0}, 8, false, "loopback"},
    {{10, 0, 0, 0}, 8, false, "private"},
    {{172, 16, 0, 0}, 12, false, "private"},
    {{192, 168, 0, 0}, 16, false, "private"},
    {{100, 64, 0, 0}, 10, false, "private"},
    {{192, 0, 0, 0}, 24, false, "reserved"},
    {{192, 0, 2, 0}, 24, false, "reserved"},
    {{198, 18, 0, 0}, 15, false, "reserved"},
    {{198, 51, 100, 0}, 24, false, "reserved"},
    {{203, 0, 113, 0}, 24, false, "reserved"},
};

constexpr Network<V6> kV6[] = {
    {{}, 128, true, "unspecified"},
    {{0xfe, 0x80}, 10, true, "link-local"},
    {{0xff}, 8, true, "multicast"},
    {{0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54},
     128,
     true,
     "cloud metadata"},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, false, "loopback"},
    {{0xfc}, 7, false, "private"},
    {{0xfe, 0xc0}, 10, false, "private"},
    {{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48, false, "private"},
    {{0x20, 0x01, 0x0d, 0xb8}, 32, false, "reserved"},
};

// Where an IPv4 address lies in an IPv6 one.
struct Wrapping {
  V6 prefix;
  int bits;
  std::size_t at;        // first byte of the IPv4 address
  std::uint8_t flipped;  // exclusive-or of each byte (Teredo)
};

constexpr Wrapping kWrappings[] = {
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, 12, 0},  // mapped
    {{0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, 12, 0},        // translated
    {{0x00, 0x64, 0xff, 0x9b}, 96, 12, 0},                    // NAT64
    {{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48, 12, 0},        // NAT64, local
    {{0x20, 0x02}, 16, 2, 0},                                 // 6to4
    {{0x20, 0x01, 0x00, 0x00}, 32, 12, 0xff},                 // Teredo
    {{}, 96, 12, 0},                                          // compatible
};

template <typename Bytes>
bool within(const Bytes& address, const Bytes& prefix, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  for (std::size_t i = 0; i < whole; ++i) {
    if (address[i] != prefix[i]) return false;
  }
  const int rest = bits % 8;
  if (rest == 0) return true;
  const int mask = 0xff << (8 - rest);
  return (address[whole] & mask) == (prefix[whole] & mask);
}

template <typename Bytes, std::size_t kCount>
std::string_view look_up(const Network<Bytes> (&networks)[kCount], const Bytes& address,
                         bool strict) {
  for (const auto& network : networks) {
    if ((network.always || strict) && within(address, network.prefix, network.bits)) {
      return network.why;
    }
  }
  return "";
}

std::string_view judge(const V4& address, bool strict) { return look_up(kV4, address, strict); }

std::string_view judge(const V6& address, bool strict) {
  if (const auto why = look_up(kV6, address, strict); !why.empty()) return why;
  constexpr V6 kLoopback{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  if (address == kLoopback) return "";  // it looks like a compatible 0.0.0.1
  for (const Wrapping& wrapping : kWrappings) {
    if (!within(address, wrapping.prefix, wrapping.bits)) continue;
    V4 inner{};
    for (std::size_t i = 0; i < inner.size(); ++i) {
      inner[i] = static_cast<std::uint8_t>(address[wrapping.at + i] ^ wrapping.flipped);
    }
    return judge(inner, strict);
  }
  return "";
}

}  // namespace

std::string_view why_refused(const sockaddr* address, bool strict) {
  if (address->sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, address, sizeof in);
    V4 bytes{};
    std::memcpy(bytes.data(), &in.sin_addr, bytes.size());
    return judge(bytes, strict);
  }
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, address, sizeof in);
    V6 bytes{};
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return judge(bytes, strict);
  }
  return "not an internet address";
}

std::string_view why_refused(std::string_view text, bool strict) {
  const std::string copy(text);
  V4 four{};
  if (inet_pton(AF_INET, copy.c_str(), four.data()) == 1) return judge(four, strict);
  V6 six{};
  if (inet_pton(AF_INET6, copy.c_str(), six.data()) == 1) return judge(six, strict);
  return "not an internet address";
}

}  // namespace tocsin
