// Entrance: decode_tree(). The spanning tree is found by contracting cycles one at a time over a
// dense matrix of scores.
#include "extract/language/tree_decoding.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

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
bool is_single_rooted_tree(const std::vector<std::int32_t>& head, std::vector<char>& safe,
                           std::vector<std::size_t>& path) {
  const auto count = head.size();
  if (std::count(head.begin() + 1, head.end(), 0) != 1) return false;
  safe.assign(count, 0);
  safe[0] = 1;
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

// Chu-Liu-Edmonds with contraction in place: `weight` of the scratch is (n + 1) x (n + 1),
// [to][from]. Linear in the live nodes for each node of a cycle, so quadratic in all.
class Arborescence {
 public:
  Arborescence(TreeScratch& scratch, std::size_t count)
      : weight_(scratch.weight), from_(scratch.from), to_(scratch.to), count_(count) {}

  void solve(std::vector<std::int32_t>& head) {
    from_.resize(count_ * count_);
    to_.resize(count_ * count_);
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
    best_.assign(count_, 0);
    for (std::size_t node = 1; node < count_; ++node) best_[node] = heaviest(node, live);
    head.assign(count_, -1);
    contract(std::move(live), head);
  }

 private:
  double& weight(std::size_t to, std::size_t from) { return weight_[to * count_ + from]; }

  // The live node that is the best head of `node`.
  std::size_t heaviest(std::size_t node, const std::vector<std::size_t>& live) {
    std::size_t best = 0;
    double top = -std::numeric_limits<double>::infinity();
    for (const std::size_t other : live) {
      if (other == node || weight(node, other) <= top) continue;
      top = weight(node, other);
      best = other;
    }
    return best;
  }

  // Nodes of one cycle of best heads, empty where there is none.
  std::vector<std::size_t> find_cycle(const std::vector<std::size_t>& live) const {
    std::vector<std::size_t> mark(count_, 0);
    for (std::size_t k = 1; k < live.size(); ++k) {
      std::size_t at = live[k];
      while (at != 0 && mark[at] == 0) {
        mark[at] = k;
        at = best_[at];
      }
      if (at == 0 || mark[at] != k) continue;
      std::vector<std::size_t> cycle{at};
      for (std::size_t next = best_[at]; next != at; next = best_[next]) cycle.push_back(next);
      return cycle;
    }
    return {};
  }

  // A cycle that became one node.
  struct Contraction {
    std::vector<std::size_t> cycle;                             // cycle[0] stands for the whole
    std::vector<std::pair<std::int32_t, std::int32_t>> within;  // the cycle's own arcs: to, from
    std::vector<std::size_t> own;                               // members of cycle[0] alone
  };

  // Fills head (by original nodes) for the graph of the nodes in `live`; live[0] is the root.
  void contract(std::vector<std::size_t> live, std::vector<std::int32_t>& head) {
    std::vector<Contraction> contracted;
    for (auto cycle = find_cycle(live); !cycle.empty(); cycle = find_cycle(live))
      contracted.push_back(contract_one(std::move(cycle), live));
    for (std::size_t k = 1; k < live.size(); ++k) take(live[k], best_[live[k]], head);
    for (; !contracted.empty(); contracted.pop_back()) expand(contracted.back(), head);
  }

  // Leaves cycle[0] in `live` for the cycle.
  Contraction contract_one(std::vector<std::size_t> cycle, std::vector<std::size_t>& live) {
    const std::size_t whole = cycle[0];
    std::vector<char> inside(count_, 0);
    for (const std::size_t node : cycle) inside[node] = 1;
    std::erase_if(live, [&](std::size_t node) { return inside[node] != 0 && node != whole; });
    const std::vector<double> gain = cycle_weights(cycle);
    Contraction done;
    done.within.reserve(cycle.size());
    for (const std::size_t node : cycle) done.within.emplace_back(arc(node, best_[node]));
    for (const std::size_t node : live) {
      if (node == whole) continue;
      merge_arcs_out(node, cycle);
      merge_arcs_in(node, cycle, gain);
      if (inside[best_[node]] != 0) best_[node] = whole;
    }
    best_[whole] = heaviest(whole, live);
    done.own = members_[whole];
    for (const std::size_t node : cycle) {
      if (node != whole)
        members_[whole].insert(members_[whole].end(), members_[node].begin(), members_[node].end());
    }
    done.cycle = std::move(cycle);
    return done;
  }

  // One node of the cycle got its head from outside; the others keep the cycle's arcs.
  void expand(const Contraction& done, std::vector<std::int32_t>& head) {
    members_[done.cycle[0]] = done.own;
    for (std::size_t k = 0; k < done.cycle.size(); ++k) {
      const std::vector<std::size_t>& members = members_[done.cycle[k]];
      const bool entered = std::any_of(members.begin(), members.end(),
                                       [&](std::size_t member) { return head[member] >= 0; });
      if (!entered) head[static_cast<std::size_t>(done.within[k].first)] = done.within[k].second;
    }
  }

  std::pair<std::int32_t, std::int32_t> arc(std::size_t to, std::size_t from) const {
    return {to_[to * count_ + from], from_[to * count_ + from]};
  }
  void take(std::size_t to, std::size_t from, std::vector<std::int32_t>& head) {
    const auto [word, governor] = arc(to, from);
    head[static_cast<std::size_t>(word)] = governor;
  }
  std::vector<double> cycle_weights(const std::vector<std::size_t>& cycle) {
    std::vector<double> gain;
    gain.reserve(cycle.size());
    for (const std::size_t node : cycle) gain.push_back(weight(node, best_[node]));
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

  std::vector<double>& weight_;
  std::vector<std::int32_t>&from_, &to_;  // the original ends of each arc
  std::size_t count_;
  std::vector<std::size_t> best_;                  // the best head of each node that is live
  std::vector<std::vector<std::size_t>> members_;  // the original nodes of each that is live
};

}  // namespace

void decode_tree(std::span<const float> scores, std::int32_t words, TreeScratch& scratch,
                 std::vector<std::int32_t>& heads) {
  const auto count = static_cast<std::size_t>(words) + 1;
  heads.resize(count - 1);
  if (words == 0) return;
  std::vector<std::int32_t>& best = scratch.best;
  best.assign(count, -1);
  for (std::size_t i = 1; i < count; ++i) {
    const std::span<const float> row = scores.subspan((i - 1) * count, count);
    std::size_t top = 0;
    for (std::size_t j = 1; j < count; ++j) {
      if (j != i && row[j] > row[top]) top = j;
    }
    best[i] = static_cast<std::int32_t>(top);
  }
  if (!is_single_rooted_tree(best, scratch.safe, scratch.path)) {
    std::vector<double>& weight = scratch.weight;
    weight.assign(count * count, kImpossible);
    for (std::size_t i = 1; i < count; ++i) {
      for (std::size_t j = 0; j < count; ++j) {
        if (j != i) weight[i * count + j] = bounded(scores[(i - 1) * count + j]);
      }
      weight[i * count] -= kRootPenalty;
    }
    Arborescence(scratch, count).solve(best);
  }
  for (std::size_t i = 1; i < count; ++i) heads[i - 1] = best[i] - 1;
}

}  // namespace tocsin
