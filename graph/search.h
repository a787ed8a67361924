// SPDX-License-Identifier: Apache-2.0
// The path searches, written once over Boost.Graph's IncidenceGraph, so that the store's view, the loaded graph and the
// graphs that tests make all run the same code.
#pragma once

#include <algorithm>
#include <boost/graph/graph_traits.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <queue>
#include <set>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace entente::graph {

template <class Vertex>
struct FoundPath {
  std::vector<Vertex> vertices;
  double cost = 0;
  bool operator==(const FoundPath&) const = default;
};

template <class Graph>
using VertexOf = typename boost::graph_traits<Graph>::vertex_descriptor;
template <class Graph>
using VertexSet = boost::unordered_flat_set<VertexOf<Graph>>;

inline constexpr double kNoCost = std::numeric_limits<double>::infinity();

// A lower bound of the hops from a vertex to the goal that differs by at most one over an edge. This one knows nothing.
struct NoBound {
  template <class Vertex>
  std::size_t operator()(const Vertex& /*vertex*/) const {
    return 0;
  }
};

// Hops to `to`, known in a ball around it and bounded by the ball's radius outside. The ball grows level by level, while it does
// not hold `other_end`, over `back`, the graph whose edges lead the other way. `weight(v)` is the work of walking v's edges: a level is
// walked only while its weights sum to at most `most_work`, so no hub is ever walked for a bound.
template <class Graph>
class Ball {
 public:
  using Vertex = VertexOf<Graph>;

  template <class Weight>
  Ball(const Graph& back, Vertex to, Vertex other_end, std::size_t max_hops, std::size_t most_work, const Weight& weight)
      : back_(&back), most_work_(most_work), weight_(weight), members_{to}, level_end_{1} {
    hops_.emplace(to, 0);
    while (radius_ < max_hops && !hops_.contains(other_end)) {
      const auto level_begin = radius_ == 0 ? 0 : level_end_[radius_ - 1];
      const auto level_end = level_end_[radius_];
      if (level_begin == level_end) break;
      std::size_t work = 0;
      for (auto i = level_begin; i < level_end && work <= most_work; ++i) work += weight(members_[i]);
      if (work > most_work) break;
      for (auto i = level_begin; i < level_end; ++i) {
        const auto [begin, end] = out_edges(members_[i], back);
        for (auto it = begin; it != end; ++it) {
          const auto next = target(*it, back);
          if (hops_.emplace(next, radius_ + 1).second) members_.push_back(next);
        }
      }
      ++radius_;
      level_end_.push_back(members_.size());
    }
  }
  // The ball was cut short inside a level (a spent budget): what is known of the last level is not whole.
  void forget_last_level() {
    if (radius_ > 0) --radius_;
  }

  std::size_t operator()(Vertex vertex) const {
    const auto known = hops_.find(vertex);
    return known == hops_.end() ? radius_ + 1 : std::min(known->second, radius_ + 1);
  }
  [[nodiscard]] std::size_t radius() const { return radius_; }
  // All vertices from which `to` can be reached in at most `hops` hops without passing through `vertex`; nullptr when finding them would
  // take more than `most_work`. Where a hub alone kept the ball from growing, this is what lies on its far side.
  [[nodiscard]] const std::vector<Vertex>* beyond(Vertex vertex, std::size_t hops) const {
    const auto known = beyond_.find(vertex);
    if (known != beyond_.end() && known->second.hops >= hops) return known->second.found ? &known->second.members : nullptr;
    auto& far = beyond_[vertex];
    far = {hops, true, {members_.front()}};
    VertexSet<Graph> seen{members_.front(), vertex};
    std::size_t work = 0;
    std::size_t level_begin = 0;
    for (std::size_t i = 0; i < hops && far.found; ++i) {
      const auto level_end = far.members.size();
      for (auto at = level_begin; at < level_end && far.found; ++at) {
        work += weight_(far.members[at]);
        far.found = work <= most_work_;
        if (!far.found) break;
        const auto [begin, end] = out_edges(far.members[at], *back_);
        for (auto it = begin; it != end; ++it) {
          const auto next = target(*it, *back_);
          if (seen.insert(next).second) far.members.push_back(next);
        }
      }
      level_begin = level_end;
    }
    return far.found ? &far.members : nullptr;
  }
  // All vertices at most `hops` away; none is missing while hops <= radius().
  [[nodiscard]] std::span<const Vertex> within(std::size_t hops) const {
    return {members_.data(), level_end_[std::min({hops, radius_, level_end_.size() - 1})]};
  }

