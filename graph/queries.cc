// SPDX-License-Identifier: Apache-2.0
#include "graph/queries.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cmath>
#include <limits>
#include <tuple>
#include <unordered_set>

#include "graph/search.h"
#include "model/error.h"

namespace entente::graph {
namespace {

// Paths of equal cost are told apart by what their claims say, so that the answer does not depend on the order of ingestion.
// The term is far below any difference that means something and far above rounding.
constexpr double kTieStep = 1e-12;

double edge_cost_of(const ClaimGraph& graph, const Edge& edge, PathOrder order) {
  return order == PathOrder::kHops ? 1.0 + kTieStep * edge.first.tail().tie : trust_cost(graph, edge);
}

double pass_cost_of(const ClaimGraph& graph, VertexId vertex, PathOrder order) {
  if (graph.closed(vertex)) return kNoCost;
  return order == PathOrder::kHops ? 0.0 : hub_cost(graph, vertex);
}

// When one may have come to the far end of the edge, having been at its near end by `time`; nothing when no claim is late enough.
std::optional<std::int32_t> earliest_after(const ClaimGraph& graph, const Edge& edge, std::int32_t time) {
  std::optional<std::int32_t> best;
  for (auto row = edge.first; row != edge.last; ++row) {
    if (!graph.passes(row)) continue;
    if (!row.dated()) {
      if (graph.filter().undated) return time;
      continue;
    }
    if (row.last_day() < time) continue;
    const auto arrival = std::max(time, row.first_day());
    if (!best || arrival < *best) best = arrival;
  }
  return best;
}

// What a path that obeys rules carries along.
struct RuleState {
  std::int32_t time = std::numeric_limits<std::int32_t>::min();
  std::uint32_t passed = 0;  // bit by must-pass vertex
};

Path make_path(const ClaimGraph& graph, const FoundPath<VertexId>& found, const PathOptions& options) {
  Path path;
  path.vertices = found.vertices;
  path.cost = found.cost;
  double weakest = 2;
  auto time = std::numeric_limits<std::int32_t>::min();
  for (std::size_t i = 0; i + 1 < found.vertices.size(); ++i) {
    const auto from = found.vertices[i];
    const auto to = found.vertices[i + 1];
    auto hop = hop_of(graph, from, to, options.quotes, options.in_time_order ? std::optional(time) : std::nullopt);
    if (!hop.links.empty() && hop.links.front().confidence < weakest) {
      weakest = hop.links.front().confidence;
      path.weakest_hop = i;
    }
    if (options.in_time_order) {
      std::optional<std::int32_t> next;
      const auto [begin, end] = graph.edges_between(from, to);
      for (auto it = begin; it != end; ++it) {
        const auto arrival = earliest_after(graph, *it, time);
        if (arrival && (!next || *arrival < *next)) next = arrival;
      }
      if (next) time = *next;
    }
    path.hops.push_back(std::move(hop));
  }
  return path;
}

void check_options(const Snapshot& snapshot, VertexId from, VertexId to, const PathOptions& options) {
  if (options.max_hops < 1 || options.max_hops > kMaxHops) {
    throw Error(ErrorKind::kUsage, "max hops must be between 1 and " + std::to_string(kMaxHops));
  }
  if (options.k < 1 || options.k > kMaxPaths) {
    throw Error(ErrorKind::kUsage, "the number of paths must be between 1 and " + std::to_string(kMaxPaths));
  }
  if (from == to) throw Error(ErrorKind::kUsage, "both names stand for one entity: " + snapshot.entity(from).name);
  if (options.via.size() > kMaxVia) {
    throw Error(ErrorKind::kUsage, "a path may be asked to pass through at most " + std::to_string(kMaxVia) + " entities");
  }
  for (const auto vertex : options.filter.avoid) {
    if (vertex == from || vertex == to || std::find(options.via.begin(), options.via.end(), vertex) != options.via.end()) {
      throw Error(ErrorKind::kUsage, snapshot.entity(vertex).name + " is to be avoided, and is an end of the path or to be passed");
    }
  }
}

// Paths that must pass through some entities, or keep the order of time.
std::vector<FoundPath<VertexId>> ruled_paths(const ClaimGraph& graph, const ClaimGraph& back, VertexId from, VertexId to,
                                             const PathOptions& options) {
  const auto to_goal = ball_around(back, to, from, options.max_hops);
  std::vector<VertexId> via;
  for (const auto vertex : options.via) {
    if (vertex != from && vertex != to && std::find(via.begin(), via.end(), vertex) == via.end()) via.push_back(vertex);
  }
  std::vector<Ball<ClaimGraph>> to_via;
  to_via.reserve(via.size());
  for (const auto vertex : via) to_via.push_back(ball_around(back, vertex, from, options.max_hops));
  const auto all = static_cast<std::uint32_t>((1u << via.size()) - 1u);
  const auto advance = [&](const RuleState& state, const Edge& edge) -> std::optional<RuleState> {
    auto next = state;
    for (std::size_t i = 0; i < via.size(); ++i) {
      if (via[i] == edge.target) next.passed |= 1u << i;
    }
    if (options.in_time_order) {
      const auto arrival = earliest_after(graph, edge, state.time);
      if (!arrival) return std::nullopt;
      next.time = *arrival;
    }
    return next;
  };
  const auto missing_hops = [&](VertexId vertex, const RuleState& state) {
    auto least = to_goal(vertex);
    for (std::size_t i = 0; i < via.size(); ++i) {
      if ((state.passed >> i & 1u) == 0) least = std::max(least, to_via[i](vertex) + std::max<std::size_t>(1, to_goal(via[i])));
    }
    return least;
  };
  return cheapest_ruled_paths(
      graph, from, to, options.max_hops, options.k, RuleState{}, advance, missing_hops,
      [&](const RuleState& state) { return state.passed == all; },
      [&](const Edge& edge) { return edge_cost_of(graph, edge, options.order); },
      [&](VertexId vertex) { return pass_cost_of(graph, vertex, options.order); }, [&] { return !graph.exhausted(); });
}

}  // namespace

std::vector<std::string> Evidence::speakers() const {
  std::vector<std::string> names;
  for (const auto& speaker : get().attribution) {
    if (!speaker.entity) {
      names.push_back(speaker.words.text);
      continue;
    }
    const auto found = std::find_if(article->entities.begin(), article->entities.end(),
                                    [&](const Entity& entity) { return entity.id == *speaker.entity; });
    names.push_back(found == article->entities.end() ? "?" : found->name);
  }
  return names;
}

Link link_of(const ClaimGraph& graph, const Edge& edge, std::size_t quotes, std::optional<std::int32_t> not_before) {
  const auto& snapshot = graph.snapshot();
  const auto support = graph.support(edge);
  Link link;
  link.source = edge.source;
  link.target = edge.target;
  link.relation = edge.relation;
  link.forward = edge.forward;
  link.confidence = support.confidence;
  link.origins = support.origins;
  link.claims = support.claims;
  link.tie = edge.first.tail().tie;
  // One quote an origin first, then seconds from the same one. Of an edge with very many claims
  // only the best are looked at.
  constexpr std::size_t kLookedAt = 4096;
  std::unordered_set<IngestId> shown;
  std::vector<RowAt> chosen;
  for (const bool again : {false, true}) {
    std::size_t looked_at = 0;
    for (auto row = edge.first; row != edge.last && chosen.size() < quotes && looked_at < kLookedAt; ++row, ++looked_at) {
      if (!graph.passes(row)) continue;
      if (not_before && row.dated() && row.last_day() < *not_before) continue;
      if (again ? std::find(chosen.begin(), chosen.end(), row) != chosen.end() : !shown.insert(snapshot.origin_of(row.tail().ingest)).second) continue;
      chosen.push_back(row);
    }
  }
  for (const auto& row : chosen) link.evidence.push_back({snapshot.article(row.tail().ingest), row.tail().claim});
  return link;
}

Ball<ClaimGraph> ball_around(const ClaimGraph& back, VertexId to, VertexId other_end, std::size_t max_hops) {
  // How many rows a level may hold: beyond it the ball costs more than it saves.
  constexpr std::size_t kMostRows = 20'000;
  Ball<ClaimGraph> ball(back, to, other_end, max_hops, kMostRows, [&back](VertexId vertex) { return back.walk_weight(vertex); });
  if (back.exhausted()) ball.forget_last_level();
  return ball;
}

double trust_cost(const ClaimGraph& graph, const Edge& edge) {
  return 1.0 + 0.5 * (1.0 - graph.support(edge).confidence) + kTieStep * edge.first.tail().tie;
}

double hub_cost(const ClaimGraph& graph, VertexId vertex) {
  return 0.08 * std::log2(1.0 + static_cast<double>(graph.claim_count(vertex)));
}

Hop hop_of(const ClaimGraph& graph, VertexId from, VertexId to, std::size_t quotes, std::optional<std::int32_t> not_before) {
  Hop hop{from, to, {}};
  const auto [begin, end] = graph.edges_between(from, to);
  for (auto it = begin; it != end; ++it) {
    const auto edge = *it;
    if (not_before && !earliest_after(graph, edge, *not_before)) continue;
    hop.links.push_back(link_of(graph, edge, quotes, not_before));
  }
  sort_links(hop.links, graph.snapshot());
  return hop;
}

void sort_links(std::vector<Link>& links, const Snapshot& snapshot) {
  std::sort(links.begin(), links.end(), [&](const Link& a, const Link& b) {
    const auto rank = [](const Link& link) { return std::tuple(-link.confidence, link.relation, !link.forward, link.tie); };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return snapshot.before(a.target, b.target);
  });
}

PathAnswer find_paths(const Snapshot& snapshot, VertexId from, VertexId to, const PathOptions& options) {
  check_options(snapshot, from, to, options);
  ClaimGraph graph(snapshot, options.filter, options.budget);
  std::unique_ptr<ClaimGraph> other_way;
  for (const auto vertex : {from, to}) graph.always_admit(vertex);
  for (const auto vertex : options.via) graph.always_admit(vertex);
  if (options.filter.direction != Direction::kAny) {
    other_way = std::make_unique<ClaimGraph>(snapshot, options.filter, options.budget);
    other_way->reverse();
    for (const auto vertex : {from, to}) other_way->always_admit(vertex);
    for (const auto vertex : options.via) other_way->always_admit(vertex);
  }
  const auto& back = other_way ? *other_way : graph;
  const auto weight = [&](VertexId vertex) { return graph.walk_weight(vertex); };
  const auto closed = [&](VertexId vertex) { return graph.closed(vertex); };

  PathAnswer answer;
  // The shortest path first: without one there is nothing to weigh.
  const auto shortest = shortest_path(graph, back, from, to, options.max_hops, closed, weight);
  std::vector<FoundPath<VertexId>> found;
  if (!shortest.empty()) {
    auto wanted = options;
    if (options.only_shortest && options.via.empty() && !options.in_time_order) wanted.max_hops = shortest.size() - 1;
    if (wanted.via.empty() && !wanted.in_time_order) {
      const auto hops_left = ball_around(back, to, from, wanted.max_hops);
      const auto edge_cost = [&](const Edge& edge) { return edge_cost_of(graph, edge, wanted.order); };
      found = cheapest_paths(graph, from, to, wanted.max_hops, wanted.k, edge_cost,
                             [&](VertexId vertex) { return pass_cost_of(graph, vertex, wanted.order); },
                             [&] { return !graph.exhausted(); }, hops_left, weight);
    } else {
      found = ruled_paths(graph, back, from, to, wanted);
      if (wanted.only_shortest && !found.empty()) {
        const auto least = std::min_element(found.begin(), found.end(), [](const auto& a, const auto& b) {
          return a.vertices.size() < b.vertices.size();
        })->vertices.size();
        std::erase_if(found, [&](const auto& path) { return path.vertices.size() > least; });
      }
    }
  }
  for (const auto& item : found) answer.paths.push_back(make_path(graph, item, options));
  answer.explored = graph.explored();
  if (other_way) answer.explored += other_way->explored();
  return answer;
}

namespace {

// An entity that a level of the walk reached.
struct Reached {
  VertexId vertex = 0;
  std::int64_t score = 0;  // millionths: sums of doubles would depend on their order
  std::uint16_t tie = 0;   // of the best claim that leads there
};

// Keeps the first `count` in the order of the answer: the best score, then by content.
void keep_best(std::vector<Reached>& level, std::size_t count, const Snapshot& snapshot) {
  const auto before = [&](const Reached& a, const Reached& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.tie != b.tie) return a.tie < b.tie;
    return snapshot.before(a.vertex, b.vertex);
  };
  if (level.size() > count) {
    std::nth_element(level.begin(), level.begin() + static_cast<std::ptrdiff_t>(count), level.end(), before);
    level.resize(count);
  }
  std::sort(level.begin(), level.end(), before);
}

}  // namespace

