// Entrance: HttpServer::open. One coroutine accepts, one serves each connection; both kinds of
// socket share them by template.
#include "daemon/http_server.h"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <memory>
#include <utility>

#include "base/log.h"

namespace tocsin {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using Request = http::request<http::empty_body>;
using Response = http::response<http::string_body>;

constexpr int kMaxConnections = 64;
constexpr auto kTimeout = std::chrono::seconds(10);
constexpr auto kAcceptPause = std::chrono::seconds(1);
constexpr std::uint32_t kMaxHeader = 8 << 10;

bool is_loopback_host(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1) == "[::1]";
  host = host.substr(0, host.find(':'));
  return host == "localhost" || host == "127.0.0.1";
}

Response make_response(const Request& request, HttpReply answer) {
  Response out{static_cast<http::status>(answer.status), request.version()};
  out.set(http::field::content_type, answer.content_type);
  out.set(http::field::cache_control, "no-store");
  out.keep_alive(request.keep_alive());
  if (request.method() != http::verb::head) out.body() = std::move(answer.body);
  out.prepare_payload();
  return out;
}

HttpReply refuse(int status, const std::string& why) {
  return {status, "application/json", "{\"error\": \"" + why + "\"}\n"};
}

// Of the server and its coroutines, which may outlive it.
struct Shared {
  explicit Shared(asio::io_context& loop) : pause(loop) {}
  std::vector<HttpRoute> routes;
  asio::steady_timer pause;  // before accepting again
  bool closed = false;       // then the acceptor may be gone
  bool check_host = true;
  int connections = 0;
};

HttpReply answer_to(const Shared& shared, const Request& request) {
  const auto host_field = request[http::field::host];
  if (shared.check_host && !is_loopback_host({host_field.data(), host_field.size()})) {
    return refuse(403, "the Host header must name the loopback");
  }
  if (request.method() != http::verb::get && request.method() != http::verb::head) {
    return refuse(405, "only GET");
  }
  const std::string_view target(request.target().data(), request.target().size());
  const std::string_view path = target.substr(0, target.find('?'));
  for (const HttpRoute& route : shared.routes) {
    if (route.path == path) return route.answer();
  }
  return refuse(404, "no such page");
}

template <typename Protocol>
asio::awaitable<void> serve(typename Protocol::socket socket, std::shared_ptr<Shared> shared) {
  using Stream = beast::basic_stream<Protocol, asio::any_io_executor>;
  auto stream = std::make_unique<Stream>(std::move(socket));
  auto buffer = std::make_unique<beast::flat_buffer>(kMaxHeader);
  for (;;) {
    auto parser = std::make_unique<http::request_parser<http::empty_body>>();
    parser->header_limit(kMaxHeader);
    stream->expires_after(kTimeout);
    error_code error;
    co_await http::async_read(*stream, *buffer, *parser,
                              asio::redirect_error(asio::use_awaitable, error));
    if (error) break;
    auto response =
        std::make_unique<Response>(make_response(parser->get(), answer_to(*shared, parser->get())));
    const bool keep = response->keep_alive();
    co_await http::async_write(*stream, *response,
                               asio::redirect_error(asio::use_awaitable, error));
    if (error || !keep) break;
  }
  error_code ignored;
  stream->socket().shutdown(Protocol::socket::shutdown_both, ignored);
  --shared->connections;
}

// Out of descriptors, the connection that waits is offered again at once: without the pause this
// would turn without end.
template <typename Protocol>
asio::awaitable<void> accept_all(std::shared_ptr<typename Protocol::acceptor> acceptor,
                                 std::shared_ptr<Shared> shared) {
  bool failing = false;
  while (!shared->closed) {
    error_code error;
    auto socket = co_await acceptor->async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (shared->closed) co_return;
    if (error) {
      if (!std::exchange(failing, true)) {
        spdlog::warn("HTTP takes no connection: {}; tried again every second", error.message());
      }
      shared->pause.expires_after(kAcceptPause);
      co_await shared->pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      if (shared->closed) co_return;
      continue;
    }
    failing = false;
    if (shared->connections >= kMaxConnections) continue;  // closes it
    ++shared->connections;
    asio::co_spawn(acceptor->get_executor(), serve<Protocol>(std::move(socket), shared),
                   asio::detached);
  }
}

bool is_socket(const std::string& path) {
  struct stat st {};
  return ::lstat(path.c_str(), &st) == 0 && S_ISSOCK(st.st_mode);
}

