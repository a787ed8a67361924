// SPDX-License-Identifier: Apache-2.0
// GraphML, streamed. The forms below are those that Gephi's importer, networkx, igraph and the GraphML schema
// all read; where they disagree, `strict` decides:
//   - Gephi tells parallel relations apart only by an XML attribute `label` on the edge, which the schema
//   forbids.
//   - directed="false" on one edge makes networkx refuse the whole file, so symmetric relations are told by the
//   column e_symmetric and written once, from the smaller id to the larger.
#include <array>
#include <bit>
#include <charconv>
#include <set>
#include <vector>

#include "graph/export_parts.h"
#include "graph/measures.h"
#include "model/date.h"

namespace entente::graph {
namespace {

struct Key {
  std::string_view id;  // lower case: Gephi makes column ids of it, and lets ids collide that differ by case
  std::string_view domain;
  std::string_view title;
  std::string_view type;
};

constexpr Key kKeys[] = {
    {"label", "node", "label", "string"},
    {"size", "node", "size", "double"},
    {"color", "node", "color", "string"},
    {"n_type", "node", "n_type", "string"},
    {"n_id", "node", "n_id", "string"},
    {"n_aliases", "node", "n_aliases", "string"},
    {"n_articles", "node", "n_articles", "int"},
    {"n_mentions", "node", "n_mentions", "int"},
    {"n_outside_ids", "node", "n_outside_ids", "string"},
    {"m_degree", "node", "m_degree", "int"},
    {"m_strength", "node", "m_strength", "double"},
    {"m_pagerank", "node", "m_pagerank", "double"},
    {"m_betweenness", "node", "m_betweenness", "double"},
    {"m_core", "node", "m_core", "int"},
    {"m_component", "node", "m_component", "int"},
    {"m_community", "node", "m_community", "int"},
    {"edgelabel", "edge", "label", "string"},
    {"weight", "edge", "weight", "double"},
    {"e_relation", "edge", "e_relation", "string"},
    {"e_group", "edge", "e_group", "string"},
    {"e_symmetric", "edge", "e_symmetric", "boolean"},
    {"e_claims", "edge", "e_claims", "int"},
    {"e_origins", "edge", "e_origins", "int"},
    {"e_confidence", "edge", "e_confidence", "double"},
    {"e_state", "edge", "e_state", "string"},
    {"e_polarity", "edge", "e_polarity", "string"},
    {"e_modality", "edge", "e_modality", "string"},
    {"e_first_date", "edge", "e_first_date", "string"},
    {"e_last_date", "edge", "e_last_date", "string"},
    {"e_quote", "edge", "e_quote", "string"},
    {"e_article", "edge", "e_article", "string"},
    {"e_source", "edge", "e_source", "string"},
    {"e_url", "edge", "e_url", "string"},
    {"e_speakers", "edge", "e_speakers", "string"},
    {"e_article_dates", "edge", "e_article_dates", "string"},
};

constexpr std::size_t kMostAliases = 20;        // most frequent first; a country has hundreds
constexpr std::size_t kMostSpeakerClaims = 20;  // claims of an edge whose speakers are looked up
constexpr std::size_t kMostDates = 200;         // days on which an edge was reported

// Text between tags. Blanks between two entity references are lost by the JDK's XML reader, so a value that
// would need references goes into a CDATA section.
std::string xml_text(std::string_view value) {
  auto text = clean_text(value);
  if (text.find_first_of("&<") == std::string::npos && text.find("]]>") == std::string::npos) return text;
  for (auto at = text.find("]]>"); at != std::string::npos; at = text.find("]]>", at + 15)) {
    text.replace(at, 3, "]]]]><![CDATA[>");
  }
  return "<![CDATA[" + text + "]]>";
}

void write_data(Output& out, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  out << "<data key=\"" << key << "\">" << xml_text(value) << "</data>";
}

void add_to_list(std::string& list, std::string_view item) {
  if (!list.empty()) list += "; ";
  list += item;
}

// Nine decimals: shares of a large graph are small.
std::string share(double value) {
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, 9);
  return {buffer.data(), end.ptr};
}

void write_measures(Output& out, const MeasureRow& row) {
  write_data(out, "m_degree", std::to_string(row.degree));
  write_data(out, "m_strength", write_number(row.strength));
  write_data(out, "m_pagerank", share(row.pagerank));
  write_data(out, "m_betweenness", share(row.betweenness));
  write_data(out, "m_core", std::to_string(row.core));
  write_data(out, "m_component", std::to_string(row.component));
  write_data(out, "m_community", std::to_string(row.community));
}

void write_node(Output& out, const EntityRecord& entity, const MeasureRow* measures) {
  std::string aliases;
  std::size_t listed = 0;
  for (const auto& [alias, count] : entity.aliases) {
    if (alias == entity.name) continue;
    if (listed++ == kMostAliases) break;
    add_to_list(aliases, alias);
  }
  std::string outside_ids;
  for (const auto& [scheme, value] : entity.outside_ids) {
    add_to_list(outside_ids, scheme);
    (outside_ids += ':') += value;
  }
  out << "<node id=\"e." << to_base32(entity.id) << "\">";
  write_data(out, "label", entity.name);
  // By the binary order of magnitude: a giant does not cover the picture, and the number is exact everywhere.
  write_data(out, "size", std::to_string(6 + 4 * std::bit_width(entity.articles)));
  write_data(out, "color", info(entity.type).colour);
  write_data(out, "n_type", name_of(entity.type));
  write_data(out, "n_id", to_string('e', entity.id));
  write_data(out, "n_aliases", aliases);
  write_data(out, "n_articles", std::to_string(entity.articles));
  write_data(out, "n_mentions", std::to_string(entity.mentions));
  write_data(out, "n_outside_ids", outside_ids);
  if (measures != nullptr) write_measures(out, *measures);
  out << "</node>\n";
}

// What the claims together say: an assertion counts more than a plan, and a denial beside it makes it
// disputed.
std::string_view state_of(const std::vector<Row>& claims) {
  bool asserted = false;
  bool denied = false;
  auto best = Modality::kRequested;
  for (const auto& claim : claims) {
    if (claim.polarity == Polarity::kNegative)
      denied = true;
    else if (claim.modality == Modality::kActual)
      asserted = true;
    else
      best = std::min(best, claim.modality);
  }
  if (asserted) return denied ? "disputed" : "asserted";
  return denied ? "denied" : name_of(best);
}

class EdgeWriter {
 public:
  EdgeWriter(Output& out, const Snapshot& snapshot, const ChosenEntities& chosen, ArticleFacts& facts,
             bool strict)
      : out_(out), snapshot_(snapshot), chosen_(chosen), facts_(facts), strict_(strict) {}

