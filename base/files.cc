// System calls made safe: retried on EINTR, closed by their owner, their errno turned into an Error
// whose code says whether trying again can help. Entrances: the functions of files.h.
#include "base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/hash.h"

namespace tocsin {
namespace {

constexpr std::size_t kNameMax = 255;  // bytes in one name, on every Linux file system that matters
constexpr std::size_t kChunk = 128UL << 10;

ErrorCode code_of(int error) {
  switch (error) {
    case ENOENT:
      return ErrorCode::kNotFound;
    case ELOOP:
    case EISDIR:
    case ENOTDIR:
    case ENXIO:
    case EINVAL:
    case ENAMETOOLONG:
      return ErrorCode::kInvalid;
    default:
      return ErrorCode::kUnavailable;
  }
}

tl::unexpected<Error> failed(std::string_view what, const std::string& path, int error) {
  return fail(code_of(error), std::string(what) + ": " + errno_text(error), Where{path});
}

template <typename Call>
auto retried(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

FileDescriptor open_file(const std::string& path, int flags, mode_t mode = 0) {
  return FileDescriptor(retried([&] { return ::open(path.c_str(), flags | O_CLOEXEC, mode); }));
}

std::int64_t nanoseconds(const timespec& time) {
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

FileStamp stamp_of(const struct stat& st) {
  return {.device = st.st_dev,
          .inode = st.st_ino,
          .size = st.st_size,
          .mtime_ns = nanoseconds(st.st_mtim),
          .ctime_ns = nanoseconds(st.st_ctim)};
}

// Appends what `fd` still holds; stops once `out` is over `limit`. False: errno says why.
bool read_up_to(int fd, std::int64_t limit, std::string& out) {
  while (static_cast<std::int64_t>(out.size()) <= limit) {
    const std::size_t before = out.size();
    out.resize(before + kChunk);
    const ssize_t got = retried([&] { return ::read(fd, out.data() + before, kChunk); });
    out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0) return false;
    if (got == 0) return true;
  }
  return true;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = retried([&] { return ::write(fd, bytes.data(), bytes.size()); });
    if (put < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

tl::unexpected<Error> too_large(const std::string& path, std::int64_t limit) {
  return fail(ErrorCode::kInvalid, "larger than " + std::to_string(limit) + " bytes", Where{path});
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string name_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

// At most `max` bytes of `name`, not cut inside a UTF-8 sequence.
std::string_view cut_name(std::string_view name, std::size_t max) {
  if (name.size() <= max) return name;
  while (max > 0 && (static_cast<unsigned char>(name[max]) & 0xC0) == 0x80) --max;
  return name.substr(0, max);
}

// "a.txt" + "-12ab" = "a-12ab.txt", its stem shortened where the name would be too long.
std::string with_suffix(const std::string& path, const std::string& addition) {
  const std::string name = name_of(path);
  auto dot = name.rfind('.');
  if (dot == std::string::npos || dot == 0 || name.size() - dot > 16) dot = name.size();
  const std::string_view extension = std::string_view(name).substr(dot);
  const std::size_t room = kNameMax - std::min(kNameMax, addition.size() + extension.size());
  std::string out = path.substr(0, path.size() - name.size());
  out += cut_name(std::string_view(name).substr(0, dot), room);
  out += addition;
  out += extension;
  return out;
}

// 0 or an errno value. Never replaces `to`.
int rename_without_replacing(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) return errno;
  // A file system without RENAME_NOREPLACE (NFS): take the name first, then rename over it.
  if (!open_file(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600)) return errno;
  if (::rename(from.c_str(), to.c_str()) == 0) return 0;
  const int error = errno;
  ::unlink(to.c_str());
  return error;
}

// 0 or an errno value. The copy has the bytes, mode and mtime of `from` and is on disk.
int copy_synced(const std::string& from, const std::string& to) {
  const FileDescriptor source = open_file(from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  if (!source) return errno;
  struct stat st {};
  if (::fstat(source.get(), &st) != 0) return errno;
  if (!S_ISREG(st.st_mode)) return EINVAL;
  const FileDescriptor target = open_file(to, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600);
  if (!target) return errno;
  std::string chunk(kChunk, '\0');
  std::int64_t copied = 0;
  while (true) {
    const ssize_t got = retried([&] { return ::read(source.get(), chunk.data(), chunk.size()); });
    if (got < 0) return errno;
    if (got == 0) break;
    copied += got;
    if (!write_all(target.get(), std::string_view(chunk.data(), static_cast<std::size_t>(got)))) {
      return errno;
    }
  }
  struct stat after {};
  if (::fstat(source.get(), &after) != 0) return errno;
  if (!(stamp_of(after) == stamp_of(st)) || copied != st.st_size) return EAGAIN;
  const timespec times[2] = {st.st_atim, st.st_mtim};
  if (::futimens(target.get(), times) != 0) return errno;
  ::fchmod(target.get(), st.st_mode & 0777);  // best effort: the bytes are what counts
  return ::fsync(target.get()) == 0 ? 0 : errno;
}

// One attempt at one target name: 0, EEXIST or another errno value.
int move_once(const std::string& from, const std::string& to) {
  const int error = rename_without_replacing(from, to);
  if (error != EXDEV) return error;
  // The name depends on the source alone, so that what a crash left is overwritten by the retry.
  const std::string copy = folder_of(to) + "/.move-" + sha256_hex(from).substr(0, 16) + ".tmp";
  int copy_error = copy_synced(from, copy);
  if (copy_error == 0) copy_error = rename_without_replacing(copy, to);
  if (copy_error != 0) {
    ::unlink(copy.c_str());
    return copy_error;
  }
  if (!sync_folder(folder_of(to))) return EIO;  // both copies stay
  return ::unlink(from.c_str()) == 0 || errno == ENOENT ? 0 : errno;
}

bool is_gone(const std::string& path) {
  const auto info = file_info(path);
  return !info && info.error().code == ErrorCode::kNotFound;
}

tl::unexpected<Error> folder_failed(const std::string& path, int error) {
  if (error != ENOENT) return failed("folder cannot be created", path, error);
  const auto info = file_info(path);
  const bool is_link = info && info->kind == FileKind::kLink;
  return fail(ErrorCode::kUnavailable,
              is_link ? "is a link to a folder that is not there (a disk that is not mounted?)"
                      : "folder cannot be created: " + errno_text(error),
              Where{path});
}

}  // namespace

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = other.release();
  }
  return *this;
}

FileDescriptor::~FileDescriptor() {
  if (fd_ >= 0) ::close(fd_);
}

int FileDescriptor::release() {
  const int fd = fd_;
  fd_ = -1;
  return fd;
}

std::string errno_text(int error) {
  char buffer[256] = {};
  return ::strerror_r(error, buffer, sizeof buffer);
}

Result<FileInfo> file_info(const std::string& path) {
  struct stat st {};
  if (::lstat(path.c_str(), &st) != 0) return failed("cannot look at it", path, errno);
  FileInfo info{.stamp = stamp_of(st)};
  if (S_ISREG(st.st_mode)) info.kind = FileKind::kRegular;
  if (S_ISDIR(st.st_mode)) info.kind = FileKind::kFolder;
  if (S_ISLNK(st.st_mode)) info.kind = FileKind::kLink;
  return info;
}

Result<FileBytes> read_file(const std::string& path, std::int64_t limit) {
  const FileDescriptor file = open_file(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  if (!file) return failed("cannot be opened", path, errno);
  struct stat st {};
  if (::fstat(file.get(), &st) != 0) return failed("cannot be looked at", path, errno);
  if (!S_ISREG(st.st_mode)) return fail(ErrorCode::kInvalid, "not a regular file", Where{path});
  if (st.st_size > limit) return too_large(path, limit);
  FileBytes out{.bytes = {}, .stamp = stamp_of(st)};
  out.bytes.reserve(static_cast<std::size_t>(st.st_size) + kChunk);
  if (!read_up_to(file.get(), limit, out.bytes)) return failed("cannot be read", path, errno);
  struct stat after {};
  if (::fstat(file.get(), &after) != 0) return failed("cannot be looked at", path, errno);
  if (!(stamp_of(after) == out.stamp) ||
      static_cast<std::int64_t>(out.bytes.size()) != out.stamp.size) {
    return fail(ErrorCode::kUnavailable, "changed while it was read", Where{path});
  }
  return out;
}

bool has_writer(const std::string& path) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file || fcntl(file.get(), F_SETLEASE, F_RDLCK) == 0) return false;  // closing ends the lease
  return errno == EAGAIN;
}

Result<std::string> read_text_file(const std::string& path, std::int64_t limit) {
  const FileDescriptor file = open_file(path, O_RDONLY | O_NOCTTY);
  if (!file) return failed("cannot be opened", path, errno);
  std::string bytes;
  if (!read_up_to(file.get(), limit, bytes)) return failed("cannot be read", path, errno);
  if (static_cast<std::int64_t>(bytes.size()) > limit) return too_large(path, limit);
  return bytes;
}

Status write_file_durably(const std::string& path, std::string_view bytes, unsigned mode) {
  const std::string draft = path + ".tmp";
  const FileDescriptor file = open_file(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode);
  if (!file) return failed("cannot be created", draft, errno);
  if (!write_all(file.get(), bytes) || ::fchmod(file.get(), mode) != 0 ||
      ::fsync(file.get()) != 0 || ::rename(draft.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(draft.c_str());
    return failed("cannot be written", path, error);
  }
  return sync_folder(folder_of(path));
}

Status make_folders(const std::string& path) {
  for (std::size_t end = 0; end != std::string::npos;) {
    end = path.find('/', end + 1);
    const std::string part = path.substr(0, end);
    if (part.empty() || ::mkdir(part.c_str(), 0750) == 0) continue;
    const int error = errno;  // a parent that we may not write, but that exists, is no error
    struct stat st {};
    if (::stat(part.c_str(), &st) == 0) continue;
    return folder_failed(part, error == EEXIST ? errno : error);
  }
  struct stat st {};
  if (::stat(path.c_str(), &st) != 0) return folder_failed(path, errno);
  if (!S_ISDIR(st.st_mode)) return failed("is not a folder", path, ENOTDIR);
  return {};
}

Status check_writable(const std::string& folder) {
  static std::atomic<unsigned> calls{0};
  const std::string probe = folder + "/.tocsin-probe-" + std::to_string(::getpid()) + "-" +
                            std::to_string(calls++) + ".tmp";
  if (!open_file(probe, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600)) {
    return failed("cannot write in this folder", folder, errno);
  }
  return remove_file(probe);
}

Result<std::string> move_file(const std::string& from, const std::string& to,
                              std::string_view suffix) {
  constexpr int kNames = 1000;
  for (int attempt = 0; attempt < kNames; ++attempt) {
    std::string target = to;
    if (attempt > 0) target = with_suffix(to, "-" + std::string(suffix));
    if (attempt > 1) {
      target = with_suffix(to, "-" + std::string(suffix) + "-" + std::to_string(attempt));
    }
    const int error = move_once(from, target);
    if (error == 0) return target;
    if (error == EEXIST) continue;
    if (error == ENOENT && !is_gone(from)) {  // then it is the target's folder that is missing
      return fail(ErrorCode::kUnavailable, "cannot be moved to " + target + ": no such folder",
                  Where{from});
    }
    return failed("cannot be moved to " + target, from, error);
  }
  return fail(ErrorCode::kUnavailable, "cannot be moved: too many files named " + to, Where{from});
}

Status remove_file(const std::string& path) {
  if (::unlink(path.c_str()) == 0 || errno == ENOENT) return {};
  return failed("cannot be removed", path, errno);
}

Status sync_folder(const std::string& path) {
  const FileDescriptor folder = open_file(path, O_RDONLY | O_DIRECTORY);
  if (!folder) return failed("cannot be opened", path, errno);
  // Some file systems cannot sync a folder and say EINVAL: there is nothing more to be done there.
  if (::fsync(folder.get()) != 0 && errno != EINVAL) return failed("cannot be synced", path, errno);
  return {};
}

}  // namespace tocsin
