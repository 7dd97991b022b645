// HttpClient on libcurl's multi interface. libcurl names the sockets that it waits for (watch), and
// they go into an epoll descriptor of ours; it also says when it wants to be called (deadline).
#include "alert/http_client.h"

#include <curl/curl.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <string_view>
#include <utility>

#include "alert/address.h"
#include "base/files.h"

namespace tocsin {
namespace {

constexpr std::size_t kBeginning = 512;
constexpr long kIdleConnections = 8;

struct FailureOf {
  CURLcode code;
  HttpFailure failure;
};
constexpr FailureOf kFailures[] = {
    {CURLE_OK, HttpFailure::kNone},
    {CURLE_COULDNT_RESOLVE_HOST, HttpFailure::kResolve},
    {CURLE_COULDNT_CONNECT, HttpFailure::kConnect},
    {CURLE_OPERATION_TIMEDOUT, HttpFailure::kTimeout},
    {CURLE_PARTIAL_FILE, HttpFailure::kCut},
    {CURLE_GOT_NOTHING, HttpFailure::kCut},
    {CURLE_SEND_ERROR, HttpFailure::kCut},
    {CURLE_RECV_ERROR, HttpFailure::kCut},
    {CURLE_WRITE_ERROR, HttpFailure::kCut},
    {CURLE_SSL_CONNECT_ERROR, HttpFailure::kTls},
    {CURLE_PEER_FAILED_VERIFICATION, HttpFailure::kTls},
    {CURLE_SSL_CACERT_BADFILE, HttpFailure::kTls},
    {CURLE_SSL_CIPHER, HttpFailure::kTls},
    {CURLE_URL_MALFORMAT, HttpFailure::kAddress},
    {CURLE_UNSUPPORTED_PROTOCOL, HttpFailure::kAddress},
};

HttpFailure failure_of(CURLcode code) {
  for (const FailureOf& row : kFailures) {
    if (row.code == code) return row.failure;
  }
  return HttpFailure::kOther;
}

bool start_libcurl() {
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return started;
}

long milliseconds(Duration duration) {
  const auto count = std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
  return static_cast<long>(std::max<std::int64_t>(count, 1));  // 0 would mean libcurl's own default
}

struct EasyCloser {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListCloser {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyCloser>;
using HeaderList = std::unique_ptr<curl_slist, ListCloser>;

// One exchange. Lives at one address, since libcurl keeps pointers into it.
struct Transfer {
  HttpRequest request;
  HttpAnswer answer;
  std::int64_t budget = 0;  // bytes that may still be read
  bool strict = false;
  bool read_enough = false;  // the rest of the body was left unread on purpose
  std::string refused;       // why the last address was refused, "" it was not
  std::array<char, CURL_ERROR_SIZE> error{};
  HeaderList headers;
  Easy easy;  // the last member: closed first
};

std::size_t take_header(char*, std::size_t, std::size_t length, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  transfer.budget -= static_cast<std::int64_t>(length);
  return transfer.budget < 0 ? 0 : length;
}

std::size_t take_body(char* bytes, std::size_t, std::size_t length, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  std::string& kept = transfer.answer.beginning;
  kept.append(bytes, std::min(length, kBeginning - kept.size()));
  transfer.budget -= static_cast<std::int64_t>(length);
  transfer.read_enough = transfer.budget <= 0;
  return transfer.read_enough ? 0 : length;
}

curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::string_view why = why_refused(&address->addr, transfer.strict);
  if (!why.empty()) {
    transfer.refused = why;
    return CURL_SOCKET_BAD;
  }
  transfer.refused.clear();
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Every setting that makes the client distrustful. False if libcurl lacks one of them.
bool configure(CURL* easy, const HttpLimits& limits) {
  const auto good = [](CURLcode code) { return code == CURLE_OK; };
  return good(curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https")) &&
         good(curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L)) &&
         good(curl_easy_setopt(easy, CURLOPT_PROXY, "")) &&
         good(curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L)) &&
         good(curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L)) &&
         good(curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)) &&
         good(curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                               milliseconds(limits.connect_timeout))) &&
         good(curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, milliseconds(limits.timeout))) &&
         good(curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L)) &&
         good(curl_easy_setopt(easy, CURLOPT_QUICK_EXIT,
                               1L)) &&  // never waits for a slow name server
         good(curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket)) &&
         good(curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header)) &&
         good(curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body));
}

