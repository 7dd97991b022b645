// Entrance: Daemon::open and run(). The stages are elsewhere; here they are tied to the loop:
// intake_turn(), delivery_turn(), and the handlers of what workers and writer report.
// Next: parts.cc for what is opened first, pipeline.cc for what happens to one article.
#include "daemon/daemon.h"

#include <signal.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <map>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "base/failpoint.h"
#include "base/log.h"
#include "base/timestamp.h"
#include "daemon/examine.h"
#include "daemon/health.h"
#include "daemon/http_server.h"
#include "daemon/instruments.h"
#include "daemon/notify.h"
#include "daemon/parts.h"
#include "daemon/version.h"
#include "daemon/wakeups.h"
#include "daemon/workers.h"
#include "daemon/writer.h"
#include "store/outbox.h"

namespace tocsin {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr auto kHousekeeping = std::chrono::seconds(1);
constexpr int kOutboxPage = 500;
// With `once`, tries of a commit before its files are left where they are.
constexpr int kAttemptsOnce = 5;
// After SIGTERM, how long transfers may still end; then they stay in the outbox.
constexpr auto kTransfersEnd = std::chrono::seconds(1);
// A stage that works on one thing for this long is wedged, where systemd sets no period.
constexpr auto kWedgedAfter = std::chrono::minutes(2);

class LoopDaemon final : public Daemon {
 public:
  LoopDaemon(DaemonOptions options, Parts parts)
      : options_(std::move(options)),
        config_(options_.config),
        knowledge_(std::move(parts.knowledge)),
        rules_(std::move(parts.rules)),
        reader_store_(std::move(parts.reader_store)),
        suspects_(*std::move(parts.suspects)),
        dispatcher_(std::move(parts.dispatcher)),
        intake_(std::move(parts.intake)),
        analysers_(knowledge_.language),
        examine_context_{config_.intake, analysers_, *knowledge_.extractor, suspects_,
                         options_.once},
        workers_(worker_count(), clock_),
        writer_(std::move(parts.writer_store),
                {config_.intake.feeds, receiver_ids(config_), version(),
                 options_.once ? kAttemptsOnce : 0},
                knowledge_.gazetteer, rules_, clock_, writer_events()),
        signals_(loop_),
        intake_alarm_(loop_, [this] { intake_turn(); }),
        delivery_alarm_(loop_, [this] { delivery_turn(); }),
        housekeeping_(loop_, [this] { housekeeping_turn(); }),
        deadline_(loop_, [this] { leave(); }) {
    for (const Suspect& one : parts.in_work_at_crash) suspect_crashes_[one.path] = one.crashes;
  }

  // Hears signals (they are acted on as soon as the loop runs), then answers on loopback: who sees
  // that it answers may stop it. An address that cannot be had is an error of the start.
  Status listen() {
    watch_signals();
    if (config_.http.listen.empty() || options_.once) return {};
    auto server = HttpServer::open(loop_, config_.http.listen,
                                   {{"/healthz", [this] { return answer_health(); }},
                                    {"/readyz", [this] { return answer_ready(); }},
                                    {"/metrics", [this] { return answer_metrics(); }}});
    if (!server) return fail(server.error());
    http_ = *std::move(server);
    spdlog::info("health and metrics on {}", http_->address());
    return {};
  }

  RunSummary run() override {
    signal(SIGPIPE, SIG_IGN);
    intake_watch_.emplace(loop_, intake_->descriptor(), [this] { intake_turn(); });
    delivery_watch_.emplace(loop_, dispatcher_->descriptor(), [this] { delivery_turn(); });
    if (const auto period = watchdog_period()) watchdog_ = *period;
    load_orphans();
    load_outbox();
    intake_turn();
    delivery_turn();
    housekeeping_turn();
    loop_.run();
    // Threads first: what they still report must find the loop alive.
    workers_.join();
    writer_.stop();
    mark_ended(config_);
    return summary_;
  }

 private:
  // ---- Intake: claims go to workers, what they find goes to the writer.

  void intake_turn() {
    intake_->advance();
    hand_out();
    intake_alarm_.arm(stopping_ ? std::nullopt : intake_->deadline());
    tell_oddities();
    announce_ready();
    finish_if_done();
  }

