// The files that are ready, in the order in which they are handed out: the fresh lane four times
// for each time of the backlog; within a lane one feed after another; within a feed oldest first by
// (mtime, name). Every operation is logarithmic. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tocsin {

enum class Lane { kFresh, kBacklog };

class Lanes {
 public:
  struct Pick {
    std::size_t feed = 0;
    std::string name;
  };

  explicit Lanes(std::size_t feeds);
  void add(Lane lane, std::size_t feed, std::int64_t mtime_ns, const std::string& name);
  // The same values as were added; one that is not there is no error.
  void remove(Lane lane, std::size_t feed, std::int64_t mtime_ns, const std::string& name);
  // Takes out the next; nothing where all lanes are empty.
  std::optional<Pick> next();
  std::size_t size(Lane lane, std::size_t feed) const;

 private:
  struct Queues {
    std::vector<std::set<std::pair<std::int64_t, std::string>>> feeds;
    std::size_t turn = 0;  // the feed to look at first
  };
  std::optional<Pick> next_of(Queues& queues);
  Queues& of(Lane lane) { return lanes_[static_cast<std::size_t>(lane)]; }

  std::array<Queues, 2> lanes_;
  int fresh_in_a_row_ = 0;
};

}  // namespace tocsin
