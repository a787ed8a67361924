// SPDX-License-Identifier: Apache-2.0
#include "graph/measures.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/core_numbers.hpp>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

#include "graph/export_parts.h"
#include "model/error.h"

namespace entente::graph {
namespace {

using Undirected = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

struct Neighbour {
  std::uint32_t to;
  double weight;
};
using Lists = std::vector<std::vector<Neighbour>>;  // sorted by `to`

constexpr double kDamping = 0.85;
constexpr int kMostRounds = 200;
constexpr double kSettled = 1e-12;

std::vector<double> pagerank(const Lists& lists) {
  const auto count = static_cast<double>(lists.size());
  std::vector<double> rank(lists.size(), 1.0 / count);
  std::vector<double> strength(lists.size(), 0.0);
  for (std::size_t v = 0; v < lists.size(); ++v) {
    for (const auto& next : lists[v]) strength[v] += next.weight;
  }
  for (int round = 0; round < kMostRounds; ++round) {
    double lost = 0;  // by vertices without links: shared by all
    for (std::size_t v = 0; v < lists.size(); ++v) lost += strength[v] > 0 ? 0.0 : rank[v];
    std::vector<double> next(lists.size(), (1 - kDamping + kDamping * lost) / count);
    for (std::size_t v = 0; v < lists.size(); ++v) {
      for (const auto& link : lists[v]) {
        if (strength[link.to] > 0) next[v] += kDamping * rank[link.to] * link.weight / strength[link.to];
      }
    }
    double change = 0;
    for (std::size_t v = 0; v < lists.size(); ++v) change += std::abs(next[v] - rank[v]);
    rank.swap(next);
    if (change < kSettled) break;
  }
  return rank;
}

// One source's share of the dependencies (Brandes 2001).
void add_dependencies(const Lists& lists, std::uint32_t source, double factor, std::vector<double>& sum) {
  std::vector<std::uint32_t> order{source};
  std::vector<std::int32_t> distance(lists.size(), -1);
  std::vector<double> paths(lists.size(), 0.0);
  std::vector<double> dependency(lists.size(), 0.0);
  distance[source] = 0;
  paths[source] = 1;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto at = order[i];
    for (const auto& link : lists[at]) {
      if (distance[link.to] < 0) {
        distance[link.to] = distance[at] + 1;
        order.push_back(link.to);
      }
      if (distance[link.to] == distance[at] + 1) paths[link.to] += paths[at];
    }
  }
  for (auto i = order.size(); i-- > 1;) {
    const auto at = order[i];
    for (const auto& link : lists[at]) {
      if (distance[link.to] + 1 == distance[at]) dependency[link.to] += paths[link.to] / paths[at] * (1 + dependency[at]);
    }
    sum[at] += factor * dependency[at];
  }
}

std::vector<double> betweenness(const Lists& lists, std::size_t edges, std::size_t& sampled) {
  const auto count = lists.size();
  std::vector<double> sum(count, 0.0);
  if (count <= kExactBetweenness) {
    sampled = 0;
    for (std::uint32_t source = 0; source < count; ++source) add_dependencies(lists, source, 1.0, sum);
  } else {
    // Evenly spread over the vertices in their order by id, which is a hash: as good as drawn, and the same every time.
    // Fewer in a very large graph, so that the answer comes within seconds.
    constexpr std::size_t kMostSteps = 200'000'000;
    constexpr std::size_t kFewestSources = 25;
    sampled = std::clamp(kMostSteps / (2 * edges + count), kFewestSources, kBetweennessSources);
    const double factor = static_cast<double>(count) / static_cast<double>(sampled);
    for (std::size_t i = 0; i < sampled; ++i) add_dependencies(lists, static_cast<std::uint32_t>(i * count / sampled), factor, sum);
  }
  const double pairs = count < 3 ? 1.0 : static_cast<double>(count - 1) * static_cast<double>(count - 2);
  for (auto& value : sum) value /= pairs;
  return sum;
}

// Numbers groups by size, the largest first; equals by their first member.
std::vector<std::uint32_t> by_size(const std::vector<std::uint32_t>& group) {
  std::map<std::uint32_t, std::pair<std::size_t, std::size_t>> facts;  // size, first member
  for (std::size_t v = 0; v < group.size(); ++v) ++facts.emplace(group[v], std::pair(std::size_t{0}, v)).first->second.first;
  std::vector<std::pair<std::uint32_t, std::pair<std::size_t, std::size_t>>> order(facts.begin(), facts.end());
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second.first != b.second.first ? a.second.first > b.second.first : a.second.second < b.second.second;
  });
  std::unordered_map<std::uint32_t, std::uint32_t> number;
  for (std::uint32_t i = 0; i < order.size(); ++i) number.emplace(order[i].first, i);
  std::vector<std::uint32_t> out;
  out.reserve(group.size());
  for (const auto value : group) out.push_back(number.at(value));
  return out;
}

