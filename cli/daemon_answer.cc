// Entrance: ask_daemon, show_daemon. The daemon's answer is read with care: it may be of another
// version.
#include "cli/daemon_answer.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "cli/output.h"

namespace tocsin {
namespace {

constexpr std::int64_t kMostShown = 10;  // files of one feed

std::size_t take_bytes(const char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& text = *static_cast<std::string*>(into);
  if (text.size() + size * count > (4UL << 20)) return 0;
  text.append(bytes, size * count);
  return size * count;
}

std::string text_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? for_terminal(found->get<std::string>()) : "";
}

Json list_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_array() ? *found : Json::array();
}

std::int64_t number_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

// The daemon lists the first hundred and counts them all.
void show_not_taken(const Json& feed) {
  const Json files = list_at(feed, "not_taken");
  const std::int64_t all =
      std::max(std::ssize(files), number_at(feed, "denied") + number_at(feed, "skipped"));
  if (all == 0) return;
  std::printf("  feed %s does not take %s:\n", text_at(feed, "id").c_str(),
              counted(all, "file").c_str());
  const std::int64_t shown = std::min(std::ssize(files), kMostShown);
  for (std::int64_t i = 0; i < shown; ++i) {
    const Json& one = files[static_cast<std::size_t>(i)];
    std::printf("      %s: %s\n", text_at(one, "path").c_str(), text_at(one, "reason").c_str());
  }
  if (all > shown) std::printf("      and %lld more\n", static_cast<long long>(all - shown));
}

}  // namespace

std::optional<Json> ask_daemon(const std::string& listen) {
  if (listen.empty()) return std::nullopt;
  const std::unique_ptr<CURL, void (*)(CURL*)> handle(curl_easy_init(), curl_easy_cleanup);
  if (!handle) return std::nullopt;
  const bool local = listen.starts_with("unix:");
  const std::string url = "http://" + (local ? std::string("localhost") : listen) + "/healthz";
  std::string body;
  if (local) curl_easy_setopt(handle.get(), CURLOPT_UNIX_SOCKET_PATH, listen.c_str() + 5);
  curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, 3000L);
  curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, take_bytes);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &body);
  if (curl_easy_perform(handle.get()) != CURLE_OK) return std::nullopt;
  Json health = Json::parse(body, nullptr, false);
  if (!health.is_object()) return std::nullopt;
  return health;
}

void show_daemon(const std::optional<Json>& daemon) {
  if (!daemon) {
    std::printf("daemon     does not answer (is tocsind running, and http.listen set?)\n");
    return;
  }
  std::printf("daemon     %s, version %s, since %s\n", text_at(*daemon, "status").c_str(),
              text_at(*daemon, "version").c_str(), text_at(*daemon, "started").c_str());
  for (const Json& one : list_at(*daemon, "degraded")) {
    std::printf("  %s: %s\n      to mend: %s\n", text_at(one, "part").c_str(),
                text_at(one, "what").c_str(), text_at(one, "mend").c_str());
  }
  for (const Json& feed : list_at(*daemon, "feeds")) show_not_taken(feed);
}

}  // namespace tocsin
