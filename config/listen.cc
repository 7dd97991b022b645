// See listen.h.
#include "config/listen.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <charconv>
#include <optional>

#include "base/diagnostics.h"

namespace tocsin {
namespace {

constexpr std::string_view kUnix = "unix:";

tl::unexpected<Error> refuse(std::string_view text, std::string_view why) {
  return fail(ErrorCode::kInvalid,
              quote(text) + " is no address to listen on: " + std::string(why));
}

bool is_loopback(const std::string& host) {
  in_addr four{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24U) == 127;
  in6_addr six{};
  return inet_pton(AF_INET6, host.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return port;
}

Result<ListenAddress> parse_socket(std::string_view text) {
  const std::string_view path = text.substr(kUnix.size());
  if (!path.starts_with('/')) return refuse(text, "the path of the socket must begin with /");
  if (path.size() >= sizeof(sockaddr_un::sun_path)) {
    return refuse(text, "the path of a socket has at most 107 bytes");
  }
  ListenAddress out;
  out.socket_path = path;
  return out;
}

}  // namespace

Result<ListenAddress> parse_listen(std::string_view text) {
  if (text.empty()) return ListenAddress{};
  if (text.starts_with(kUnix)) return parse_socket(text);
  const std::size_t colon = text.rfind(':');
  const auto port =
      colon == std::string_view::npos ? std::nullopt : parse_port(text.substr(colon + 1));
  if (!port) return refuse(text, "write HOST:PORT or unix:/PATH");
  std::string_view host = text.substr(0, colon);
  const bool in_brackets = host.starts_with('[') && host.ends_with(']');
  if (in_brackets) host = host.substr(1, host.size() - 2);
  ListenAddress out;
  out.host = host == "localhost" ? "127.0.0.1" : std::string(host);
  out.port = *port;
  const bool is_six = out.host.find(':') != std::string::npos;
  if (is_six != in_brackets) return refuse(text, "write HOST:PORT, an IPv6 host in [brackets]");
  if (is_loopback(out.host)) return out;
  return refuse(text,
                "only 127.0.0.1, [::1] or a Unix socket, because whoever reaches it can read; to "
                "offer it to others, put a proxy with TLS and a password before it");
}

}  // namespace tocsin
