// SPDX-License-Identifier: Apache-2.0
// JSON Lines: the records of `entente extract` for every article, then who is one with whom, then the decisions in force. Reading it back
// into an empty store gives the same store.
#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

#include "graph/coding.h"
#include "graph/decision_json.h"
#include "graph/export_parts.h"
#include "model/json.h"

namespace entente::graph {
namespace {

// An article-local entity under the entity of the graph it belongs to. Kept for every one of the export, 24
// bytes each.
struct Member {
  VertexId vertex = 0;
  std::uint32_t article = 0;  // position in the order of article ids
  Id local;
};

// The articles to write, sorted by id.
std::vector<std::pair<Id, IngestId>> articles_of_export(const Snapshot& snapshot,
                                                        const ExportOptions& options, bool& truncated) {
  std::vector<std::pair<Id, IngestId>> articles;
  if (options.around) {
    const ChosenEntities chosen(snapshot, options);
    truncated = chosen.truncated();
    ArticleFacts facts(snapshot);
    std::set<std::pair<Id, IngestId>> behind_edges;
    for_each_edge(snapshot, chosen, options.filter, facts, [&](const ExportEdge& edge) {
      for (const auto& claim : edge.claims) behind_edges.emplace(facts.of(claim.ingest).id, claim.ingest);
    });
    articles.assign(behind_edges.begin(), behind_edges.end());
    return articles;
  }
  for (Rocks::Cursor cursor(snapshot.rocks(), Family::kArticleId, {}, snapshot.view()); cursor.valid();
       cursor.next()) {
    Reader key(cursor.key());
    Reader value(cursor.value());
    articles.emplace_back(key.id(), value.big32());
  }
  return articles;
}

}  // namespace

ExportCounts write_jsonl(const Snapshot& snapshot, const ExportOptions& options,
                         const std::function<void(std::string_view)>& sink) {
  ExportCounts counts;
  Output out(sink);
  const auto articles = articles_of_export(snapshot, options, counts.truncated);
  std::vector<Member> members;
  for (std::uint32_t i = 0; i < articles.size(); ++i) {
    const auto extraction = snapshot.article(articles[i].second);
    out << to_ndjson(*extraction, {.with_text = true, .with_candidates = true});
    for (const auto& entity : extraction->entities) {
      members.push_back({snapshot.vertex_of(extraction->article.source, entity), i, entity.id});
    }
    ++counts.articles;
    counts.claims += extraction->claims.size();
    if (i % 4096 == 4095) snapshot.forget();
  }
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    return std::tie(a.vertex, a.article, a.local) < std::tie(b.vertex, b.article, b.local);
  });
  // Vertex numbers depend on history: the records stand in the order of the public ids.
  struct Owner {
    Id id;
    VertexId vertex;
    std::size_t begin;
    std::size_t end;
  };
  std::vector<Owner> owners;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (owners.empty() || owners.back().vertex != members[i].vertex) {
      owners.push_back({snapshot.entity(members[i].vertex).id, members[i].vertex, i, i});
      if (owners.size() % 4096 == 0) snapshot.forget();
    }
    owners.back().end = i + 1;
  }
  std::sort(owners.begin(), owners.end(), [](const Owner& a, const Owner& b) { return a.id < b.id; });
  for (const auto& owner : owners) {
    const auto& entity = snapshot.entity(owner.vertex);
    Json record{{"kind", "identity"},
                {"id", to_string('e', entity.id)},
                {"type", name_of(entity.type)},
                {"name", entity.name}};
    auto list = Json::array();
    for (auto i = owner.begin; i < owner.end; ++i) {
      const auto& member = members[i];
      list.push_back(Json{{"article", to_string('a', articles[member.article].first)},
                          {"entity", to_string('e', member.local)}});
    }
    record["members"] = std::move(list);
    auto because = Json::array();
    for (const auto& key : entity.keys)
      because.push_back(Json{{"key", key.text}, {"reason", name_of(key.reason)}});
    record["because"] = std::move(because);
    out << write_line(record) << "\n";
    if (++counts.nodes % 4096 == 0) snapshot.forget();
  }
  // All of them: a decision may speak of what is not exported, or not yet there.
  for (const auto& [id, decision] : snapshot.decisions().all()) out << write_line(to_json(decision)) << "\n";
  out.flush();
  return counts;
}

}  // namespace entente::graph
