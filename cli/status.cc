// tocsin status: what the store holds, what receivers are owed, and how the daemon says it is.
#include <cstdio>
#include <filesystem>
#include <optional>
#include <system_error>

#include "cli/commands.h"
#include "cli/daemon_answer.h"
#include "cli/output.h"
#include "cli/stored.h"
#include "store/arrivals.h"
#include "store/articles.h"
#include "store/outbox.h"

namespace tocsin {
namespace {

constexpr int kMostDead = 1000;
constexpr int kMostShown = 10;

struct Counts {
  ArrivalCounts arrivals;
  ContentCounts content;
  std::vector<ReceiverCounts> receivers;
  std::vector<DeadDelivery> dead;  // the newest first, at most kMostDead
};

Result<Counts> count_all(Database& database) {
  auto arrivals = count_arrivals(database);
  if (!arrivals) return fail(arrivals.error());
  auto content = count_content(database);
  if (!content) return fail(content.error());
  auto receivers = count_deliveries(database);
  if (!receivers) return fail(receivers.error());
  auto dead = dead_deliveries(database, kMostDead);
  if (!dead) return fail(dead.error());
  return Counts{*arrivals, *content, *std::move(receivers), *std::move(dead)};
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
  Json dead = Json::array();
  for (const DeadDelivery& one : counts.dead) {
    dead.push_back({{"receiver", one.receiver},
                    {"sequence", one.sequence},
                    {"alert", one.alert_id},
                    {"revision", one.revision},
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
          {"receivers", receivers},
          {"dead_letters", dead}};
}

void show_dead(const Counts& counts) {
  std::int64_t all = 0;
  for (const ReceiverCounts& one : counts.receivers) all += one.dead;
  std::int64_t shown = 0;
  for (const DeadDelivery& one : counts.dead) {
    if (shown == kMostShown) break;
    ++shown;
    std::printf("  dead letter %lld to %s: alert %s, revision %lld: %s\n",
                static_cast<long long>(one.sequence), one.receiver.c_str(),
                for_terminal(one.alert_id).c_str(), static_cast<long long>(one.revision),
                for_terminal(one.last_error).c_str());
  }
  if (all > shown) std::printf("  and %lld more\n", static_cast<long long>(all - shown));
}

void show_counts(const Counts& counts) {
  std::printf("files      %lld stored, %s, %lld quarantined, %lld waiting to be filed\n",
              static_cast<long long>(counts.arrivals.stored),
              counted(counts.arrivals.duplicate, "duplicate").c_str(),
              static_cast<long long>(counts.arrivals.quarantined),
              static_cast<long long>(counts.arrivals.unfiled));
  std::printf("content    %s, %s, %s, %s\n", counted(counts.content.articles, "article").c_str(),
              counted(counts.content.events, "event").c_str(),
              counted(counts.content.incidents, "incident").c_str(),
              counted(counts.content.alerts, "alert").c_str());
  for (const ReceiverCounts& one : counts.receivers) {
    std::printf(
        "receiver   %s: %lld delivered, %lld pending, %lld dead%s%s\n", one.receiver.c_str(),
        static_cast<long long>(one.delivered), static_cast<long long>(one.pending),
        static_cast<long long>(one.dead),
        one.last_error.empty() ? "" : "; last error: ", for_terminal(one.last_error).c_str());
  }
}

Result<Counts> count_store(const StoreOptions& store) {
  if (std::error_code error; !std::filesystem::exists(store.path, error) && !error) {
    return fail(ErrorCode::kNotFound,
                "the store does not exist yet; tocsind or `tocsin ingest --once` makes it",
                {store.path});
  }
  auto database = Database::open(store, Access::kRead);
  if (!database) return fail(database.error());
  return count_all(**database);
}

void show_json(const Result<Counts>& counts, const std::string& path,
               const std::optional<Json>& daemon) {
  Json out = counts ? counts_to_json(*counts) : Json{{"error", to_string(counts.error())}};
  out["store"] = path;
  out["daemon"] = daemon ? *daemon : Json(nullptr);
  print_line(out);
}

}  // namespace

int run_status(const StatusOptions& options) {
  const OpenedStore chosen = choose_store(options.store);
  if (chosen.exit != kExitGood) return chosen.exit;
  const std::string& path = chosen.config.store.path;
  const Result<Counts> counts = count_store(chosen.config.store);
  if (!counts) print_error(counts.error());
  const std::optional<Json> daemon =
      chosen.has_config ? ask_daemon(chosen.config.http.listen) : std::nullopt;
  const int exit = counts ? kExitGood : kExitFindings;
  if (options.json) {
    show_json(counts, path, daemon);
    return exit;
  }
  if (counts) {
    std::printf("store      %s\n", for_terminal(path).c_str());
    show_counts(*counts);
    show_dead(*counts);
  }
  if (chosen.has_config) show_daemon(daemon);
  return exit;
}

}  // namespace tocsin
