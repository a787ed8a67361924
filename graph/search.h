// SPDX-License-Identifier: Apache-2.0
// The path search, written once over Boost.Graph's IncidenceGraph, so that the store's view, a loaded graph and the
// graphs that tests make all run the same code.
#pragma once

#include <algorithm>
#include <boost/graph/graph_traits.hpp>
#include <cstddef>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <queue>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace entente::graph {

template <class Vertex>
struct FoundPath {
  std::vector<Vertex> vertices;
  double cost = 0;
  bool operator==(const FoundPath&) const = default;
};

// What a step costs: `edge_cost(e) > 0` for the edge, `pass_cost(v) >= 0` for walking on through v.
//
// Cheapest path from `from` to `to` with at most `max_hops` edges that avoids `blocked` vertices and does not begin with a
// step to a vertex of `blocked_first`. Labels are (cost, hops); a costlier label of a vertex is kept only when it needs
// fewer hops, so the hop bound never hides a path. Ties are broken by the vertices, so the answer is unique.
//
// `hops_left(v)` is a lower bound of the hops from v to `to` that differs by at most one over an edge. Since a hop costs at least 1, it bounds
// the cost as well, and the search goes towards `to` (A*, Hart, Nilsson and Raphael 1968). NoBound knows nothing.
struct NoBound {
  template <class Vertex>
  std::size_t operator()(const Vertex& /*vertex*/) const {
    return 0;
  }
};

template <class Graph, class EdgeCost, class PassCost, class Bound = NoBound>
std::optional<FoundPath<typename boost::graph_traits<Graph>::vertex_descriptor>> cheapest_path(
    const Graph& graph, typename boost::graph_traits<Graph>::vertex_descriptor from,
    typename boost::graph_traits<Graph>::vertex_descriptor to, std::size_t max_hops,
    const std::unordered_set<typename boost::graph_traits<Graph>::vertex_descriptor>& blocked,
    const std::unordered_set<typename boost::graph_traits<Graph>::vertex_descriptor>& blocked_first,
    const EdgeCost& edge_cost, const PassCost& pass_cost, const Bound& hops_left = {}) {
  using Vertex = typename boost::graph_traits<Graph>::vertex_descriptor;
  struct Label {
    double cost;
    std::size_t hops;
    Vertex vertex;
    std::size_t parent;  // index into labels
  };
  constexpr auto kNone = std::numeric_limits<std::size_t>::max();
  std::vector<Label> labels{{0.0, 0, from, kNone}};
  using Entry = std::tuple<double, std::size_t, Vertex, std::size_t>;  // cost so far and to come, hops, vertex, label
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  queue.emplace(0.0, 0, from, 0);
  std::unordered_map<Vertex, std::size_t> fewest_hops;  // of the labels settled so far
  while (!queue.empty()) {
    const auto [whole_cost, hops, vertex, index] = queue.top();
    queue.pop();
    const auto cost = labels[index].cost;
    const auto settled = fewest_hops.find(vertex);
    if (settled != fewest_hops.end() && settled->second <= hops) continue;
    fewest_hops[vertex] = hops;
    if (vertex == to) {
      FoundPath<Vertex> path;
      path.cost = cost;
      for (auto at = index; at != kNone; at = labels[at].parent) path.vertices.push_back(labels[at].vertex);
      std::reverse(path.vertices.begin(), path.vertices.end());
      return path;
    }
    if (hops == max_hops) continue;
    const auto passing = vertex == from ? 0.0 : pass_cost(vertex);
    if (passing == std::numeric_limits<double>::infinity()) continue;
    const auto [begin, end] = out_edges(vertex, graph);
    for (auto it = begin; it != end; ++it) {
      const auto next = target(*it, graph);
      if (next == from || blocked.contains(next)) continue;
      if (vertex == from && blocked_first.contains(next)) continue;
      const auto known = fewest_hops.find(next);
      if (known != fewest_hops.end() && known->second <= hops + 1) continue;
      const std::size_t left = hops_left(next);
      if (hops + 1 + left > max_hops) continue;
      const auto next_cost = cost + passing + edge_cost(*it);
      labels.push_back({next_cost, hops + 1, next, index});
      queue.emplace(next_cost + static_cast<double>(left), hops + 1, next, labels.size() - 1);
    }
  }
  return std::nullopt;
}

// The k cheapest loopless paths (Yen 1971), parallel edges counting as one step by the cheapest of them. Stops early, with
// what it has, when `keep_going` returns false.
template <class Graph, class EdgeCost, class PassCost, class Bound = NoBound>
std::vector<FoundPath<typename boost::graph_traits<Graph>::vertex_descriptor>> cheapest_paths(
    const Graph& graph, typename boost::graph_traits<Graph>::vertex_descriptor from,
    typename boost::graph_traits<Graph>::vertex_descriptor to, std::size_t max_hops, std::size_t k,
    const EdgeCost& edge_cost, const PassCost& pass_cost, const std::function<bool()>& keep_going, const Bound& hops_left = {}) {
  using Vertex = typename boost::graph_traits<Graph>::vertex_descriptor;
  using Found = FoundPath<Vertex>;
  const auto less = [](const Found& a, const Found& b) {
    return std::tuple(a.cost, a.vertices.size(), a.vertices) < std::tuple(b.cost, b.vertices.size(), b.vertices);
  };
  std::vector<Found> paths;
  if (from == to || k == 0) return paths;
  auto first = cheapest_path(graph, from, to, max_hops, {}, {}, edge_cost, pass_cost, hops_left);
  if (!first) return paths;
  paths.push_back(std::move(*first));
  std::set<Found, decltype(less)> waiting(less);
  std::set<std::vector<Vertex>> known{paths.front().vertices};
  const auto step_cost = [&](Vertex a, Vertex b) {
    double best = std::numeric_limits<double>::infinity();
    const auto [begin, end] = out_edges(a, graph);
    for (auto it = begin; it != end; ++it) {
      if (target(*it, graph) == b) best = std::min(best, edge_cost(*it));
    }
    return best;
  };
  while (paths.size() < k && keep_going()) {
    const auto last = paths.back();
    double root_cost = 0;  // of the part before the spur, passing costs included
    std::unordered_set<Vertex> blocked;
    for (std::size_t spur = 0; spur + 1 < last.vertices.size(); ++spur) {
      const auto at = last.vertices[spur];
      std::unordered_set<Vertex> blocked_first;
      for (const auto& path : paths) {
        if (path.vertices.size() > spur + 1 &&
            std::equal(last.vertices.begin(), last.vertices.begin() + static_cast<std::ptrdiff_t>(spur) + 1,
                       path.vertices.begin())) {
          blocked_first.insert(path.vertices[spur + 1]);
        }
      }
      const auto passing = spur == 0 ? 0.0 : pass_cost(at);
      auto rest = cheapest_path(graph, at, to, max_hops - spur, blocked, blocked_first, edge_cost, pass_cost, hops_left);
      if (rest) {
        Found found;
        found.cost = root_cost + passing + rest->cost;
        found.vertices.assign(last.vertices.begin(), last.vertices.begin() + static_cast<std::ptrdiff_t>(spur));
        found.vertices.insert(found.vertices.end(), rest->vertices.begin(), rest->vertices.end());
        if (known.insert(found.vertices).second) waiting.insert(std::move(found));
      }
      root_cost += passing + step_cost(at, last.vertices[spur + 1]);
      blocked.insert(at);
    }
    if (waiting.empty()) break;
    paths.push_back(*waiting.begin());
    waiting.erase(waiting.begin());
  }
  return paths;
}

}  // namespace entente::graph