 private:
  struct Beyond {
    std::size_t hops = 0;
    bool found = false;
    std::vector<Vertex> members;
  };
  const Graph* back_;
  std::size_t most_work_;
  std::function<std::size_t(Vertex)> weight_;
  boost::unordered_flat_map<Vertex, std::size_t> hops_;
  std::vector<Vertex> members_;          // nearest first
  std::vector<std::size_t> level_end_;   // by hops
  std::size_t radius_ = 0;
  mutable std::map<Vertex, Beyond> beyond_;
};

// What a step costs: `edge_cost(e) >= 1` for the edge, `pass_cost(v) >= 0` for walking on through v; kNoCost forbids it.
//
// Cheapest path from `from` to `to` with at most `max_hops` edges that avoids `blocked` vertices, does not begin with a
// step to a vertex of `blocked_first`, and costs at most `most_cost`. Labels are (cost, hops); a label that costs no less and needs no fewer hops
// than another of its vertex is dropped, so the hop bound never hides a path. `hops_left` bounds the hops still to go; since a hop costs
// at least 1, it bounds the cost as well, and the search goes towards `to` (A*, Hart, Nilsson and Raphael 1968).
//
// Where the graph can find the edges between two vertices (edges_between) and `hops_left` is a Ball, a vertex with a long list is
// not walked but asked for the vertices of the ball; the rest of its list is walked only when no cheaper label is left, and a very long one
// only when what lies beyond it cannot be told from the goal's side. So a hub costs what is looked for in it, not what it holds. `weight(v)` is the length of the list.
template <class Graph, class EdgeCost, class PassCost, class Bound, class Weight>
class CheapestPath {
 public:
  using Vertex = VertexOf<Graph>;
  using Found = FoundPath<Vertex>;

  CheapestPath(const Graph& graph, Vertex to, const EdgeCost& edge_cost, const PassCost& pass_cost, const Bound& hops_left,
               const Weight& weight)
      : graph_(graph), to_(to), edge_cost_(edge_cost), pass_cost_(pass_cost), hops_left_(hops_left), weight_(weight) {}

  std::optional<Found> find(Vertex from, std::size_t max_hops, const VertexSet<Graph>& blocked,
                            const VertexSet<Graph>& blocked_first, double most_cost = kNoCost) {
    labels_.clear();
    queue_ = {};
    best_.clear();
    from_ = from;
    max_hops_ = max_hops;
    most_cost_ = most_cost;
    labels_.push_back({0.0, from, kNone, 0});
    queue_.push({0.0, 0, from, 0, false});
    while (!queue_.empty()) {
      const auto entry = queue_.top();
      queue_.pop();
      const auto label = labels_[entry.label];
      if (label.vertex == to_) return path_of(entry.label);
      if (!entry.rest) {
        auto& settled = settled_hops(label.vertex);
        if (settled <= label.hops) continue;
        settled = label.hops;
      }
      if (label.hops == max_hops_) continue;
      const auto passing = label.vertex == from_ ? 0.0 : pass_cost_(label.vertex);
      if (passing == kNoCost) continue;
      expand(entry, label, passing, blocked, blocked_first);
    }
    return std::nullopt;
  }

