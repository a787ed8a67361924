// SPDX-License-Identifier: Apache-2.0
#include "api/json_views.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace entente::api {
namespace {

double rounded(double value) { return std::round(value * 1000.0) / 1000.0; }

void put_if(Json& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}

Json counts_of(const graph::EntityRecord& entity) {
  auto json = to_reference(entity);
  json["articles"] = entity.articles;
  return json;
}

template <class Item>
Json list_of(const graph::Snapshot& snapshot, const std::vector<Item>& items) {
  auto list = Json::array();
  for (const auto& item : items) list.push_back(to_json(snapshot, item));
  return list;
}

}  // namespace

Json to_reference(const graph::EntityRecord& entity) {
  return Json{{"id", to_string('e', entity.id)}, {"name", entity.name}, {"type", name_of(entity.type)}};
}

Json to_reference(const Article& article) {
  Json json{{"id", to_string('a', article.id)}, {"source", article.source}};
  put_if(json, "title", article.title);
  put_if(json, "url", article.url);
  put_if(json, "published", article.published);
  return json;
}

Json to_json(const graph::EntityRecord& entity) {
  auto json = to_reference(entity);
  json["articles"] = entity.articles;
  json["mentions"] = entity.mentions;
  auto aliases = Json::array();
  for (const auto& [text, count] : entity.aliases) aliases.push_back(Json{{"text", text}, {"count", count}});
  json["aliases"] = std::move(aliases);
  // A list, not an object: two ids of one scheme on one entity are a mistake of a source that must stay
  // visible.
  auto ids = Json::array();
  for (const auto& [scheme, value] : entity.outside_ids)
    ids.push_back(Json{{"scheme", scheme}, {"value", value}});
  json["ids"] = std::move(ids);
  auto keys = Json::array();
  for (const auto& key : entity.keys)
    keys.push_back(Json{{"key", key.text}, {"reason", name_of(key.reason)}});
  json["keys"] = std::move(keys);
  return json;
}

Json to_json(const graph::SearchHit& hit) {
  auto json = counts_of(hit.entity);
  json["mentions"] = hit.entity.mentions;
  json["score"] = rounded(hit.score);
  json["matched"] = hit.matched;
  return json;
}

Json to_json(const std::vector<graph::SearchHit>& hits) {
  auto json = Json::array();
  for (const auto& hit : hits) json.push_back(to_json(hit));
  return json;
}

Json to_candidates(const std::vector<graph::SearchHit>& hits) {
  auto json = Json::array();
  for (const auto& hit : hits) json.push_back(counts_of(hit.entity));
  return json;
}

Json to_json(const graph::Evidence& evidence) {
  const auto& claim = evidence.get();
  Json json{{"claim", to_string('c', claim.id)},
            {"quote", to_json(claim.evidence)},
            {"article", to_reference(evidence.article->article)}};
  put_if(json, "date", claim.date);
  json["speakers"] = evidence.speakers();
  json["polarity"] = name_of(claim.polarity);
  json["modality"] = name_of(claim.modality);
  json["confidence"] = rounded(claim.confidence);
  if (!claim.subject_mention.empty()) json["subject_mention"] = to_json(claim.subject_mention);
  if (!claim.trigger.empty()) json["trigger"] = to_json(claim.trigger);
  if (!claim.object_mention.empty()) json["object_mention"] = to_json(claim.object_mention);
  json["extractor"] = claim.extractor;
  return json;
}

Json to_json(const graph::Snapshot& snapshot, const graph::Link& link) {
  Json json{{"relation", name_of(link.relation)},
            {"forward", link.forward},
            {"subject", to_reference(snapshot.entity(link.forward ? link.source : link.target))},
            {"object", to_reference(snapshot.entity(link.forward ? link.target : link.source))},
            {"confidence", rounded(link.confidence)},
            {"origins", link.origins},
            {"claims", link.claims}};
  auto evidence = Json::array();
  for (const auto& item : link.evidence) evidence.push_back(to_json(item));
  json["evidence"] = std::move(evidence);
  return json;
}

Json to_json(const graph::Snapshot& snapshot, const graph::Hop& hop) {
  Json json{{"from", to_reference(snapshot.entity(hop.from))}, {"to", to_reference(snapshot.entity(hop.to))}};
  json["links"] = list_of(snapshot, hop.links);
  return json;
}

Json to_json(const graph::Snapshot& snapshot, const graph::Path& path) {
  auto entities = Json::array();
  for (const auto vertex : path.vertices) entities.push_back(to_reference(snapshot.entity(vertex)));
  return Json{{"cost", rounded(path.cost)},
              {"weakest_hop", path.weakest_hop},
              {"entities", std::move(entities)},
              {"hops", list_of(snapshot, path.hops)}};
}