  void write(const ExportEdge& item) {
    const auto& row = info(item.relation);
    const auto source = to_base32(chosen_.items()[item.source].id);
    const auto target = to_base32(chosen_.items()[item.target].id);
    out_ << "<edge id=\"g." << to_base32(make_id({"edge", source, row.name, target})) << "\" source=\"e."
         << source << "\" target=\"e." << target << "\"";
    if (!strict_) out_ << " label=\"" << row.name << "\"";
    out_ << ">";
    write_data(out_, "edgelabel", words_of(row.relation));
    write_data(out_, "weight",
               std::to_string(item.support.origins));  // at least one, and Gephi drops a weight of zero
    write_data(out_, "e_relation", row.name);
    write_data(out_, "e_group", row.group);
    write_data(out_, "e_symmetric", row.symmetric ? "true" : "false");
    write_data(out_, "e_claims", std::to_string(item.claims.size()));
    write_data(out_, "e_origins", std::to_string(item.support.origins));
    write_data(out_, "e_confidence", write_number(item.support.confidence));
    write_kinds(item.claims);
    write_dates(item.claims);
    write_best(item.claims.front());
    write_speakers(item.claims);
    write_article_dates(item.claims);
    out_ << "</edge>\n";
  }

 private:
  void write_kinds(const std::vector<Row>& claims) {
    std::set<Polarity> polarities;
    std::set<Modality> modalities;
    for (const auto& claim : claims) {
      polarities.insert(claim.polarity);
      modalities.insert(claim.modality);
    }
    std::string polarity;
    std::string modality;
    for (const auto value : polarities) add_to_list(polarity, name_of(value));
    for (const auto value : modalities) add_to_list(modality, name_of(value));
    write_data(out_, "e_state", state_of(claims));
    write_data(out_, "e_polarity", polarity);
    write_data(out_, "e_modality", modality);
  }

