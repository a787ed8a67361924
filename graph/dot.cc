// SPDX-License-Identifier: Apache-2.0
// Graphviz, for pictures. `sfdp` suits large graphs, `dot` small ones.
#include <algorithm>
#include <bit>

#include "graph/export_parts.h"

namespace entente::graph {
namespace {

// A label in quotes. Graphviz reads backslash escapes and HTML's character references inside, so both are
// kept apart.
std::string quoted(std::string_view value) {
  std::string out = "\"";
  for (const char c : clean_text(value)) {
    if (c == '"' || c == '\\') out.push_back('\\');
    if (c == '&')
      out += "&amp;";
    else
      out.push_back(c == '\n' || c == '\t' ? ' ' : c);
  }
  return out + "\"";
}

}  // namespace

ExportCounts write_dot(const Snapshot& snapshot, const ExportOptions& options,
                       const std::function<void(std::string_view)>& sink) {
  ExportCounts counts;
  Output out(sink);
  out << "digraph entente {\n"
         "  graph [overlap=false, splines=true, outputorder=edgesfirst, nodesep=0.4, ranksep=0.8];\n"
         "  node [shape=ellipse, style=filled, fontname=\"Helvetica\", fontsize=11, fontcolor=\"#202020\", "
         "penwidth=0];\n"
         "  edge [fontname=\"Helvetica\", fontsize=8, color=\"#808080\", fontcolor=\"#505050\", "
         "arrowsize=0.6];\n";
  const ChosenEntities chosen(snapshot, options);
  counts.truncated = chosen.truncated();
  for (const auto& item : chosen.items()) {
    const auto& entity = snapshot.entity(item.vertex);
    const auto magnitude = static_cast<double>(std::bit_width(entity.articles));
    // "80" at the end: half transparent, so that dark names stay readable on every colour.
    out << "  \"e." << to_base32(item.id) << "\" [label=" << quoted(entity.name) << ", tooltip="
        << quoted(std::string(name_of(entity.type)) + ", " + std::to_string(entity.articles) + " articles")
        << ", fillcolor=\"" << info(entity.type).colour
        << "80\", width=" << write_number(0.5 + 0.2 * magnitude)
        << ", height=" << write_number(0.3 + 0.1 * magnitude) << ", fontsize=" << write_number(9 + magnitude)
        << "];\n";
    if (++counts.nodes % 4096 == 0) snapshot.forget();
  }
  ArticleFacts facts(snapshot);
  for_each_edge(snapshot, chosen, options.filter, facts, [&](const ExportEdge& item) {
    const auto width = std::min(static_cast<double>(std::bit_width(item.support.origins)), 6.0);
    out << "  \"e." << to_base32(chosen.items()[item.source].id) << "\" -> \"e."
        << to_base32(chosen.items()[item.target].id) << "\" [label=" << quoted(words_of(item.relation))
        << (info(item.relation).symmetric ? ", dir=none" : "")
        << ", penwidth=" << write_number(0.4 + 0.4 * width) << "];\n";
    ++counts.edges;
    counts.claims += item.claims.size();
  });
  counts.articles = facts.size();
  out << "}\n";
  out.flush();
  return counts;
}

}  // namespace entente::graph
