// SPDX-License-Identifier: Apache-2.0
// The store as a model of Boost.Graph's concepts, so that its algorithms and ours run on a snapshot without loading it.
//
// StoreGraph models IncidenceGraph and AdjacencyGraph. A vertex is an entity. An edge is what the claims
// that pass the filter say between two entities by one relation; edges are walked from either end, so out_edges(v) holds the incoming ones too (Edge::forward tells). Adjacency is read when a search asks for it, once.
// When the budget is spent the graph gives no more edges, so that every search ends by itself; exhausted() says so.
//
// A filter is part of the graph: a search over it cannot step on what the filter forbids.
// References: Siek, Lee, Lumsdaine, "The Boost Graph Library" (2002).
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <bitset>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/snapshot.h"

namespace entente::graph {

// Which claims count.
struct ClaimFilter {
  std::bitset<256> relations;             // none set = all
  std::optional<std::int32_t> since;      // days since 1970-01-01; claims whose date may reach into [since, until]
  std::optional<std::int32_t> until;
  std::uint16_t min_confidence = 0;       // thousandths
  bool negative = false;                  // beyond positive and actual ones
  bool planned = false;
  bool conditional = false;
  bool possible = false;
  bool requested = false;
  bool undated = false;                   // with since or until: claims without a date too

  [[nodiscard]] bool passes(const Row& row) const;
};

// Limits of one query. All are reported when met.
struct Budget {
  std::size_t rows = 2'000'000;             // claims looked at
  std::size_t vertices = 100'000;           // entities whose links were read
  std::chrono::milliseconds time{2000};
  std::size_t skip_degree = 0;              // do not walk through entities with more links; 0 = never skip
};

struct Explored {
  std::size_t rows = 0;
  std::size_t vertices = 0;
  double milliseconds = 0;
  bool truncated = false;
  std::string stopped_by;  // "rows", "vertices", "time"; empty when the search ended by itself
};

// The claims behind an edge, best first.
struct ClaimRef {
  IngestId ingest = 0;
  std::uint16_t claim = 0;
  std::uint16_t confidence = 0;
  std::uint16_t tie = 0;  // orders equals by content
  Polarity polarity = Polarity::kPositive;
  Modality modality = Modality::kActual;
  bool attributed = false;
  bool dated = false;
  std::int32_t first_day = 0;  // days since 1970-01-01, meaningful when dated
  std::int32_t last_day = 0;
};

struct Edge {
  VertexId source = 0;  // where the walk comes from
  VertexId target = 0;
  Relation relation = Relation::kSigned;
  bool forward = true;  // source is the subject of the claims
  std::vector<ClaimRef> claims;
  std::uint32_t origins = 0;   // articles; reprints are told apart later
  double confidence = 0;       // that at least one independent origin is right: 1 - product of (1 - c)
};

class StoreGraph {
 public:
  using vertex_descriptor = VertexId;
  using edge_descriptor = const Edge*;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  struct traversal_category : boost::incidence_graph_tag, boost::adjacency_graph_tag {};
  using degree_size_type = std::size_t;

  class out_edge_iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = const Edge*;
    using difference_type = std::ptrdiff_t;
    using pointer = const value_type*;
    using reference = value_type;
    out_edge_iterator() = default;
    explicit out_edge_iterator(const Edge* at) : at_(at) {}
    reference operator*() const { return at_; }
    out_edge_iterator& operator++() {
      ++at_;
      return *this;
    }
    out_edge_iterator operator++(int) {
      auto copy = *this;
      ++at_;
      return copy;
    }
    bool operator==(const out_edge_iterator&) const = default;

   private:
    const Edge* at_ = nullptr;
  };
  class adjacency_iterator : public out_edge_iterator {
   public:
    using value_type = VertexId;
    using pointer = const VertexId*;
    using reference = VertexId;
    adjacency_iterator() = default;
    explicit adjacency_iterator(out_edge_iterator at) : out_edge_iterator(at) {}
    reference operator*() const { return out_edge_iterator::operator*()->target; }
    adjacency_iterator& operator++() {
      out_edge_iterator::operator++();
      return *this;
    }
    adjacency_iterator operator++(int) {
      auto copy = *this;
      ++*this;
      return copy;
    }
  };
  // Not a vertex list, not an edge list: named so that graph_traits is complete.
  using in_edge_iterator = void;
  using vertex_iterator = void;
  using vertices_size_type = std::size_t;
  using edge_iterator = void;
  using edges_size_type = std::size_t;

  StoreGraph(const Snapshot& snapshot, ClaimFilter filter, Budget budget);

  // Links of a vertex, sorted by target, then relation, then direction. Stays valid while the graph lives.
  [[nodiscard]] const std::vector<Edge>& links(VertexId vertex) const;
  [[nodiscard]] bool exhausted() const { return explored_.truncated; }
  [[nodiscard]] Explored explored() const;
  [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }
  [[nodiscard]] const Budget& budget() const { return budget_; }
  static vertex_descriptor null_vertex() { return 0; }  // node numbers begin at 1

 private:
  const Snapshot* snapshot_;
  ClaimFilter filter_;
  Budget budget_;
  std::chrono::steady_clock::time_point start_;
  mutable std::unordered_map<VertexId, std::vector<Edge>> links_;
  mutable Explored explored_;
};

[[nodiscard]] inline std::pair<StoreGraph::out_edge_iterator, StoreGraph::out_edge_iterator> out_edges(
    VertexId vertex, const StoreGraph& graph) {
  const auto& links = graph.links(vertex);
  return {StoreGraph::out_edge_iterator(links.data()), StoreGraph::out_edge_iterator(links.data() + links.size())};
}
[[nodiscard]] inline std::size_t out_degree(VertexId vertex, const StoreGraph& graph) {
  return graph.links(vertex).size();
}
[[nodiscard]] inline VertexId source(const Edge* edge, const StoreGraph& /*graph*/) { return edge->source; }
[[nodiscard]] inline VertexId target(const Edge* edge, const StoreGraph& /*graph*/) { return edge->target; }

[[nodiscard]] inline std::pair<StoreGraph::adjacency_iterator, StoreGraph::adjacency_iterator> adjacent_vertices(
    VertexId vertex, const StoreGraph& graph) {
  const auto [begin, end] = out_edges(vertex, graph);
  return {StoreGraph::adjacency_iterator(begin), StoreGraph::adjacency_iterator(end)};
}

}  // namespace entente::graph