 private:
  static constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::size_t kLongList = 2048;
  static constexpr std::size_t kVeryLongList = 20'000;  // about the work that a Ball may take to spare it
  struct Label {
    double cost;
    Vertex vertex;
    std::uint32_t parent;
    std::uint32_t hops;
  };
  struct Entry {
    double whole_cost;  // so far and at least to come
    std::uint32_t hops;
    Vertex vertex;
    std::uint32_t label;
    bool rest;  // the part of a long list that lies outside the ball
    bool operator>(const Entry& other) const {
      return std::tie(whole_cost, hops, vertex, label) > std::tie(other.whole_cost, other.hops, other.vertex, other.label);
    }
  };
  struct Best {
    double cost = kNoCost;  // of the cheapest label, and its hops
    std::uint32_t hops = kNone;
    std::uint32_t settled = kNone;
  };

  std::uint32_t& settled_hops(Vertex vertex) { return best_[vertex].settled; }

  Found path_of(std::uint32_t label) const {
    Found path;
    path.cost = labels_[label].cost;
    for (auto at = label; at != kNone; at = labels_[at].parent) path.vertices.push_back(labels_[at].vertex);
    std::reverse(path.vertices.begin(), path.vertices.end());
    return path;
  }

  void expand(const Entry& entry, const Label& label, double passing, const VertexSet<Graph>& blocked,
              const VertexSet<Graph>& blocked_first) {
    const auto relax = [&](const auto& edge, Vertex next) {
      if (next == from_ || blocked.contains(next)) return;
      if (label.vertex == from_ && blocked_first.contains(next)) return;
      const auto left = hops_left_(next);
      if (label.hops + 1 + left > max_hops_) return;
      if (label.cost + passing + 1.0 + static_cast<double>(left) > most_cost_) return;
      const auto cost = label.cost + passing + edge_cost_(edge);
      const auto whole = cost + static_cast<double>(left);
      if (whole > most_cost_) return;
      const auto hops = label.hops + 1;
      auto& best = best_[next];
      if (best.settled <= hops || (best.cost <= cost && best.hops <= hops)) return;
      if (cost < best.cost) {
        best.cost = cost;
        best.hops = hops;
      }
      labels_.push_back({cost, next, entry.label, hops});
      queue_.push({whole, hops, next, static_cast<std::uint32_t>(labels_.size() - 1), false});
    };
    if constexpr (requires { graph_.edges_between(to_, to_); hops_left_.within(std::size_t{1}); }) {
      const auto list = weight_(label.vertex);
      const auto remaining = max_hops_ - label.hops - 1;  // that the next vertex may still have before it
      const auto near = hops_left_.within(remaining);
      if (list > kLongList && list > 16 * near.size()) {
        if (!entry.rest) {
          if (!graph_.spend(near.size())) return;
          for (const auto next : near) {
            const auto [begin, end] = graph_.edges_between(label.vertex, next);
            for (auto it = begin; it != end; ++it) relax(*it, next);
          }
          const auto outside = hops_left_.radius() + 1;
          const auto whole = label.cost + passing + 1.0 + static_cast<double>(outside);
          if (outside <= remaining && whole <= most_cost_) queue_.push({whole, label.hops, label.vertex, entry.label, true});
          return;
        }
        const auto radius = hops_left_.radius();
        if (list > kVeryLongList) {
          if (const auto* const far = hops_left_.beyond(label.vertex, remaining)) {
            if (!graph_.spend(far->size())) return;
            for (const auto next : *far) {
              if (hops_left_(next) <= radius) continue;
              const auto [begin, end] = graph_.edges_between(label.vertex, next);
              for (auto it = begin; it != end; ++it) relax(*it, next);
            }
            return;
          }
        }
        const auto [begin, end] = out_edges(label.vertex, graph_);
        for (auto it = begin; it != end; ++it) {
          const auto edge = *it;
          const auto next = target(edge, graph_);
          if (hops_left_(next) > radius) relax(edge, next);
        }
        return;
      }
    }
    const auto [begin, end] = out_edges(label.vertex, graph_);
    for (auto it = begin; it != end; ++it) {
      const auto edge = *it;
      relax(edge, target(edge, graph_));
    }
  }

