// SPDX-License-Identifier: Apache-2.0
// Measures for analysts over a whole graph or a part of it: who is central, what hangs together, which groups there are.
// Edges count once for each pair of entities and relation, undirected, weighted by their confidence where that is said. Vertices
// come in an order that depends on content alone, and so do all results.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "graph/graph_view.h"

namespace entente::graph {

struct MeasureRow {
  VertexId vertex = 0;
  std::uint32_t degree = 0;      // different entities it is linked to
  double strength = 0;           // sum of the confidences of its edges
  double pagerank = 0;           // weighted by confidence, damping 0.85; sums to 1 (Brin and Page 1998)
  double betweenness = 0;        // share of the shortest paths between others that run through it, 0 to 1 (Brandes 2001)
  std::uint32_t core = 0;        // largest k such that it lies in a part where everybody has k links (Batagelj and Zaversnik 2003)
  std::uint32_t component = 0;   // numbered by size, 0 the largest; ties by their first vertex
  std::uint32_t community = 0;   // by modularity (Louvain: Blondel et al. 2008), numbered by size
};

struct Measures {
  std::vector<MeasureRow> rows;      // in the order the vertices were given
  std::size_t edges = 0;             // different pairs that are linked
  std::size_t sampled_sources = 0;   // 0: betweenness is exact; else estimated from so many (Brandes and Pich 2007)
  double modularity = 0;             // of the communities
};

// Above this many vertices betweenness is estimated, from so many sources at most, fewer in a very large graph.
inline constexpr std::size_t kExactBetweenness = 3000;
inline constexpr std::size_t kBetweennessSources = 400;

// Of the subgraph that `vertices` make; they must be different, and in an order that depends on content alone (by public id).
[[nodiscard]] Measures measure(const Snapshot& snapshot, const std::vector<VertexId>& vertices, const ClaimFilter& filter);

// Every entity that has a claim, by public id.
[[nodiscard]] std::vector<VertexId> all_entities(const Snapshot& snapshot);
// The names of the columns that order: degree, strength, pagerank, betweenness, core.
[[nodiscard]] const std::vector<std::string_view>& measure_names();
// The first `limit` rows by one of them, the largest first; equals in the rows' order. Throws Error kUsage for another name.
[[nodiscard]] std::vector<MeasureRow> best_rows(const Measures& measures, std::string_view by, std::size_t limit);

// The same over a plain list of undirected weighted edges between 0 .. count - 1, without parallels and loops. What tests compare.
struct PlainEdge {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double weight = 1;
};
[[nodiscard]] Measures measure(std::size_t count, const std::vector<PlainEdge>& edges);

}  // namespace entente::graph
