// A file handed out for reading, and what became of it.
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "base/files.h"

namespace tocsin {

using ClaimId = std::uint64_t;

struct Claim {
  ClaimId id = 0;
  std::size_t feed = 0;  // index into IntakeOptions::feeds
  std::string path;      // absolute where the feed's path is; any bytes but NUL
  FileStamp stamp;       // when it was handed out
  Timestamp received;    // when it was first seen settled
  int attempts = 0;      // earlier tries with these same bytes
  bool may_wait =
      false;  // younger than `incomplete`: empty or truncated, retry it; else quarantine
};

enum class Release {
  kDone,     // filed, quarantined or gone: forget it
  kKept,     // stays where it lies; not handed out again until its stamp changes
  kChanged,  // it changed under our hands: again once it has settled
  kRetry,    // again with these bytes after 1 s, 2 s, 4 s, ... 60 s
  kDenied,   // no permission: again once its ctime changes
};

// A file that is not taken, and why.
struct Oddity {
  std::string feed;  // id
  std::string path;  // any bytes: make it printable before showing it
  std::string reason;
  bool operator==(const Oddity&) const = default;
};

}  // namespace tocsin
