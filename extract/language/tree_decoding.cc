// Entrance: decode_tree(). The spanning tree is found by contracting cycles one at a time over a
// dense matrix of scores.
#include "extract/language/tree_decoding.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tocsin {
namespace {

constexpr double kImpossible = -1e15;
constexpr double kBound = 1e6;         // of a score; what is no number counts as the lowest
constexpr double kRootPenalty = 1e10;  // beyond any sum of scores: the fewest roots win

double bounded(float score) {
  return std::isnan(score) ? -kBound : std::clamp(static_cast<double>(score), -kBound, kBound);
}

// Nodes are 0, the root, and 1..n; head[i] is a node. True where every node reaches the root and
// just one hangs below it.
bool is_single_rooted_tree(const std::vector<std::int32_t>& head) {
  const auto count = head.size();
  if (std::count(head.begin() + 1, head.end(), 0) != 1) return false;
  std::vector<char> safe(count, 0);
  safe[0] = 1;
  std::vector<std::size_t> path;
  for (std::size_t node = 1; node < count; ++node) {
    path.clear();
    std::size_t at = node;
    while (safe[at] == 0 && path.size() <= count) {
      path.push_back(at);
      at = static_cast<std::size_t>(head[at]);
    }
    if (safe[at] == 0) return false;
    for (const std::size_t step : path) safe[step] = 1;
  }
  return true;
}

// Chu-Liu-Edmonds with contraction in place: `weight` is (n + 1) x (n + 1), [to][from].
class Arborescence {
 public:
  Arborescence(std::vector<double> weight, std::size_t count)
      : weight_(std::move(weight)), count_(count) {}

  std::vector<std::int32_t> solve() {
    from_.assign(count_ * count_, 0);
    to_.assign(count_ * count_, 0);
    for (std::size_t i = 0; i < count_; ++i) {
      for (std::size_t j = 0; j < count_; ++j) {
        from_[i * count_ + j] = static_cast<std::int32_t>(j);
        to_[i * count_ + j] = static_cast<std::int32_t>(i);
      }
    }
    std::vector<std::size_t> live(count_);
    members_.resize(count_);
    for (std::size_t i = 0; i < count_; ++i) {
      live[i] = i;
      members_[i] = {i};
    }
    std::vector<std::int32_t> head(count_, -1);
    contract(live, head);
    return head;
  }

 private:
  double& weight(std::size_t to, std::size_t from) { return weight_[to * count_ + from]; }

  // Nodes of one cycle of `best`, empty where there is none.
  std::vector<std::size_t> find_cycle(const std::vector<std::size_t>& live,
                                      const std::vector<std::size_t>& best) const {
    std::vector<std::size_t> mark(count_, 0);
    for (std::size_t k = 1; k < live.size(); ++k) {
      std::size_t at = live[k];
      while (at != 0 && mark[at] == 0) {
        mark[at] = k;
        at = best[at];
      }
      if (at == 0 || mark[at] != k) continue;
      std::vector<std::size_t> cycle{at};
      for (std::size_t next = best[at]; next != at; next = best[next]) cycle.push_back(next);
      return cycle;
    }
    return {};
  }

  // Fills head (by original nodes) for the graph of the nodes in `live`; live[0] is the root.
  void contract(const std::vector<std::size_t>& live, std::vector<std::int32_t>& head) {
    std::vector<std::size_t> best(count_, 0);
    for (std::size_t k = 1; k < live.size(); ++k) {
      const std::size_t node = live[k];
      double top = -std::numeric_limits<double>::infinity();
      for (const std::size_t other : live) {
        if (other != node && weight(node, other) > top) {
          top = weight(node, other);
          best[node] = other;
        }
      }
    }
    const std::vector<std::size_t> cycle = find_cycle(live, best);
    if (cycle.empty()) {
      for (std::size_t k = 1; k < live.size(); ++k) take(live[k], best[live[k]], head);
      return;
    }
    // cycle[0] stands for the whole cycle from here on.
    const std::size_t whole = cycle[0];
    std::vector<char> inside(count_, 0);
    for (const std::size_t node : cycle) inside[node] = 1;
    std::vector<std::size_t> outside;
    for (const std::size_t node : live) {
      if (inside[node] == 0 || node == whole) outside.push_back(node);
    }
    const std::vector<double> gain = cycle_weights(cycle, best);
    for (const std::size_t node : outside) {
      if (node == whole) continue;
      merge_arcs_out(node, cycle);
      merge_arcs_in(node, cycle, gain);
    }
    std::vector<std::pair<std::int32_t, std::int32_t>> within;  // the cycle's own arcs: to, from
    within.reserve(cycle.size());
    for (const std::size_t node : cycle) within.emplace_back(arc(node, best[node]));
    const std::vector<std::size_t> own = members_[whole];
    for (const std::size_t node : cycle) {
      if (node != whole)
        members_[whole].insert(members_[whole].end(), members_[node].begin(), members_[node].end());
    }
    contract(outside, head);
    // One node of the cycle got its head from outside; the others keep the cycle's arcs.
    members_[whole] = own;
    for (std::size_t k = 0; k < cycle.size(); ++k) {
      const std::vector<std::size_t>& members = members_[cycle[k]];
      const bool entered = std::any_of(members.begin(), members.end(),
                                       [&](std::size_t member) { return head[member] >= 0; });
      if (!entered) head[static_cast<std::size_t>(within[k].first)] = within[k].second;
    }
  }