  const Graph& graph_;
  Vertex to_;
  const EdgeCost& edge_cost_;
  const PassCost& pass_cost_;
  const Bound& hops_left_;
  const Weight& weight_;
  Vertex from_{};
  std::size_t max_hops_ = 0;
  double most_cost_ = kNoCost;
  std::vector<Label> labels_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
  boost::unordered_flat_map<Vertex, Best> best_;
};

struct UnitWeight {
  template <class Vertex>
  std::size_t operator()(const Vertex& /*vertex*/) const {
    return 1;
  }
};

template <class Graph, class EdgeCost, class PassCost, class Bound = NoBound>
std::optional<FoundPath<VertexOf<Graph>>> cheapest_path(const Graph& graph, VertexOf<Graph> from, VertexOf<Graph> to,
                                                        std::size_t max_hops, const EdgeCost& edge_cost,
                                                        const PassCost& pass_cost, const Bound& hops_left = {}) {
  const UnitWeight weight;
  return CheapestPath(graph, to, edge_cost, pass_cost, hops_left, weight).find(from, max_hops, {}, {});
}

// The cheapest edge between two vertices; kNoCost when there is none.
template <class Graph, class EdgeCost>
double step_cost(const Graph& graph, VertexOf<Graph> a, VertexOf<Graph> b, const EdgeCost& edge_cost) {
  double best = kNoCost;
  if constexpr (requires { graph.edges_between(a, b); }) {
    const auto [begin, end] = graph.edges_between(a, b);
    for (auto it = begin; it != end; ++it) best = std::min(best, edge_cost(*it));
  } else {
    const auto [begin, end] = out_edges(a, graph);
    for (auto it = begin; it != end; ++it) {
      if (target(*it, graph) == b) best = std::min(best, edge_cost(*it));
    }
  }
  return best;
}

