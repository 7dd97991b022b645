// Health and metrics over HTTP, on loopback or a Unix socket, on the caller's Asio loop.
// One of the two units that include Beast (slow to compile).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace boost::asio {
class io_context;
}

namespace tocsin {

struct HttpReply {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
};

struct HttpRoute {
  std::string path;                   // "/healthz"
  std::function<HttpReply()> answer;  // on the loop's thread
};

class HttpServer {
 public:
  // `listen` is "127.0.0.1:9464", "[::1]:9464" (port 0: any) or "unix:/run/tocsin/http.sock" (mode
  // 0660; a stale socket is replaced; one that answers, or a file that is no socket, is not).
  // kInvalid for any other address, and where a file that is no socket has the name.
  // Requests whose Host header does not name the loopback are refused (DNS rebinding). At most 64
  // connections; a request has 10 s. Out of descriptors it waits a second before it accepts again.
  static Result<std::unique_ptr<HttpServer>> open(boost::asio::io_context& loop,
                                                  const std::string& listen,
                                                  std::vector<HttpRoute> routes);
  virtual ~HttpServer() = default;
  virtual std::string address() const = 0;  // with the port that was bound
  virtual void close() = 0;
};

}  // namespace tocsin
