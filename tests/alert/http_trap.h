// A real HTTP server for tests: listens on 127.0.0.1, answers by script, remembers what it was
// asked. Start: HttpTrap trap({status(500), status(200)}); trap.url("/hook"). Stops in its
// destructor.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace tocsin {

struct TrapAnswer {
  enum class Kind {
    kWhole,
    kCut,    // promises more bytes than it sends
    kHang,   // answers nothing until the trap stops
    kClose,  // closes without a word
  };
  Kind kind = Kind::kWhole;
  int status = 200;
  std::vector<std::string> headers;  // "Name: value"
  std::string body;
};

inline TrapAnswer status(int code, std::vector<std::string> headers = {}, std::string body = {}) {
  return {TrapAnswer::Kind::kWhole, code, std::move(headers), std::move(body)};
}
inline TrapAnswer cut_body() { return {TrapAnswer::Kind::kCut, 200, {}, "half"}; }
inline TrapAnswer hang() { return {TrapAnswer::Kind::kHang, 200, {}, ""}; }
inline TrapAnswer close_at_once() { return {TrapAnswer::Kind::kClose, 200, {}, ""}; }

struct TrapRequest {
  std::string method;
  std::string target;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
  }
};

class HttpTrap {
 public:
  // Request n gets answer n; those beyond the script get its last. `port` 0: any that is free.
  explicit HttpTrap(std::vector<TrapAnswer> script, int port = 0) : script_(std::move(script)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::abort();
    socklen_t size = sizeof address;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    if (listen(listener_, 64) != 0) std::abort();
    acceptor_ = std::thread([this] { accept_all(); });
  }
  ~HttpTrap() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      for (const int connection : open_) shutdown(connection, SHUT_RDWR);
    }
    changed_.notify_all();
    shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    for (auto& thread : connections_) thread.join();
    close(listener_);
  }
  HttpTrap(const HttpTrap&) = delete;
  HttpTrap& operator=(const HttpTrap&) = delete;

  int port() const { return port_; }
  std::string url(const std::string& path = "/") const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  std::vector<TrapRequest> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  std::size_t count() const {
    const std::lock_guard lock(mutex_);
    return requests_.size();
  }
  std::size_t accepted() const {
    const std::lock_guard lock(mutex_);
    return accepted_;
  }

 private:
  void accept_all() {
    for (;;) {
      const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      const std::lock_guard lock(mutex_);
      if (connection < 0 || stopping_) {
        if (connection >= 0) close(connection);
        return;
      }
      ++accepted_;
      open_.push_back(connection);
      connections_.emplace_back([this, connection] { serve(connection); });
    }
  }

  void serve(int connection) {
    std::string bytes;
    while (std::optional<TrapRequest> request = read_request(connection, bytes)) {
      if (!answer(connection, next_answer(std::move(*request)))) break;
    }
    const std::lock_guard lock(mutex_);
    std::erase(open_, connection);
    close(connection);
  }

  static bool read_more(int connection, std::string& bytes) {
    char block[4096];
    const ssize_t got = recv(connection, block, sizeof block, 0);
    if (got <= 0) return false;
    bytes.append(block, static_cast<std::size_t>(got));
    return true;
  }

  static std::optional<TrapRequest> read_request(int connection, std::string& bytes) {
    std::size_t end = 0;
    while ((end = bytes.find("\r\n\r\n")) == std::string::npos) {
      if (!read_more(connection, bytes) || bytes[0] == 0x16) return std::nullopt;  // TLS: not here
    }
    TrapRequest request = parse_head(bytes.substr(0, end));
    bytes.erase(0, end + 4);
    const std::string length_text = request.header("content-length");
    const std::size_t length = length_text.empty() ? 0 : std::stoul(length_text);
    while (bytes.size() < length) {
      if (!read_more(connection, bytes)) return std::nullopt;
    }
    request.body = bytes.substr(0, length);
    bytes.erase(0, length);
    return request;
  }

  static TrapRequest parse_head(const std::string& head) {
    TrapRequest request;
    std::size_t at = head.find("\r\n");
    const std::string first = head.substr(0, at);
    request.method = first.substr(0, first.find(' '));
    request.target = first.substr(request.method.size() + 1);
    request.target.resize(request.target.rfind(' '));
    while (at != std::string::npos) {
      const std::size_t begin = at + 2;
      at = head.find("\r\n", begin);
      const std::string line = head.substr(begin, at == std::string::npos ? at : at - begin);
      std::string name = line.substr(0, line.find(':'));
      for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      const std::size_t value = line.find_first_not_of(' ', name.size() + 1);
      request.headers[name] = value == std::string::npos ? "" : line.substr(value);
    }
    return request;
  }

  TrapAnswer next_answer(TrapRequest request) {
    const std::lock_guard lock(mutex_);
    const std::size_t turn = std::min(requests_.size(), script_.size() - 1);
    requests_.push_back(std::move(request));
    return script_[turn];
  }

  // False: the connection ends.
  bool answer(int connection, const TrapAnswer& answer) {
    using Kind = TrapAnswer::Kind;
    if (answer.kind == Kind::kClose) return false;
    if (answer.kind == Kind::kHang) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopping_; });
      return false;
    }
    const bool cut = answer.kind == Kind::kCut;
    std::string out = "HTTP/1.1 " + std::to_string(answer.status) + " Answer\r\n";
    for (const std::string& header : answer.headers) out += header + "\r\n";
    out += "Content-Length: " + std::to_string(answer.body.size() + (cut ? 100 : 0)) + "\r\n\r\n";
    out += answer.body;
    return send(connection, out.data(), out.size(), MSG_NOSIGNAL) ==
               static_cast<ssize_t>(out.size()) &&
           !cut;
  }

  std::vector<TrapAnswer> script_;
  int listener_ = -1;
  int port_ = 0;
  std::thread acceptor_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::size_t accepted_ = 0;
  std::vector<int> open_;
  std::vector<std::thread> connections_;
  std::vector<TrapRequest> requests_;
};

// A port of 127.0.0.1 where nothing listens, as long as this lives.
class ClosedPort {
 public:
  ClosedPort() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::abort();
    socklen_t size = sizeof address;
    getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
  }
  ~ClosedPort() { close(socket_); }
  ClosedPort(const ClosedPort&) = delete;
  ClosedPort& operator=(const ClosedPort&) = delete;
  int port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

 private:
  int socket_;
  int port_ = 0;
};

// Moves something with descriptor() and deadline() on, as the daemon's loop would, until `done` or
// 10 s are over; true if done. `step` calls its advance().
template <typename Machine, typename Step, typename Done>
bool pump(Machine& machine, Step step, Done done) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (std::chrono::steady_clock::now() < end) {
    step();
    if (done()) return true;
    pollfd waiting{machine.descriptor(), POLLIN, 0};
    poll(&waiting, 1, 5);
  }
  return false;
}

}  // namespace tocsin
