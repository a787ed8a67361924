// SPDX-License-Identifier: Apache-2.0
#include "graph/export.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <tuple>

#include "graph/coding.h"
#include "graph/export_parts.h"
#include "model/date.h"
#include "model/error.h"

namespace entente::graph {
namespace {

constexpr std::array<ExportFormatInfo, 3> kFormats{{
    {ExportFormat::kGraphml, "graphml", "application/graphml+xml", ".graphml",
     "entities and edges for Gephi, networkx and igraph; of the claims of an edge only the best is quoted"},
    {ExportFormat::kJsonl, "jsonl", "application/x-ndjson", ".jsonl",
     "everything, one JSON object a line: articles, entities, claims, candidates, identity; can be ingested "
     "again"},
    {ExportFormat::kDot, "dot", "text/vnd.graphviz", ".dot",
     "a picture for Graphviz: names, types and relations, without quotations"},
}};

// Limits of an `around` export: a graph that a program can still draw.
constexpr std::size_t kMostNodesAround = 20'000;
constexpr std::size_t kMostVerticesAround = 200'000;
constexpr std::size_t kMostRowsAround = 20'000'000;
constexpr std::chrono::seconds kLongestAround{60};

// Entities whose records are kept at a time while the whole store passes by.
constexpr std::size_t kForgetEvery = 4096;

}  // namespace

std::span<const ExportFormatInfo> export_formats() { return kFormats; }

std::optional<ExportFormat> find_export_format(std::string_view name) {
  for (const auto& row : kFormats) {
    if (row.name == name) return row.format;
  }
  return std::nullopt;
}

ExportCounts write_export(const Snapshot& snapshot, ExportFormat format, const ExportOptions& options,
                          const std::function<void(std::string_view)>& sink) {
  if (options.around && (options.depth < 1 || options.depth > kMaxDepth)) {
    throw Error(ErrorKind::kUsage, "depth must be between 1 and " + std::to_string(kMaxDepth));
  }
  switch (format) {
    case ExportFormat::kGraphml:
      return write_graphml(snapshot, options, sink);
    case ExportFormat::kJsonl:
      return write_jsonl(snapshot, options, sink);
    case ExportFormat::kDot:
      break;
  }
  return write_dot(snapshot, options, sink);
}

ChosenEntities::ChosenEntities(const Snapshot& snapshot, const ExportOptions& options) {
  if (options.around) {
    NeighborhoodOptions around;
    around.filter = options.filter;
    around.depth = options.depth;
    around.quotes = 0;
    around.max_nodes = kMostNodesAround;
    around.max_links = std::numeric_limits<std::size_t>::max();
    around.budget = {kMostRowsAround, kMostVerticesAround, kLongestAround, 0};
    const auto answer = find_neighborhood(snapshot, *options.around, around);
    truncated_ = answer.cut || answer.explored.truncated;
    for (const auto& node : answer.nodes) items_.push_back({snapshot.entity(node.vertex).id, node.vertex});
    std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) { return a.id < b.id; });
  } else {
    // The family is sorted by public id already; the representative's id is the entity's.
    std::size_t walked = 0;
    for (Rocks::Cursor cursor(snapshot.rocks(), Family::kNodeKey, {}, snapshot.view()); cursor.valid();
         cursor.next()) {
      Reader key(cursor.key());
      Reader value(cursor.value());
      const auto node = value.big32();
      if (snapshot.is_entity(node)) items_.push_back({key.id(), node});
      if (++walked % kForgetEvery == 0) snapshot.forget();
    }
  }
  for (std::size_t i = 0; i < items_.size(); ++i) {
    positions_.emplace_back(items_[i].vertex, static_cast<std::uint32_t>(i));
  }
  std::sort(positions_.begin(), positions_.end());
}

std::optional<std::uint32_t> ChosenEntities::position(VertexId vertex) const {
  const auto found =
      std::lower_bound(positions_.begin(), positions_.end(), std::pair(vertex, std::uint32_t{0}));
  if (found == positions_.end() || found->first != vertex) return std::nullopt;
  return found->second;
}