// The k cheapest loopless paths (Yen 1971, with Lawler's refinement of 1972: a path found by leaving another one at its i-th vertex is
// left only from there on), parallel edges counting as one step by the cheapest of them. Stops early, with what it has, when `keep_going` returns false.
template <class Graph, class EdgeCost, class PassCost, class Bound = NoBound, class Weight = UnitWeight>
std::vector<FoundPath<VertexOf<Graph>>> cheapest_paths(const Graph& graph, VertexOf<Graph> from, VertexOf<Graph> to,
                                                       std::size_t max_hops, std::size_t k, const EdgeCost& edge_cost,
                                                       const PassCost& pass_cost, const std::function<bool()>& keep_going,
                                                       const Bound& hops_left = {}, const Weight& weight = {}) {
  using Vertex = VertexOf<Graph>;
  using Found = FoundPath<Vertex>;
  struct Waiting {
    Found path;
    std::size_t left_at = 0;
  };
  const auto less = [](const Waiting& a, const Waiting& b) {
    const auto rank = [](const Waiting& item) {
      return std::tuple<double, std::size_t, const std::vector<Vertex>&>(item.path.cost, item.path.vertices.size(), item.path.vertices);
    };
    return rank(a) < rank(b);
  };
  std::vector<Found> paths;
  if (from == to || k == 0) return paths;
  CheapestPath search(graph, to, edge_cost, pass_cost, hops_left, weight);
  auto first = search.find(from, max_hops, {}, {});
  if (!first) return paths;
  paths.push_back(std::move(*first));
  std::size_t left_at = 0;
  std::set<Waiting, decltype(less)> waiting(less);
  std::set<std::vector<Vertex>> known{paths.front().vertices};
  while (paths.size() < k && keep_going()) {
    const auto last = paths.back();
    double root_cost = 0;  // of the part before the spur, passing costs included
    VertexSet<Graph> blocked;
    for (std::size_t spur = 0; spur + 1 < last.vertices.size(); ++spur) {
      const auto at = last.vertices[spur];
      const auto passing = spur == 0 ? 0.0 : pass_cost(at);
      if (spur >= left_at) {
        VertexSet<Graph> blocked_first;
        for (const auto& path : paths) {
          if (path.vertices.size() > spur + 1 &&
              std::equal(last.vertices.begin(), last.vertices.begin() + static_cast<std::ptrdiff_t>(spur) + 1,
                         path.vertices.begin())) {
            blocked_first.insert(path.vertices[spur + 1]);
          }
        }
        // Once enough paths wait, a dearer one than the last of those that will be taken is of no use.
        double most = kNoCost;
        const auto wanted = k - paths.size();
        if (waiting.size() >= wanted) most = std::next(waiting.begin(), static_cast<std::ptrdiff_t>(wanted) - 1)->path.cost;
        // Costs are sums in another order here than there: leave room for their rounding.
        auto rest = search.find(at, max_hops - spur, blocked, blocked_first, most - root_cost - passing + 1e-9);
        if (rest) {
          Waiting found;
          found.left_at = spur;
          found.path.cost = root_cost + passing + rest->cost;
          found.path.vertices.assign(last.vertices.begin(), last.vertices.begin() + static_cast<std::ptrdiff_t>(spur));
          found.path.vertices.insert(found.path.vertices.end(), rest->vertices.begin(), rest->vertices.end());
          if (known.insert(found.path.vertices).second) waiting.insert(std::move(found));
        }
      }
      root_cost += passing + step_cost(graph, at, last.vertices[spur + 1], edge_cost);
      blocked.insert(at);
    }
    if (waiting.empty()) break;
    left_at = waiting.begin()->left_at;
    paths.push_back(waiting.begin()->path);
    waiting.erase(waiting.begin());
  }
  return paths;
}

// The neighbours of a vertex, some at a time, until `visit` returns false; false then. A graph that knows a shorter way than its edges has `neighbours` of
// its own.
template <class Graph, class Visit>
bool neighbours(const Graph& graph, VertexOf<Graph> vertex, const Visit& visit) {
  if constexpr (requires { graph.neighbours(vertex, visit); }) {
    return graph.neighbours(vertex, visit);
  } else {
    const auto [begin, end] = out_edges(vertex, graph);
    for (auto it = begin; it != end; ++it) {
      const auto found = target(*it, graph);
      if (!visit(std::span<const VertexOf<Graph>>(&found, 1))) return false;
    }
    return true;
  }
}

// The vertices that the two sides of a search have reached, in the order in which they were, and a table of their places to find them by. The table is
// kept nearly empty: then most looks at it meet a free place, which the processor guesses right, and a usual search stays in its nearest cache.
// For vertices that are numbers below 2^32, and fewer than 2^31 of them.
template <class Vertex>
class ReachedVertices {
 public:
  struct Known {
    Vertex vertex = 0;
    std::uint32_t from = 0;  // the place of the vertex that led here (where a side began, its own), twice, and one for the forward side
    [[nodiscard]] bool by_forward() const { return (from & 1u) != 0; }
    [[nodiscard]] std::size_t parent() const { return from >> 1u; }
  };
  ReachedVertices() : table_(std::size_t{1} << kFewestBits, 0) { known_.reserve(table_.size() / kRoom); }

  [[nodiscard]] std::size_t size() const { return known_.size(); }
  [[nodiscard]] const Known& operator[](std::size_t place) const { return known_[place]; }

