// tocsin status: what the store holds, what receivers are owed, and how the daemon says it is.
#include <curl/curl.h>

#include <cstdio>
#include <memory>
#include <optional>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/stored.h"
#include "store/arrivals.h"
#include "store/articles.h"
#include "store/outbox.h"

namespace tocsin {
namespace {

std::size_t take_bytes(const char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& text = *static_cast<std::string*>(into);
  if (text.size() + size * count > (4UL << 20)) return 0;
  text.append(bytes, size * count);
  return size * count;
}

// The daemon's own /healthz, nothing where it does not answer.
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

struct Counts {
  ArrivalCounts arrivals;
  ContentCounts content;
  std::vector<ReceiverCounts> receivers;
};

Result<Counts> count_all(Database& database) {
  Counts out;
  auto arrivals = count_arrivals(database);
  if (!arrivals) return fail(arrivals.error());
  auto content = count_content(database);
  if (!content) return fail(content.error());
  auto receivers = count_deliveries(database);
  if (!receivers) return fail(receivers.error());
  return Counts{*arrivals, *content, *std::move(receivers)};
}

Json counts_to_json(const Counts& counts) {
  Json receivers = Json::array();
  for (const ReceiverCounts& one : counts.receivers) {
    receivers.push_back({{"receiver", one.receiver},
                         {"pending", one.pending},
                         {"delivered", one.delivered},
                         {"dead", one.dead},
                         {"last_error", one.last_error}});
  }
  return {{"files",
           {{"stored", counts.arrivals.stored},
            {"duplicate", counts.arrivals.duplicate},
            {"quarantined", counts.arrivals.quarantined},
            {"waiting_to_be_filed", counts.arrivals.unfiled}}},
          {"articles", counts.content.articles},
          {"events", counts.content.events},
          {"incidents", counts.content.incidents},
          {"alerts", counts.content.alerts},
          {"receivers", receivers}};
}

void show_counts(const Counts& counts) {
  std::printf(
      "files      %lld stored, %lld duplicates, %lld quarantined, %lld waiting to be filed\n",
      static_cast<long long>(counts.arrivals.stored),
      static_cast<long long>(counts.arrivals.duplicate),
      static_cast<long long>(counts.arrivals.quarantined),
      static_cast<long long>(counts.arrivals.unfiled));
  std::printf("content    %lld articles, %lld events, %lld incidents, %lld alerts\n",
              static_cast<long long>(counts.content.articles),
              static_cast<long long>(counts.content.events),
              static_cast<long long>(counts.content.incidents),
              static_cast<long long>(counts.content.alerts));
  for (const ReceiverCounts& one : counts.receivers) {
    std::printf(
        "receiver   %s: %lld delivered, %lld pending, %lld dead%s%s\n", one.receiver.c_str(),
        static_cast<long long>(one.delivered), static_cast<long long>(one.pending),
        static_cast<long long>(one.dead),
        one.last_error.empty() ? "" : "; last error: ", for_terminal(one.last_error).c_str());
  }
}

std::string text_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? for_terminal(found->get<std::string>()) : "";
}

void show_daemon(const std::optional<Json>& daemon) {
  if (!daemon) {
    std::printf("daemon     does not answer (is tocsind running, and http.listen set?)\n");
    return;
  }
  std::printf("daemon     %s, version %s, since %s\n", text_at(*daemon, "status").c_str(),
              text_at(*daemon, "version").c_str(), text_at(*daemon, "started").c_str());
  const auto degraded = daemon->find("degraded");
  if (degraded == daemon->end() || !degraded->is_array()) return;
  for (const Json& one : *degraded) {
    std::printf("  %s: %s\n      to mend: %s\n", text_at(one, "part").c_str(),
                text_at(one, "what").c_str(), text_at(one, "mend").c_str());
  }
}

}  // namespace

int run_status(const StatusOptions& options) {
  const OpenedStore opened = open_store(options.store);
  if (!opened.database) return opened.exit;
  const auto counts = count_all(*opened.database);
  if (!counts) {
    print_error(counts.error());
    return kExitFindings;
  }
  const std::optional<Json> daemon =
      opened.has_config ? ask_daemon(opened.config.http.listen) : std::nullopt;
  if (options.json) {
    Json out = counts_to_json(*counts);
    out["store"] = opened.config.store.path;
    out["daemon"] = daemon ? *daemon : Json(nullptr);
    print_line(out);
    return kExitGood;
  }
  std::printf("store      %s\n", for_terminal(opened.config.store.path).c_str());
  show_counts(*counts);
  if (opened.has_config) show_daemon(daemon);
  return kExitGood;
}

}  // namespace tocsin