NeighborhoodAnswer find_neighborhood(const Snapshot& snapshot, VertexId centre, const NeighborhoodOptions& options) {
  if (options.depth < 1 || options.depth > kMaxDepth) {
    throw Error(ErrorKind::kUsage, "depth must be between 1 and " + std::to_string(kMaxDepth));
  }
  ClaimGraph graph(snapshot, options.filter, options.budget);
  graph.always_admit(centre);
  const auto max_nodes = std::max<std::size_t>(options.max_nodes, 1);

  NeighborhoodAnswer answer;
  answer.nodes.push_back({centre, 0, 0});
  boost::unordered_flat_map<VertexId, std::size_t> distance{{centre, 0}};
  std::vector<VertexId> level{centre};
  std::size_t walked = 0;
  bool left_out = false;
  for (std::size_t steps = 1; steps <= options.depth && !level.empty(); ++steps) {
    if (answer.nodes.size() >= max_nodes) {
      answer.cut = true;
      break;
    }
    std::vector<std::pair<std::size_t, VertexId>> order;
    for (const auto vertex : level) {
      if (vertex == centre || !graph.closed(vertex)) order.emplace_back(steps == 1 ? 0 : graph.claim_count(vertex), vertex);
    }
    std::sort(order.begin(), order.end());
    std::vector<Reached> reached;
    for (const auto& [claims, vertex] : order) {
      if (steps > 1 && walked + claims > kNeighborhoodRows) {
        left_out = true;
        break;
      }
      walked += steps > 1 ? claims : 0;
      const auto [begin, end] = out_edges(vertex, graph);
      for (auto it = begin; it != end; ++it) {
        const auto edge = *it;
        if (steps > 1 && distance.contains(edge.target)) continue;
        const auto score = std::llround(graph.support(edge).confidence * 1e6);
        if (!reached.empty() && reached.back().vertex == edge.target) {
          reached.back().score += score;
          reached.back().tie = std::min(reached.back().tie, edge.first.tail().tie);
        } else {
          reached.push_back({edge.target, score, edge.first.tail().tie});
        }
      }
    }
    if (order.size() > 1) {
      std::sort(reached.begin(), reached.end(), [](const Reached& a, const Reached& b) { return a.vertex < b.vertex; });
      std::size_t kept = 0;
      for (std::size_t i = 0; i < reached.size(); ++i) {
        if (kept > 0 && reached[kept - 1].vertex == reached[i].vertex) {
          reached[kept - 1].score += reached[i].score;
          reached[kept - 1].tie = std::min(reached[kept - 1].tie, reached[i].tie);
        } else {
          reached[kept++] = reached[i];
        }
      }
      reached.resize(kept);
    }
    const auto room = max_nodes - answer.nodes.size();
    answer.cut |= reached.size() > room;
    keep_best(reached, room, snapshot);
    level.clear();
    for (const auto& item : reached) {
      answer.nodes.push_back({item.vertex, steps, static_cast<double>(item.score) / 1e6});
      distance.emplace(item.vertex, steps);
      level.push_back(item.vertex);
    }
  }

  boost::unordered_flat_map<VertexId, std::size_t> rank;
  for (std::size_t i = 0; i < answer.nodes.size(); ++i) rank.emplace(answer.nodes[i].vertex, i);
  for (std::size_t i = 0; i < answer.nodes.size() && !graph.exhausted(); ++i) {
    // Links between two nodes at the rim are read too: who is around X is also who of them is linked.
    const auto vertex = answer.nodes[i].vertex;
    std::vector<Edge> edges;
    const auto later = answer.nodes.size() - i - 1;
    if (graph.claim_count(vertex) > 16 * later) {
      if (!graph.spend(later)) break;
      for (auto j = i + 1; j < answer.nodes.size(); ++j) {
        const auto [begin, end] = graph.edges_between(vertex, answer.nodes[j].vertex);
        for (auto it = begin; it != end; ++it) edges.push_back(*it);
      }
    } else {
      const auto [begin, end] = out_edges(vertex, graph);
      for (auto it = begin; it != end; ++it) {
        const auto edge = *it;
        const auto other = rank.find(edge.target);
        if (other != rank.end() && other->second > i) edges.push_back(edge);
      }
    }
    // The quotes are read for the links that are shown alone.
    std::vector<Link> links;
    links.reserve(edges.size());
    for (const auto& edge : edges) links.push_back(link_of(graph, edge, 0));
    std::vector<std::size_t> order(links.size());
    for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const auto of = [&](std::size_t at) {
        const auto& link = links[at];
        return std::tuple(-link.confidence, link.relation, !link.forward, link.tie, rank.at(link.target));
      };
      return of(a) < of(b);
    });
    for (const auto at : order) {
      if (answer.links.size() >= options.max_links) {
        answer.cut = true;
        break;
      }
      answer.links.push_back(link_of(graph, edges[at], options.quotes));
    }
    if (answer.links.size() >= options.max_links && i + 1 < answer.nodes.size()) break;
  }
  answer.explored = graph.explored();
  if (left_out) {
    answer.explored.truncated = true;
    if (answer.explored.stopped_by.empty()) answer.explored.stopped_by = "rows";
  }
  return answer;
}

