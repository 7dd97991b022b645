// The drop folders, watched: says which file may be read next, once, and when. A state machine
// without threads or timers of its own, driven by the daemon's loop:
//
//   when descriptor() is readable, or deadline() has passed:  advance()
//   while there is a worker free:                             claim(), and later release()
//
// What makes a file eligible stands in ledger.h (sight, ripen); who comes first in lanes.h. Nothing
// is remembered across a restart: kept files are handed out again then, and known by their hash.
// One thread.
#pragma once

#include <dirent.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "intake/claim.h"
#include "intake/ledger.h"
#include "intake/options.h"
#include "intake/watcher.h"

namespace tocsin {

struct FeedStatus {
  std::string id;
  std::string path;
  bool missing = false;     // no such folder now; looked for every `poll`
  bool polling = false;     // inotify cannot work: scanned every `poll`
  std::string trouble;      // why it is missing or polled, or cannot be listed; "" none
  std::size_t waiting = 0;  // not settled, or to be tried again
  std::size_t fresh = 0;    // ready
  std::size_t backlog = 0;  // ready
  std::size_t claimed = 0;
  std::size_t kept = 0;
  std::size_t denied = 0;
  std::size_t skipped = 0;       // never taken: links, folders, hidden and unfinished names
  std::vector<Oddity> oddities;  // of the denied and skipped, by name, at most 100
};

struct IntakeStatus {
  std::vector<FeedStatus> feeds;
  std::int64_t overflows = 0;   // times that inotify lost events, each answered by a full scan
  std::int64_t scans = 0;       // of one folder, finished
  std::int64_t handed_out = 0;  // claims
};

class Intake {
 public:
  enum class Watching { kAuto, kPollOnly };

  // kInvalid where two feeds have the same folder. A folder that is missing is no error: it is
  // waited for. `clock` must outlive the intake.
  static Result<std::unique_ptr<Intake>> open(IntakeOptions options, const Clock& clock,
                                              Watching watching = Watching::kAuto);

  int descriptor() const;  // -1 where all is polled
  // When advance() is next due, on the elapsed clock; may lie in the past: then at once.
  std::optional<Instant> deadline() const;
  // Takes events, makes ready what has settled, goes on with scans; a bounded amount of work a
  // call.
  void advance();

  // The next file, with its claim held until release(); nothing where none is ready. A path is
  // never handed out while it is claimed. What the daemon should do with what it reads: Claim,
  // Release.
  std::optional<Claim> claim();
  // `read` is the stamp of the bytes that were read, where they were (it matters for kKept).
  void release(ClaimId id, Release outcome, std::optional<FileStamp> read = std::nullopt);

  void rescan();           // all folders, from the next advance() on
  bool recovered() const;  // every folder has been scanned once, or is missing
  IntakeStatus status() const;
  std::vector<Oddity> take_notices();  // oddities not yet logged: each is told once

 private:
  struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
  };
  struct Feed {
    FeedOptions options;
    int watch = -1;
    FileStamp folder;  // device and inode of the folder that is watched
    bool missing = false;
    bool polling = false;
    std::string trouble;
    std::string scan_trouble;
    bool scanned = false;                         // once at least
    std::optional<Lane> wanted = Lane::kBacklog;  // a scan that has been asked for
    Lane lane = Lane::kBacklog;                   // of the running scan
    std::unique_ptr<DIR, CloseFolder> scan;       // the running scan
    Instant next_scan;
    Instant next_check;
  };

  Intake(IntakeOptions options, const Clock& clock, std::optional<Watcher> watcher);
  void take_events();
  void apply_event(const FolderEvent& event);
  void check_folder(Feed& feed);
  void lose_folder(Feed& feed, std::string trouble);
  void watch_folder(Feed& feed);
  void begin_scan(std::size_t index);
  void go_on_with_scan(std::size_t index);
  void end_scan(std::size_t index);
  FeedStatus feed_status(std::size_t index) const;

  IntakeOptions options_;
  const Clock& clock_;
  std::optional<Watcher> watcher_;
  std::vector<Feed> feeds_;
  Ledger ledger_;
  std::int64_t overflows_ = 0;
  std::int64_t scans_ = 0;
  std::int64_t handed_out_ = 0;
};

}  // namespace tocsin
