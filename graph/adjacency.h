// SPDX-License-Identifier: Apache-2.0
// The rows of one vertex as a search wants them: neighbours are vertices (entities), rows that lead back to the vertex itself are
// gone, a symmetric relation points outwards whichever way it was worded, and the rows of one edge stand together, best first.
// Read from the store or kept in memory, the form is the same; so the two cannot answer differently.
#pragma once

#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "graph/layout.h"

namespace entente::graph {

// By edge (neighbour, relation, outgoing first); inside an edge the surest first, the article's own voice before what others say, the
// newest before the older; then by content.
[[nodiscard]] inline bool before_in_block(const Row& a, const Row& b) {
  if (a.neighbour != b.neighbour) return a.neighbour < b.neighbour;
  const auto edge = [](const Row& row) {
    return std::uint32_t{static_cast<std::uint8_t>(row.relation)} << 24u | (row.outgoing ? 0u : 1u) << 16u |
           (0xffffu - row.confidence);
  };
  const auto edge_a = edge(a);
  const auto edge_b = edge(b);
  if (edge_a != edge_b) return edge_a < edge_b;
  const auto rest = [](const Row& row) {
    return std::tuple(row.attributed ? 1 : 0, -std::int64_t{row.last_day}, row.tie, row.ingest, row.claim);
  };
  return rest(a) < rest(b);
}

// Sorts by before_in_block. Long lists take a second array of their size for the moment.
void arrange_block(std::span<Row> rows);

// Normalises a row that was read from the owner's list; false when it leads back to its owner.
template <class VertexOf>
bool normalise(Row& row, VertexId owner, const VertexOf& vertex_of) {
  row.neighbour = vertex_of(row.neighbour);
  if (info(row.relation).symmetric) row.outgoing = true;
  return row.neighbour != owner;
}

}  // namespace entente::graph
