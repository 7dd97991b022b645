// Where a file goes when it is done with: the archive, or the quarantine with the reason beside it.
// Both move only the very bytes that were read, never overwrite, and on any error leave the file
// where it was. Blocking (a few system calls; a copy where the folders lie on two file systems).
// Any thread, one at a time for one path.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/files.h"
#include "base/result.h"
#include "intake/options.h"

namespace tocsin {

// At start: can done and failed files of this feed be put away? Makes the folders that are missing.
// kUnavailable, always, and names the folder that cannot be reached or written.
Status check_folders(const FeedOptions& feed);

// After the commit. Returns where the file lies now, "" where it was deleted. A name already taken
// in the archive gets the first digits of `sha256`. Does not sync: after a power cut the file may
// be back in the drop folder, and its hash is known.
//   kUnavailable  it changed since `read` (then read it again), or the archive, which the message
//                 names, cannot be reached or written: retry
//   kNotFound     it is gone, and nothing else
Result<std::string> file_away(const FeedOptions& feed, const std::string& path,
                              const std::string& sha256, const FileStamp& read, Timestamp now);

struct QuarantineNote {
  std::string reason;   // empty, truncated, binary, bad_encoding, too_large, unsupported, crash
  std::string message;  // one sentence for a person
  std::int64_t offset = -1;  // byte in the file, -1 unknown
  int line = 0;              // 0 unknown
  int attempts = 0;          // how often it was tried
  std::string version;       // of this program
  Timestamp received;
};

// Moves the file into the quarantine and writes NAME.json beside it. Returns where the file lies
// now. Errors as of file_away.
Result<std::string> quarantine(const FeedOptions& feed, const std::string& path,
                               const FileStamp& read, const QuarantineNote& note);

}  // namespace tocsin