const ArticleFacts::Facts& ArticleFacts::of(IngestId ingest) {
  const auto known = known_.find(ingest);
  if (known != known_.end()) return known->second;
  const auto record = snapshot_->rocks().get(Family::kArticle, ingest_key(ingest), snapshot_->view());
  if (!record) {
    throw Error(ErrorKind::kStore, "article number " + std::to_string(ingest) +
                                       " is missing; the store is damaged: restore a backup");
  }
  const auto article = decode_article_head(*record);
  Facts facts{article.id, std::nullopt};
  if (const auto days = parse_date(article.published)) facts.published = days->first;
  return known_.emplace(ingest, facts).first->second;
}

void for_each_edge(const Snapshot& snapshot, const ChosenEntities& chosen, const ClaimFilter& filter,
                   ArticleFacts& facts, const std::function<void(const ExportEdge&)>& visit) {
  const auto& items = chosen.items();
  for (std::uint32_t source = 0; source < items.size(); ++source) {
    if (source % kForgetEvery == kForgetEvery - 1) snapshot.forget();
    const ClaimGraph graph(snapshot, filter, no_budget());  // one an entity: what it has read is given back
    std::vector<ExportEdge> edges;
    const auto [begin, end] = out_edges(items[source].vertex, graph);
    for (auto it = begin; it != end; ++it) {
      const auto edge = *it;
      const auto target = chosen.position(edge.target);
      if (!target) continue;
      const bool here = info(edge.relation).symmetric ? source < *target : edge.forward;
      if (here) edges.push_back({source, *target, edge.relation, graph.support(edge), graph.claims(edge)});
    }
    std::sort(edges.begin(), edges.end(), [](const ExportEdge& a, const ExportEdge& b) {
      return std::pair(a.target, a.relation) < std::pair(b.target, b.relation);
    });
    for (auto& edge : edges) {
      const auto rank = [&](const Row& claim) {
        return std::tuple(-static_cast<int>(claim.confidence), claim.attributed ? 1 : 0, facts.of(claim.ingest).id, claim.claim);
      };
      std::sort(edge.claims.begin(), edge.claims.end(), [&](const Row& a, const Row& b) { return rank(a) < rank(b); });
      visit(edge);
    }
  }
}

Budget no_budget() {
  Budget budget;
  budget.rows = std::numeric_limits<std::size_t>::max();
  budget.vertices = std::numeric_limits<std::size_t>::max();
  budget.time = std::chrono::hours(24 * 3650);  // the largest value would overflow when it meets nanoseconds
  return budget;
}

std::string words_of(Relation relation) {
  std::string words(name_of(relation));
  for (auto& c : words) c = c == '_' ? ' ' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return words;
}

std::string clean_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
      if (lead == '\r') {
        if (at + 1 == text.size() || text[at + 1] != '\n') out.push_back('\n');
      } else if (lead >= 0x20 || lead == '\t' || lead == '\n') {
        out.push_back(text[at]);
      }
      ++at;
      continue;
    }
    const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    std::uint32_t code = length == 2 ? lead & 0x1fu : length == 3 ? lead & 0x0fu : lead & 0x07u;
    std::size_t read = length == 0 ? 0 : 1;
    while (read > 0 && read < length && at + read < text.size() &&
           (static_cast<unsigned char>(text[at + read]) & 0xC0u) == 0x80u) {
      code = code << 6 | (static_cast<unsigned char>(text[at + read]) & 0x3fu);
      ++read;
    }
    const bool whole = length != 0 && read == length && !(length == 3 && code < 0x800) &&
                       !(length == 4 && (code < 0x10000 || code > 0x10ffff)) &&
                       !(code >= 0xd800 && code < 0xe000);
    if (!whole) {
      out += "\xEF\xBF\xBD";
      at += std::max<std::size_t>(read, 1);
      continue;
    }
    if (code != 0xfffe && code != 0xffff) out += text.substr(at, length);
    at += length;
  }
  return out;
}

std::string write_number(double value) {
  std::array<char, 40> buffer{};
  const auto rounded = std::round(value * 1000.0) / 1000.0;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), rounded);
  return {buffer.data(), end.ptr};
}

}  // namespace entente::graph
