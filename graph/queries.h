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
#include "graph/search.h"
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
  std::uint16_t tie = 0;           // of the best claim: orders equals by content
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

// What makes a path better than another.
enum class PathOrder : std::uint8_t {
  kTrust,  // few hops, sure claims, no hubs
  kHops,   // few hops alone
};

struct PathOptions : QueryOptions {
  std::size_t max_hops = 4;  // 1 to kMaxHops
  std::size_t k = 3;         // 1 to kMaxPaths
  PathOrder order = PathOrder::kTrust;
  bool only_shortest = false;      // only paths of as few hops as there are
  std::vector<VertexId> via;       // every path passes through all of these, in any order; at most kMaxVia
  // Each hop overlaps in time with the one before or follows it: there are moments t1 <= t2 <= …, one in the date of a claim of each
  // hop (Kempe, Kleinberg and Kumar 2002). Undated claims are left out, unless the filter takes them: then they fit any time.
  bool in_time_order = false;
};
inline constexpr std::size_t kMaxHops = 8;
inline constexpr std::size_t kMaxPaths = 50;
inline constexpr std::size_t kMaxVia = 4;

struct PathAnswer {
  std::vector<Path> paths;  // cheapest first
  Explored explored;
};

// The k cheapest loopless paths of at most max_hops hops (Yen 1971 over a hop-bounded A*). By kTrust a hop costs
// 1, plus up to half a hop for doubt in its best link; walking through an entity costs 0.08 times the base-2 logarithm
// of 1 + its claims, so that of two paths of equal length the one that avoids a hub comes first. Less than a millionth more breaks
// ties, by content.
[[nodiscard]] PathAnswer find_paths(const Snapshot& snapshot, VertexId from, VertexId to, const PathOptions& options);

// --- neighborhood
// Around a centre: breadth first, a level at a time, the entities with few claims first, until a level has filled max_nodes.
// The centre's own list is walked whole; of all others at most kNeighborhoodRows rows, and the answer says when that cut it.
inline constexpr std::size_t kNeighborhoodRows = 200'000;
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
// All links of the entity, most trustworthy first, at most `limit`; `total` gets how many there are.
[[nodiscard]] std::vector<Link> links_of(const Snapshot& snapshot, VertexId vertex, const QueryOptions& options,
                                         std::size_t limit, Explored* explored = nullptr, std::size_t* total = nullptr);

// --- parts that other queries share

// An edge with its best quotes. With `not_before` only claims whose date may reach that day are quoted (and undated ones).
[[nodiscard]] Link link_of(const ClaimGraph& graph, const Edge& edge, std::size_t quotes, std::optional<std::int32_t> not_before = std::nullopt);
// All links between two entities, most trustworthy first.
[[nodiscard]] Hop hop_of(const ClaimGraph& graph, VertexId from, VertexId to, std::size_t quotes,
                         std::optional<std::int32_t> not_before = std::nullopt);
// Hops to `to` in a ball around it, over `back`, whose edges lead the other way; `other_end` ends its growth (null_vertex() = nothing does).
[[nodiscard]] Ball<ClaimGraph> ball_around(const ClaimGraph& back, VertexId to, VertexId other_end, std::size_t max_hops);
// What a hop costs by kTrust, and what walking through an entity does.
[[nodiscard]] double trust_cost(const ClaimGraph& graph, const Edge& edge);
[[nodiscard]] double hub_cost(const ClaimGraph& graph, VertexId vertex);
// Most trustworthy first; equals by content.
void sort_links(std::vector<Link>& links, const Snapshot& snapshot);

}  // namespace entente::graph
