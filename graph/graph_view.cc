// SPDX-License-Identifier: Apache-2.0
#include "graph/graph_view.h"

#include <algorithm>
#include <boost/graph/graph_concepts.hpp>
#include <tuple>
#include <utility>

namespace entente::graph {

BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<StoreGraph>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<StoreGraph>));

bool ClaimFilter::passes(const Row& row) const {
  if (relations.any() && !relations.test(static_cast<std::size_t>(row.relation))) return false;
  if (row.confidence < min_confidence) return false;
  if (row.polarity == Polarity::kNegative && !negative) return false;
  switch (row.modality) {
    case Modality::kActual: break;
    case Modality::kPlanned:
      if (!planned) return false;
      break;
    case Modality::kConditional:
      if (!conditional) return false;
      break;
    case Modality::kPossible:
      if (!possible) return false;
      break;
    case Modality::kRequested:
      if (!requested) return false;
      break;
  }
  if (since || until) {
    if (!row.dated) return undated;
    if (since && row.last_day < *since) return false;
    if (until && row.first_day > *until) return false;
  }
  return true;
}

StoreGraph::StoreGraph(const Snapshot& snapshot, ClaimFilter filter, Budget budget)
    : snapshot_(&snapshot), filter_(filter), budget_(budget), start_(std::chrono::steady_clock::now()) {}

Explored StoreGraph::explored() const {
  auto out = explored_;
  out.milliseconds =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
  return out;
}

const std::vector<Edge>& StoreGraph::links(VertexId vertex) const {
  const auto known = links_.find(vertex);
  if (known != links_.end()) return known->second;
  auto& links = links_[vertex];
  const auto stop = [this](const char* reason) {
    explored_.truncated = true;
    if (explored_.stopped_by.empty()) explored_.stopped_by = reason;
  };
  if (explored_.truncated) return links;
  if (explored_.vertices >= budget_.vertices) {
    stop("vertices");
    return links;
  }
  ++explored_.vertices;

  struct Item {
    VertexId target;
    Relation relation;
    bool forward;
    ClaimRef claim;
  };
  std::vector<Item> items;
  snapshot_->for_each_row(vertex, [&](const Row& row) {
    if (++explored_.rows > budget_.rows) {
      stop("rows");
      return false;
    }
    if (explored_.rows % 1024 == 0 && std::chrono::steady_clock::now() - start_ > budget_.time) {
      stop("time");
      return false;
    }
    if (filter_.passes(row)) {
      items.push_back({snapshot_->vertex_of(row.neighbour), row.relation, row.outgoing,
                       {row.ingest, row.claim, row.confidence, row.tie, row.polarity, row.modality, row.attributed, row.dated,
                        row.first_day, row.last_day}});
    }
    return true;
  });
  if (std::chrono::steady_clock::now() - start_ > budget_.time) stop("time");
  // A symmetric relation is one edge whichever way its claims were worded.
  const auto group = [](const Item& item) {
    return std::tuple(item.target, item.relation, !(item.forward || info(item.relation).symmetric));
  };
  // Best first, the article's own voice before what others say, the newest before the older; then by content.
  const auto rank = [](const ClaimRef& claim) {
    return std::tuple(-static_cast<int>(claim.confidence), claim.attributed, -static_cast<std::int64_t>(claim.last_day),
                      claim.tie, claim.ingest, claim.claim);
  };
  std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
    return group(a) != group(b) ? group(a) < group(b) : rank(a.claim) < rank(b.claim);
  });
  for (const auto& item : items) {
    if (links.empty() || std::tuple(links.back().target, links.back().relation, !links.back().forward) != group(item)) {
      auto& edge = links.emplace_back();
      edge.source = vertex;
      edge.target = item.target;
      edge.relation = item.relation;
      edge.forward = item.forward || info(item.relation).symmetric;
    }
    links.back().claims.push_back(item.claim);
  }
  for (auto& edge : links) {
    // One article counts once, by its best claim: repeating oneself confirms nothing.
    std::vector<std::pair<IngestId, std::uint16_t>> best;
    for (const auto& claim : edge.claims) best.emplace_back(claim.ingest, claim.confidence);
    std::sort(best.begin(), best.end(), [](const auto& a, const auto& b) {
      return std::tuple(a.first, -static_cast<int>(a.second)) < std::tuple(b.first, -static_cast<int>(b.second));
    });
    best.erase(std::unique(best.begin(), best.end(), [](const auto& a, const auto& b) { return a.first == b.first; }),
               best.end());
    edge.origins = static_cast<std::uint32_t>(best.size());
    // Multiplied in one order whatever the history, since rounding depends on it.
    std::sort(best.begin(), best.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    double doubt = 1;
    for (const auto& [ingest, confidence] : best) doubt *= 1 - static_cast<double>(confidence) / 1000.0;
    edge.confidence = 1 - doubt;
  }
  return links;
}

}  // namespace entente::graph
