// What can be configured about drop folders, with its defaults.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"

namespace tocsin {

enum class WhenDone { kMove, kKeep, kDelete };

struct FeedOptions {
  std::string id = "main";
  std::string path = "/var/spool/tocsin/drop";        // the drop folder
  std::string archive = "/var/spool/tocsin/archive";  // done files, under YYYY/MM/DD/
  std::string quarantine = "/var/spool/tocsin/quarantine";
  WhenDone when_done = WhenDone::kMove;
  Duration settle = std::chrono::seconds(1);        // unchanged this long after close-after-write
  Duration scan_settle = std::chrono::seconds(10);  // the same for files met by a scan
  bool operator==(const FeedOptions&) const = default;
};

struct IntakeOptions {
  std::vector<FeedOptions> feeds = {FeedOptions{}};
  Duration rescan = std::chrono::seconds(60);      // full rescan period
  Duration poll = std::chrono::seconds(2);         // where inotify cannot work
  Duration incomplete = std::chrono::seconds(60);  // empty or truncated files are retried this long
  std::int64_t max_file_size = 16LL << 20;         // bytes; over it: quarantine too_large
  bool operator==(const IntakeOptions&) const = default;
};

}  // namespace tocsin