bool add_header(HeaderList& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) return false;
  (void)list.release();
  list.reset(longer);
  return true;
}

bool describe_request(Transfer& transfer) {
  CURL* easy = transfer.easy.get();
  const auto good = [](CURLcode code) { return code == CURLE_OK; };
  bool listed = add_header(transfer.headers, "user-agent: tocsin") &&
                add_header(transfer.headers, "expect:");  // no 100-continue
  for (const std::string& line : transfer.request.headers) {
    listed = listed && add_header(transfer.headers, line);
  }
  const auto size = static_cast<curl_off_t>(transfer.request.body.size());
  return listed && good(curl_easy_setopt(easy, CURLOPT_URL, transfer.request.url.c_str())) &&
         good(curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer.headers.get())) &&
         good(curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, size)) &&
         good(curl_easy_setopt(easy, CURLOPT_POSTFIELDS, transfer.request.body.c_str())) &&
         good(curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer.error.data())) &&
         good(curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer)) &&
         good(curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &transfer)) &&
         good(curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer)) &&
         good(curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer));
}

// What libcurl knows when an exchange is over, as an answer.
HttpAnswer conclude(Transfer& transfer, CURLcode code) {
  HttpAnswer answer = std::move(transfer.answer);
  long status = 0;
  curl_easy_getinfo(transfer.easy.get(), CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  curl_header* header = nullptr;
  if (curl_easy_header(transfer.easy.get(), "retry-after", 0, CURLH_HEADER, -1, &header) ==
      CURLHE_OK) {
    answer.retry_after = header->value;
  }
  if (transfer.read_enough && code == CURLE_WRITE_ERROR) code = CURLE_OK;
  answer.failure = failure_of(code);
  if (answer.failure == HttpFailure::kNone) return answer;
  answer.error = transfer.error[0] != '\0' ? transfer.error.data() : curl_easy_strerror(code);
  if (answer.failure == HttpFailure::kConnect && !transfer.refused.empty()) {
    answer.failure = HttpFailure::kRefused;
    answer.error = "the address is refused: " + transfer.refused;
  }
  return answer;
}

}  // namespace

struct HttpClient::State {
  State(const HttpLimits& the_limits, const Clock& the_clock)
      : limits(the_limits), clock(the_clock) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    drop_all();
    curl_multi_cleanup(multi);
  }

  static int watch(CURL*, curl_socket_t socket, int what, void* self, void*);
  void drop_all();
  void fail_at_once(std::int64_t id, std::string why);
  void collect(std::vector<HttpAnswer>& answers);

  HttpLimits limits;
  const Clock& clock;
  FileDescriptor epoll;
  CURLM* multi = nullptr;
  std::map<std::int64_t, std::unique_ptr<Transfer>> transfers;
  std::vector<HttpAnswer> failed;  // could not even be started
};

// libcurl wants to hear, or no longer wants to hear, of a socket.
int HttpClient::State::watch(CURL*, curl_socket_t socket, int what, void* self, void*) {
  const int epoll = static_cast<State*>(self)->epoll.get();
  epoll_event event{};
  event.data.fd = socket;
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event);
    return 0;
  }
  if ((what & CURL_POLL_IN) != 0) event.events |= EPOLLIN;
  if ((what & CURL_POLL_OUT) != 0) event.events |= EPOLLOUT;
  if (epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) == 0) return 0;
  return errno == ENOENT && epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) == 0 ? 0 : -1;
}

void HttpClient::State::drop_all() {
  for (auto& [id, transfer] : transfers) curl_multi_remove_handle(multi, transfer->easy.get());
  transfers.clear();
  failed.clear();
}

void HttpClient::State::fail_at_once(std::int64_t id, std::string why) {
  HttpAnswer answer;
  answer.id = id;
  answer.failure = HttpFailure::kOther;
  answer.error = std::move(why);
  failed.push_back(std::move(answer));
}