  void write_dates(const std::vector<Row>& claims) {
    std::optional<std::int32_t> first;
    std::optional<std::int32_t> last;
    for (const auto& claim : claims) {
      if (!claim.dated) continue;
      first = std::min(first.value_or(claim.first_day), claim.first_day);
      last = std::max(last.value_or(claim.last_day), claim.last_day);
    }
    if (first) write_data(out_, "e_first_date", write_day(*first));
    if (last) write_data(out_, "e_last_date", write_day(*last));
  }

  void write_best(const Row& best) {
    const auto article = snapshot_.article(best.ingest);
    write_data(out_, "e_quote", article->claims.at(best.claim).evidence.text);
    write_data(out_, "e_article", to_string('a', article->article.id));
    write_data(out_, "e_source", article->article.source);
    write_data(out_, "e_url", article->article.url);
  }

  void write_speakers(const std::vector<Row>& claims) {
    std::set<std::string> speakers;
    std::size_t looked_up = 0;
    for (const auto& claim : claims) {
      if (!claim.attributed) continue;
      if (looked_up++ == kMostSpeakerClaims) break;
      for (auto& name : Evidence{snapshot_.article(claim.ingest), claim.claim}.speakers()) {
        speakers.insert(std::move(name));
      }
    }
    std::string list;
    for (const auto& name : speakers) add_to_list(list, name);
    write_data(out_, "e_speakers", list);
  }

  void write_article_dates(const std::vector<Row>& claims) {
    std::set<std::int32_t> days;
    for (const auto& claim : claims) {
      if (const auto day = facts_.of(claim.ingest).published) days.insert(*day);
    }
    std::string list;
    std::size_t listed = 0;
    for (const auto day : days) {
      if (listed++ == kMostDates) break;
      add_to_list(list, write_day(day));
    }
    write_data(out_, "e_article_dates", list);
  }

  Output& out_;
  const Snapshot& snapshot_;
  const ChosenEntities& chosen_;
  ArticleFacts& facts_;
  bool strict_;
};

}  // namespace

ExportCounts write_graphml(const Snapshot& snapshot, const ExportOptions& options,
                           const std::function<void(std::string_view)>& sink) {
  ExportCounts counts;
  Output out(sink);
  out << R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
)";
  for (const auto& key : kKeys) {
    if (!options.measures && key.id.substr(0, 2) == "m_") continue;
    out << "<key id=\"" << key.id << "\" for=\"" << key.domain << "\" attr.name=\"" << key.title
        << "\" attr.type=\"" << key.type << "\"/>\n";
  }
  out << "<graph id=\"entente\" edgedefault=\"directed\">\n";
  const ChosenEntities chosen(snapshot, options);
  counts.truncated = chosen.truncated();
  Measures measures;
  if (options.measures) {
    std::vector<VertexId> vertices;
    for (const auto& item : chosen.items()) vertices.push_back(item.vertex);
    measures = measure(snapshot, vertices, options.filter);
  }
  for (const auto& item : chosen.items()) {
    write_node(out, snapshot.entity(item.vertex), options.measures ? &measures.rows.at(counts.nodes) : nullptr);
    if (++counts.nodes % 4096 == 0) snapshot.forget();
  }
  ArticleFacts facts(snapshot);
  EdgeWriter edges(out, snapshot, chosen, facts, options.strict);
  for_each_edge(snapshot, chosen, options.filter, facts, [&](const ExportEdge& edge) {
    edges.write(edge);
    ++counts.edges;
    counts.claims += edge.claims.size();
  });
  counts.articles = facts.size();
  out << "</graph>\n</graphml>\n";
  out.flush();
  return counts;
}

}  // namespace entente::graph