template <typename Protocol>
class Server final : public HttpServer {
 public:
  Server(typename Protocol::acceptor acceptor, std::string address, std::string socket_path,
         std::shared_ptr<Shared> shared)
      : acceptor_(std::make_shared<typename Protocol::acceptor>(std::move(acceptor))),
        address_(std::move(address)),
        socket_path_(std::move(socket_path)),
        shared_(std::move(shared)) {
    asio::co_spawn(acceptor_->get_executor(), accept_all<Protocol>(acceptor_, shared_),
                   asio::detached);
  }
  ~Server() override { close(); }
  std::string address() const override { return address_; }
  void close() override {
    if (std::exchange(shared_->closed, true)) return;
    error_code ignored;
    acceptor_->close(ignored);
    shared_->pause.cancel();
    if (is_socket(socket_path_)) unlink(socket_path_.c_str());
  }

 private:
  // Shared with accept_all(), which may begin only after this server has gone.
  std::shared_ptr<typename Protocol::acceptor> acceptor_;
  std::string address_;
  std::string socket_path_;
  std::shared_ptr<Shared> shared_;
};

using Opened = Result<std::unique_ptr<HttpServer>>;

Opened cannot_listen(const std::string& listen, const std::string& why) {
  return fail(ErrorCode::kUnavailable, "cannot listen on " + listen + " for HTTP: " + why);
}

// Frees the name for a new socket: a stale one goes, anything else stays and is an error.
Status free_name(asio::io_context& loop, const std::string& listen, const std::string& path) {
  using Protocol = asio::local::stream_protocol;
  struct stat st {};
  if (::lstat(path.c_str(), &st) != 0) return {};  // bind will say what is wrong
  if (!S_ISSOCK(st.st_mode)) {
    return fail(ErrorCode::kInvalid, "cannot listen on " + listen + " for HTTP: " + path +
                                         " is no socket; name another path or move that file");
  }
  error_code error;
  Protocol::socket probe(loop);
  probe.connect(Protocol::endpoint(path), error);
  if (error == asio::error::connection_refused) {
    unlink(path.c_str());
    return {};
  }
  return fail(ErrorCode::kUnavailable,
              "cannot listen on " + listen + " for HTTP: " +
                  (error ? path + ": " + error.message() : "another process answers there"));
}

Opened open_unix(asio::io_context& loop, const std::string& listen,
                 std::shared_ptr<Shared> shared) {
  using Protocol = asio::local::stream_protocol;
  const std::string path = listen.substr(5);
  if (path.size() >= 100) return cannot_listen(listen, "the path is over 100 bytes");
  if (Status free = free_name(loop, listen, path); !free) return fail(free.error());
  error_code error;
  Protocol::acceptor acceptor(loop);
  acceptor.open(Protocol(), error);
  if (!error) acceptor.bind(Protocol::endpoint(path), error);
  if (!error && chmod(path.c_str(), 0660) != 0)
    error = error_code(errno, boost::system::system_category());
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return cannot_listen(listen, error.message());
  shared->check_host = false;
  return std::make_unique<Server<Protocol>>(std::move(acceptor), listen, path, std::move(shared));
}

Opened open_tcp(asio::io_context& loop, const std::string& listen, std::shared_ptr<Shared> shared) {
  using Protocol = asio::ip::tcp;
  const auto colon = listen.rfind(':');
  std::string host = listen.substr(0, colon == std::string::npos ? 0 : colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  unsigned short port = 0;
  const char* const end = listen.data() + listen.size();
  const bool number = colon != std::string::npos &&
                      std::from_chars(listen.data() + colon + 1, end, port).ptr == end;
  error_code error;
  const auto address = asio::ip::make_address(host, error);
  if (error || !number || !address.is_loopback()) {
    return fail(ErrorCode::kInvalid,
                "HTTP listens on a loopback address with a port or on unix:PATH, not on " + listen);
  }
  Protocol::acceptor acceptor(loop);
  const Protocol::endpoint endpoint(address, port);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return cannot_listen(listen, error.message());
  const std::string bound =
      listen.substr(0, colon + 1) + std::to_string(acceptor.local_endpoint().port());
  return std::make_unique<Server<Protocol>>(std::move(acceptor), bound, "", std::move(shared));
}

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::open(asio::io_context& loop,
                                                     const std::string& listen,
                                                     std::vector<HttpRoute> routes) {
  auto shared = std::make_shared<Shared>(loop);
  shared->routes = std::move(routes);
  return listen.starts_with("unix:") ? open_unix(loop, listen, std::move(shared))
                                     : open_tcp(loop, listen, std::move(shared));
}

}  // namespace tocsin
