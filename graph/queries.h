// SPDX-License-Identifier: Apache-2.0
// Questions to the graph and their answers, with the sentences. Every query keeps its Budget, always answers, and says
// when it was cut short. Filters act inside the search.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/graph_view.h"
#include "graph/snapshot.h"

namespace entente::graph {

// One claim with all that is needed to quote it.
struct Evidence {
  std::shared_ptr<const Extraction> article;
  std::size_t claim = 0;  // index into article->claims
  [[nodiscard]] const Claim& get() const { return article->claims.at(claim); }
  // Names of the speakers, outermost first.
  [[nodiscard]] std::vector<std::string> speakers() const;
};

// An edge with its best evidence.
struct Link {
  VertexId source = 0;
  VertexId target = 0;
  Relation relation = Relation::kSigned;
  bool forward = true;  // source is the subject
  double confidence = 0;
  std::uint32_t origins = 0;
  std::size_t claims = 0;
  std::vector<Evidence> evidence;  // best first, at most QueryOptions::quotes
};

struct Hop {
  VertexId from = 0;
  VertexId to = 0;
  std::vector<Link> links;  // most trustworthy first, at least one
};

struct Path {
  std::vector<VertexId> vertices;
  std::vector<Hop> hops;
  double cost = 0;
  std::size_t weakest_hop = 0;  // the hop whose best link is least sure
};

struct QueryOptions {
  ClaimFilter filter;
  Budget budget;
  std::size_t quotes = 3;  // evidence a link
};

// --- paths
struct PathOptions : QueryOptions {
  std::size_t max_hops = 4;  // 1 to kMaxHops
  std::size_t k = 3;         // 1 to kMaxPaths
};
inline constexpr std::size_t kMaxHops = 8;
inline constexpr std::size_t kMaxPaths = 50;

struct PathAnswer {
  std::vector<Path> paths;  // cheapest first
  Explored explored;
};

// The k cheapest loopless paths of at most max_hops hops (Yen 1971 over a hop-bounded Dijkstra). A hop costs
// 1, plus up to half a hop for doubt in its best link, plus less than a millionth that only breaks ties, by content; walking through an entity costs 0.08 times the base-2 logarithm
// of its links, so that of two paths of equal length the one that avoids a hub comes first. A ball around `to` is read first and bounds the
// hops that are left (A*).
[[nodiscard]] PathAnswer find_paths(const Snapshot& snapshot, VertexId from, VertexId to, const PathOptions& options);

// --- neighborhood
struct NeighborhoodOptions : QueryOptions {
  std::size_t depth = 1;      // 1 to kMaxDepth
  std::size_t max_nodes = 200;
  std::size_t max_links = 1000;
};
inline constexpr std::size_t kMaxDepth = 6;

struct NeighborhoodAnswer {
  struct Node {
    VertexId vertex = 0;
    std::size_t distance = 0;
    double score = 0;  // sum of the confidences of its links to nodes nearer by
  };
  std::vector<Node> nodes;  // nearest first, then by score; the centre is nodes[0]
  std::vector<Link> links;  // among the nodes, each once
  Explored explored;
  bool cut = false;  // nodes or links were left out by max_nodes or max_links
};
[[nodiscard]] NeighborhoodAnswer find_neighborhood(const Snapshot& snapshot, VertexId centre,
                                                   const NeighborhoodOptions& options);

// --- one entity's claims
// All links of the entity, most trustworthy first, at most `limit`.
[[nodiscard]] std::vector<Link> links_of(const Snapshot& snapshot, VertexId vertex, const QueryOptions& options,
                                         std::size_t limit, Explored* explored = nullptr);

}  // namespace entente::graph