  // Adds those that are not known, until one is known to the other side and `touches(vertex)`: its place, else nothing.
  template <class Touches>
  std::optional<std::size_t> add(std::span<const Vertex> vertices, std::size_t parent, bool by_forward, const Touches& touches) {
    auto size = known_.size();
    if ((size + vertices.size()) * kRoom > table_.size()) grow(size + vertices.size());
    known_.resize(size + vertices.size());
    const auto from = static_cast<std::uint32_t>(parent << 1u) | (by_forward ? 1u : 0u);
    auto* const known = known_.data();  // these and `shift` stay in registers
    auto* const table = table_.data();
    const auto shift = 32 - bits_;
    const auto mask = table_.size() - 1;
    std::optional<std::size_t> touched;
    for (const auto vertex : vertices) {
      auto at = first_look(vertex, shift);
      while (table[at] != 0 && known[table[at] - 1].vertex != vertex) at = (at + 1) & mask;
      if (table[at] == 0) {
        known[size] = {vertex, from};
        table[at] = static_cast<std::uint32_t>(++size);
      } else if (const std::size_t place = table[at] - 1; known[place].by_forward() != by_forward && touches(vertex)) {
        touched = place;
        break;
      }
    }
    known_.resize(size);
    return touched;
  }

 private:
  static constexpr unsigned kFewestBits = 12;  // 16 KB, half of a usual nearest cache
  static constexpr std::size_t kRoom = 4;      // places of the table for each vertex, at least
  [[nodiscard]] static std::size_t first_look(Vertex vertex, unsigned shift) { return static_cast<std::uint32_t>(static_cast<std::uint32_t>(vertex) * 0x9e3779b1u) >> shift; }
  void grow(std::size_t size) {
    while ((std::size_t{1} << bits_) < size * kRoom) bits_ += 2;
    table_.assign(std::size_t{1} << bits_, 0);
    for (std::size_t i = 0; i < known_.size(); ++i) {
      auto at = first_look(known_[i].vertex, 32 - bits_);
      while (table_[at] != 0) at = (at + 1) & (table_.size() - 1);
      table_[at] = static_cast<std::uint32_t>(i + 1);
    }
  }
  std::vector<Known> known_;
  std::vector<std::uint32_t> table_;  // place + 1; 0 = free
  unsigned bits_ = kFewestBits;
};

// Fewest hops between two vertices, at most `max_hops`, by growing the lighter of two balls until they touch; empty when there is no
// path. `back` has the edges of `graph` the other way round (the same graph where both ways are alike). `closed(v)` forbids walking
// through v. `weight(v)` is the work of walking v's edges.
inline constexpr std::size_t kAhead = 4;      // vertices between the one that is walked and the one that memory is asked for
template <class Graph, class Closed, class Weight>
std::vector<VertexOf<Graph>> shortest_path(const Graph& graph, const Graph& back, VertexOf<Graph> from, VertexOf<Graph> to,
                                           std::size_t max_hops, const Closed& closed, const Weight& weight) {
  using Vertex = VertexOf<Graph>;
  struct Side {
    const Graph* graph;
    std::size_t level, level_end;     // places of the last level
    std::optional<std::size_t> work;  // of walking it; reckoned when it is asked for, since the last level's never is
  };
  if (from == to) return {from};
  // One memory for both sides: a vertex is asked for once, and whose it is tells whether the sides touch. A closed vertex that both
  // reach stays the first one's, which changes nothing, as neither walks on from it.
  ReachedVertices<Vertex> reached;
  const auto never = [](Vertex) { return false; };
  reached.add(std::span<const Vertex>(&from, 1), 0, true, never);
  reached.add(std::span<const Vertex>(&to, 1), 1, false, never);
  Side forward{&graph, 0, 1, {}};
  Side backward{&back, 1, 2, {}};
  const auto work_of = [&](Side& side) {
    if (!side.work) {
      side.work = 0;
      for (auto i = side.level; i < side.level_end; ++i) {
        if (const auto vertex = reached[i].vertex; !closed(vertex)) *side.work += weight(vertex);
      }
    }
    return *side.work;
  };
  for (std::size_t hops = 0; hops < max_hops; ++hops) {
    const bool is_forward = work_of(forward) <= work_of(backward);
    auto& side = is_forward ? forward : backward;
    const auto other_start = is_forward ? to : from;
    const auto start = is_forward ? from : to;
    const auto next_level = reached.size();
    for (auto i = side.level; i < side.level_end; ++i) {
      const auto vertex = reached[i].vertex;
      if constexpr (requires { graph.prefetch(vertex, vertex); }) {
        const auto ahead = [&](std::size_t steps) { return reached[std::min(i + steps, side.level_end - 1)].vertex; };
        side.graph->prefetch(ahead(2 * kAhead), ahead(kAhead));
      }
      if (vertex != start && closed(vertex)) continue;
      std::optional<std::size_t> touched;
      neighbours(*side.graph, vertex, [&](std::span<const Vertex> found) {
        touched = reached.add(found, i, is_forward, [&](Vertex one) { return one == other_start || !closed(one); });
        return !touched;
      });
      if (!touched) continue;
      std::vector<Vertex> path;
      const auto walk = [&](std::size_t at) {
        for (path.push_back(reached[at].vertex); reached[at].parent() != at; path.push_back(reached[at].vertex)) at = reached[at].parent();
      };
      walk(i);
      std::reverse(path.begin(), path.end());
      walk(*touched);
      if (!is_forward) std::reverse(path.begin(), path.end());
      return path;
    }
    if (reached.size() == next_level) return {};
    side.level = next_level;
    side.level_end = reached.size();
    side.work.reset();
  }
  return {};
}