// Louvain: vertices move to the neighbouring community that gains most, then communities become vertices, until nothing gains.
// Vertices are taken in their order, so the result is one.
std::vector<std::uint32_t> communities(const Lists& lists) {
  std::vector<std::uint32_t> of(lists.size());
  std::iota(of.begin(), of.end(), 0u);
  Lists level = lists;
  std::vector<double> loops(lists.size(), 0.0);  // weight inside a vertex of the level, counted twice
  double twice = 0;
  for (const auto& list : lists) {
    for (const auto& link : list) twice += link.weight;
  }
  if (twice <= 0) return of;
  for (;;) {
    const auto count = level.size();
    std::vector<std::uint32_t> group(count);
    std::iota(group.begin(), group.end(), 0u);
    std::vector<double> strength(count, 0.0);
    for (std::size_t v = 0; v < count; ++v) {
      strength[v] = loops[v];
      for (const auto& link : level[v]) strength[v] += link.weight;
    }
    auto total = strength;  // of each group
    bool any = false;
    constexpr int kMostPasses = 50;
    constexpr double kGain = 1e-12;
    bool moved = true;
    for (int pass = 0; moved && pass < kMostPasses; ++pass) {
      moved = false;
      for (std::uint32_t v = 0; v < count; ++v) {
        std::map<std::uint32_t, double> to;  // weight towards each neighbouring group
        for (const auto& link : level[v]) to[group[link.to]] += link.weight;
        const auto own = group[v];
        total[own] -= strength[v];
        auto best = own;
        double best_gain = to[own] - total[own] * strength[v] / twice;
        for (const auto& [other, weight] : to) {
          const double gain = weight - total[other] * strength[v] / twice;
          if (gain > best_gain + kGain) {
            best_gain = gain;
            best = other;
          }
        }
        total[best] += strength[v];
        if (best == own) continue;
        group[v] = best;
        moved = any = true;
      }
    }
    if (!any) break;
    const auto number = by_size(group);
    const auto groups = static_cast<std::size_t>(*std::max_element(number.begin(), number.end())) + 1;
    std::vector<std::map<std::uint32_t, double>> merged(groups);
    std::vector<double> inside(groups, 0.0);
    for (std::size_t v = 0; v < count; ++v) {
      inside[number[v]] += loops[v];
      for (const auto& link : level[v]) {
        if (number[link.to] == number[v]) inside[number[v]] += link.weight;
        else merged[number[v]][number[link.to]] += link.weight;
      }
    }
    level.assign(groups, {});
    for (std::size_t g = 0; g < groups; ++g) {
      for (const auto& [to, weight] : merged[g]) level[g].push_back({to, weight});
    }
    loops = std::move(inside);
    for (auto& value : of) value = number[value];
  }
  return by_size(of);
}

double modularity(const Lists& lists, const std::vector<std::uint32_t>& group) {
  double twice = 0;
  std::map<std::uint32_t, double> total;
  double inside = 0;
  for (std::size_t v = 0; v < lists.size(); ++v) {
    for (const auto& link : lists[v]) {
      twice += link.weight;
      total[group[v]] += link.weight;
      if (group[v] == group[link.to]) inside += link.weight;
    }
  }
  if (twice <= 0) return 0;
  double out = inside / twice;
  for (const auto& [name, weight] : total) out -= weight / twice * (weight / twice);
  return out;
}

}  // namespace