std::vector<Link> links_of(const Snapshot& snapshot, VertexId vertex, const QueryOptions& options, std::size_t limit,
                           Explored* explored, std::size_t* total) {
  ClaimGraph graph(snapshot, options.filter, options.budget);
  graph.always_admit(vertex);
  std::vector<Edge> edges;
  std::vector<Link> links;
  const auto [begin, end] = out_edges(vertex, graph);
  for (auto it = begin; it != end; ++it) {
    edges.push_back(*it);
    links.push_back(link_of(graph, edges.back(), 0));
  }
  if (total != nullptr) *total = links.size();
  std::vector<std::size_t> order(links.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto before = [&](std::size_t a, std::size_t b) {
    const auto of = [&](std::size_t at) {
      const auto& link = links[at];
      return std::tuple(-link.confidence, link.relation, !link.forward, link.tie);
    };
    if (of(a) != of(b)) return of(a) < of(b);
    return snapshot.before(links[a].target, links[b].target);
  };
  const auto shown = std::min(limit, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(), before);
  std::vector<Link> out;
  out.reserve(shown);
  for (std::size_t i = 0; i < shown; ++i) out.push_back(link_of(graph, edges[order[i]], options.quotes));
  if (explored != nullptr) *explored = graph.explored();
  return out;
}

}  // namespace entente::graph