  // Backpressure is not claiming further: while workers are full, the writer is behind or the store
  // cannot be written, files stay in their folder.
  void hand_out() {
    while (!stopping_ && !alone_ && workers_.has_room() && unwritten_ < kMostUnwritten &&
           writer_.store_works()) {
      if (!next_) next_ = intake_->claim();
      if (!next_ || !may_begin(*next_)) return;
      const Claim claim = *std::exchange(next_, std::nullopt);
      if (came_too_late(claim)) {
        intake_->release(claim.id, Release::kDone);
      } else if (suspect_crashes_.contains(claim.path)) {
        examine_alone(claim);
      } else {
        examine_on_worker(claim);
      }
    }
  }

  // A suspect waits until all else is done; a large file until there is memory for it (analysis
  // takes about a hundred times the text).
  bool may_begin(const Claim& claim) const {
    if (suspect_crashes_.contains(claim.path)) return workers_.in_work() == 0 && unwritten_ == 0;
    return bytes_in_work_ == 0 || bytes_in_work_ + claim.stamp.size <= kMostBytesInWork;
  }

  // A run over what is there ends, however fast a producer is.
  bool came_too_late(const Claim& claim) const {
    return options_.once && recovered_ && from_unix_ns(claim.stamp.ctime_ns) > *recovered_;
  }

  void examine_on_worker(const Claim& claim) {
    bytes_in_work_ += claim.stamp.size;
    workers_.run([this, claim] {
      const Instant start = clock_.elapsed();
      Examined examined = examine(examine_context_, claim);
      instruments_.analysed(clock_.elapsed() - start);
      asio::post(loop_, [this, examined = std::move(examined)]() mutable {
        take_examined(std::move(examined));
      });
    });
  }

  // A file that was in work when the process died: nothing else runs meanwhile.
  void examine_alone(const Claim& claim) {
    alone_ = claim.id;
    const auto crashes = suspects_.mark_alone(claim.path);
    const int earlier = suspect_crashes_[claim.path];
    suspect_crashes_.erase(claim.path);
    if (earlier >= Suspects::kCrashesAllowed) {
      crashers_.insert(claim.path);
      take_examined(refuse_crasher(examine_context_, claim, earlier));
      return;
    }
    spdlog::warn("{} was in work when the daemon died; it is read alone now", claim.path);
    if (!crashes) spdlog::warn("{}", to_string(crashes.error()));
    examine_on_worker(claim);
  }

  void take_examined(Examined examined) {
    const Claim& claim = examined.claim;
    if (alone_ == claim.id) alone_.reset();
    if (!crashers_.contains(claim.path)) bytes_in_work_ -= claim.stamp.size;
    tell_journal(examined.journal);
    if (!examined.why.empty()) spdlog::info("{}: {}", claim.path, examined.why);
    if (examined.analysed) {
      ++unwritten_;
      writer_.push(*std::move(examined.analysed));
    } else if (options_.once && examined.outcome != Release::kDone) {
      leave_file(claim);
    } else {
      intake_->release(claim.id, examined.outcome);
    }
    intake_turn();
  }

  // With `once`: not to be had now, and not waited for.
  void leave_file(const Claim& claim) {
    ++summary_.left;
    intake_->release(claim.id, Release::kDone);
  }

  void tell_journal(const std::string& trouble) {
    if (trouble == journal_trouble_) return;
    if (!trouble.empty()) spdlog::error("the in-work journal: {}", trouble);
    journal_trouble_ = trouble;
  }

  // ---- The writer reports.

  WriterEvents writer_events() {
    return {[this](std::vector<Applied> applied, Duration commit) {
              instruments_.committed(applied, commit);
              asio::post(loop_, [this, applied = std::move(applied)] { take_committed(applied); });
            },
            [this](const Claim& claim, Release outcome, FileStamp read) {
              asio::post(loop_,
                         [this, claim, outcome, read] { take_released(claim, outcome, read); });
            },
            [this](const Claim& claim) {
              asio::post(loop_, [this, claim] { take_abandoned(claim); });
            }};
  }

  void take_committed(const std::vector<Applied>& applied) {
    bool has_alerts = false;
    for (const Applied& one : applied) {
      if (unwritten_ > 0) --unwritten_;
      count(one);
      has_alerts = has_alerts || !one.alerts.empty();
    }
    if (has_alerts) {
      load_outbox();
      delivery_turn();
    }
    if (options_.progress) report_progress();
    intake_turn();
  }

  void take_released(const Claim& claim, Release outcome, FileStamp read) {
    if (crashers_.erase(claim.path) > 0) tell_journal(text_of(suspects_.finish(claim.path)));
    intake_->release(claim.id, outcome, read);
    intake_turn();
  }