void HttpClient::State::collect(std::vector<HttpAnswer>& answers) {
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(multi, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    Transfer* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    answers.push_back(conclude(*transfer, message->data.result));
    curl_multi_remove_handle(multi, transfer->easy.get());  // `message` is gone now
    transfers.erase(answers.back().id);
  }
}

Status check_url(const std::string& url) {
  const std::unique_ptr<CURLU, void (*)(CURLU*)> parsed(curl_url(), curl_url_cleanup);
  char* scheme = nullptr;
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK ||
      curl_url_get(parsed.get(), CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK) {
    return fail(ErrorCode::kInvalid, "the url is not an absolute http or https URL");
  }
  const std::string name(scheme);
  curl_free(scheme);
  if (name == "http" || name == "https") return {};
  return fail(ErrorCode::kInvalid, "the url must begin with http:// or https://, not " + name);
}

HttpClient::HttpClient(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpClient::~HttpClient() = default;

Result<std::unique_ptr<HttpClient>> HttpClient::open(const HttpLimits& limits, const Clock& clock) {
  if (!start_libcurl()) return fail(ErrorCode::kInternal, "libcurl does not start");
  auto state = std::make_unique<State>(limits, clock);
  state->epoll = FileDescriptor(epoll_create1(EPOLL_CLOEXEC));
  if (!state->epoll) return fail(ErrorCode::kUnavailable, "epoll: " + errno_text(errno));
  state->multi = curl_multi_init();
  if (state->multi == nullptr) return fail(ErrorCode::kInternal, "libcurl gives no handle");
  curl_multi_setopt(state->multi, CURLMOPT_SOCKETFUNCTION, &State::watch);
  curl_multi_setopt(state->multi, CURLMOPT_SOCKETDATA, state.get());
  curl_multi_setopt(state->multi, CURLMOPT_MAXCONNECTS, kIdleConnections);
  const Easy trial(curl_easy_init());
  if (!trial || !configure(trial.get(), limits)) {
    return fail(ErrorCode::kInternal, "this libcurl lacks an option that webhooks need");
  }
  return std::unique_ptr<HttpClient>(new HttpClient(std::move(state)));
}

int HttpClient::descriptor() const { return state_->epoll.get(); }

std::optional<Instant> HttpClient::deadline() const {
  if (!state_->failed.empty()) return state_->clock.elapsed();
  long wait = -1;  // milliseconds, -1 none; asked anew each time, so none is ever missed
  curl_multi_timeout(state_->multi, &wait);
  if (wait < 0) return std::nullopt;
  return state_->clock.elapsed() + std::chrono::milliseconds(wait);
}

void HttpClient::start(HttpRequest request) {
  auto transfer = std::make_unique<Transfer>();
  const std::int64_t id = transfer->answer.id = request.id;
  transfer->budget = state_->limits.max_answer;
  transfer->strict = state_->limits.strict_addresses;
  transfer->request = std::move(request);
  transfer->easy.reset(curl_easy_init());
  if (!transfer->easy || !configure(transfer->easy.get(), state_->limits) ||
      !describe_request(*transfer) ||
      curl_multi_add_handle(state_->multi, transfer->easy.get()) != CURLM_OK) {
    state_->fail_at_once(id, "libcurl does not take the request");
    return;
  }
  state_->transfers[id] = std::move(transfer);
}

std::vector<HttpAnswer> HttpClient::advance() {
  constexpr int kEvents = 32;
  std::array<epoll_event, kEvents> events{};
  const int count = epoll_wait(state_->epoll.get(), events.data(), kEvents, 0);
  int running = 0;
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    int what = 0;
    if ((event.events & EPOLLIN) != 0) what |= CURL_CSELECT_IN;
    if ((event.events & EPOLLOUT) != 0) what |= CURL_CSELECT_OUT;
    if ((event.events & (EPOLLERR | EPOLLHUP)) != 0) what = 0;  // libcurl looks for itself
    curl_multi_socket_action(state_->multi, event.data.fd, what, &running);
  }
  curl_multi_socket_action(state_->multi, CURL_SOCKET_TIMEOUT, 0, &running);
  std::vector<HttpAnswer> answers = std::exchange(state_->failed, {});
  state_->collect(answers);
  return answers;
}

void HttpClient::cancel_all() { state_->drop_all(); }

}  // namespace tocsin
