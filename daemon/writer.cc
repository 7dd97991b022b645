// Entrance: Writer::push; run() is the thread. Next: pipeline.cc, apply().
#include "daemon/writer.h"

#include <algorithm>
#include <utility>

#include "base/failpoint.h"
#include "base/log.h"
#include "intake/filing.h"
#include "store/outbox.h"

namespace tocsin {
namespace {

constexpr std::size_t kMostInOneCommit = 256;
// How long bookkeeping (results of deliveries, "filed" marks) waits for an arrival to share a
// commit.
constexpr auto kLazy = std::chrono::milliseconds(100);
constexpr auto kStorePause = std::chrono::seconds(1);
constexpr auto kLongestFilingPause = std::chrono::seconds(60);

}  // namespace

Writer::Writer(std::unique_ptr<Database> database, Options options,
               std::shared_ptr<const Gazetteer> gazetteer, std::shared_ptr<const RuleSet> rules,
               const Clock& clock, WriterEvents events)
    : database_(std::move(database)),
      options_(std::move(options)),
      gazetteer_(std::move(gazetteer)),
      clock_(clock),
      events_(std::move(events)),
      rules_(std::move(rules)),
      thread_([this] { run(); }) {}

Writer::~Writer() { stop(); }

void Writer::push(Analysed input) {
  const std::lock_guard lock(mutex_);
  queue_.emplace_back(std::move(input));
  ++urgent_;
  wake_.notify_one();
}

void Writer::push(DeliveryResult input) {
  const std::lock_guard lock(mutex_);
  queue_.emplace_back(std::move(input));
  if (!lazy_due_) lazy_due_ = clock_.elapsed() + kLazy;
  wake_.notify_one();
}

void Writer::replace_rules(std::shared_ptr<const RuleSet> rules) {
  const std::lock_guard lock(mutex_);
  rules_ = std::move(rules);
}

bool Writer::idle() const {
  const std::lock_guard lock(mutex_);
  return queue_.empty() && !working_ && !lazy_due_;
}

bool Writer::store_works() const {
  const std::lock_guard lock(mutex_);
  return trouble_[kStorePart].empty();
}

std::string Writer::trouble() const {
  const std::lock_guard lock(mutex_);
  return trouble_[kStorePart].empty() ? trouble_[kFilingPart] : trouble_[kStorePart];
}

std::size_t Writer::waiting_to_file() const {
  const std::lock_guard lock(mutex_);
  return filings_;
}

std::optional<Instant> Writer::busy_since() const {
  const std::lock_guard lock(mutex_);
  return busy_since_;
}

void Writer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void Writer::set_trouble(Part part, std::string text) {
  const std::lock_guard lock(mutex_);
  std::string& known = trouble_.at(part);
  if (text == known) return;
  if (!text.empty()) spdlog::error("{}; trying again", text);
  if (text.empty())
    spdlog::info("{} works again", part == kStorePart ? "the store" : "filing away");
  known = std::move(text);
}

// False when it is time to stop.
bool Writer::pause_or_stop(Duration by) {
  std::unique_lock lock(mutex_);
  busy_since_.reset();
  wake_.wait_for(lock, by, [this] { return stopping_; });
  busy_since_ = clock_.elapsed();
  return !stopping_;
}

void Writer::run() {
  for (;;) {
    std::vector<Input> batch = next_batch();
    if (!batch.empty() || !marks_.empty()) commit_batch(std::move(batch));
    retry_filings();
    const std::lock_guard lock(mutex_);
    working_ = false;
    busy_since_.reset();
    filings_ = refile_.size();
    if (!marks_.empty() && !lazy_due_) lazy_due_ = clock_.elapsed() + kLazy;
    if (stopping_ && queue_.empty() && marks_.empty()) return;
  }
}

std::vector<Writer::Input> Writer::next_batch() {
  std::unique_lock lock(mutex_);
  for (;;) {
    const Instant now = clock_.elapsed();
    if (urgent_ > 0 || stopping_ || (lazy_due_ && *lazy_due_ <= now)) break;
    std::optional<Instant> until = lazy_due_;
    if (!refile_.empty()) {
      const Instant due = refile_.front().due;  // the oldest, near enough to the first
      if (due <= now) break;
      until = until ? std::min(*until, due) : due;
    }
    if (until) {
      wake_.wait_for(lock, *until - now);
    } else {
      wake_.wait(lock);
    }
  }
  std::vector<Input> batch;
  while (!queue_.empty() && batch.size() < kMostInOneCommit) {
    if (std::holds_alternative<Analysed>(queue_.front())) --urgent_;
    batch.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  if (queue_.empty()) lazy_due_.reset();
  working_ = true;
  busy_since_ = clock_.elapsed();
  return batch;
}

void Writer::commit_batch(std::vector<Input> batch) {
  for (int attempt = 1;; ++attempt) {
    Duration commit{};
    auto applied = try_batch(batch, commit);
    if (applied) {
      set_trouble(kStorePart, "");
      failpoint("commit:after");
      events_.committed(*applied, commit);
      after_commit(batch, *applied);
      return;
    }
    database_->rollback();
    set_trouble(kStorePart, to_string(applied.error()));
    // Stopping: what is not committed is still in the drop folder, or undelivered in the outbox.
    if (attempt == options_.store_attempts || !pause_or_stop(kStorePause)) {
      marks_.clear();
      abandon(batch);
      return;
    }
  }
}

void Writer::abandon(const std::vector<Input>& batch) {
  for (const Input& input : batch) {
    if (const auto* const analysed = std::get_if<Analysed>(&input))
      events_.abandoned(analysed->claim);
  }
}

// For the watchdog: a large batch that gets on is not wedged.
void Writer::advanced() {
  const std::lock_guard lock(mutex_);
  busy_since_ = clock_.elapsed();
}

// One transaction over the batch. An error means that nothing of it is stored.
Result<std::vector<Applied>> Writer::try_batch(std::vector<Input>& batch, Duration& commit) {
  std::shared_ptr<const RuleSet> rules;
  {
    const std::lock_guard lock(mutex_);
    rules = rules_;
  }
  if (Status begun = database_->begin(); !begun) return fail(begun.error());
  if (Status marked = write_marks(); !marked) return fail(marked.error());
  std::vector<Applied> out;
  for (Input& input : batch) {
    advanced();
    auto applied = apply_one(input, *rules);
    if (!applied) return fail(applied.error());
    if (*applied) out.push_back(**std::move(applied));
  }
  failpoint("commit:before");
  const Instant start = clock_.elapsed();
  if (Status committed = database_->commit(); !committed) return fail(committed.error());
  commit = clock_.elapsed() - start;
  marks_.clear();
  return out;
}

Status Writer::write_marks() {
  for (const FiledMark& mark : marks_) {
    if (Status marked = mark_filed(*database_, mark.arrival, mark.filed_to); !marked) return marked;
  }
  return {};
}

// Nothing for bookkeeping. An error is one of the store as a whole.
Result<std::optional<Applied>> Writer::apply_one(Input& input, const RuleSet& rules) {
  if (const auto* const result = std::get_if<DeliveryResult>(&input)) {
    if (Status recorded = record_result(*database_, *result); !recorded)
      return fail(recorded.error());
    return std::nullopt;
  }
  return apply_arrival(std::get<Analysed>(input), rules).map([](Applied applied) {
    return std::optional<Applied>(std::move(applied));
  });
}

// An input that the store refuses for a reason of its own must not hold up its neighbours: it is
// taken back to its savepoint and goes to quarantine instead.
Result<Applied> Writer::apply_arrival(Analysed& input, const RuleSet& rules) {
  const FeedOptions& feed = options_.feeds.at(input.claim.feed);
  const ApplyContext context{
      {rules, *gazetteer_, options_.receivers, input.arrival.received, clock_.now()},
      feed.when_done == WhenDone::kKeep};
  if (Status saved = database_->savepoint(); !saved) return fail(saved.error());
  auto applied = apply(*database_, context, input);
  if (!applied && applied.error().code == ErrorCode::kInternal && !input.refusal) {
    database_->rollback_savepoint();
    input.refusal = Refusal{"internal", to_string(applied.error())};
    spdlog::error("{}: {}", input.arrival.path, input.refusal->message);
    if (Status saved = database_->savepoint(); !saved) return fail(saved.error());
    applied = apply(*database_, context, input);
  }
  if (!applied) return applied;
  if (Status released = database_->release(); !released) return fail(released.error());
  return applied;
}

void Writer::after_commit(std::vector<Input>& batch, const std::vector<Applied>& applied) {
  std::size_t next = 0;
  for (Input& input : batch) {
    auto* const analysed = std::get_if<Analysed>(&input);
    if (analysed == nullptr) continue;
    const Applied& result = applied.at(next++);
    if (result.unfiled) {
      analysed->articles.clear();  // a file that cannot be moved waits without its text
      const bool to_quarantine = result.outcome == ArrivalOutcome::kQuarantined;
      file({std::move(*analysed), result.arrival, to_quarantine, clock_.elapsed()});
    } else {
      events_.released(analysed->claim, Release::kKept, analysed->stamp);
    }
  }
}

// Moves one file to where it belongs. What cannot be moved stays claimed and is tried again.
void Writer::file(Filing filing) {
  advanced();
  const Analysed& input = filing.input;
  const FeedOptions& feed = options_.feeds.at(input.claim.feed);
  Result<std::string> moved =
      filing.to_quarantine && input.refusal
          ? quarantine(feed, input.arrival.path, input.stamp,
                       {input.refusal->reason, input.refusal->message, input.refusal->offset,
                        input.refusal->line, input.claim.attempts + 1, options_.version,
                        input.arrival.received})
          : file_away(feed, input.arrival.path, input.arrival.sha256, input.stamp, clock_.now());
  failpoint("file:moved");
  if (moved || moved.error().code == ErrorCode::kNotFound) {
    marks_.push_back({filing.arrival, moved ? *moved : std::string()});
    events_.released(input.claim, Release::kDone, input.stamp);
    return;
  }
  const auto info = file_info(input.arrival.path);
  if (info && info->stamp != input.stamp) {
    // Other bytes lie there now; these are stored, those are read next.
    marks_.push_back({filing.arrival, ""});
    events_.released(input.claim, Release::kChanged, input.stamp);
    return;
  }
  set_trouble(kFilingPart, to_string(moved.error()));
  filing.due = clock_.elapsed() + filing.pause;
  filing.pause = std::min<Duration>(filing.pause * 2, kLongestFilingPause);
  refile_.push_back(std::move(filing));
}

void Writer::retry_filings() {
  std::deque<Filing> due;
  const Instant now = clock_.elapsed();
  for (std::size_t i = refile_.size(); i > 0; --i) {
    Filing filing = std::move(refile_.front());
    refile_.pop_front();
    (filing.due <= now ? due : refile_).push_back(std::move(filing));
  }
  if (due.empty()) return;
  for (Filing& filing : due) file(std::move(filing));
  if (refile_.empty()) set_trouble(kFilingPart, "");
}

}  // namespace tocsin