// The k cheapest loopless paths under rules that a label alone cannot judge: a state walks along. `start` is the state at `from`;
// `advance(state, edge)` gives the state behind the edge, or nothing where the rules forbid it; `missing_hops(vertex, state)` bounds the hops
// that are left from below (more than max_hops = never); `done(state)` tells whether a path may end. Prefixes of paths are taken up best first,
// so the first k ends are the k cheapest; there is no domination among them, since a cheaper prefix may block what a dearer one allows.
// `keep_going` is asked at each prefix.
template <class Graph, class State, class Advance, class MissingHops, class Done, class EdgeCost, class PassCost>
std::vector<FoundPath<VertexOf<Graph>>> cheapest_ruled_paths(const Graph& graph, VertexOf<Graph> from, VertexOf<Graph> to,
                                                             std::size_t max_hops, std::size_t k, const State& start,
                                                             const Advance& advance, const MissingHops& missing_hops, const Done& done,
                                                             const EdgeCost& edge_cost, const PassCost& pass_cost,
                                                             const std::function<bool()>& keep_going) {
  using Vertex = VertexOf<Graph>;
  struct Label {
    double cost;
    Vertex vertex;
    std::uint32_t parent;
    std::uint32_t hops;
    State state;
  };
  constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
  using Entry = std::tuple<double, std::uint32_t, Vertex, std::uint32_t>;
  std::vector<Label> labels{{0.0, from, kNone, 0, start}};
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  queue.emplace(static_cast<double>(missing_hops(from, start)), 0, from, 0);
  std::vector<FoundPath<Vertex>> paths;
  std::set<std::vector<Vertex>> known;
  if (from == to) return paths;
  while (!queue.empty() && paths.size() < k && keep_going()) {
    const auto index = std::get<3>(queue.top());
    queue.pop();
    const auto label = labels[index];
    if (label.vertex == to) {
      FoundPath<Vertex> path;
      path.cost = label.cost;
      for (auto at = index; at != kNone; at = labels[at].parent) path.vertices.push_back(labels[at].vertex);
      std::reverse(path.vertices.begin(), path.vertices.end());
      if (known.insert(path.vertices).second) paths.push_back(std::move(path));
      continue;
    }
    if (label.hops == max_hops) continue;
    const auto passing = label.vertex == from ? 0.0 : pass_cost(label.vertex);
    if (passing == kNoCost) continue;
    const auto [begin, end] = out_edges(label.vertex, graph);
    for (auto it = begin; it != end; ++it) {
      const auto edge = *it;
      const auto next = target(edge, graph);
      bool again = false;
      for (auto at = index; at != kNone && !again; at = labels[at].parent) again = labels[at].vertex == next;
      if (again) continue;
      const auto state = advance(label.state, edge);
      if (!state) continue;
      if (next == to && !done(*state)) continue;
      const std::size_t left = next == to ? 0 : missing_hops(next, *state);
      if (label.hops + 1 + left > max_hops) continue;
      const auto cost = label.cost + passing + edge_cost(edge);
      labels.push_back({cost, next, index, label.hops + 1, *state});
      queue.emplace(cost + static_cast<double>(left), label.hops + 1, next, static_cast<std::uint32_t>(labels.size() - 1));
    }
  }
  return paths;
}

