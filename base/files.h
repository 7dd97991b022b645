// The file system, with the promises that intake needs: nothing is followed, nothing is cut short
// in silence, a rename never overwrites, what is called durable has been synced.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tocsin {

// Closes on destruction. Move only.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor();
  int get() const { return fd_; }
  int release();
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

// What tells whether a file is still the one that was seen.
struct FileStamp {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::int64_t ctime_ns = 0;
  bool operator==(const FileStamp&) const = default;
};

enum class FileKind { kRegular, kFolder, kLink, kOther };

struct FileInfo {
  FileKind kind = FileKind::kOther;
  FileStamp stamp;
};

// lstat: links are not followed. kNotFound where nothing is there.
Result<FileInfo> file_info(const std::string& path);

struct FileBytes {
  std::string bytes;
  FileStamp stamp;  // of the open file, the same before and after reading
};

// Reads a regular file whole, opened with O_NOFOLLOW and O_NONBLOCK.
//   kInvalid      not a regular file, or larger than `limit`
//   kUnavailable  permission denied, or it changed while it was read: try again
//   kNotFound     it is gone
Result<FileBytes> read_file(const std::string& path, std::int64_t limit);

// Has any process this file open for writing? Asked by a read lease (fcntl F_SETLEASE), which the
// kernel grants only where none has; false where leases are not to be had (another owner's file, a
// network file system).
bool has_writer(const std::string& path);

// Reads a trusted file (config, rules): follows links, refuses over `limit` bytes.
Result<std::string> read_text_file(const std::string& path, std::int64_t limit = 1 << 20);

// Writes `path.tmp`, syncs it, renames it over `path`, syncs the folder.
Status write_file_durably(const std::string& path, std::string_view bytes, unsigned mode = 0640);

// Like mkdir -p. Never kNotFound: where a folder above is a link to nothing (a disk that is not
// mounted) it is kUnavailable, and the message names the link.
Status make_folders(const std::string& path);

// Creates and removes a file in `folder`: can it be written?
Status check_writable(const std::string& folder);

// Moves a file without ever overwriting (RENAME_NOREPLACE): a name already taken gets "-" +
// `suffix` before its extension. Across file systems: copy, sync, rename, sync the folder, then
// unlink; on any error the source stays. Returns the path where it lies now. kNotFound says that
// `from` is gone, and nothing else does.
Result<std::string> move_file(const std::string& from, const std::string& to,
                              std::string_view suffix);

Status remove_file(const std::string& path);  // a file that is not there is no error
Status sync_folder(const std::string& path);

// Text of an errno value, any thread.
std::string errno_text(int error);

}  // namespace tocsin
