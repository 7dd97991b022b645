// The folders: are they there, what happens in them, when are they scanned. Entrance: advance. What
// becomes of each file is ledger.cc.
#include "intake/intake.h"

#include <algorithm>
#include <cerrno>

#include "intake/names.h"

namespace tocsin {
namespace {

constexpr int kEntriesAtOnce = 1000;  // of a scan, 5 to 20 ms
constexpr std::size_t kOdditiesShown = 100;

Lane worse(std::optional<Lane> asked, Lane lane) {
  return asked == Lane::kBacklog ? Lane::kBacklog : lane;
}

std::optional<Sighting> sighting_of(FolderEvent::Kind kind) {
  switch (kind) {
    case FolderEvent::Kind::kMovedIn:
      return Sighting::kMovedIn;
    case FolderEvent::Kind::kClosed:
      return Sighting::kClosed;
    case FolderEvent::Kind::kAttributes:
      return Sighting::kAttributes;
    case FolderEvent::Kind::kCreated:
      return Sighting::kMet;
    default:
      return std::nullopt;
  }
}

// What the path leads to, links followed: the drop folder itself may be one.
Result<FileStamp> folder_stamp(const std::string& path) {
  const auto info = file_info(path + "/.");
  if (!info) return fail(info.error());
  return info->stamp;
}

bool same_folder(const FileStamp& a, const FileStamp& b) {
  return a.device == b.device && a.inode == b.inode;
}

Status refuse_same_folders(const std::vector<FeedOptions>& feeds) {
  for (std::size_t i = 0; i < feeds.size(); ++i) {
    const auto one = folder_stamp(feeds[i].path);
    for (std::size_t j = 0; j < i; ++j) {
      const auto other = folder_stamp(feeds[j].path);
      if (feeds[i].path != feeds[j].path && !(one && other && same_folder(*one, *other))) continue;
      return fail(ErrorCode::kInvalid, "feeds \"" + feeds[j].id + "\" and \"" + feeds[i].id +
                                           "\" have the same folder " + feeds[i].path);
    }
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Intake>> Intake::open(IntakeOptions options, const Clock& clock,
                                             Watching watching) {
  for (FeedOptions& feed : options.feeds) {
    while (feed.path.size() > 1 && feed.path.back() == '/') feed.path.pop_back();
  }
  if (auto good = refuse_same_folders(options.feeds); !good) return fail(good.error());
  std::optional<Watcher> watcher;
  if (watching == Watching::kAuto) {
    if (auto opened = Watcher::open()) watcher = std::move(*opened);  // else all is polled
  }
  return std::unique_ptr<Intake>(new Intake(std::move(options), clock, std::move(watcher)));
}

Intake::Intake(IntakeOptions options, const Clock& clock, std::optional<Watcher> watcher)
    : options_(std::move(options)),
      clock_(clock),
      watcher_(std::move(watcher)),
      ledger_(options_, clock) {
  for (const FeedOptions& feed : options_.feeds) feeds_.emplace_back().options = feed;
  for (Feed& feed : feeds_) check_folder(feed);
}

int Intake::descriptor() const { return watcher_ ? watcher_->descriptor() : -1; }

std::optional<Instant> Intake::deadline() const {
  std::optional<Instant> first = ledger_.due();
  for (const Feed& feed : feeds_) {
    Instant next = feed.next_check;
    if (!feed.missing) next = std::min(next, feed.next_scan);
    if (feed.scan || (feed.wanted && !feed.missing)) next = clock_.elapsed();
    first = std::min(first.value_or(next), next);
  }
  return first;
}

void Intake::advance() {
  take_events();
  const Instant now = clock_.elapsed();
  for (std::size_t i = 0; i < feeds_.size(); ++i) {
    Feed& feed = feeds_[i];
    if (now >= feed.next_check) check_folder(feed);
    if (!feed.scan && !feed.missing && (feed.wanted || now >= feed.next_scan)) begin_scan(i);
    if (feed.scan) go_on_with_scan(i);
  }
  ledger_.ripen();
}

// ---- events

void Intake::take_events() {
  if (!watcher_) return;
  for (const FolderEvent& event : watcher_->take()) apply_event(event);
}

void Intake::apply_event(const FolderEvent& event) {
  if (event.kind == FolderEvent::Kind::kOverflow) {
    ++overflows_;
    for (Feed& feed : feeds_) feed.wanted = Lane::kBacklog;
    return;
  }
  const auto feed = std::find_if(feeds_.begin(), feeds_.end(),
                                 [&](const Feed& f) { return f.watch == event.watch; });
  if (event.watch < 0 || feed == feeds_.end()) return;  // of a watch that has been given up
  if (event.kind == FolderEvent::Kind::kFolderLost) {
    lose_folder(*feed, "the folder was deleted, moved or unmounted");
    feed->next_check = clock_.elapsed();  // it may be back already
    return;
  }
  const auto index = static_cast<std::size_t>(feed - feeds_.begin());
  if (event.kind == FolderEvent::Kind::kGone) return ledger_.gone(index, event.name);
  const auto how = sighting_of(event.kind);
  // Unfinished names come and go all the time; only a scan counts those that stay.
  if (!how || !ignored_because(event.name).empty()) return;
  if (auto seen = ledger_.sight(index, event.name, *how, Lane::kFresh); !seen) {
    feed->wanted = worse(feed->wanted, Lane::kFresh);  // the scan will say what is wrong
  }
}

// ---- folders

// Is the folder there, and is it the one that is watched? Another may have been mounted over it.
void Intake::check_folder(Feed& feed) {
  feed.next_check = clock_.elapsed() + options_.poll;
  const auto stamp = folder_stamp(feed.options.path);
  if (!stamp) return lose_folder(feed, stamp.error().message);
  const bool another = feed.missing || !same_folder(*stamp, feed.folder);
  if (another) feed.wanted = Lane::kBacklog;
  feed.missing = false;
  feed.folder = *stamp;
  if (another || feed.watch < 0) watch_folder(feed);
}

void Intake::lose_folder(Feed& feed, std::string trouble) {
  if (watcher_ && feed.watch >= 0) watcher_->remove(feed.watch);
  feed.watch = -1;
  feed.missing = true;
  feed.scan.reset();
  feed.scan_trouble.clear();
  feed.trouble = std::move(trouble);
}

void Intake::watch_folder(Feed& feed) {
  const auto index = static_cast<std::size_t>(&feed - feeds_.data());
  if (watcher_ && feed.watch >= 0) watcher_->remove(feed.watch);
  feed.watch = -1;
  feed.trouble.clear();
  const std::string system = unwatchable_file_system(feed.options.path);
  ledger_.trust_times(index, system.empty());
  if (!system.empty()) {
    feed.trouble = "inotify does not work on " + system + ": polling";
  } else if (!watcher_) {
    feed.trouble = "inotify is not to be had: polling";
  } else if (const auto watch = watcher_->add(feed.options.path)) {
    feed.watch = *watch;
    feed.wanted = worse(feed.wanted, Lane::kFresh);  // what came before the watch did
  } else {
    feed.trouble = watch.error().message + ": polling";
  }
  feed.polling = feed.watch < 0;
}

// ---- scans

void Intake::rescan() {
  for (Feed& feed : feeds_) feed.wanted = worse(feed.wanted, Lane::kFresh);
}

void Intake::begin_scan(std::size_t index) {
  Feed& feed = feeds_[index];
  feed.lane = feed.wanted.value_or(Lane::kFresh);
  feed.next_scan = clock_.elapsed() + (feed.polling ? options_.poll : options_.rescan);
  feed.scan.reset(::opendir(feed.options.path.c_str()));
  feed.wanted.reset();
  if (feed.scan) return ledger_.begin_round(index);
  feed.scan_trouble = "cannot be listed: " + errno_text(errno);
  feed.next_scan = clock_.elapsed() + options_.poll;
}

void Intake::go_on_with_scan(std::size_t index) {
  Feed& feed = feeds_[index];
  for (int i = 0; i < kEntriesAtOnce; ++i) {
    errno = 0;
    const dirent* entry = ::readdir(feed.scan.get());  // NOLINT(concurrency-mt-unsafe): our own DIR
    if (entry == nullptr && errno == 0) return end_scan(index);
    Status seen = {};
    if (entry == nullptr) {
      seen = fail(ErrorCode::kUnavailable, "cannot be listed: " + errno_text(errno));
    } else if (const std::string name = entry->d_name; name != "." && name != "..") {
      seen = ledger_.sight(index, name, Sighting::kMet, feed.lane);
    }
    if (!seen) {  // not to the end: nothing is forgotten
      feed.scan_trouble = seen.error().message;
      feed.next_scan = clock_.elapsed() + options_.poll;
      feed.scan.reset();
      return;
    }
  }
}

void Intake::end_scan(std::size_t index) {
  Feed& feed = feeds_[index];
  ledger_.end_round(index);
  feed.scan.reset();
  feed.scan_trouble.clear();
  feed.scanned = true;
  ++scans_;
}

bool Intake::recovered() const {
  return std::all_of(feeds_.begin(), feeds_.end(), [](const Feed& feed) {
    return feed.scanned || feed.missing || !feed.scan_trouble.empty();
  });
}

// ---- claims and what can be told

std::optional<Claim> Intake::claim() {
  auto claim = ledger_.claim();
  if (claim) ++handed_out_;
  return claim;
}

void Intake::release(ClaimId id, Release outcome, std::optional<FileStamp> read) {
  ledger_.release(id, outcome, read);
}

IntakeStatus Intake::status() const {
  IntakeStatus out{
      .feeds = {}, .overflows = overflows_, .scans = scans_, .handed_out = handed_out_};
  for (std::size_t i = 0; i < feeds_.size(); ++i) out.feeds.push_back(feed_status(i));
  return out;
}

FeedStatus Intake::feed_status(std::size_t index) const {
  const Feed& feed = feeds_[index];
  return {.id = feed.options.id,
          .path = feed.options.path,
          .missing = feed.missing,
          .polling = feed.polling && !feed.missing,
          .trouble = feed.scan_trouble.empty() ? feed.trouble : feed.scan_trouble,
          .waiting = ledger_.count(index, Standing::kWaiting),
          .fresh = ledger_.ready(index, Lane::kFresh),
          .backlog = ledger_.ready(index, Lane::kBacklog),
          .claimed = ledger_.count(index, Standing::kClaimed),
          .kept = ledger_.count(index, Standing::kKept),
          .denied = ledger_.count(index, Standing::kDenied),
          .skipped = ledger_.count(index, Standing::kSkipped),
          .oddities = ledger_.oddities(index, kOdditiesShown)};
}

std::vector<Oddity> Intake::take_notices() { return ledger_.take_notices(); }

}  // namespace tocsin
