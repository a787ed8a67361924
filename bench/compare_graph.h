// SPDX-License-Identifier: Apache-2.0
// The graphs of the comparison, as plain lists of edges from which every engine is filled, and their loading into a store.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "graph/store.h"
#include "model/claim.h"

namespace entente::bench {

struct PlainEdge {
  std::uint32_t subject = 0;  // from 0, below PlainGraph::entities
  std::uint32_t object = 0;
  std::int32_t day = 0;  // since 1970-01-01
  std::uint16_t confidence = 0;
  Relation relation = Relation::kMeetsWith;
  bool negative = false;
};

struct PlainGraph {
  std::string name;
  std::uint32_t entities = 0;
  std::vector<PlainEdge> edges;
};

// Every tenth entity is known under two names, so that a store has components to look up.
[[nodiscard]] inline bool has_two_names(std::uint32_t entity) { return entity % 10 == 3; }

// The relations that may link two organisations: those that the edges bear.
[[nodiscard]] std::vector<Relation> usable_relations();

// Degrees by a power law (the k-th largest falls as 1/sqrt(k)), relations too; one edge in five repeats an earlier pair and relation.
[[nodiscard]] PlainGraph make_synthetic(std::uint32_t entities, std::size_t edges);

// Entity 0 is linked to each of `leaves` others once; `ordinary` more entities are linked among themselves, four edges each, and a
// few of them to leaves and to the hub.
[[nodiscard]] PlainGraph make_hub(std::uint32_t leaves, std::uint32_t ordinary);

// Lines "subject <tab> relation <tab> object <tab> YYYY-MM-DD" of all .txt files of the directories. Equal lines count once. An actor is
// what its name is, "_" for a blank; a relation is one of usable_relations(), by how often it occurs. Empty when there is nothing to read.
// Confidence and polarity, which the data have not, are drawn from the line.
[[nodiscard]] PlainGraph read_events(const std::vector<std::string>& directories);

inline constexpr std::size_t kClaimsPerArticle = 12;

// The article that says the edges [first, first + 12).
[[nodiscard]] Extraction article_of(const PlainGraph& graph, std::size_t first);

struct LoadReport {
  double seconds = 0;  // 0 = the store was there
  double compact_seconds = 0;
  std::uint64_t bytes = 0;
};
// Puts all articles, many at once, and compacts; a store that is there and whole is taken as it is.
LoadReport load_store(const PlainGraph& graph, const std::string& path);

// By entity of the plain graph: its vertex in the store, 0 when no edge names it.
[[nodiscard]] std::vector<graph::VertexId> vertices_of(const PlainGraph& graph, const graph::Snapshot& snapshot);

// An edge as seen from one of its ends, numbered as the store numbers, so that neighbours in memory are alike in all engines.
struct HalfEdge {
  std::uint32_t vertex = 0;
  std::uint32_t neighbour = 0;
  std::uint32_t seq = 0;  // of the plain edge; the article is seq / 12, the claim seq % 12
  std::int32_t day = 0;
  std::uint16_t confidence = 0;
  std::uint8_t relation = 0;
  bool outgoing = true;  // of symmetric relations always
  bool negative = false;
};
[[nodiscard]] std::vector<HalfEdge> half_edges(const PlainGraph& graph, const std::vector<graph::VertexId>& vertices);

// What the questions ask of an edge, for engines that have no ClaimFilter. Negative claims never pass.
struct PlainFilter {
  std::uint16_t min_confidence = 0;
  std::int32_t since = 0;
  std::array<bool, 256> relations{};  // set only with some = true
  bool some = false;
  [[nodiscard]] bool passes(std::uint8_t relation, std::uint16_t confidence, std::int32_t day, bool negative) const {
    if (negative) return false;
    return !some || (confidence >= min_confidence && day >= since && relations[relation]);
  }
};

// What is summed of an edge, so that its properties must be read.
[[nodiscard]] inline std::uint64_t worth(std::uint16_t confidence, std::int32_t day) {
  return std::uint64_t{confidence} * 31u + static_cast<std::uint32_t>(day);
}

// Marks on vertices that are taken back all at once.
class Marks {
 public:
  explicit Marks(std::size_t vertices) : stamp_(vertices, 0) {}
  void clear() { ++now_; }
  // False when it was marked.
  bool mark(std::uint32_t vertex) {
    if (stamp_[vertex] == now_) return false;
    stamp_[vertex] = now_;
    return true;
  }
  [[nodiscard]] bool marked(std::uint32_t vertex) const { return stamp_[vertex] == now_; }

 private:
  std::vector<std::uint32_t> stamp_;
  std::uint32_t now_ = 1;
};

inline constexpr std::size_t kPathHops = 6;

}  // namespace entente::bench
