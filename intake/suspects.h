// Which files were in work when the process died: one small record a file under STATE/in-work/,
// written before it is analysed and removed after. Not synced: only a crash of the process matters
// here, a power cut at worst forgets a suspicion.
//
// At start take_over() names the suspects. Nobody knows which of them killed the process, so the
// daemon replays each alone, with mark_alone() before: a crash then is that file's own. After
// kCrashesAllowed of its own it is quarantined, and never its neighbours.
//
// Any thread, one at a time for one path.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace tocsin {

struct Suspect {
  std::string path;
  int crashes = 0;  // of its own
  bool operator==(const Suspect&) const = default;
};

class Suspects {
 public:
  static constexpr int kCrashesAllowed = 3;

  // Makes `folder` where it is missing.
  static Result<Suspects> open(std::string folder);

  // Before anything begins: what was in work, by path. Their records stay until finish(); damaged
  // ones are removed.
  Result<std::vector<Suspect>> take_over() const;

  Status begin(const std::string& path) const;            // keeps the count of a suspect
  Result<int> mark_alone(const std::string& path) const;  // counts one more, returns the count
  Status finish(const std::string& path) const;

 private:
  explicit Suspects(std::string folder) : folder_(std::move(folder)) {}
  std::string record_of(const std::string& path) const;
  Status write(const std::string& path, int crashes) const;

  std::string folder_;
};

}  // namespace tocsin
