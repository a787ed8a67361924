// SPDX-License-Identifier: Apache-2.0
#include "graph/connections.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <queue>
#include <set>
#include <tuple>

#include "graph/search.h"
#include "model/error.h"

namespace entente::graph {
namespace {

void check_list(const Snapshot& snapshot, const std::vector<VertexId>& list, std::size_t most) {
  if (list.size() < 2 || list.size() > most) {
    throw Error(ErrorKind::kUsage, "name 2 to " + std::to_string(most) + " entities");
  }
  std::set<VertexId> seen;
  for (const auto vertex : list) {
    if (!seen.insert(vertex).second) throw Error(ErrorKind::kUsage, "two of the names stand for one entity: " + snapshot.entity(vertex).name);
  }
}

// The least spanning forest over `count` nodes; edges are taken in the order given.
std::vector<std::size_t> spanning_forest(std::size_t count, const std::vector<std::pair<std::size_t, std::size_t>>& edges) {
  std::vector<std::size_t> root(count);
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto find = [&](std::size_t at) {
    while (root[at] != at) at = root[at] = root[root[at]];
    return at;
  };
  std::vector<std::size_t> taken;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const auto a = find(edges[i].first);
    const auto b = find(edges[i].second);
    if (a == b) continue;
    root[std::max(a, b)] = std::min(a, b);
    taken.push_back(i);
  }
  return taken;
}

}  // namespace

CommonAnswer find_common(const Snapshot& snapshot, const std::vector<VertexId>& of, const CommonOptions& options) {
  check_list(snapshot, of, kMaxCommon);
  ClaimGraph graph(snapshot, options.filter, options.budget);
  for (const auto vertex : of) graph.always_admit(vertex);

  // The shortest list is walked, the others are asked for what it holds.
  auto order = of;
  std::sort(order.begin(), order.end(), [&](VertexId a, VertexId b) {
    return std::pair(graph.claim_count(a), a) < std::pair(graph.claim_count(b), b);
  });
  std::vector<VertexId> common;
  {
    const auto [begin, end] = out_edges(order.front(), graph);
    for (auto it = begin; it != end; ++it) {
      const auto next = (*it).target;
      if (!common.empty() && common.back() == next) continue;
      if (std::find(of.begin(), of.end(), next) == of.end() && !graph.closed(next)) common.push_back(next);
    }
  }
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (!graph.spend(common.size())) break;
    std::erase_if(common, [&](VertexId vertex) {
      const auto [begin, end] = graph.edges_between(order[i], vertex);
      return begin == end;
    });
  }
  CommonAnswer answer;
  answer.total = common.size();
  for (const auto vertex : common) {
    double least = 2;
    for (const auto start : of) {
      double best = 0;
      const auto [begin, end] = graph.edges_between(start, vertex);
      for (auto it = begin; it != end; ++it) best = std::max(best, graph.support(*it).confidence);
      least = std::min(least, best);
    }
    answer.items.push_back({vertex, least - 0.04 * std::log2(1.0 + static_cast<double>(graph.claim_count(vertex))), {}});
  }
  const auto shown = std::min(options.limit, answer.items.size());
  std::partial_sort(answer.items.begin(), answer.items.begin() + static_cast<std::ptrdiff_t>(shown), answer.items.end(),
                    [&](const CommonAnswer::Item& a, const CommonAnswer::Item& b) {
                      return a.score != b.score ? a.score > b.score : snapshot.before(a.vertex, b.vertex);
                    });
  answer.items.resize(shown);
  for (auto& item : answer.items) {
    for (const auto start : of) item.hops.push_back(hop_of(graph, start, item.vertex, options.quotes));
  }
  answer.explored = graph.explored();
  return answer;
}

PathAnswer find_rings(const Snapshot& snapshot, VertexId centre, const RingOptions& options) {
  if (options.max_length < 3 || options.max_length > kMaxHops) {
    throw Error(ErrorKind::kUsage, "the length of a ring must be between 3 and " + std::to_string(kMaxHops));
  }
  if (options.k < 1 || options.k > kMaxPaths) {
    throw Error(ErrorKind::kUsage, "the number of rings must be between 1 and " + std::to_string(kMaxPaths));
  }
  ClaimGraph graph(snapshot, options.filter, options.budget);
  graph.always_admit(centre);
  ClaimGraph back(snapshot, options.filter, options.budget);
  back.always_admit(centre);
  back.reverse();
  const auto hops_left = ball_around(back, centre, ClaimGraph::null_vertex(), options.max_length - 1);
  const auto found = cheapest_rings(
      graph, centre, options.max_length, options.k, options.filter.direction != Direction::kAny,
      [&](const Edge& edge) { return trust_cost(graph, edge); },
      [&](VertexId vertex) { return graph.closed(vertex) ? kNoCost : hub_cost(graph, vertex); }, [&] { return !graph.exhausted(); }, hops_left);
  PathAnswer answer;
  for (const auto& ring : found) {
    Path path;
    path.vertices = ring.vertices;
    path.cost = ring.cost;
    double weakest = 2;
    for (std::size_t i = 0; i + 1 < ring.vertices.size(); ++i) {
      path.hops.push_back(hop_of(graph, ring.vertices[i], ring.vertices[i + 1], options.quotes));
      const auto& links = path.hops.back().links;
      if (!links.empty() && links.front().confidence < weakest) {
        weakest = links.front().confidence;
        path.weakest_hop = i;
      }
    }
    answer.paths.push_back(std::move(path));
  }
  answer.explored = graph.explored();
  answer.explored += back.explored();
  return answer;
}

