// POSTs over HTTP and HTTPS, many at once, on a loop that belongs to someone else: it offers a
// descriptor and a deadline, and never waits itself. Made for webhooks, so it is distrustful: no
// redirects, no proxy, no other protocol, certificates are verified, every address is checked
// before the socket is opened, and little of an answer is read. One thread. The process should
// ignore SIGPIPE.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "alert/retry.h"
#include "base/clock.h"
#include "base/result.h"

namespace tocsin {

struct HttpLimits {
  Duration connect_timeout = std::chrono::seconds(5);  // name and handshake included
  Duration timeout = std::chrono::seconds(20);         // for the whole exchange
  std::int64_t max_answer = 64 << 10;                  // bytes of headers and body that are read
  bool strict_addresses = false;                       // alert/address.h
};

struct HttpRequest {
  std::int64_t id = 0;  // given back with the answer; unique among those under way
  std::string url;
  std::vector<std::string> headers;  // "name: value"
  std::string body;
};

struct HttpAnswer {
  std::int64_t id = 0;
  HttpFailure failure = HttpFailure::kNone;
  int status = 0;           // 0: none came
  std::string error;        // "" without a failure; names at most the host, never path or query
  std::string retry_after;  // the header's value, "" none
  std::string beginning;    // of the body, at most 512 bytes, as it came
};

// kInvalid unless it is an absolute http or https URL; the message does not repeat the URL, which
// may hold a token.
Status check_url(const std::string& url);

class HttpClient {
 public:
  static Result<std::unique_ptr<HttpClient>> open(const HttpLimits& limits, const Clock& clock);
  ~HttpClient();  // what is under way is cancelled

  // Readable (epoll) when advance() has something to do.
  int descriptor() const;
  // When advance() must be called at the latest; nothing where no time matters.
  std::optional<Instant> deadline() const;

  void start(HttpRequest request);
  // Goes as far as it can without waiting; the answers that are whole, each once.
  std::vector<HttpAnswer> advance();
  void cancel_all();

 private:
  struct State;
  explicit HttpClient(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tocsin