void put_explored(Json& answer, const graph::Explored& explored) {
  answer["truncated"] = explored.truncated;
  put_if(answer, "stopped_by", explored.stopped_by);
  answer["explored"] = Json{{"rows", explored.rows},
                            {"vertices", explored.vertices},
                            {"milliseconds", rounded(explored.milliseconds)},
                            {"in_memory", explored.in_memory}};
}

Json to_json(const graph::Snapshot& snapshot, const graph::Fragility& fragility) {
  auto articles = Json::array();
  for (const auto origin : fragility.origins) articles.push_back(to_reference(snapshot.article_of_origin(origin)));
  std::sort(articles.begin(), articles.end(), [](const Json& a, const Json& b) { return a.at("id") < b.at("id"); });
  return Json{{"least", fragility.lower}, {"most", fragility.upper}, {"exact", fragility.exact()}, {"articles", std::move(articles)}};
}

Json to_json(const graph::Snapshot& snapshot, const graph::PathAnswer& answer, const graph::Fragility& fragility) {
  Json json{{"paths", list_of(snapshot, answer.paths)}};
  if (!answer.paths.empty()) json["fragility"] = to_json(snapshot, fragility);
  put_explored(json, answer.explored);
  return json;
}

Json to_json(const graph::Snapshot& snapshot, const graph::CommonAnswer& answer) {
  auto items = Json::array();
  for (const auto& item : answer.items) {
    auto entry = to_reference(snapshot.entity(item.vertex));
    entry["score"] = rounded(item.score);
    entry["hops"] = list_of(snapshot, item.hops);
    items.push_back(std::move(entry));
  }
  Json json{{"items", std::move(items)}, {"total", answer.total}};
  put_explored(json, answer.explored);
  return json;
}

Json rings_to_json(const graph::Snapshot& snapshot, const graph::PathAnswer& answer) {
  Json json{{"rings", list_of(snapshot, answer.paths)}};
  put_explored(json, answer.explored);
  return json;
}

Json to_json(const graph::Snapshot& snapshot, const graph::ConnectionAnswer& answer) {
  const auto references = [&](const std::vector<graph::VertexId>& vertices) {
    auto list = Json::array();
    for (const auto vertex : vertices) list.push_back(to_reference(snapshot.entity(vertex)));
    return list;
  };
  auto groups = Json::array();
  for (const auto& group : answer.groups) groups.push_back(references(group));
  Json json{{"entities", references(answer.vertices)}, {"hops", list_of(snapshot, answer.hops)}, {"groups", std::move(groups)}, {"cost", rounded(answer.cost)}};
  put_explored(json, answer.explored);
  return json;
}

Json to_json(const graph::Snapshot& snapshot, const graph::WhyNotAnswer& answer) {
  const auto cuts_of = [](const std::vector<graph::Cut>& cuts) {
    auto list = Json::array();
    for (const auto cut : cuts) list.push_back(graph::name_of(cut));
    return list;
  };
  Json json = Json::object();
  if (answer.linked_in) json["linked_in"] = *answer.linked_in;
  auto cut = Json::array();
  for (const auto& item : answer.cut) {
    cut.push_back(Json{{"subject", to_reference(snapshot.entity(item.subject))},
                       {"relation", name_of(item.evidence.get().relation)},
                       {"object", to_reference(snapshot.entity(item.object))},
                       {"reasons", cuts_of(item.cuts)},
                       {"evidence", to_json(item.evidence)}});
  }
  json["cut"] = std::move(cut);
  auto unlinked = Json::array();
  for (const auto& item : answer.unlinked) {
    unlinked.push_back(Json{{"reason", name_of(item.get().reason)},
                            {"quote", to_json(item.get().evidence)},
                            {"article", to_reference(item.article->article)}});
  }
  json["unlinked"] = std::move(unlinked);
  json["common_articles"] = answer.common_articles;
  auto almost = Json::array();
  for (const auto& hop : answer.almost) {
    Json entry{{"from", to_reference(snapshot.entity(hop.from))}, {"to", to_reference(snapshot.entity(hop.to))}, {"holds", hop.holds}, {"reasons", cuts_of(hop.cuts)}};
    if (hop.evidence) {
      entry["relation"] = name_of(hop.evidence->get().relation);
      entry["evidence"] = to_json(*hop.evidence);
    }
    almost.push_back(std::move(entry));
  }
  json["almost"] = std::move(almost);
  json["exceptions"] = answer.exceptions;
  json["too_long"] = answer.too_long;
  put_explored(json, answer.explored);
  return json;
}

