// What is known of every file in the drop folders: waiting until it has settled, ready, claimed,
// kept, denied or skipped. Sightings (of events and scans) and time move a file on; the folders
// themselves are intake/intake.h. Owned by Intake; one thread.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "base/files.h"
#include "intake/claim.h"
#include "intake/lanes.h"
#include "intake/options.h"

namespace tocsin {

// How a file came to notice, in the order of what overrides what while it is claimed.
enum class Sighting {
  kMet,         // by a scan, or created: nobody saw its writer close it
  kAttributes,  // mode, owner, times or links changed
  kMovedIn,     // renamed in, complete
  kClosed,      // closed by a writer
};

enum class Standing { kNew, kWaiting, kReady, kClaimed, kKept, kDenied, kSkipped };
inline constexpr std::size_t kStandings = 7;

class Ledger {
 public:
  Ledger(const IntakeOptions& options, const Clock& clock);

  // Whether a file's own times say how long it has been at rest; not so on a network file system,
  // whose clock is another's. True at first.
  void trust_times(std::size_t feed, bool trust) { feeds_[feed].trust_times = trust; }

  // Looks at the file and moves it on. An error means that nothing in the folder can be looked at.
  Status sight(std::size_t feed, const std::string& name, Sighting how, Lane lane);
  void gone(std::size_t feed, const std::string& name);

  // Around a whole scan of a folder: what was not sighted in between is forgotten.
  void begin_round(std::size_t feed) { ++feeds_[feed].round; }
  void end_round(std::size_t feed);

  // Makes ready what has settled; a bounded number a call, then due() stays in the past.
  void ripen();
  std::optional<Instant> due() const;

  std::optional<Claim> claim();
  void release(ClaimId id, Release outcome, std::optional<FileStamp> read);

  std::size_t count(std::size_t feed, Standing standing) const;
  std::size_t ready(std::size_t feed, Lane lane) const { return lanes_.size(lane, feed); }
  // Files that are never taken, or denied, by name; at most `limit`.
  std::vector<Oddity> oddities(std::size_t feed, std::size_t limit) const;
  std::vector<Oddity> take_notices();  // those new since the last call, at most 1,000

 private:
  struct Entry {
    FileStamp stamp;
    Standing standing = Standing::kNew;
    Lane lane = Lane::kFresh;
    bool touched = false;  // sighted while it was claimed, as `touch`
    Sighting touch = Sighting::kMet;
    int attempts = 0;
    std::uint64_t round = 0;
    Instant due;         // while it waits
    Instant first_seen;  // with this stamp
    Timestamp received;
  };
  struct Feed {
    FeedOptions options;
    bool trust_times = true;
    std::uint64_t round = 0;
    std::unordered_map<std::string, Entry> files;
    std::map<std::string, std::string> oddities;  // name to reason
    std::array<std::size_t, kStandings> counts{};
  };
  // A file of a feed; `name` outlives no erasure of its entry.
  struct File {
    std::size_t feed;
    const std::string& name;
    Entry& entry;
  };

  std::string path_of(std::size_t feed, const std::string& name) const;
  void stand(const File& file, Standing standing);
  void wait(const File& file, Duration time);
  void make_ready(const File& file);
  void set_aside(const File& file, Standing standing, std::string_view reason);
  void erase(std::size_t feed, const std::string& name);
  void arrange(const File& file, const FileStamp& stamp, Sighting how, Lane lane);
  void seen_again(const File& file, Sighting how);
  void touch(Entry& entry, const FileStamp& stamp, Sighting how);
  void queue_changed(const File& file, Sighting how);
  Duration age(const FileStamp& stamp) const;
  Duration time_to_quiet(std::size_t feed, const FileStamp& stamp) const;
  Claim handed_out(const File& file);

  IntakeOptions options_;
  const Clock& clock_;
  std::vector<Feed> feeds_;
  Lanes lanes_;
  std::set<std::tuple<Instant, std::size_t, std::string>> timers_;
  std::unordered_map<ClaimId, std::pair<std::size_t, std::string>> claims_;
  ClaimId last_claim_ = 0;
  std::vector<Oddity> notices_;
};

}  // namespace tocsin
