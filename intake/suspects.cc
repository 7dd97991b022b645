// A record is "CRASHES\nPATH", named by the hash of the path (which may hold any bytes).
// Entrances: take_over, begin, mark_alone, finish.
#include "intake/suspects.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <memory>
#include <optional>

#include "base/files.h"
#include "base/hash.h"

namespace tocsin {
namespace {

constexpr std::string_view kEnding = ".work";
constexpr std::int64_t kLongestRecord = 8192;  // a path has at most 4096 bytes

std::optional<Suspect> parse_record(std::string_view text) {
  const auto line_end = text.find('\n');
  if (line_end == std::string_view::npos || line_end + 1 == text.size()) return std::nullopt;
  Suspect out{.path = std::string(text.substr(line_end + 1))};
  const char* end = text.data() + line_end;
  const auto [stop, error] = std::from_chars(text.data(), end, out.crashes);
  if (error != std::errc() || stop != end || out.crashes < 0) return std::nullopt;
  return out;
}

Result<std::optional<Suspect>> read_record(const std::string& file) {
  const auto text = read_text_file(file, kLongestRecord);
  const bool damaged = !text && text.error().code == ErrorCode::kInvalid;  // far too long
  if (damaged || (!text && text.error().code == ErrorCode::kNotFound)) return std::nullopt;
  if (!text) return fail(text.error());
  return parse_record(*text);
}

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

Result<std::vector<std::string>> names_in(const std::string& folder) {
  const std::unique_ptr<DIR, CloseFolder> open(::opendir(folder.c_str()));
  if (!open) {
    return fail(ErrorCode::kUnavailable, "cannot be listed: " + errno_text(errno), Where{folder});
  }
  std::vector<std::string> out;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): our own DIR
  while (const dirent* entry = ::readdir(open.get())) out.emplace_back(entry->d_name);
  return out;
}

}  // namespace

Result<Suspects> Suspects::open(std::string folder) {
  if (auto made = make_folders(folder); !made) return fail(made.error());
  return Suspects(std::move(folder));
}

std::string Suspects::record_of(const std::string& path) const {
  return folder_ + "/" + sha256_hex(path).substr(0, 32) + std::string(kEnding);
}

// By rename, so that a crash while writing leaves the old record or the new one.
Status Suspects::write(const std::string& path, int crashes) const {
  const std::string record = record_of(path);
  const std::string draft = record + ".tmp";
  const std::string text = std::to_string(crashes) + "\n" + path;
  const FileDescriptor file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640));
  if (!file || ::write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
      ::rename(draft.c_str(), record.c_str()) != 0) {
    return fail(ErrorCode::kUnavailable, "cannot be written: " + errno_text(errno), Where{record});
  }
  return {};
}

Result<std::vector<Suspect>> Suspects::take_over() const {
  const auto names = names_in(folder_);
  if (!names) return fail(names.error());
  std::vector<Suspect> out;
  for (const std::string& name : *names) {
    if (name == "." || name == "..") continue;
    const std::string file = folder_ + "/" + name;
    const auto record = name.ends_with(kEnding) ? read_record(file) : std::nullopt;
    if (!record) return fail(record.error());
    if (*record) {
      out.push_back(**record);
    } else if (auto removed = remove_file(file); !removed) {
      return fail(removed.error());
    }
  }
  std::sort(out.begin(), out.end(),
            [](const Suspect& a, const Suspect& b) { return a.path < b.path; });
  return out;
}

Status Suspects::begin(const std::string& path) const {
  if (file_info(record_of(path))) return {};
  return write(path, 0);
}

Result<int> Suspects::mark_alone(const std::string& path) const {
  const auto record = read_record(record_of(path));
  if (!record) return fail(record.error());
  const int crashes = (*record ? (*record)->crashes : 0) + 1;
  if (auto written = write(path, crashes); !written) return fail(written.error());
  return crashes;
}

Status Suspects::finish(const std::string& path) const { return remove_file(record_of(path)); }

}  // namespace tocsin
