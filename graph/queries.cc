// SPDX-License-Identifier: Apache-2.0
#include "graph/queries.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "graph/search.h"
#include "model/error.h"

namespace entente::graph {
namespace {

// Paths of equal cost are told apart by what their claims say, so that the answer does not depend on the order of ingestion.
// The term is far below any difference that means something and far above rounding.
constexpr double kTieStep = 1e-12;
double edge_cost_of(const Edge* edge) {
  return 1.0 + 0.5 * (1.0 - edge->confidence) + kTieStep * static_cast<double>(edge->claims.front().tie);
}

Link link_of(const Snapshot& snapshot, const Edge& edge, std::size_t quotes) {
  Link link;
  link.source = edge.source;
  link.target = edge.target;
  link.relation = edge.relation;
  link.forward = edge.forward;
  link.confidence = edge.confidence;
  link.origins = edge.origins;
  link.claims = edge.claims.size();
  // One quote an article first, then seconds from the same one, so that a few quotes show many origins.
  std::unordered_set<IngestId> shown;
  for (const bool again : {false, true}) {
    for (const auto& claim : edge.claims) {
      if (link.evidence.size() >= quotes) break;
      if (shown.contains(claim.ingest) != again) continue;
      if (again) {
        const bool there = std::any_of(link.evidence.begin(), link.evidence.end(), [&](const Evidence& known) {
          return known.claim == claim.claim && known.article == snapshot.article(claim.ingest);
        });
        if (there) continue;
      }
      shown.insert(claim.ingest);
      link.evidence.push_back({snapshot.article(claim.ingest), claim.claim});
    }
  }
  return link;
}

void sort_links(std::vector<const Edge*>& edges) {
  std::sort(edges.begin(), edges.end(), [](const Edge* a, const Edge* b) {
    const auto rank = [](const Edge* edge) {
      return std::tuple(-edge->confidence, edge->relation, !edge->forward, edge->claims.front().tie, edge->target);
    };
    return rank(a) < rank(b);
  });
}

// The store's graph for a walk that does not go through hubs: one that it did not begin at has no way out.
class HubsClosed : public StoreGraph {
 public:
  HubsClosed(const Snapshot& snapshot, const QueryOptions& options, VertexId start)
      : StoreGraph(snapshot, options.filter, options.budget), start_(start) {}
  [[nodiscard]] bool closed(VertexId vertex) const {
    return budget().skip_degree > 0 && vertex != start_ && links(vertex).size() > budget().skip_degree;
  }

 private:
  VertexId start_;
};

std::pair<StoreGraph::out_edge_iterator, StoreGraph::out_edge_iterator> out_edges(VertexId vertex,
                                                                                  const HubsClosed& graph) {
  if (graph.closed(vertex)) return {};
  return out_edges(vertex, static_cast<const StoreGraph&>(graph));
}

// Hops to a vertex, known in a ball around it and bounded by the ball's radius outside. The ball grows level by level until it holds the
// other end, or the next level would read many vertices.
class HopsTo {
 public:
  HopsTo(const StoreGraph& graph, VertexId to, VertexId other_end, std::size_t max_hops) : hops_{{to, 0}} {
    constexpr std::size_t kWide = 512;  // vertices of one level
    std::vector<VertexId> level{to};
    while (!level.empty() && level.size() <= kWide && radius_ < max_hops && !hops_.contains(other_end)) {
      std::vector<VertexId> next;
      for (const auto vertex : level) {
        for (const auto& edge : graph.links(vertex)) {
          if (hops_.emplace(edge.target, radius_ + 1).second) next.push_back(edge.target);
        }
      }
      if (graph.exhausted()) return;  // the last level is not whole: say nothing about it
      ++radius_;
      level = std::move(next);
    }
  }
  std::size_t operator()(VertexId vertex) const {
    const auto known = hops_.find(vertex);
    return known == hops_.end() ? radius_ + 1 : std::min(known->second, radius_ + 1);
  }