// The k cheapest rings through `centre` of 3 to `max_length` edges that meet no other vertex twice; vertices begins and ends with the
// centre. Unless `directed`, a ring and the same walked backwards are one, given from the smaller of the centre's two neighbours.
// `hops_left` bounds the hops back to the centre.
template <class Graph, class EdgeCost, class PassCost, class Bound>
std::vector<FoundPath<VertexOf<Graph>>> cheapest_rings(const Graph& graph, VertexOf<Graph> centre, std::size_t max_length, std::size_t k,
                                                       bool directed, const EdgeCost& edge_cost, const PassCost& pass_cost,
                                                       const std::function<bool()>& keep_going, const Bound& hops_left) {
  using Vertex = VertexOf<Graph>;
  struct Label {
    double cost;
    Vertex vertex;
    std::uint32_t parent;
    std::uint32_t hops;
  };
  constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
  using Entry = std::tuple<double, std::uint32_t, Vertex, std::uint32_t>;
  std::vector<Label> labels{{0.0, centre, kNone, 0}};
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  queue.emplace(0.0, 0, centre, 0);
  std::vector<FoundPath<Vertex>> rings;
  std::set<std::vector<Vertex>> known;
  while (!queue.empty() && rings.size() < k && keep_going()) {
    const auto index = std::get<3>(queue.top());
    queue.pop();
    const auto label = labels[index];
    if (label.hops > 0 && label.vertex == centre) {
      FoundPath<Vertex> ring;
      ring.cost = label.cost;
      for (auto at = index; at != kNone; at = labels[at].parent) ring.vertices.push_back(labels[at].vertex);
      std::reverse(ring.vertices.begin(), ring.vertices.end());
      if (!directed && ring.vertices[1] > ring.vertices[ring.vertices.size() - 2]) continue;
      if (known.insert(ring.vertices).second) rings.push_back(std::move(ring));
      continue;
    }
    if (label.hops == max_length) continue;
    const auto passing = label.hops == 0 ? 0.0 : pass_cost(label.vertex);
    if (passing == kNoCost) continue;
    const auto [begin, end] = out_edges(label.vertex, graph);
    for (auto it = begin; it != end; ++it) {
      const auto edge = *it;
      const auto next = target(edge, graph);
      if (next == centre) {
        if (label.hops < 2) continue;
      } else {
        bool again = false;
        for (auto at = index; at != kNone && !again; at = labels[at].parent) again = labels[at].vertex == next;
        if (again) continue;
      }
      const std::size_t left = next == centre ? 0 : std::max<std::size_t>(1, hops_left(next));
      if (label.hops + 1 + left > max_length) continue;
      const auto cost = label.cost + passing + edge_cost(edge);
      labels.push_back({cost, next, index, label.hops + 1});
      queue.emplace(cost + static_cast<double>(left), label.hops + 1, next, static_cast<std::uint32_t>(labels.size() - 1));
    }
  }
  return rings;
}

}  // namespace entente::graph
