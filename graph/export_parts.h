// SPDX-License-Identifier: Apache-2.0
// What the exporters share: the entities of an export in the order of their public ids, the edges between
// them in an order that depends on content alone, and text made fit for files. Internal to graph/.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/export.h"
#include "graph/graph_view.h"
#include "graph/snapshot.h"

namespace entente::graph {

// Pieces of a file, gathered so that the sink is not called for every word.
class Output {
 public:
  explicit Output(const std::function<void(std::string_view)>& sink) : sink_(sink) {}
  Output& operator<<(std::string_view piece) {
    buffer_ += piece;
    if (buffer_.size() >= kFull) flush();
    return *this;
  }
  void flush() {
    if (!buffer_.empty()) sink_(buffer_);
    buffer_.clear();
  }

 private:
  static constexpr std::size_t kFull = 64u << 10u;
  const std::function<void(std::string_view)>& sink_;
  std::string buffer_;
};

// The entities of an export. Memory: 28 bytes an entity for a whole store.
class ChosenEntities {
 public:
  struct Item {
    Id id;
    VertexId vertex = 0;
  };
  ChosenEntities(const Snapshot& snapshot, const ExportOptions& options);
  [[nodiscard]] const std::vector<Item>& items() const { return items_; }  // sorted by id
  [[nodiscard]] std::optional<std::uint32_t> position(VertexId vertex) const;
  [[nodiscard]] bool truncated() const { return truncated_; }

 private:
  std::vector<Item> items_;
  std::vector<std::pair<VertexId, std::uint32_t>> positions_;  // sorted by vertex
  bool truncated_ = false;
};

// What an edge needs to know of the articles behind it, looked up once each.
class ArticleFacts {
 public:
  struct Facts {
    Id id;
    std::optional<std::int32_t> published;  // day
  };
  explicit ArticleFacts(const Snapshot& snapshot) : snapshot_(&snapshot) {}
  [[nodiscard]] const Facts& of(IngestId ingest);
  [[nodiscard]] std::size_t size() const { return known_.size(); }

 private:
  const Snapshot* snapshot_;
  std::unordered_map<IngestId, Facts> known_;
};

struct ExportEdge {
  std::uint32_t source = 0;  // positions among the chosen entities
  std::uint32_t target = 0;
  Relation relation = Relation::kSigned;
  Support support;
  std::vector<Row> claims;  // best first; ties by the articles' ids, so that the first is the same in every store
};

// Calls `visit` for every edge between chosen entities once: by source, then target, then relation. The
// source of a symmetric relation is the end with the smaller id.
void for_each_edge(const Snapshot& snapshot, const ChosenEntities& chosen, const ClaimFilter& filter,
                   ArticleFacts& facts, const std::function<void(const ExportEdge&)>& visit);

// A budget that nothing meets.
[[nodiscard]] Budget no_budget();

// "HOLDS_POSITION" = "holds position".
[[nodiscard]] std::string words_of(Relation relation);

// Valid UTF-8 of code points that XML 1.0 allows: bytes that are none become U+FFFD, code points that XML
// forbids are dropped, and a carriage return becomes a line feed, as any XML reader would make it.
[[nodiscard]] std::string clean_text(std::string_view text);

// Free of the locale, at most three decimals.
[[nodiscard]] std::string write_number(double value);

ExportCounts write_graphml(const Snapshot& snapshot, const ExportOptions& options,
                           const std::function<void(std::string_view)>& sink);
ExportCounts write_jsonl(const Snapshot& snapshot, const ExportOptions& options,
                         const std::function<void(std::string_view)>& sink);
ExportCounts write_dot(const Snapshot& snapshot, const ExportOptions& options,
                       const std::function<void(std::string_view)>& sink);

}  // namespace entente::graph
