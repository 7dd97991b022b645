// The life of a file in a drop folder. Entrances: sight (something happened), ripen (time passed),
// claim and release. A file stands in exactly one place (a timer, a lane, the oddities), and only
// stand() moves it.
#include "intake/ledger.h"

#include <algorithm>
#include <utility>

#include "intake/names.h"

namespace tocsin {
namespace {

constexpr std::size_t kRipenAtOnce = 1000;
constexpr std::size_t kMostNotices = 1000;
constexpr Duration kFirstBackoff = std::chrono::seconds(1);
constexpr Duration kLongestBackoff = std::chrono::seconds(60);

Duration backoff(int attempts) {
  Duration time = kFirstBackoff;
  for (int i = 1; i < attempts && time < kLongestBackoff; ++i) time *= 2;
  return std::min(time, kLongestBackoff);
}

// Why a file is never taken, "" where it may be.
std::string_view why_never(std::string_view name, FileKind kind) {
  switch (kind) {
    case FileKind::kFolder:
      return "folder";
    case FileKind::kLink:
      return "symbolic link";
    case FileKind::kOther:
      return "not a regular file";
    case FileKind::kRegular:
      break;
  }
  return ignored_because(name);
}

bool same_content(const FileStamp& a, const FileStamp& b) {
  return a.device == b.device && a.inode == b.inode && a.size == b.size && a.mtime_ns == b.mtime_ns;
}

}  // namespace

Ledger::Ledger(const IntakeOptions& options, const Clock& clock)
    : options_(options), clock_(clock), lanes_(options.feeds.size()) {
  for (const FeedOptions& feed : options.feeds) feeds_.emplace_back().options = feed;
}

std::string Ledger::path_of(std::size_t feed, const std::string& name) const {
  return feeds_[feed].options.path + "/" + name;
}

// ---- where a file stands

void Ledger::stand(const File& file, Standing standing) {
  Feed& feed = feeds_[file.feed];
  Entry& entry = file.entry;
  switch (entry.standing) {
    case Standing::kWaiting:
      timers_.erase({entry.due, file.feed, file.name});
      break;
    case Standing::kReady:
      lanes_.remove(entry.lane, file.feed, entry.stamp.mtime_ns, file.name);
      break;
    case Standing::kDenied:
    case Standing::kSkipped:
      feed.oddities.erase(file.name);
      break;
    default:
      break;
  }
  --feed.counts[static_cast<std::size_t>(entry.standing)];
  ++feed.counts[static_cast<std::size_t>(standing)];
  entry.standing = standing;
}

void Ledger::wait(const File& file, Duration time) {
  if (time <= Duration::zero()) return make_ready(file);
  stand(file, Standing::kWaiting);
  file.entry.due = clock_.elapsed() + time;
  timers_.emplace(file.entry.due, file.feed, file.name);
}

void Ledger::make_ready(const File& file) {
  stand(file, Standing::kReady);
  if (file.entry.attempts == 0) file.entry.received = clock_.now();
  lanes_.add(file.entry.lane, file.feed, file.entry.stamp.mtime_ns, file.name);
}

void Ledger::set_aside(const File& file, Standing standing, std::string_view reason) {
  stand(file, standing);
  Feed& feed = feeds_[file.feed];
  feed.oddities[file.name] = reason;
  if (notices_.size() < kMostNotices) {
    notices_.push_back({feed.options.id, path_of(file.feed, file.name), std::string(reason)});
  }
}

void Ledger::erase(std::size_t feed, const std::string& name) {
  auto& files = feeds_[feed].files;
  const auto found = files.find(name);
  if (found == files.end()) return;
  stand({feed, found->first, found->second}, Standing::kNew);
  --feeds_[feed].counts[static_cast<std::size_t>(Standing::kNew)];
  files.erase(found);
}

// ---- sightings

Status Ledger::sight(std::size_t feed, const std::string& name, Sighting how, Lane lane) {
  const auto info = file_info(path_of(feed, name));
  if (!info) {
    if (info.error().code != ErrorCode::kNotFound) return fail(info.error());
    gone(feed, name);
    return {};
  }
  const auto [found, is_new] = feeds_[feed].files.try_emplace(name);
  const File file{feed, found->first, found->second};
  Entry& entry = file.entry;
  if (is_new) ++feeds_[feed].counts[static_cast<std::size_t>(Standing::kNew)];
  entry.round = feeds_[feed].round;
  if (entry.standing == Standing::kClaimed) {
    touch(entry, info->stamp, how);
    return {};
  }
  if (const std::string_view reason = why_never(name, info->kind); !reason.empty()) {
    const auto& known = feeds_[feed].oddities;
    const auto told = known.find(name);
    if (told == known.end() || told->second != reason) set_aside(file, Standing::kSkipped, reason);
    return {};
  }
  if (!is_new && entry.stamp == info->stamp) {
    seen_again(file, how);
  } else {
    arrange(file, info->stamp, how, lane);
  }
  return {};
}

void Ledger::touch(Entry& entry, const FileStamp& stamp, Sighting how) {
  if (how == Sighting::kMet && stamp == entry.stamp) return;
  entry.touch = entry.touched ? std::max(entry.touch, how) : how;
  entry.touched = true;
}

// A file that is new, or not the one that was seen before.
void Ledger::arrange(const File& file, const FileStamp& stamp, Sighting how, Lane lane) {
  Entry& entry = file.entry;
  const bool only_attributes = how == Sighting::kAttributes && same_content(entry.stamp, stamp);
  stand(file, Standing::kNew);  // before the stamp changes: lanes find it by its mtime
  entry.stamp = stamp;
  entry.lane = lane;
  entry.attempts = 0;
  entry.first_seen = clock_.elapsed();
  if (how == Sighting::kMovedIn) {
    make_ready(file);
  } else if (how == Sighting::kClosed || only_attributes) {
    wait(file, feeds_[file.feed].options.settle);
  } else {
    wait(file, time_to_quiet(file.feed, stamp));
  }
}

// The same file as before; only its writer's last word can shorten a first wait.
void Ledger::seen_again(const File& file, Sighting how) {
  Entry& entry = file.entry;
  if (entry.standing != Standing::kWaiting || entry.attempts > 0) return;
  if (how == Sighting::kMovedIn || how == Sighting::kClosed) entry.lane = Lane::kFresh;
  if (how == Sighting::kMovedIn) make_ready(file);
  if (how == Sighting::kClosed) wait(file, feeds_[file.feed].options.settle);
}

void Ledger::gone(std::size_t feed, const std::string& name) {
  const auto found = feeds_[feed].files.find(name);
  if (found == feeds_[feed].files.end() || found->second.standing == Standing::kClaimed) return;
  erase(feed, name);
}

void Ledger::end_round(std::size_t feed) {
  std::vector<std::string> missing;
  for (const auto& [name, entry] : feeds_[feed].files) {
    if (entry.round != feeds_[feed].round) missing.push_back(name);
  }
  for (const std::string& name : missing) gone(feed, name);
}

// ---- time

Duration Ledger::age(const FileStamp& stamp) const {
  return clock_.now().time_since_epoch() -
         std::chrono::nanoseconds(std::max(stamp.mtime_ns, stamp.ctime_ns));
}

// How long until it has been at rest for scan_settle. A time in the future says nothing.
Duration Ledger::time_to_quiet(std::size_t feed, const FileStamp& stamp) const {
  const Duration whole = feeds_[feed].options.scan_settle;
  if (!feeds_[feed].trust_times) return whole;
  return whole - std::clamp(age(stamp), Duration::zero(), whole);
}

void Ledger::ripen() {
  const Instant now = clock_.elapsed();
  for (std::size_t i = 0; i < kRipenAtOnce; ++i) {
    if (timers_.empty() || std::get<Instant>(*timers_.begin()) > now) return;
    const auto [due, feed, name] = *timers_.begin();
    const auto found = feeds_[feed].files.find(name);
    const File file{feed, found->first, found->second};
    stand(file, Standing::kNew);
    const auto info = file_info(path_of(feed, name));
    if (info && info->stamp == file.entry.stamp) {
      make_ready(file);
    } else if (!sight(feed, name, Sighting::kMet, file.entry.lane)) {
      wait(file, feeds_[feed].options.scan_settle);
    }
  }
}

std::optional<Instant> Ledger::due() const {
  if (timers_.empty()) return std::nullopt;
  return std::get<Instant>(*timers_.begin());
}

// ---- claims

std::optional<Claim> Ledger::claim() {
  while (const auto pick = lanes_.next()) {
    const auto found = feeds_[pick->feed].files.find(pick->name);
    const File file{pick->feed, found->first, found->second};
    const auto info = file_info(path_of(pick->feed, pick->name));
    if (info && info->stamp == file.entry.stamp) return handed_out(file);
    stand(file, Standing::kNew);
    if (!sight(pick->feed, pick->name, Sighting::kMet, file.entry.lane)) {
      wait(file, feeds_[pick->feed].options.scan_settle);
    }
  }
  return std::nullopt;
}

Claim Ledger::handed_out(const File& file) {
  stand(file, Standing::kClaimed);
  const Entry& entry = file.entry;
  const ClaimId id = ++last_claim_;
  claims_.emplace(id, std::pair(file.feed, file.name));
  // By both clocks, so that a file from the future does not wait for ever.
  const Duration seen_for = clock_.elapsed() - entry.first_seen;
  return {.id = id,
          .feed = file.feed,
          .path = path_of(file.feed, file.name),
          .stamp = entry.stamp,
          .received = entry.received,
          .attempts = entry.attempts,
          .may_wait = std::max(age(entry.stamp), seen_for) < options_.incomplete};
}

void Ledger::release(ClaimId id, Release outcome, std::optional<FileStamp> read) {
  const auto claimed = claims_.extract(id);
  if (claimed.empty()) return;
  const auto& [feed, name] = claimed.mapped();
  const auto found = feeds_[feed].files.find(name);
  const File file{feed, found->first, found->second};
  Entry& entry = file.entry;
  const bool touched = std::exchange(entry.touched, false);
  const Sighting how = touched ? entry.touch : Sighting::kMet;  // the entry may be erased below
  switch (outcome) {
    case Release::kDone:
      erase(feed, name);
      break;
    case Release::kKept:
      stand(file, Standing::kKept);
      entry.stamp = read.value_or(entry.stamp);
      break;
    case Release::kChanged:
      return queue_changed(file, how);
    case Release::kRetry:
      ++entry.attempts;
      wait(file, backoff(entry.attempts));
      break;
    case Release::kDenied:
      set_aside(file, Standing::kDenied, "permission denied");
      break;
  }
  if (!touched) return;
  // Where even looking fails, the next scan tells; the file stands where the outcome put it.
  (void)sight(feed, name, how, Lane::kFresh);
}

void Ledger::queue_changed(const File& file, Sighting how) {
  const auto info = file_info(path_of(file.feed, file.name));
  if (!info) return erase(file.feed, std::string(file.name));
  arrange(file, info->stamp, how, Lane::kFresh);
  // Never at once on our own word alone: that could spin.
  if (how == Sighting::kMet && file.entry.standing == Standing::kReady) {
    wait(file, feeds_[file.feed].options.settle);
  }
}

// ---- what can be told

std::size_t Ledger::count(std::size_t feed, Standing standing) const {
  return feeds_[feed].counts[static_cast<std::size_t>(standing)];
}

std::vector<Oddity> Ledger::oddities(std::size_t feed, std::size_t limit) const {
  std::vector<Oddity> out;
  for (const auto& [name, reason] : feeds_[feed].oddities) {
    if (out.size() >= limit) break;
    out.push_back({feeds_[feed].options.id, path_of(feed, name), reason});
  }
  return out;
}

std::vector<Oddity> Ledger::take_notices() { return std::exchange(notices_, {}); }

}  // namespace tocsin
