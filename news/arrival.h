// A file that has settled in a drop folder. Identity is the hash of all its bytes, never path or
// inode.
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"

namespace tocsin {

struct Arrival {
  std::string feed;  // id of the feed in the config
  std::string path;  // absolute
  std::int64_t size = 0;
  Timestamp modified;  // the file's mtime
  Timestamp received;  // when it was first seen settled
  std::string sha256;  // 64 hex digits of all its bytes
  bool operator==(const Arrival&) const = default;
};

}  // namespace tocsin