  std::pair<std::int32_t, std::int32_t> arc(std::size_t to, std::size_t from) const {
    return {to_[to * count_ + from], from_[to * count_ + from]};
  }
  void take(std::size_t to, std::size_t from, std::vector<std::int32_t>& head) {
    const auto [word, governor] = arc(to, from);
    head[static_cast<std::size_t>(word)] = governor;
  }
  std::vector<double> cycle_weights(const std::vector<std::size_t>& cycle,
                                    const std::vector<std::size_t>& best) {
    std::vector<double> gain;
    gain.reserve(cycle.size());
    for (const std::size_t node : cycle) gain.push_back(weight(node, best[node]));
    return gain;
  }
  void move_arc(std::size_t to, std::size_t from, std::size_t old_to, std::size_t old_from,
                double value) {
    weight(to, from) = value;
    to_[to * count_ + from] = to_[old_to * count_ + old_from];
    from_[to * count_ + from] = from_[old_to * count_ + old_from];
  }
  // The best arc from any node of the cycle to `node` becomes the arc from the whole.
  void merge_arcs_out(std::size_t node, const std::vector<std::size_t>& cycle) {
    std::size_t top = cycle[0];
    for (const std::size_t member : cycle) {
      if (weight(node, member) > weight(node, top)) top = member;
    }
    move_arc(node, cycle[0], node, top, weight(node, top));
  }
  // The arc into the whole is the one that loses least against the arc of the cycle it replaces.
  void merge_arcs_in(std::size_t node, const std::vector<std::size_t>& cycle,
                     const std::vector<double>& gain) {
    std::size_t top = 0;
    for (std::size_t k = 0; k < cycle.size(); ++k) {
      if (weight(cycle[k], node) - gain[k] > weight(cycle[top], node) - gain[top]) top = k;
    }
    move_arc(cycle[0], node, cycle[top], node, weight(cycle[top], node) - gain[top]);
  }

  std::vector<double> weight_;
  std::size_t count_;
  std::vector<std::int32_t> from_, to_;            // the original ends of each arc
  std::vector<std::vector<std::size_t>> members_;  // the original nodes of each that is live
};

}  // namespace

bool decode_tree(std::span<const float> scores, std::int32_t words,
                 std::vector<std::int32_t>& heads) {
  const auto count = static_cast<std::size_t>(words) + 1;
  heads.resize(count - 1);
  if (words == 0) return false;
  std::vector<std::int32_t> best(count, -1);
  for (std::size_t i = 1; i < count; ++i) {
    const std::span<const float> row = scores.subspan((i - 1) * count, count);
    std::size_t top = 0;
    for (std::size_t j = 1; j < count; ++j) {
      if (j != i && row[j] > row[top]) top = j;
    }
    best[i] = static_cast<std::int32_t>(top);
  }
  const bool tree = is_single_rooted_tree(best);
  if (!tree) {
    std::vector<double> weight(count * count, kImpossible);
    for (std::size_t i = 1; i < count; ++i) {
      for (std::size_t j = 0; j < count; ++j) {
        if (j != i) weight[i * count + j] = bounded(scores[(i - 1) * count + j]);
      }
      weight[i * count] -= kRootPenalty;
    }
    best = Arborescence(std::move(weight), count).solve();
  }
  for (std::size_t i = 1; i < count; ++i) heads[i - 1] = best[i] - 1;
  return !tree;
}

}  // namespace tocsin
