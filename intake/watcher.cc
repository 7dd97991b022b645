// Raw inotify records to FolderEvents. Entrances: Watcher::take, unwatchable_file_system.
#include "intake/watcher.h"

#include <sys/inotify.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace tocsin {
namespace {

constexpr std::size_t kReadBytes = 64UL << 10;
constexpr int kReadsAtOnce = 16;

struct Meaning {
  std::uint32_t bits;
  FolderEvent::Kind kind;
};
// The first that fits names the event.
constexpr std::array<Meaning, 7> kMeanings = {{
    {IN_Q_OVERFLOW, FolderEvent::Kind::kOverflow},
    {IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED, FolderEvent::Kind::kFolderLost},
    {IN_MOVED_TO, FolderEvent::Kind::kMovedIn},
    {IN_CLOSE_WRITE, FolderEvent::Kind::kClosed},
    {IN_DELETE | IN_MOVED_FROM, FolderEvent::Kind::kGone},
    {IN_CREATE, FolderEvent::Kind::kCreated},
    {IN_ATTRIB, FolderEvent::Kind::kAttributes},
}};
constexpr std::uint32_t kWanted = IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE | IN_MOVED_FROM |
                                  IN_CREATE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF |
                                  IN_ONLYDIR;

struct FileSystem {
  std::uint32_t magic;
  const char* name;
};
constexpr std::array<FileSystem, 6> kUnwatchable = {{
    {0x6969, "NFS"},
    {0xFF534D42, "CIFS"},
    {0xFE534D42, "CIFS"},  // SMB 2 and later
    {0x517B, "CIFS"},      // the old smbfs
    {0x65735546, "FUSE"},
    {0x01021997, "9p"},
}};

void append_events(const char* bytes, std::size_t size, std::vector<FolderEvent>& out) {
  for (std::size_t at = 0; at + sizeof(inotify_event) <= size;) {
    inotify_event record{};
    std::memcpy(&record, bytes + at, sizeof record);
    const char* name = bytes + at + sizeof record;  // padded with NUL to record.len
    for (const Meaning& meaning : kMeanings) {
      if ((record.mask & meaning.bits) == 0) continue;
      out.push_back({meaning.kind, record.wd, std::string(name, ::strnlen(name, record.len))});
      break;
    }
    at += sizeof record + record.len;
  }
}

}  // namespace

Result<Watcher> Watcher::open() {
  FileDescriptor inotify(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  if (!inotify) return fail(ErrorCode::kUnavailable, "no inotify: " + errno_text(errno));
  return Watcher(std::move(inotify));
}

Result<int> Watcher::add(const std::string& folder) {
  const int watch = ::inotify_add_watch(inotify_.get(), folder.c_str(), kWanted);
  if (watch >= 0) return watch;
  const int error = errno;
  if (error == ENOENT) return fail(ErrorCode::kNotFound, "no such folder", Where{folder});
  if (error == ENOTDIR) return fail(ErrorCode::kInvalid, "not a folder", Where{folder});
  if (error == ENOSPC) {
    return fail(ErrorCode::kUnavailable,
                "no more inotify watches: raise fs.inotify.max_user_watches", Where{folder});
  }
  return fail(ErrorCode::kUnavailable, "cannot be watched: " + errno_text(error), Where{folder});
}

void Watcher::remove(int watch) { ::inotify_rm_watch(inotify_.get(), watch); }

std::vector<FolderEvent> Watcher::take() {
  std::vector<FolderEvent> out;
  const auto buffer = std::make_unique<std::array<char, kReadBytes>>();
  for (int reads = 0; reads < kReadsAtOnce; ++reads) {
    const ssize_t got = ::read(inotify_.get(), buffer->data(), buffer->size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    append_events(buffer->data(), static_cast<std::size_t>(got), out);
  }
  return out;
}

std::string unwatchable_file_system(const std::string& folder) {
  struct statfs info {};
  if (::statfs(folder.c_str(), &info) != 0) return {};
  for (const FileSystem& system : kUnwatchable) {
    if (static_cast<std::uint32_t>(info.f_type) == system.magic) return system.name;
  }
  return {};
}

}  // namespace tocsin
