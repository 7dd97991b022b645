// A receiver that is a file of JSON lines. Each payload is one write() of one line, so that readers
// never see half of one, and a person-readable line goes to the daemon's own log.
// A line that was written survives a kill of the process; it is not synced to disk.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "alert/sender.h"
#include "base/files.h"

namespace tocsin {

// Opens its file at the first line, and again after reopen(), an error, or when it was deleted.
class LogFile {
 public:
  explicit LogFile(std::string path) : path_(std::move(path)) {}

  // Appends `line` and a newline with one write; a line that was cut off before (a crash, a full
  // disk) is closed with a newline first, in the same write. Makes the folder and the file (0640).
  //   kUnavailable  says why not; nothing or a part was written, the same line may be tried again
  Status append(std::string_view line);
  void reopen() { file_ = FileDescriptor(); }

 private:
  Status open();
  std::string path_;
  FileDescriptor file_;
  bool torn_ = false;  // the file's last line has no newline
};

Result<std::unique_ptr<Sender>> open_log_receiver(const ReceiverOptions& options,
                                                  const Clock& clock);

}  // namespace tocsin