 private:
  std::unordered_map<VertexId, std::size_t> hops_;
  std::size_t radius_ = 0;
};

struct DepthReached {};  // ends Boost's search from inside a visitor

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

PathAnswer find_paths(const Snapshot& snapshot, VertexId from, VertexId to, const PathOptions& options) {
  if (options.max_hops < 1 || options.max_hops > kMaxHops) {
    throw Error(ErrorKind::kUsage, "max hops must be between 1 and " + std::to_string(kMaxHops));
  }
  if (options.k < 1 || options.k > kMaxPaths) {
    throw Error(ErrorKind::kUsage, "the number of paths must be between 1 and " + std::to_string(kMaxPaths));
  }
  if (from == to) throw Error(ErrorKind::kUsage, "both names stand for one entity: " + snapshot.entity(from).name);
  const StoreGraph graph(snapshot, options.filter, options.budget);
  const auto pass_cost = [&](VertexId vertex) {
    const auto degree = graph.links(vertex).size();
    if (options.budget.skip_degree > 0 && degree > options.budget.skip_degree) {
      return std::numeric_limits<double>::infinity();
    }
    return 0.08 * std::log2(1.0 + static_cast<double>(degree));
  };
  const HopsTo hops_left(graph, to, from, options.max_hops);
  const auto found = cheapest_paths(graph, from, to, options.max_hops, options.k, edge_cost_of, pass_cost,
                                    [&] { return !graph.exhausted(); }, hops_left);
  PathAnswer answer;
  for (const auto& item : found) {
    Path path;
    path.vertices = item.vertices;
    path.cost = item.cost;
    double weakest = 2;
    for (std::size_t i = 0; i + 1 < item.vertices.size(); ++i) {
      Hop hop{item.vertices[i], item.vertices[i + 1], {}};
      std::vector<const Edge*> edges;
      for (const auto& edge : graph.links(hop.from)) {
        if (edge.target == hop.to) edges.push_back(&edge);
      }
      sort_links(edges);
      for (const auto* edge : edges) hop.links.push_back(link_of(snapshot, *edge, options.quotes));
      if (!edges.empty() && edges.front()->confidence < weakest) {
        weakest = edges.front()->confidence;
        path.weakest_hop = i;
      }
      path.hops.push_back(std::move(hop));
    }
    answer.paths.push_back(std::move(path));
  }
  answer.explored = graph.explored();
  return answer;
}

NeighborhoodAnswer find_neighborhood(const Snapshot& snapshot, VertexId centre, const NeighborhoodOptions& options) {
  if (options.depth < 1 || options.depth > kMaxDepth) {
    throw Error(ErrorKind::kUsage, "depth must be between 1 and " + std::to_string(kMaxDepth));
  }
  const HubsClosed graph(snapshot, options, centre);

  // Breadth first by Boost; the depth bound ends it from inside, the budget by giving no more edges.
  std::unordered_map<VertexId, std::size_t> distance{{centre, 0}};
  std::unordered_map<VertexId, boost::default_color_type> colours;
  boost::associative_property_map<decltype(colours)> colour_map(colours);
  struct Visitor : boost::default_bfs_visitor {
    std::unordered_map<VertexId, std::size_t>* distance = nullptr;
    std::size_t depth = 0;
    void examine_vertex(VertexId vertex, const StoreGraph& /*graph*/) const {
      if (distance->at(vertex) >= depth) throw DepthReached{};
    }
    void tree_edge(const Edge* edge, const StoreGraph& /*graph*/) const {
      distance->emplace(edge->target, distance->at(edge->source) + 1);
    }
  };
  Visitor visitor;
  visitor.distance = &distance;
  visitor.depth = options.depth;
  boost::queue<VertexId> waiting;
  try {
    boost::breadth_first_visit(graph, centre, waiting, visitor, colour_map);
  } catch (const DepthReached&) {  // as planned
  }

  NeighborhoodAnswer answer;
  std::unordered_map<VertexId, std::int64_t> scores;  // millionths: sums of doubles would depend on their order
  for (const auto& [vertex, steps] : distance) {
    if (steps >= options.depth) continue;
    for (const auto& edge : graph.links(vertex)) {
      const auto far = distance.find(edge.target);
      if (far != distance.end() && far->second == steps + 1) scores[edge.target] += std::llround(edge.confidence * 1e6);
    }
  }
  for (const auto& [vertex, steps] : distance) answer.nodes.push_back({vertex, steps, static_cast<double>(scores[vertex]) / 1e6});
  std::sort(answer.nodes.begin(), answer.nodes.end(), [&](const auto& a, const auto& b) {
    if (a.distance != b.distance) return a.distance < b.distance;
    if (a.score != b.score) return a.score > b.score;
    return snapshot.entity(a.vertex).id < snapshot.entity(b.vertex).id;
  });
  if (answer.nodes.size() > options.max_nodes) {
    answer.nodes.resize(std::max<std::size_t>(options.max_nodes, 1));
    answer.cut = true;
  }
  std::unordered_map<VertexId, std::size_t> rank;
  for (std::size_t i = 0; i < answer.nodes.size(); ++i) rank.emplace(answer.nodes[i].vertex, i);
  for (const auto& node : answer.nodes) {
    // Links between two nodes at the rim are read too: who is around X is also who of them is linked.
    std::vector<const Edge*> edges;
    for (const auto& edge : graph.links(node.vertex)) {
      const auto other = rank.find(edge.target);
      if (other != rank.end() && other->second > rank.at(node.vertex)) edges.push_back(&edge);
    }
    sort_links(edges);
    for (const auto* edge : edges) {
      if (answer.links.size() >= options.max_links) {
        answer.cut = true;
        break;
      }
      answer.links.push_back(link_of(snapshot, *edge, options.quotes));
    }
  }
  answer.explored = graph.explored();
  return answer;
}

std::vector<Link> links_of(const Snapshot& snapshot, VertexId vertex, const QueryOptions& options, std::size_t limit,
                           Explored* explored) {
  const StoreGraph graph(snapshot, options.filter, options.budget);
  std::vector<const Edge*> edges;
  for (const auto& edge : graph.links(vertex)) edges.push_back(&edge);
  sort_links(edges);
  std::vector<Link> links;
  for (const auto* edge : edges) {
    if (links.size() >= limit) break;
    links.push_back(link_of(snapshot, *edge, options.quotes));
  }
  if (explored != nullptr) *explored = graph.explored();
  return links;
}

}  // namespace entente::graph