Measures measure(std::size_t count, const std::vector<PlainEdge>& edges) {
  Measures out;
  out.edges = edges.size();
  if (count == 0) return out;
  Lists lists(count);
  Undirected graph(count);
  for (const auto& edge : edges) {
    lists[edge.a].push_back({edge.b, edge.weight});
    lists[edge.b].push_back({edge.a, edge.weight});
    add_edge(edge.a, edge.b, graph);
  }
  for (auto& list : lists) std::sort(list.begin(), list.end(), [](const Neighbour& a, const Neighbour& b) { return a.to < b.to; });
  std::vector<std::uint32_t> component(count);
  boost::connected_components(graph, component.data());
  std::vector<std::uint32_t> core(count);
  boost::core_numbers(graph, boost::make_iterator_property_map(core.begin(), get(boost::vertex_index, graph)));
  component = by_size(component);
  const auto ranks = pagerank(lists);
  const auto between = betweenness(lists, edges.size(), out.sampled_sources);
  const auto community = communities(lists);
  out.modularity = modularity(lists, community);
  for (std::size_t v = 0; v < count; ++v) {
    MeasureRow row;
    row.degree = static_cast<std::uint32_t>(lists[v].size());
    for (const auto& link : lists[v]) row.strength += link.weight;
    row.pagerank = ranks[v];
    row.betweenness = between[v];
    row.core = core[v];
    row.component = component[v];
    row.community = community[v];
    out.rows.push_back(row);
  }
  return out;
}

Measures measure(const Snapshot& snapshot, const std::vector<VertexId>& vertices, const ClaimFilter& filter) {
  std::unordered_map<VertexId, std::uint32_t> position;
  for (std::uint32_t i = 0; i < vertices.size(); ++i) position.emplace(vertices[i], i);
  const ClaimGraph graph(snapshot, filter, no_budget());
  std::vector<PlainEdge> edges;
  for (std::uint32_t i = 0; i < vertices.size(); ++i) {
    std::map<std::uint32_t, double> to;  // by position: the order of sums must not depend on node numbers
    const auto [begin, end] = out_edges(vertices[i], graph);
    for (auto it = begin; it != end; ++it) {
      const auto edge = *it;
      const auto other = position.find(edge.target);
      // Several relations between two are one link, as strong as the sum of them.
      if (other != position.end() && other->second > i) to[other->second] += graph.support(edge).confidence;
    }
    for (const auto& [other, weight] : to) edges.push_back({i, other, weight});
  }
  auto out = measure(vertices.size(), edges);
  for (std::size_t i = 0; i < out.rows.size(); ++i) out.rows[i].vertex = vertices[i];
  return out;
}

std::vector<VertexId> all_entities(const Snapshot& snapshot) {
  std::vector<VertexId> out;
  const ChosenEntities chosen(snapshot, {});
  for (const auto& item : chosen.items()) out.push_back(item.vertex);
  return out;
}

const std::vector<std::string_view>& measure_names() {
  static const std::vector<std::string_view> names{"degree", "strength", "pagerank", "betweenness", "core"};
  return names;
}

std::vector<MeasureRow> best_rows(const Measures& measures, std::string_view by, std::size_t limit) {
  const auto value = [&](const MeasureRow& row) {
    if (by == "degree") return static_cast<double>(row.degree);
    if (by == "strength") return row.strength;
    if (by == "pagerank") return row.pagerank;
    if (by == "betweenness") return row.betweenness;
    if (by == "core") return static_cast<double>(row.core);
    throw Error(ErrorKind::kUsage, "there is no measure \"" + std::string(by) + "\"; there are degree, strength, pagerank, betweenness, core");
  };
  auto rows = measures.rows;
  std::stable_sort(rows.begin(), rows.end(), [&](const MeasureRow& a, const MeasureRow& b) { return value(a) > value(b); });
  if (rows.size() > limit) rows.resize(limit);
  return rows;
}

}  // namespace entente::graph
