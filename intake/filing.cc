// Entrances: file_away, quarantine, check_folders.
#include "intake/filing.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/failpoint.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/timestamp.h"

namespace tocsin {
namespace {

constexpr std::size_t kSuffixDigits = 12;
// A name, "-", the suffix, ".json" and ".tmp" have to fit into 255 bytes.
constexpr std::size_t kLongestNotedName = 225;

std::string name_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// After a rename ctime is another, and across file systems device and inode are too.
bool same_bytes(const FileStamp& moved, const FileStamp& read) {
  if (moved.device == read.device && moved.inode != read.inode) return false;
  return moved.size == read.size && moved.mtime_ns == read.mtime_ns;
}

tl::unexpected<Error> changed(const std::string& path) {
  return fail(ErrorCode::kUnavailable, "changed since it was read", Where{path});
}

// Errors of the file itself mean: later. Only where it is gone they stay kNotFound.
tl::unexpected<Error> not_moved(Error error) {
  if (error.code != ErrorCode::kNotFound) error.code = ErrorCode::kUnavailable;
  return fail(std::move(error));
}

// Errors of the place where it should go always mean: later, for they say nothing of the file.
tl::unexpected<Error> no_place(std::string_view what, const std::string& folder, Error error) {
  error.code = ErrorCode::kUnavailable;
  error.message = std::string(what) + " " + folder + " cannot be used: " + error.message;
  return fail(std::move(error));
}

Status still_as_read(const std::string& path, const FileStamp& read) {
  const auto info = file_info(path);
  if (!info) return not_moved(info.error());
  if (info->kind != FileKind::kRegular || !(info->stamp == read)) return changed(path);
  return {};
}

// Moves, then looks whether another file slipped in under the name between the look and the move;
// if so it goes back where intake finds it.
Result<std::string> move_as_read(const std::string& path, const std::string& target,
                                 const std::string& suffix, const FileStamp& read) {
  auto moved = move_file(path, target, suffix);
  if (!moved) return not_moved(moved.error());
  const auto info = file_info(*moved);
  if (!info || same_bytes(info->stamp, read)) return moved;
  (void)move_file(*moved, path, suffix);
  return changed(path);
}

// archive/2023/08/31
std::string day_folder(const std::string& archive, Timestamp now) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(now));
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "/%04d/%02u/%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return archive + text.data();
}

Status make_writable(const std::string& folder) {
  if (auto made = make_folders(folder); !made) return made;
  return check_writable(folder);
}

// ---- quarantine

bool exists(const std::string& path) { return file_info(path).has_value(); }

// Free for a file and its note. A note without its file is what a crash left, and is written anew;
// a file that merely ends in ".json" has a note of its own.
bool is_free(const std::string& target) {
  if (exists(target)) return false;
  const std::string note = target + ".json";
  return !exists(note) || !exists(note + ".json");
}

// The same again after a crash between note and move, so that the note is not left an orphan.
std::string quarantine_name(const FeedOptions& feed, const std::string& path,
                            const std::string& suffix) {
  const std::string name = name_of(path);
  std::string plain = feed.quarantine + "/" + name;
  if (name.size() <= kLongestNotedName && is_free(plain)) return plain;
  std::size_t length = std::min(name.size(), kLongestNotedName);
  while (length < name.size() && (static_cast<unsigned char>(name[length]) & 0xC0) == 0x80)
    --length;
  std::string stem = feed.quarantine + "/" + name.substr(0, length) + "-" + suffix;
  if (is_free(stem)) return stem;
  for (int i = 2;; ++i) {
    std::string numbered = stem + "-" + std::to_string(i);
    if (is_free(numbered)) return numbered;
  }
}

std::string hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return out;
}

std::string note_text(const FeedOptions& feed, const std::string& path,
                      const QuarantineNote& note) {
  nlohmann::ordered_json json;
  json["feed"] = feed.id;
  json["file"] = name_of(path);
  json["path"] = path;
  if (!is_valid_utf8(path)) json["path_hex"] = hex(path);  // the exact bytes, for the way back
  json["reason"] = note.reason;
  json["message"] = note.message;
  json["offset"] = note.offset < 0 ? nlohmann::ordered_json() : nlohmann::ordered_json(note.offset);
  json["line"] = note.line < 1 ? nlohmann::ordered_json() : nlohmann::ordered_json(note.line);
  json["attempts"] = note.attempts;
  json["version"] = note.version;
  json["received"] = iso_time(note.received);
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

Status check_folders(const FeedOptions& feed) {
  if (feed.when_done != WhenDone::kKeep && exists(feed.path)) {
    if (auto good = check_writable(feed.path); !good) {
      return no_place("the drop folder", feed.path, good.error());
    }
  }
  if (feed.when_done == WhenDone::kMove) {
    if (auto good = make_writable(feed.archive); !good) {
      return no_place("the archive", feed.archive, good.error());
    }
  }
  if (auto good = make_writable(feed.quarantine); !good) {
    return no_place("the quarantine", feed.quarantine, good.error());
  }
  return {};
}

Result<std::string> file_away(const FeedOptions& feed, const std::string& path,
                              const std::string& sha256, const FileStamp& read, Timestamp now) {
  if (auto good = still_as_read(path, read); !good) return fail(good.error());
  if (feed.when_done == WhenDone::kKeep) return path;
  failpoint("filing:before_move");
  Result<std::string> filed = std::string();
  if (feed.when_done == WhenDone::kDelete) {
    if (auto removed = remove_file(path); !removed) return not_moved(removed.error());
  } else {
    const std::string folder = day_folder(feed.archive, now);
    if (auto made = make_folders(folder); !made) {
      return no_place("the archive", feed.archive, made.error());
    }
    filed = move_as_read(path, folder + "/" + name_of(path), sha256.substr(0, kSuffixDigits), read);
  }
  failpoint("filing:after_move");
  return filed;
}

// The note first, and on disk before the move: a crash in between leaves the file in the drop
// folder, to be tried again and to take the same name, over that note. The other way round the file
// would lie in quarantine with its reason lost, and nothing would ever write it again.
Result<std::string> quarantine(const FeedOptions& feed, const std::string& path,
                               const FileStamp& read, const QuarantineNote& note) {
  if (auto good = still_as_read(path, read); !good) return fail(good.error());
  if (auto made = make_folders(feed.quarantine); !made) {
    return no_place("the quarantine", feed.quarantine, made.error());
  }
  const std::string suffix =
      sha256_hex(std::to_string(read.inode) + ":" + std::to_string(read.size) + ":" +
                 std::to_string(read.mtime_ns))
          .substr(0, kSuffixDigits);
  const std::string target = quarantine_name(feed, path, suffix);
  const std::string text = note_text(feed, path, note);
  if (auto written = write_file_durably(target + ".json", text); !written) {
    return no_place("the quarantine", feed.quarantine, written.error());
  }
  failpoint("quarantine:before_move");
  auto moved = move_as_read(path, target, suffix, read);
  failpoint("quarantine:after_move");
  if (!moved) {
    (void)remove_file(target + ".json");
    return moved;
  }
  if (*moved != target) {  // somebody else took the name meanwhile
    if (auto written = write_file_durably(*moved + ".json", text); !written) {
      return no_place("the quarantine", feed.quarantine, written.error());
    }
    (void)remove_file(target + ".json");
  }
  return moved;
}

}  // namespace tocsin