ConnectionAnswer find_connections(const Snapshot& snapshot, const std::vector<VertexId>& list, const ConnectionOptions& options) {
  check_list(snapshot, list, kMaxTerminals);
  if (options.max_hops < 1 || options.max_hops > kMaxHops) {
    throw Error(ErrorKind::kUsage, "max hops must be between 1 and " + std::to_string(kMaxHops));
  }
  auto open = options.filter;
  open.direction = Direction::kAny;  // a tree has no direction
  ClaimGraph graph(snapshot, open, options.budget);
  for (const auto vertex : list) graph.always_admit(vertex);
  const auto weight = [&](VertexId vertex) { return graph.walk_weight(vertex); };
  const auto is_asked = [&](VertexId vertex) { return std::find(list.begin(), list.end(), vertex) != list.end(); };
  const auto edge_cost = [&](const Edge& edge) { return trust_cost(graph, edge); };
  // One may walk through those that were asked for at no cost: they belong to the tree anyway.
  const auto pass_cost = [&](VertexId vertex) { return is_asked(vertex) ? 0.0 : graph.closed(vertex) ? kNoCost : hub_cost(graph, vertex); };

  struct Between {
    double cost;
    std::size_t a;
    std::size_t b;
    std::vector<VertexId> vertices;
  };
  std::vector<Between> paths;
  for (std::size_t b = 1; b < list.size() && !graph.exhausted(); ++b) {
    const auto hops_left = ball_around(graph, list[b], ClaimGraph::null_vertex(), options.max_hops);
    CheapestPath search(graph, list[b], edge_cost, pass_cost, hops_left, weight);
    for (std::size_t a = 0; a < b && !graph.exhausted(); ++a) {
      if (hops_left(list[a]) > options.max_hops) continue;
      if (auto path = search.find(list[a], options.max_hops, {}, {})) paths.push_back({path->cost, a, b, std::move(path->vertices)});
    }
  }
  std::sort(paths.begin(), paths.end(), [](const Between& x, const Between& y) { return std::tie(x.cost, x.a, x.b) < std::tie(y.cost, y.a, y.b); });
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  ends.reserve(paths.size());
  for (const auto& path : paths) ends.emplace_back(path.a, path.b);
  const auto taken = spanning_forest(list.size(), ends);

  // What these paths make up may hold rings: its own least spanning forest has none.
  std::map<VertexId, std::size_t> number;
  std::vector<VertexId> vertices;
  const auto number_of = [&](VertexId vertex) {
    const auto [at, fresh] = number.emplace(vertex, vertices.size());
    if (fresh) vertices.push_back(vertex);
    return at->second;
  };
  for (const auto vertex : list) number_of(vertex);
  std::set<std::tuple<double, std::size_t, std::size_t>> steps;
  for (const auto i : taken) {
    for (std::size_t j = 0; j + 1 < paths[i].vertices.size(); ++j) {
      const auto a = number_of(paths[i].vertices[j]);
      const auto b = number_of(paths[i].vertices[j + 1]);
      steps.emplace(step_cost(graph, vertices[a], vertices[b], edge_cost), std::min(a, b), std::max(a, b));
    }
  }
  std::vector<std::pair<std::size_t, std::size_t>> step_ends;
  std::vector<double> step_costs;
  for (const auto& [cost, a, b] : steps) {
    step_ends.emplace_back(a, b);
    step_costs.push_back(cost);
  }
  auto tree = spanning_forest(vertices.size(), step_ends);
  for (bool cut = true; cut;) {
    std::vector<std::size_t> degree(vertices.size(), 0);
    for (const auto i : tree) {
      ++degree[step_ends[i].first];
      ++degree[step_ends[i].second];
    }
    const auto before = tree.size();
    std::erase_if(tree, [&](std::size_t i) {
      const auto leaf = [&](std::size_t at) { return at >= list.size() && degree[at] == 1; };
      return leaf(step_ends[i].first) || leaf(step_ends[i].second);
    });
    cut = tree.size() < before;
  }

  ConnectionAnswer answer;
  answer.vertices = list;
  std::set<VertexId> between;
  std::vector<std::pair<std::size_t, std::size_t>> tree_ends;
  for (const auto i : tree) {
    const auto [a, b] = step_ends[i];
    tree_ends.push_back(step_ends[i]);
    answer.cost += step_costs[i];
    for (const auto at : {a, b}) {
      if (at >= list.size()) between.insert(vertices[at]);
    }
    answer.hops.push_back(hop_of(graph, vertices[a], vertices[b], options.quotes));
  }
  std::vector<VertexId> sorted(between.begin(), between.end());
  std::sort(sorted.begin(), sorted.end(), [&](VertexId a, VertexId b) { return snapshot.before(a, b); });
  for (const auto vertex : sorted) answer.cost += pass_cost(vertex);
  answer.vertices.insert(answer.vertices.end(), sorted.begin(), sorted.end());
  // Which of the list hang together: walk the tree.
  std::vector<std::size_t> group(vertices.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  const auto find = [&](std::size_t at) {
    while (group[at] != at) at = group[at];
    return at;
  };
  for (const auto& [a, b] : tree_ends) {
    const auto x = find(a);
    const auto y = find(b);
    group[std::max(x, y)] = std::min(x, y);
  }
  std::map<std::size_t, std::vector<VertexId>> groups;
  for (std::size_t i = 0; i < list.size(); ++i) groups[find(i)].push_back(list[i]);
  for (auto& [first, members] : groups) answer.groups.push_back(std::move(members));
  answer.explored = graph.explored();
  return answer;
}

}  // namespace entente::graph