  void take_abandoned(const Claim& claim) {
    if (unwritten_ > 0) --unwritten_;
    leave_file(claim);
    intake_turn();
  }

  static std::string text_of(const Status& status) {
    return status ? std::string() : to_string(status.error());
  }

  void count(const Applied& one) {
    if (one.arrival == 0) return;
    switch (one.outcome) {
      case ArrivalOutcome::kStored:
        ++summary_.stored;
        break;
      case ArrivalOutcome::kDuplicate:
        ++summary_.duplicate;
        break;
      case ArrivalOutcome::kQuarantined:
        ++summary_.quarantined;
        break;
    }
    summary_.articles += static_cast<std::int64_t>(one.articles);
    summary_.events += static_cast<std::int64_t>(one.events);
    summary_.alerts += static_cast<std::int64_t>(one.alerts.size());
  }

  // ---- Delivery: pending rows in, results out.

  void load_outbox() {
    outbox_unread_ = false;
    for (const std::string& receiver : receiver_ids(config_)) {
      while (dispatcher_->wants_more(receiver) && load_page(receiver)) {
      }
    }
  }

  // The next pending rows of one receiver; false where there are none, or they cannot be read now.
  bool load_page(const std::string& receiver) {
    std::int64_t& after = loaded_[receiver];
    auto rows = pending_deliveries(*reader_store_, receiver, after, kOutboxPage);
    if (!rows) {
      spdlog::error("the outbox cannot be read: {}", to_string(rows.error()));
      outbox_unread_ = true;  // housekeeping tries again
      return false;
    }
    if (rows->empty()) return false;
    after = rows->back().id;
    for (const Delivery& row : *rows) delivery_receiver_[row.id] = receiver;
    dispatcher_->add(*std::move(rows));
    return true;
  }

  // What waits for receivers that the config no longer has stays pending, and health says so.
  void load_orphans() {
    const auto counts = count_deliveries(*reader_store_);
    if (!counts) return;
    const std::vector<std::string> known = receiver_ids(config_);
    for (const ReceiverCounts& one : *counts) {
      const bool orphan = std::find(known.begin(), known.end(), one.receiver) == known.end();
      if (!orphan || one.pending == 0) continue;
      auto rows = pending_deliveries(*reader_store_, one.receiver, 0, kOutboxPage);
      if (rows) dispatcher_->add(*std::move(rows));
    }
  }

  void delivery_turn() {
    // Until an advance ends nothing: what it ends makes room for more.
    for (;;) {
      dispatcher_->advance();
      const std::vector<DeliveryResult> results = dispatcher_->take_results();
      if (results.empty()) break;
      for (const DeliveryResult& result : results) take_result(result);
      load_outbox();
    }
    delivery_alarm_.arm(dispatcher_->deadline());
    finish_if_done();
  }

  void take_result(const DeliveryResult& result) {
    const auto receiver = delivery_receiver_.find(result.id);
    if (receiver != delivery_receiver_.end()) instruments_.delivery(receiver->second, result);
    if (result.state != DeliveryState::kPending) delivery_receiver_.erase(result.id);
    if (result.state == DeliveryState::kDelivered) ++summary_.delivered;
    failpoint("deliver:before_record");
    writer_.push(result);
  }

  // ---- Signals.

