// LogFile, and the Sender around it, whose attempts end as soon as they start.
#include "alert/log_receiver.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <utility>

#include "alert/payload.h"
#include "base/log.h"

namespace tocsin {
namespace {

constexpr mode_t kMode = 0640;

// Only a regular file can have a torn end.
bool ends_torn(int file) {
  struct stat info {};
  if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size == 0) return false;
  char last = '\n';
  return pread(file, &last, 1, info.st_size - 1) == 1 && last != '\n';
}

bool deleted(int file) {
  struct stat info {};
  return fstat(file, &info) != 0 || info.st_nlink == 0;
}

struct Priority {
  Severity severity;
  spdlog::level::level_enum level;
};
constexpr std::array<Priority, 5> kPriorities{{
    {Severity::kInfo, spdlog::level::info},
    {Severity::kLow, spdlog::level::info},
    {Severity::kMedium, spdlog::level::info},
    {Severity::kHigh, spdlog::level::warn},
    {Severity::kCritical, spdlog::level::warn},
}};

void tell(std::string_view payload) {
  const Headline read = headline(payload);
  for (const Priority& row : kPriorities) {
    if (row.severity == read.severity) spdlog::log(row.level, "{}", read.line);
  }
}

class LogReceiver final : public Sender {
 public:
  explicit LogReceiver(std::string path) : file_(std::move(path)) {}

  void start(const Delivery& delivery) override {
    Attempt attempt;
    attempt.delivery = delivery.id;
    attempt.outcome = Outcome::kDelivered;
    if (const Status written = file_.append(delivery.payload); written) {
      tell(delivery.payload);
    } else {
      attempt.outcome = Outcome::kRetry;
      attempt.error = written.error().message;
    }
    ended_.push_back(std::move(attempt));
  }
  std::vector<Attempt> take_attempts() override { return std::exchange(ended_, {}); }
  void reopen() override { file_.reopen(); }

 private:
  LogFile file_;
  std::vector<Attempt> ended_;
};

}  // namespace

Status LogFile::open() {
  const std::string folder = std::filesystem::path(path_).parent_path().string();
  if (!folder.empty()) {
    if (Status made = make_folders(folder); !made) return made;
  }
  // Not blocking: a pipe without a reader is an error, not a wait.
  constexpr int kFlags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  file_ = FileDescriptor(::open(path_.c_str(), kFlags, kMode));
  if (!file_) return fail(ErrorCode::kUnavailable, path_ + ": " + errno_text(errno));
  torn_ = ends_torn(file_.get());
  return {};
}

Status LogFile::append(std::string_view line) {
  if (file_ && deleted(file_.get())) reopen();
  if (!file_) {
    if (Status opened = open(); !opened) return opened;
  }
  std::string bytes;
  bytes.reserve(line.size() + 2);
  if (torn_) bytes += '\n';
  bytes.append(line).append("\n");
  const ssize_t written = write(file_.get(), bytes.data(), bytes.size());
  if (std::cmp_equal(written, bytes.size())) {
    torn_ = false;
    return {};
  }
  const std::string why = written < 0 ? errno_text(errno) : "only a part could be written";
  reopen();  // which looks at the file's end again
  return fail(ErrorCode::kUnavailable, path_ + ": " + why);
}

Result<std::unique_ptr<Sender>> open_log_receiver(const ReceiverOptions& options, const Clock&) {
  if (options.path.empty()) return fail(ErrorCode::kInvalid, "a log needs a path");
  return std::make_unique<LogReceiver>(options.path);
}

}  // namespace tocsin
