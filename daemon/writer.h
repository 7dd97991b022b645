// The one thread that writes the store. Inputs queue up; those that have queued share one commit,
// each under a savepoint of its own. After the commit files are filed away and their claims
// released.
//
// Nothing is acknowledged before its commit: a crash replays the file. When the store cannot be
// written (disk full, I/O error) the batch is kept and tried again, and trouble() says why.
#pragma once

#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "daemon/analysed.h"
#include "daemon/pipeline.h"
#include "intake/options.h"
#include "news/delivery.h"
#include "rules/rule_set.h"
#include "store/database.h"

namespace tocsin {

// What the writer tells the loop; called on the writer's thread.
struct WriterEvents {
  // A commit: what each arrival of it came to, and how long the commit itself took.
  std::function<void(std::vector<Applied>, Duration commit)> committed;
  // A claim is done with (filed, kept, changed).
  std::function<void(const Claim&, Release, FileStamp read)> released;
  // The store could not be written and Options.store_attempts are used up: the file stays.
  std::function<void(const Claim&)> abandoned;
};

class Writer {
 public:
  struct Options {
    std::vector<FeedOptions> feeds;      // as claims index them
    std::vector<std::string> receivers;  // ids
    std::string version;                 // of the program, for quarantine notes
    int store_attempts = 0;              // at one commit, then its files are abandoned; 0: for ever
  };

  Writer(std::unique_ptr<Database> database, Options options,
         std::shared_ptr<const Gazetteer> gazetteer, std::shared_ptr<const RuleSet> rules,
         const Clock& clock, WriterEvents events);
  ~Writer();  // as stop()

  // Any thread.
  void push(Analysed input);
  void push(DeliveryResult input);  // bookkeeping: may wait a moment for company
  void replace_rules(std::shared_ptr<const RuleSet> rules);
  // Everything that was pushed is committed and filed, or waits for a folder to become writable.
  bool idle() const;
  bool store_works() const;     // false: do not claim further files until a commit succeeds
  std::string trouble() const;  // why it cannot write or file, "" all is well
  std::size_t waiting_to_file() const;
  // When it began what it is doing now; nothing while idle or on purpose waiting.
  std::optional<Instant> busy_since() const;

  // Commits what is queued, then ends the thread. Files still to be moved stay for the next start.
  void stop();

 private:
  using Input = std::variant<Analysed, DeliveryResult>;
  struct Filing {
    Analysed input;
    std::int64_t arrival = 0;
    bool to_quarantine = false;
    Instant due;
    Duration pause = std::chrono::seconds(1);
  };
  struct FiledMark {
    std::int64_t arrival = 0;
    std::string filed_to;
  };

  void run();
  std::vector<Input> next_batch();
  void commit_batch(std::vector<Input> batch);
  Result<std::vector<Applied>> try_batch(std::vector<Input>& batch, Duration& commit);
  Status write_marks();
  Result<std::optional<Applied>> apply_one(Input& input, const RuleSet& rules);
  Result<Applied> apply_arrival(Analysed& input, const RuleSet& rules);
  void after_commit(std::vector<Input>& batch, const std::vector<Applied>& applied);
  void file(Filing filing);
  void retry_filings();
  enum Part { kStorePart, kFilingPart };
  void set_trouble(Part part, std::string text);
  void abandon(const std::vector<Input>& batch);
  void advanced();
  bool pause_or_stop(Duration by);

  std::unique_ptr<Database> database_;
  const Options options_;
  std::shared_ptr<const Gazetteer> gazetteer_;
  const Clock& clock_;
  WriterEvents events_;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Input> queue_;
  std::size_t urgent_ = 0;           // arrivals in queue_
  std::optional<Instant> lazy_due_;  // when bookkeeping alone is worth a commit
  std::shared_ptr<const RuleSet> rules_;
  std::array<std::string, 2> trouble_;  // by Part
  bool working_ = false;
  bool stopping_ = false;
  std::size_t filings_ = 0;  // size of refile_, for other threads
  std::optional<Instant> busy_since_;

  // The writer's thread only.
  std::vector<FiledMark> marks_;
  std::deque<Filing> refile_;
  std::thread thread_;
};

}  // namespace tocsin