Json to_json(const graph::Snapshot& snapshot, const graph::Measures& measures, const std::vector<graph::MeasureRow>& rows) {
  const auto exact = [](double value) { return std::round(value * 1e9) / 1e9; };
  auto items = Json::array();
  for (const auto& row : rows) {
    auto item = to_reference(snapshot.entity(row.vertex));
    item["degree"] = row.degree;
    item["strength"] = rounded(row.strength);
    item["pagerank"] = exact(row.pagerank);
    item["betweenness"] = exact(row.betweenness);
    item["core"] = row.core;
    item["component"] = row.component;
    item["community"] = row.community;
    items.push_back(std::move(item));
  }
  Json json{{"items", std::move(items)}, {"entities", measures.rows.size()}, {"pairs", measures.edges}, {"modularity", exact(measures.modularity)}};
  json["betweenness_sources"] = measures.sampled_sources == 0 ? measures.rows.size() : measures.sampled_sources;
  json["betweenness_exact"] = measures.sampled_sources == 0;
  return json;
}

Json to_json(const graph::Snapshot& snapshot, const graph::NeighborhoodAnswer& answer) {
  auto nodes = Json::array();
  for (const auto& node : answer.nodes) {
    auto item = counts_of(snapshot.entity(node.vertex));
    item["distance"] = node.distance;
    item["score"] = rounded(node.score);
    nodes.push_back(std::move(item));
  }
  Json json{{"nodes", std::move(nodes)}, {"links", list_of(snapshot, answer.links)}, {"cut", answer.cut}};
  put_explored(json, answer.explored);
  return json;
}

Json to_json(const graph::Snapshot& snapshot, const EntityPage& page) {
  auto json = to_json(snapshot.entity(page.vertex));
  auto articles = Json::array();
  for (const auto ingest : page.articles) articles.push_back(to_reference(snapshot.article(ingest)->article));
  json["in_articles"] = std::move(articles);
  json["links"] = list_of(snapshot, page.links);
  json["cut"] = page.cut;
  put_explored(json, page.explored);
  return json;
}

Json to_json(const graph::Snapshot& snapshot, const Extraction& extraction, const Claim& claim) {
  auto json = to_json(extraction.article.id, claim);
  for (const auto& [key, id] :
       {std::pair{"subject_entity", claim.subject}, std::pair{"object_entity", claim.object}}) {
    for (const auto& entity : extraction.entities) {
      if (entity.id != id) continue;
      json[key] = to_reference(snapshot.entity(snapshot.vertex_of(extraction.article.source, entity)));
      break;
    }
  }
  return json;
}

Json to_json(const graph::Snapshot& snapshot, const Extraction& extraction) {
  const auto& id = extraction.article.id;
  auto json = to_json(extraction.article, true);
  auto entities = Json::array();
  for (const auto& entity : extraction.entities) {
    auto item = to_json(id, entity);
    item["entity"] = to_reference(snapshot.entity(snapshot.vertex_of(extraction.article.source, entity)));
    entities.push_back(std::move(item));
  }
  json["entities"] = std::move(entities);
  auto claims = Json::array();
  for (const auto& claim : extraction.claims) claims.push_back(to_json(snapshot, extraction, claim));
  json["claims"] = std::move(claims);
  return json;
}

Json to_json(const graph::Stats& stats) {
  Json json{{"articles", stats.counts.articles}, {"unread", stats.counts.unread},
            {"claims", stats.counts.claims},     {"mentions", stats.counts.mentions},
            {"entities", stats.entities},        {"edges", stats.edges},
            {"disk_bytes", stats.disk_bytes}};
  auto by_type = Json::object();
  for (const auto& [type, count] : stats.by_type) by_type[std::string(name_of(type))] = count;
  json["by_type"] = std::move(by_type);
  auto by_relation = Json::object();
  for (const auto& [relation, count] : stats.by_relation) by_relation[std::string(name_of(relation))] = count;
  json["by_relation"] = std::move(by_relation);
  return json;
}

Json to_json(const graph::EdgeChange& change) {
  Json json{{"change", name_of(change.what)}, {"subject", change.subject}, {"relation", name_of(change.relation)}, {"object", change.object}};
  for (const auto& [key, claim] : {std::pair{"before", change.before}, std::pair{"after", change.after}}) {
    if (claim == nullptr) continue;
    Json side{{"id", to_string('c', claim->id)}, {"polarity", name_of(claim->polarity)}, {"modality", name_of(claim->modality)}};
    put_if(side, "date", claim->date);
    side["confidence"] = rounded(claim->confidence);
    side["evidence"] = to_json(claim->evidence);
    json[key] = std::move(side);
  }
  return json;
}

Json to_json(const Article& article, const std::vector<graph::EdgeChange>& changes) {
  auto json = to_reference(article);
  auto list = Json::array();
  for (const auto& change : changes) list.push_back(to_json(change));
  json["changes"] = std::move(list);
  return json;
}

Json to_json(const Article& article, const graph::OldVersion& before, const std::vector<graph::EdgeChange>& changes) {
  auto json = to_json(article, changes);
  json["version"] = before.number;
  json["replaced"] = before.replaced;
  return json;
}

}  // namespace entente::api
