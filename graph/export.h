// SPDX-License-Identifier: Apache-2.0
// The graph for other programs. One table of formats serves `export --format`, `?format=` and the documents. Every
// export is written in an order that depends on content alone (ids), as a stream.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "graph/queries.h"
#include "graph/snapshot.h"

namespace entente::graph {

enum class ExportFormat : std::uint8_t { kGraphml, kJsonl, kDot };

struct ExportFormatInfo {
  ExportFormat format;
  std::string_view name;        // "graphml"
  std::string_view media_type;  // "application/graphml+xml"
  std::string_view extension;   // ".graphml"
  std::string_view meaning;     // what it holds and what it cannot hold, one line
};
[[nodiscard]] std::span<const ExportFormatInfo> export_formats();
[[nodiscard]] std::optional<ExportFormat> find_export_format(std::string_view name);

struct ExportOptions {
  // GraphML only. Strict validates against the GraphML schema; the other kind carries the relation as an XML
  // attribute `label` on each edge, without which Gephi merges parallel relations.
  bool strict = false;
  // Only what lies within `depth` of this entity; depth 1 to kMaxDepth.
  std::optional<VertexId> around;
  std::size_t depth = 1;
  bool measures = false;  // GraphML only: columns m_… of graph/measures.h, over the part that is written
  ClaimFilter filter;  // which claims make edges (graphml, dot); jsonl writes every claim of the articles concerned
};

struct ExportCounts {
  std::uint64_t nodes = 0;
  std::uint64_t edges = 0;
  std::uint64_t articles = 0;
  std::uint64_t claims = 0;
  bool truncated = false;  // `around` met a limit
};

// Calls `sink` with pieces of the file, in order. Throws what sink throws.
ExportCounts write_export(const Snapshot& snapshot, ExportFormat format, const ExportOptions& options,
                          const std::function<void(std::string_view)>& sink);

}  // namespace entente::graph
