// SPDX-License-Identifier: Apache-2.0
#include "graph/fragility.h"

#include <algorithm>
#include <limits>
#include <set>
#include <unordered_map>

namespace entente::graph {
namespace {

using Set = std::vector<std::uint32_t>;  // sorted
using Hops = std::vector<Set>;

// Which origins to take away so that every path loses a whole hop: minimum union of one hop a path.
class Breaker {
 public:
  Breaker(std::vector<Hops> paths, std::size_t origins, std::size_t most_steps)
      : paths_(std::move(paths)), removed_(origins, false), steps_left_(most_steps) {}

  Fragility solve() {
    Fragility out;
    out.lower = bound();
    best_size_ = std::numeric_limits<std::size_t>::max();
    best_.clear();
    greedy();
    go();
    out.upper = best_size_;
    if (steps_left_ > 0) out.lower = out.upper;
    for (const auto origin : best_) out.origins.push_back(origin);
    return out;
  }

 private:
  [[nodiscard]] std::size_t left_of(const Set& hop) const {
    return static_cast<std::size_t>(std::count_if(hop.begin(), hop.end(), [&](std::uint32_t origin) { return !removed_[origin]; }));
  }
  // The fewest origins that are left in a hop of the path; 0 = broken.
  [[nodiscard]] std::size_t weakest(const Hops& path) const {
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (const auto& hop : path) least = std::min(least, left_of(hop));
    return least;
  }
  // Paths that share no origin that is left must each lose their own: their weakest hops add up.
  [[nodiscard]] std::size_t bound() const {
    std::vector<bool> used(removed_.size(), false);
    std::size_t sum = 0;
    std::size_t most = 0;
    std::vector<std::pair<std::size_t, std::size_t>> order;
    for (std::size_t i = 0; i < paths_.size(); ++i) {
      if (const auto least = weakest(paths_[i]); least > 0) {
        order.emplace_back(least, i);
        most = std::max(most, least);
      }
    }
    std::sort(order.begin(), order.end());
    for (const auto& [least, i] : order) {
      const auto& path = paths_[i];
      const bool apart = std::none_of(path.begin(), path.end(), [&](const Set& hop) {
        return std::any_of(hop.begin(), hop.end(), [&](std::uint32_t origin) { return !removed_[origin] && used[origin]; });
      });
      if (!apart) continue;
      sum += least;
      for (const auto& hop : path) {
        for (const auto origin : hop) used[origin] = true;
      }
    }
    return std::max(sum, most);
  }
  void keep() {
    if (size_ >= best_size_) return;
    best_size_ = size_;
    best_.clear();
    for (std::uint32_t origin = 0; origin < removed_.size(); ++origin) {
      if (removed_[origin]) best_.push_back(origin);
    }
  }
  std::vector<std::uint32_t> remove(const Set& hop) {
    std::vector<std::uint32_t> now;
    for (const auto origin : hop) {
      if (removed_[origin]) continue;
      removed_[origin] = true;
      now.push_back(origin);
    }
    size_ += now.size();
    return now;
  }
  void give_back(const std::vector<std::uint32_t>& origins) {
    for (const auto origin : origins) removed_[origin] = false;
    size_ -= origins.size();
  }
  // A first answer: the hop that breaks the most paths an origin, again and again.
  void greedy() {
    std::vector<std::uint32_t> all;
    for (;;) {
      const Set* best = nullptr;
      double best_worth = -1;
      for (const auto& path : paths_) {
        if (weakest(path) == 0) continue;
        for (const auto& hop : path) {
          const auto now = remove(hop);
          const auto broken = std::count_if(paths_.begin(), paths_.end(), [&](const Hops& other) { return weakest(other) == 0; });
          const auto worth = static_cast<double>(broken) / static_cast<double>(now.size());
          give_back(now);
          if (worth > best_worth) {
            best_worth = worth;
            best = &hop;
          }
        }
      }
      if (best == nullptr) break;
      const auto now = remove(*best);
      all.insert(all.end(), now.begin(), now.end());
    }
    keep();
    give_back(all);
  }
  void go() {
    if (steps_left_ == 0) return;
    --steps_left_;
    const Hops* open = nullptr;
    std::size_t open_size = std::numeric_limits<std::size_t>::max();
    for (const auto& path : paths_) {
      if (weakest(path) > 0 && path.size() < open_size) {
        open = &path;
        open_size = path.size();
      }
    }
    if (open == nullptr) {
      keep();
      return;
    }
    if (size_ + bound() >= best_size_) return;
    std::vector<std::pair<std::size_t, const Set*>> hops;
    for (const auto& hop : *open) hops.emplace_back(left_of(hop), &hop);
    std::sort(hops.begin(), hops.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first < b.first : *a.second < *b.second; });
    for (const auto& [left, hop] : hops) {
      const auto now = remove(*hop);
      go();
      give_back(now);
    }
  }

  std::vector<Hops> paths_;
  std::vector<bool> removed_;
  std::size_t size_ = 0;
  std::size_t steps_left_;
  std::size_t best_size_ = 0;
  std::vector<std::uint32_t> best_;
};

}  // namespace

Fragility fragility_of(const std::vector<std::vector<std::vector<std::uint32_t>>>& paths, std::size_t most_steps) {
  // Dense numbers for the origins, so that a set of them is an array.
  std::vector<std::uint32_t> origins;
  for (const auto& path : paths) {
    for (const auto& hop : path) origins.insert(origins.end(), hop.begin(), hop.end());
  }
  std::sort(origins.begin(), origins.end());
  origins.erase(std::unique(origins.begin(), origins.end()), origins.end());
  std::set<Hops> different;
  for (const auto& path : paths) {
    std::set<Set> hops;
    for (const auto& hop : path) {
      Set dense;
      for (const auto origin : hop) {
        dense.push_back(static_cast<std::uint32_t>(std::lower_bound(origins.begin(), origins.end(), origin) - origins.begin()));
      }
      std::sort(dense.begin(), dense.end());
      dense.erase(std::unique(dense.begin(), dense.end()), dense.end());
      hops.insert(std::move(dense));
    }
    // A hop that holds whenever another one of its path does is never the better one to break.
    Hops least;
    for (const auto& hop : hops) {
      const bool contains_another = std::any_of(hops.begin(), hops.end(), [&](const Set& other) {
        return other != hop && std::includes(hop.begin(), hop.end(), other.begin(), other.end());
      });
      if (!contains_another) least.push_back(hop);
    }
    if (!least.empty() && !least.front().empty()) different.insert(std::move(least));
  }
  Breaker breaker({different.begin(), different.end()}, origins.size(), most_steps);
  auto out = breaker.solve();
  for (auto& origin : out.origins) origin = origins[origin];
  return out;
}

Fragility find_fragility(const Snapshot& snapshot, const PathAnswer& answer, const PathOptions& options) {
  ClaimGraph graph(snapshot, options.filter, options.budget);
  std::vector<std::vector<std::vector<std::uint32_t>>> paths;
  for (const auto& path : answer.paths) {
    for (const auto vertex : path.vertices) graph.always_admit(vertex);
    auto& hops = paths.emplace_back();
    for (const auto& hop : path.hops) {
      auto& origins = hops.emplace_back();
      const auto [begin, end] = graph.edges_between(hop.from, hop.to);
      for (auto it = begin; it != end; ++it) {
        for (const auto& row : graph.claims(*it)) origins.push_back(snapshot.origin_of(row.ingest));
      }
    }
  }
  return fragility_of(paths);
}

}  // namespace entente::graph