  void watch_signals() {
    for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGUSR1}) signals_.add(number);
    wait_for_signal();
  }

  void wait_for_signal() {
    signals_.async_wait([this](error_code error, int number) {
      if (error) return;
      if (number == SIGHUP) reload();
      if (number == SIGUSR1) reopen_logs();
      if (number == SIGTERM || number == SIGINT) stop(number);
      wait_for_signal();
    });
  }

  void reopen_logs() {
    dispatcher_->reopen_logs();
    spdlog::info("alert logs reopened");
  }

  // New rules, all of them or none.
  void reload() {
    notify_reloading();
    std::string trouble;
    if (!options_.config_path.empty()) {
      const ConfigResult fresh = load_config(options_.config_path);
      if (!fresh.ok()) {
        trouble = render(fresh.diagnostics);
      } else if (trouble = load_rules(fresh.config);
                 trouble.empty() && !only_rules_differ(fresh.config)) {
        spdlog::warn("{} has changed in more than its rules: the rest takes effect after a restart",
                     options_.config_path);
      }
    } else {
      trouble = load_rules(config_);
    }
    reload_trouble_ = trouble.substr(0, trouble.find('\n'));
    instruments_.reloaded(trouble.empty());
    if (trouble.empty()) {
      spdlog::info("reloaded: {} rules", rules_->size());
    } else {
      spdlog::error("reload refused, the old rules hold; run `tocsin check --config {}`: {}",
                    options_.config_path, reload_trouble_);
    }
    intake_->rescan();
    intake_turn();
    notify_ready(summary(health()));
  }

  bool only_rules_differ(const Config& fresh) const {
    Config same = fresh;
    same.rules = config_.rules;
    return same == config_;
  }

  std::string load_rules(const Config& config) {
    const RuleSetResult fresh =
        RuleSet::load(config.rules, *knowledge_.gazetteer, receiver_ids(config_));
    if (!fresh.ok()) return render(fresh.diagnostics);
    rules_ = fresh.rules;
    config_.rules = config.rules;
    writer_.replace_rules(rules_);
    return "";
  }

  // Finish and commit what is in work, leave deliveries to the outbox, be gone within the time.
  void stop(int number) {
    if (stopping_) {
      leave();  // asked twice
      return;
    }
    spdlog::info("stopping ({})", number == SIGINT ? "SIGINT" : "SIGTERM");
    notify_stopping();
    stopping_ = true;
    dispatcher_->stop();
    transfers_until_ = clock_.elapsed() + kTransfersEnd;
    deadline_.arm(clock_.elapsed() + config_.shutdown);
    finish_if_done();
  }

  // ---- The end.

  bool at_rest() const {
    const bool transfers_left = stopping_ && clock_.elapsed() >= transfers_until_;
    return workers_.in_work() == 0 && unwritten_ == 0 && writer_.idle() &&
           (dispatcher_->idle() || transfers_left);
  }

  bool nothing_left() const {
    if (!intake_->recovered() || next_) return false;
    const IntakeStatus now = intake_->status();
    std::size_t open = 0;
    for (const FeedStatus& feed : now.feeds)
      open += feed.waiting + feed.fresh + feed.backlog + feed.claimed;
    return open <= writer_.waiting_to_file();
  }

  // Called after every turn; asks again in housekeeping, as the writer may be the last to finish.
  void finish_if_done() {
    if (left_) return;
    if ((stopping_ || (options_.once && nothing_left())) && at_rest()) leave();
  }

  void leave() {
    if (left_) return;
    left_ = true;
    stopping_ = true;
    if (options_.once) {
      summary_.left += static_cast<std::int64_t>(writer_.waiting_to_file());
      for (const ReceiverStatus& one : dispatcher_->status()) {
        summary_.undelivered += static_cast<std::int64_t>(one.pending);
      }
      report_progress();
    }
    dispatcher_->cancel_all();
    if (http_) http_->close();
    loop_.stop();
  }

  void report_progress() const {
    if (!options_.progress) return;
    const std::int64_t done = summary_.stored + summary_.duplicate + summary_.quarantined;
    std::int64_t open = 0;
    for (const FeedStatus& feed : intake_->status().feeds) {
      open += static_cast<std::int64_t>(feed.waiting + feed.fresh + feed.backlog);
    }
    options_.progress(
        {done, done + open + static_cast<std::int64_t>(workers_.in_work() + unwritten_)});
  }

  // ---- Health.

  void housekeeping_turn() {
    const Health now = health();
    instruments_.update(now.intake, now.receivers, now.in_work, now.waiting_to_file);
    const Instant time = clock_.elapsed();
    if (watchdog_ && !now.wedged && time - watchdog_fed_ >= *watchdog_ / 2) {
      notify_watchdog();
      watchdog_fed_ = time;
    }
    if (const std::string line = summary(now); line != told_status_) {
      notify_status(line);
      told_status_ = line;
    }
    if (outbox_unread_) {
      load_outbox();
      delivery_turn();
    }
    finish_if_done();
    if (left_) return;
    const Duration next = stopping_ || options_.once ? std::chrono::milliseconds(20)
                          : watchdog_ ? std::min<Duration>(*watchdog_ / 2, kHousekeeping)
                                      : kHousekeeping;
    housekeeping_.arm(time + next);
  }

  Health health() const {
    Health out;
    out.ready = ready_ && !stopping_;
    out.version = version();
    out.started = iso_time(started_);
    out.intake = intake_->status();
    out.receivers = dispatcher_->status();
    out.in_work = workers_.in_work() + unwritten_;
    out.waiting_to_file = writer_.waiting_to_file();
    out.writer_trouble = writer_.trouble();
    out.rules = rules_->size();
    out.reload_trouble = reload_trouble_;
    out.journal_trouble = journal_trouble_;
    const Instant limit = clock_.elapsed() - (watchdog_ ? 2 * *watchdog_ : Duration(kWedgedAfter));
    if (const auto since = workers_.busy_since(); since && *since < limit)
      out.wedged_stage = "worker";
    if (const auto since = writer_.busy_since(); since && *since < limit)
      out.wedged_stage = "writer";
    out.wedged = !out.wedged_stage.empty();
    return out;
  }

  HttpReply answer_health() const {
    const Health now = health();
    return {now.wedged ? 503 : 200, "application/json", health_json(now)};
  }
  HttpReply answer_ready() const {
    const Health now = health();
    return {now.ready ? 200 : 503, "application/json", health_json(now)};
  }
  HttpReply answer_metrics() const {
    return {200, "text/plain; version=0.0.4; charset=utf-8", instruments_.expose()};
  }

  // READY comes after the recovery scan, with everything found then already queued.
  void announce_ready() {
    if (ready_ || !intake_->recovered()) return;
    ready_ = true;
    recovered_ = clock_.now();
    if (options_.once) return;
    notify_ready(summary(health()));
    spdlog::info("tocsind {} is ready: {} feeds, {} rules, {} receivers", version(),
                 config_.intake.feeds.size(), rules_->size(), config_.receivers.size());
  }

  void tell_oddities() {
    for (const Oddity& one : intake_->take_notices()) {
      spdlog::warn("feed {}: {} is not taken: {}", one.feed, one.path, one.reason);
    }
  }

  std::size_t worker_count() const {
    if (config_.workers > 0) return static_cast<std::size_t>(config_.workers);
    return std::max(1U, std::thread::hardware_concurrency());
  }

  static constexpr std::size_t kMostUnwritten = 512;
  static constexpr std::int64_t kMostBytesInWork = 4 << 20;

  DaemonOptions options_;
  Config config_;
  SystemClock& clock_ = shared_clock();
  const Timestamp started_ = clock_.now();
  Knowledge knowledge_;
  std::shared_ptr<const RuleSet> rules_;
  std::unique_ptr<Database> reader_store_;
  Suspects suspects_;
  asio::io_context loop_{1};
  Instruments instruments_;
  std::unique_ptr<Dispatcher> dispatcher_;
  std::unique_ptr<Intake> intake_;
  std::unique_ptr<HttpServer> http_;
  Analysers analysers_;
  ExamineContext examine_context_;
  Workers workers_;
  Writer writer_;
  asio::signal_set signals_;
  std::optional<ReadableWatch> intake_watch_;
  std::optional<ReadableWatch> delivery_watch_;
  Alarm intake_alarm_;
  Alarm delivery_alarm_;
  Alarm housekeeping_;
  Alarm deadline_;

  std::map<std::string, int> suspect_crashes_;  // by path: in work when the process died
  std::set<std::string> crashers_;      // refused unread; their records go when they are filed
  std::optional<Claim> next_;           // claimed, and may not begin yet
  std::optional<ClaimId> alone_;        // the suspect that is being examined
  std::size_t unwritten_ = 0;           // analysed, not committed
  std::int64_t bytes_in_work_ = 0;      // of files that workers look at
  std::optional<Timestamp> recovered_;  // when the first scan had ended
  Instant transfers_until_;             // after SIGTERM
  std::string journal_trouble_;
  bool outbox_unread_ = false;
  std::map<std::string, std::int64_t> loaded_;  // by receiver: last row fed to the dispatcher
  std::map<std::int64_t, std::string> delivery_receiver_;  // rows in the dispatcher
  RunSummary summary_;
  std::string reload_trouble_;
  std::string told_status_;
  std::optional<Duration> watchdog_;
  Instant watchdog_fed_;
  bool ready_ = false;
  bool stopping_ = false;
  bool left_ = false;

 public:
  static SystemClock& shared_clock() {
    static SystemClock clock;
    return clock;
  }
};

}  // namespace

Result<std::unique_ptr<Daemon>> Daemon::open(DaemonOptions options) {
  auto parts = open_parts(options, LoopDaemon::shared_clock());
  if (!parts) return fail(parts.error());
  auto out = std::make_unique<LoopDaemon>(std::move(options), *std::move(parts));
  if (Status listening = out->listen(); !listening) return fail(listening.error());
  return out;
}

}  // namespace tocsin
