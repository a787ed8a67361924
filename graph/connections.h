// SPDX-License-Identifier: Apache-2.0
// Questions about more than two entities: whom several have in common, the rings one stands in, and how a list of them
// hangs together. Filters act inside the search; every query keeps its Budget, always answers, and says when it was cut short.
#pragma once

#include <cstddef>
#include <vector>

#include "graph/queries.h"

namespace entente::graph {

// --- common neighbours

struct CommonOptions : QueryOptions {
  std::size_t limit = 50;  // entities shown
};
inline constexpr std::size_t kMaxCommon = 12;  // entities asked about

struct CommonAnswer {
  struct Item {
    VertexId vertex = 0;
    double score = 0;        // the least of the confidences of its best links to each, less 0.04 log2(1 + its claims): hubs come last
    std::vector<Hop> hops;   // from each of the asked to it, in the order they were asked
  };
  std::vector<Item> items;  // best first
  std::size_t total = 0;    // found, of which items shows the best
  Explored explored;
};
// The entities that are linked to every one of `of` (2 to kMaxCommon different ones). Throws Error kUsage.
[[nodiscard]] CommonAnswer find_common(const Snapshot& snapshot, const std::vector<VertexId>& of, const CommonOptions& options);

// --- rings

struct RingOptions : QueryOptions {
  std::size_t max_length = 4;  // links of the ring, 3 to kMaxHops
  std::size_t k = 5;           // 1 to kMaxPaths
};
// The k cheapest rings through an entity: loops of at least three links that meet no other entity twice. A ring and the same walked
// the other way are one, unless the filter has a direction. Costs as those of paths (queries.h). vertices begins and ends with the
// entity.
[[nodiscard]] PathAnswer find_rings(const Snapshot& snapshot, VertexId centre, const RingOptions& options);

// --- connections

struct ConnectionOptions : QueryOptions {
  std::size_t max_hops = 4;  // between two of the list, 1 to kMaxHops
};
inline constexpr std::size_t kMaxTerminals = 25;

struct ConnectionAnswer {
  std::vector<VertexId> vertices;                // the list first, then those in between, by content
  std::vector<Hop> hops;                         // the connections: a forest over the vertices
  std::vector<std::vector<VertexId>> groups;     // of the list; those of one group hang together
  double cost = 0;                               // of the hops and of the entities walked through
  Explored explored;
};
// How the entities of a list (2 to kMaxTerminals) hang together: a cheap tree in the graph that holds them all, or one for each group
// that hangs together (Kou, Markowsky and Berman 1981: a least spanning tree over the cheapest paths between them, then over what
// these paths make up, leaves that were not asked for cut off). Throws Error kUsage.
[[nodiscard]] ConnectionAnswer find_connections(const Snapshot& snapshot, const std::vector<VertexId>& list,
                                                const ConnectionOptions& options);

}  // namespace entente::graph
