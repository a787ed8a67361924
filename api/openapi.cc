// SPDX-License-Identifier: Apache-2.0
#include "api/openapi.h"

#include <string_view>
#include <utility>

#include "api/routes.h"
#include "graph/export.h"
#include "model/vocabulary.h"

namespace entente::api {
namespace {

// Closed shapes: a field that is not here may not be in an answer, so that neither can change alone.
constexpr std::string_view kSchemas = R"json({
"EntityId": {"type": "string", "pattern": "^e:[a-z2-7]{24}$"},
"ArticleId": {"type": "string", "pattern": "^a:[a-z2-7]{24}$"},
"ClaimId": {"type": "string", "pattern": "^c:[a-z2-7]{24}$"},
"Count": {"type": "integer", "minimum": 0},
"Share": {"type": "number", "minimum": 0, "maximum": 1},
"Polarity": {"type": "string", "enum": ["positive", "negative"]},
"Modality": {"type": "string", "enum": ["actual", "planned", "conditional", "possible", "requested"]},
"Quote": {
  "description": "Words of an article and where they stand, counted in Unicode code points, half open",
  "type": "object", "additionalProperties": false, "required": ["start", "end", "text"],
  "properties": {"start": {"$ref": "#Count"}, "end": {"$ref": "#Count"}, "text": {"type": "string"}}},
"EntityReference": {
  "type": "object", "additionalProperties": false, "required": ["id", "name", "type"],
  "properties": {"id": {"$ref": "#EntityId"}, "name": {"type": "string"}, "type": {"$ref": "#EntityType"}}},
"ArticleReference": {
  "type": "object", "additionalProperties": false, "required": ["id", "source"],
  "properties": {"id": {"$ref": "#ArticleId"}, "source": {"type": "string"}, "title": {"type": "string"},
    "url": {"type": "string"}, "published": {"type": "string"}}},
"EntityItem": {
  "type": "object", "additionalProperties": false, "required": ["id", "name", "type", "articles", "mentions"],
  "properties": {"id": {"$ref": "#EntityId"}, "name": {"type": "string"}, "type": {"$ref": "#EntityType"},
    "articles": {"$ref": "#Count"}, "mentions": {"$ref": "#Count"},
    "score": {"description": "with q: 1 exact, less the further off", "$ref": "#Share"},
    "matched": {"type": "string", "enum": ["exact", "prefix", "spelling", "near"]}}},
"EntityList": {
  "type": "object", "additionalProperties": false, "required": ["items"],
  "properties": {"items": {"type": "array", "items": {"$ref": "#EntityItem"}}, "next_cursor": {"type": "string"}}},
"IdentityKey": {
  "description": "Mentions with an equal key are one entity; the reason says what kind of key it is",
  "type": "object", "additionalProperties": false, "required": ["key", "reason"],
  "properties": {"key": {"type": "string"},
    "reason": {"type": "string", "enum": ["name", "acronym", "outside_id", "description", "article", "name_and_office", "name_and_country"]}}},
"Evidence": {
  "type": "object", "additionalProperties": false,
  "required": ["claim", "quote", "article", "speakers", "polarity", "modality", "confidence", "extractor"],
  "properties": {"claim": {"$ref": "#ClaimId"}, "quote": {"$ref": "#Quote"}, "article": {"$ref": "#ArticleReference"},
    "date": {"type": "string"}, "speakers": {"type": "array", "items": {"type": "string"}},
    "polarity": {"$ref": "#Polarity"}, "modality": {"$ref": "#Modality"}, "confidence": {"$ref": "#Share"},
    "subject_mention": {"$ref": "#Quote"}, "trigger": {"$ref": "#Quote"}, "object_mention": {"$ref": "#Quote"},
    "extractor": {"type": "string"}}},
"Link": {
  "type": "object", "additionalProperties": false,
  "required": ["relation", "forward", "subject", "object", "confidence", "origins", "claims", "evidence"],
  "properties": {"relation": {"$ref": "#Relation"},
    "forward": {"description": "walked from subject to object", "type": "boolean"},
    "subject": {"$ref": "#EntityReference"}, "object": {"$ref": "#EntityReference"}, "confidence": {"$ref": "#Share"},
    "origins": {"$ref": "#Count"}, "claims": {"$ref": "#Count"},
    "evidence": {"type": "array", "items": {"$ref": "#Evidence"}}}},
"Explored": {
  "type": "object", "additionalProperties": false, "required": ["rows", "vertices", "milliseconds", "in_memory"],
  "properties": {"rows": {"$ref": "#Count"}, "vertices": {"$ref": "#Count"}, "milliseconds": {"type": "number"},
    "in_memory": {"description": "ran on the graph in memory, not on the store", "type": "boolean"}}},
"StoppedBy": {"type": "string", "enum": ["rows", "vertices", "time"]},
"EntityPage": {
  "type": "object", "additionalProperties": false,
  "required": ["id", "name", "type", "articles", "mentions", "aliases", "ids", "keys", "in_articles", "links", "cut",
    "truncated", "explored"],
  "properties": {"id": {"$ref": "#EntityId"}, "name": {"type": "string"}, "type": {"$ref": "#EntityType"},
    "articles": {"$ref": "#Count"}, "mentions": {"$ref": "#Count"},
    "aliases": {"type": "array", "items": {"type": "object", "additionalProperties": false,
      "required": ["text", "count"], "properties": {"text": {"type": "string"}, "count": {"$ref": "#Count"}}}},
    "ids": {"type": "array", "items": {"type": "object", "additionalProperties": false,
      "required": ["scheme", "value"], "properties": {"scheme": {"type": "string"}, "value": {"type": "string"}}}},
    "keys": {"type": "array", "items": {"$ref": "#IdentityKey"}},
    "in_articles": {"type": "array", "items": {"$ref": "#ArticleReference"}},
    "links": {"type": "array", "items": {"$ref": "#Link"}},
    "cut": {"description": "articles or links were left out by the parameters of that name", "type": "boolean"},
    "truncated": {"type": "boolean"}, "stopped_by": {"$ref": "#StoppedBy"}, "explored": {"$ref": "#Explored"}}},
"Neighborhood": {
  "type": "object", "additionalProperties": false, "required": ["nodes", "links", "cut", "truncated", "explored"],
  "properties": {
    "nodes": {"description": "nearest first; the first is the centre", "type": "array", "items": {
      "type": "object", "additionalProperties": false,
      "required": ["id", "name", "type", "articles", "distance", "score"],
      "properties": {"id": {"$ref": "#EntityId"}, "name": {"type": "string"}, "type": {"$ref": "#EntityType"},
        "articles": {"$ref": "#Count"}, "distance": {"$ref": "#Count"}, "score": {"type": "number"}}}},
    "links": {"type": "array", "items": {"$ref": "#Link"}},
    "cut": {"description": "left out by max_nodes or max_links", "type": "boolean"},
    "truncated": {"description": "a limit of the search was met: there may be more", "type": "boolean"},
    "stopped_by": {"$ref": "#StoppedBy"}, "explored": {"$ref": "#Explored"}}},
"Hop": {
  "type": "object", "additionalProperties": false, "required": ["from", "to", "links"],
  "properties": {"from": {"$ref": "#EntityReference"}, "to": {"$ref": "#EntityReference"},
    "links": {"description": "most trustworthy first", "type": "array", "items": {"$ref": "#Link"}}}},
"Path": {
  "type": "object", "additionalProperties": false, "required": ["cost", "weakest_hop", "entities", "hops"],
  "properties": {"cost": {"type": "number"},
    "weakest_hop": {"description": "index of the hop whose best link is least sure", "$ref": "#Count"},
    "entities": {"type": "array", "items": {"$ref": "#EntityReference"}},
    "hops": {"type": "array", "items": {"$ref": "#Hop"}}}},
"Paths": {
  "type": "object", "additionalProperties": false, "required": ["from", "to", "paths", "truncated", "explored"],
  "properties": {"from": {"$ref": "#EntityReference"}, "to": {"$ref": "#EntityReference"},
    "paths": {"description": "cheapest first", "type": "array", "items": {"$ref": "#Path"}},
    "fragility": {"$ref": "#Fragility"},
    "truncated": {"description": "a limit of the search was met: there may be more or cheaper paths", "type": "boolean"},
    "stopped_by": {"$ref": "#StoppedBy"}, "explored": {"$ref": "#Explored"}}},
"Fragility": {
  "description": "the fewest articles without which none of the paths would hold",
  "type": "object", "additionalProperties": false, "required": ["least", "most", "exact", "articles"],
  "properties": {"least": {"$ref": "#Count"}, "most": {"$ref": "#Count"},
    "exact": {"description": "least and most are equal; else the true number lies between them", "type": "boolean"},
    "articles": {"description": "as many as most says", "type": "array", "items": {"$ref": "#ArticleReference"}}}},
"Cuts": {"type": "array", "items": {"type": "string", "enum": ["negative", "planned", "conditional", "possible", "requested",
  "confidence", "relation", "date", "undated", "direction", "source", "speaker", "published", "as_of", "avoided", "type", "hub"]}},
"WhyNot": {
  "type": "object", "additionalProperties": false,
  "required": ["from", "to", "cut", "unlinked", "common_articles", "almost", "exceptions", "too_long", "truncated", "explored"],
  "properties": {"from": {"$ref": "#EntityReference"}, "to": {"$ref": "#EntityReference"},
    "linked_in": {"description": "hops of the best path, when there is one after all", "$ref": "#Count"},
    "cut": {"description": "claims between the two that the filter cuts, with the reasons", "type": "array", "items": {
      "type": "object", "additionalProperties": false, "required": ["subject", "relation", "object", "reasons", "evidence"],
      "properties": {"subject": {"$ref": "#EntityReference"}, "relation": {"$ref": "#Relation"},
        "object": {"$ref": "#EntityReference"}, "reasons": {"$ref": "#Cuts"}, "evidence": {"$ref": "#Evidence"}}}},
    "unlinked": {"description": "sentences with both that made no claim", "type": "array", "items": {
      "type": "object", "additionalProperties": false, "required": ["reason", "quote", "article"],
      "properties": {"reason": {"type": "string"}, "quote": {"$ref": "#Quote"}, "article": {"$ref": "#ArticleReference"}}}},
    "common_articles": {"description": "articles that speak of both", "$ref": "#Count"},
    "almost": {"description": "the path that needs the fewest exceptions from the filter", "type": "array", "items": {
      "type": "object", "additionalProperties": false, "required": ["from", "to", "holds", "reasons"],
      "properties": {"from": {"$ref": "#EntityReference"}, "to": {"$ref": "#EntityReference"}, "holds": {"type": "boolean"},
        "reasons": {"$ref": "#Cuts"}, "relation": {"$ref": "#Relation"}, "evidence": {"$ref": "#Evidence"}}}},
    "exceptions": {"description": "hops of it that the filter cuts", "$ref": "#Count"},
    "too_long": {"description": "it obeys the filter and has only too many hops", "type": "boolean"},
    "truncated": {"type": "boolean"}, "stopped_by": {"$ref": "#StoppedBy"}, "explored": {"$ref": "#Explored"}}},
"Common": {
  "type": "object", "additionalProperties": false, "required": ["items", "total", "truncated", "explored"],
  "properties": {
    "items": {"description": "best first", "type": "array", "items": {
      "type": "object", "additionalProperties": false, "required": ["id", "name", "type", "score", "hops"],
      "properties": {"id": {"$ref": "#EntityId"}, "name": {"type": "string"}, "type": {"$ref": "#EntityType"}, "score": {"type": "number"},
        "hops": {"description": "from each of the entities asked about, in their order", "type": "array", "items": {"$ref": "#Hop"}}}}},
    "total": {"description": "found; items shows the best of them", "$ref": "#Count"},
    "truncated": {"type": "boolean"}, "stopped_by": {"$ref": "#StoppedBy"}, "explored": {"$ref": "#Explored"}}},
"Rings": {
  "type": "object", "additionalProperties": false, "required": ["rings", "truncated", "explored"],
  "properties": {"rings": {"description": "cheapest first; each begins and ends with the entity", "type": "array", "items": {"$ref": "#Path"}},
    "truncated": {"type": "boolean"}, "stopped_by": {"$ref": "#StoppedBy"}, "explored": {"$ref": "#Explored"}}},
"Connections": {
  "type": "object", "additionalProperties": false, "required": ["entities", "hops", "groups", "cost", "truncated", "explored"],
  "properties": {
    "entities": {"description": "those asked about, then those in between", "type": "array", "items": {"$ref": "#EntityReference"}},
    "hops": {"type": "array", "items": {"$ref": "#Hop"}},
    "groups": {"description": "of those asked about: the members of a group hang together", "type": "array",
      "items": {"type": "array", "items": {"$ref": "#EntityReference"}}},
    "cost": {"type": "number"},
    "truncated": {"type": "boolean"}, "stopped_by": {"$ref": "#StoppedBy"}, "explored": {"$ref": "#Explored"}}},
"Measures": {
  "type": "object", "additionalProperties": false,
  "required": ["items", "entities", "pairs", "modularity", "betweenness_sources", "betweenness_exact"],
  "properties": {
    "items": {"type": "array", "items": {
      "type": "object", "additionalProperties": false,
      "required": ["id", "name", "type", "degree", "strength", "pagerank", "betweenness", "core", "component", "community"],
      "properties": {"id": {"$ref": "#EntityId"}, "name": {"type": "string"}, "type": {"$ref": "#EntityType"},
        "degree": {"$ref": "#Count"}, "strength": {"type": "number"}, "pagerank": {"type": "number"},
        "betweenness": {"$ref": "#Share"}, "core": {"$ref": "#Count"}, "component": {"$ref": "#Count"}, "community": {"$ref": "#Count"}}}},
    "entities": {"$ref": "#Count"}, "pairs": {"description": "different pairs that are linked", "$ref": "#Count"},
    "modularity": {"type": "number"},
    "betweenness_sources": {"description": "sources that betweenness was computed from", "$ref": "#Count"},
    "betweenness_exact": {"type": "boolean"}}},
"ArticleList": {
  "type": "object", "additionalProperties": false, "required": ["items"],
  "properties": {"next_cursor": {"type": "string"}, "items": {"type": "array", "items": {
    "type": "object", "additionalProperties": false, "required": ["id", "source", "entities", "claims"],
    "properties": {"id": {"$ref": "#ArticleId"}, "source": {"type": "string"}, "title": {"type": "string"},
      "url": {"type": "string"}, "published": {"type": "string"}, "language": {"type": "string"},
      "entities": {"$ref": "#Count"}, "claims": {"$ref": "#Count"}}}}}},
"NewArticle": {
  "type": "object", "additionalProperties": false, "required": ["text"],
  "properties": {"text": {"type": "string"}, "title": {"type": ["string", "null"]},
    "source": {"description": "where it is from; default the URL, else made from the text", "type": ["string", "null"]},
    "url": {"type": ["string", "null"]}, "published": {"description": "ISO 8601", "type": ["string", "null"]}}},
"PostedArticle": {
  "type": "object", "additionalProperties": false,
  "required": ["id", "source", "outcome", "entities", "mentions", "claims"],
  "properties": {"id": {"$ref": "#ArticleId"}, "source": {"type": "string"}, "title": {"type": "string"},
    "url": {"type": "string"}, "published": {"type": "string"}, "language": {"type": "string"},
    "status": {"type": "string", "enum": ["language_not_read"]},
    "outcome": {"type": "string", "enum": ["added", "replaced", "unchanged"]},
    "entities": {"$ref": "#Count"}, "mentions": {"$ref": "#Count"}, "claims": {"$ref": "#Count"}}},
"PostedClaims": {
  "type": "object", "additionalProperties": false, "required": ["added", "replaced", "unchanged", "decisions", "set_aside"],
  "properties": {"added": {"$ref": "#Count"}, "replaced": {"$ref": "#Count"}, "unchanged": {"$ref": "#Count"},
    "decisions": {"$ref": "#Count"},
    "set_aside": {"description": "articles that could not be used, by the line where it was noticed", "type": "array",
      "items": {"type": "object", "additionalProperties": false, "required": ["line", "reason"],
        "properties": {"line": {"$ref": "#Count"}, "reason": {"type": "string"}}}}}},
"RemovedArticle": {
  "type": "object", "additionalProperties": false, "required": ["id", "source", "outcome"],
  "properties": {"id": {"$ref": "#ArticleId"}, "source": {"type": "string"}, "title": {"type": "string"},
    "url": {"type": "string"}, "published": {"type": "string"}, "outcome": {"type": "string", "enum": ["removed"]}}},
"ArticleDiff": {
  "type": "object", "additionalProperties": false, "required": ["id", "source", "version", "replaced", "changes"],
  "properties": {"id": {"$ref": "#ArticleId"}, "source": {"type": "string"}, "title": {"type": "string"},
    "url": {"type": "string"}, "published": {"type": "string"},
    "version": {"description": "the older one", "$ref": "#Count"},
    "replaced": {"description": "when the next took its place", "type": "string"},
    "changes": {"type": "array", "items": {"type": "object", "additionalProperties": false,
      "required": ["change", "subject", "relation", "object"],
      "properties": {"change": {"type": "string", "enum": ["added", "removed", "re-dated", "confidence", "kind"]},
        "subject": {"type": "string"}, "relation": {"$ref": "#Relation"}, "object": {"type": "string"},
        "before": {"$ref": "#DiffSide"}, "after": {"$ref": "#DiffSide"}}}}}},
"DiffSide": {
  "description": "The edge's best claim",
  "type": "object", "additionalProperties": false, "required": ["id", "polarity", "modality", "confidence", "evidence"],
  "properties": {"id": {"type": "string"}, "polarity": {"type": "string"}, "modality": {"type": "string"},
    "date": {"type": "string"}, "confidence": {"type": "number"}, "evidence": {"$ref": "#Quote"}}},
"NewDecision": {
  "description": "merge and never-merge take a and b, split takes entity and articles",
  "type": "object", "additionalProperties": false, "required": ["decision"],
  "properties": {"decision": {"type": "string", "enum": ["merge", "never-merge", "split"]},
    "a": {"description": "a name or id", "type": "string"}, "b": {"type": "string"},
    "entity": {"description": "a name or id", "type": "string"},
    "articles": {"description": "ids, sources or URLs", "type": "array", "items": {"type": "string"}},
    "author": {"type": "string"}, "reason": {"type": "string"}}},
"Decision": {
  "type": "object", "additionalProperties": false, "required": ["kind", "id", "decision", "keys", "author", "reason"],
  "properties": {"kind": {"type": "string", "enum": ["decision"]}, "id": {"type": "string"},
    "decision": {"type": "string", "enum": ["merge", "never-merge", "split"]},
    "keys": {"type": "array", "items": {"$ref": "#EntityId"}}, "sources": {"type": "array", "items": {"type": "string"}},
    "names": {"type": "array", "items": {"type": "string"}}, "author": {"type": "string"}, "reason": {"type": "string"},
    "time": {"type": "string"}, "undone": {"type": "boolean"},
    "outcome": {"type": "string", "enum": ["decided", "unchanged", "undone"]}}},
"DecisionList": {
  "type": "object", "additionalProperties": false, "required": ["items"],
  "properties": {"items": {"type": "array", "items": {"$ref": "#Decision"}}}},
"EntityRecord": {
  "description": "An entity as its article knows it",
  "type": "object", "additionalProperties": false,
  "required": ["kind", "article", "id", "type", "name", "mentions", "keys", "entity"],
  "properties": {"kind": {"type": "string", "enum": ["entity"]}, "article": {"$ref": "#ArticleId"},
    "id": {"$ref": "#EntityId"}, "type": {"$ref": "#EntityType"}, "name": {"type": "string"},
    "ids": {"type": "object"},
    "mentions": {"type": "array", "items": {"type": "object", "additionalProperties": false,
      "required": ["start", "end", "text", "form"],
      "properties": {"start": {"$ref": "#Count"}, "end": {"$ref": "#Count"}, "text": {"type": "string"},
        "form": {"type": "string", "enum": ["name", "acronym", "demonym", "description", "pronoun"]}}}},
    "keys": {"type": "array", "items": {"$ref": "#IdentityKey"}},
    "entity": {"description": "what it is in the graph", "$ref": "#EntityReference"}}},
"ClaimRecord": {
  "description": "subject, object, roles and attribution are ids inside the article; subject_entity and object_entity say what they are in the graph",
  "type": "object", "additionalProperties": false,
  "required": ["kind", "article", "id", "subject", "relation", "object", "polarity", "modality", "attribution",
    "confidence", "evidence", "extractor", "subject_entity", "object_entity"],
  "properties": {"kind": {"type": "string", "enum": ["claim"]}, "article": {"$ref": "#ArticleId"},
    "id": {"$ref": "#ClaimId"}, "subject": {"$ref": "#EntityId"}, "relation": {"$ref": "#Relation"},
    "object": {"$ref": "#EntityId"}, "roles": {"type": "object"}, "polarity": {"$ref": "#Polarity"},
    "modality": {"$ref": "#Modality"}, "attribution": {"type": "array", "items": {"type": ["string", "object"]}},
    "attribution_spans": {"type": "array", "items": {"type": ["object", "null"]}}, "date": {"type": "string"},
    "confidence": {"$ref": "#Share"}, "evidence": {"$ref": "#Quote"}, "subject_mention": {"$ref": "#Quote"},
    "trigger": {"$ref": "#Quote"}, "object_mention": {"$ref": "#Quote"},
    "cues": {"type": "array", "items": {"type": "object"}}, "extractor": {"type": "string"},
    "event_code": {"type": "object"}, "subject_entity": {"$ref": "#EntityReference"},
    "object_entity": {"$ref": "#EntityReference"}}},
"ArticlePage": {
  "type": "object", "additionalProperties": false, "required": ["kind", "id", "source", "text", "entities", "claims"],
  "properties": {"kind": {"type": "string", "enum": ["article"]}, "id": {"$ref": "#ArticleId"},
    "source": {"type": "string"}, "url": {"type": "string"}, "title": {"type": "string"},
    "published": {"type": "string"}, "language": {"type": "string"}, "status": {"type": "string"},
    "body_start": {"$ref": "#Count"}, "derived_text": {"type": "boolean"}, "text": {"type": "string"},
    "first_seen": {"description": "when the store first had an article of this source", "type": "string"},
    "entities": {"type": "array", "items": {"$ref": "#EntityRecord"}},
    "claims": {"type": "array", "items": {"$ref": "#ClaimRecord"}}}},
"ClaimList": {
  "type": "object", "additionalProperties": false, "required": ["items"],
  "properties": {"items": {"type": "array", "items": {"$ref": "#ClaimRecord"}}, "next_cursor": {"type": "string"}}},
"Stats": {
  "type": "object", "additionalProperties": false,
  "required": ["articles", "unread", "claims", "mentions", "entities", "edges", "disk_bytes", "by_type", "by_relation",
    "digest"],
  "properties": {"articles": {"$ref": "#Count"},
    "unread": {"description": "articles of a language that is not read", "$ref": "#Count"},
    "claims": {"$ref": "#Count"}, "mentions": {"$ref": "#Count"}, "entities": {"$ref": "#Count"},
    "edges": {"description": "distinct (entity, relation, entity) with a positive, actual claim", "$ref": "#Count"},
    "disk_bytes": {"$ref": "#Count"}, "by_type": {"type": "object", "additionalProperties": {"$ref": "#Count"}},
    "by_relation": {"description": "claims", "type": "object", "additionalProperties": {"$ref": "#Count"}},
    "digest": {"description": "equal for equal content, whatever the history", "type": "string"}}},
"Health": {
  "type": "object", "additionalProperties": false, "required": ["status", "version"],
  "properties": {"status": {"type": "string", "enum": ["ok"]}, "version": {"type": "string"}}},
"Readiness": {
  "type": "object", "additionalProperties": false, "required": ["status"],
  "properties": {"status": {"type": "string", "enum": ["ready"]}}},
"OpenApi": {"type": "object", "required": ["openapi", "info", "paths"], "properties": {"openapi": {"type": "string"}}},
"Problem": {
  "description": "RFC 9457",
  "type": "object", "additionalProperties": false, "required": ["type", "title", "status", "detail", "code"],
  "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
    "detail": {"type": "string"}, "instance": {"type": "string"},
    "code": {"description": "stable, for programs", "type": "string", "enum": ["usage", "input", "not_found", "no_route",
      "ambiguous", "store", "limit", "internal", "unauthorized", "read_only", "origin", "host", "method",
      "media_type", "bad_request", "too_long", "headers"]},
    "request_id": {"type": "string"},
    "candidates": {"description": "with ambiguous and not_found: what may have been meant", "type": "array",
      "items": {"type": "object", "additionalProperties": false, "required": ["id", "name", "type", "articles"],
        "properties": {"id": {"$ref": "#EntityId"}, "name": {"type": "string"}, "type": {"$ref": "#EntityType"},
          "articles": {"$ref": "#Count"}}}}}}
})json";

// "#Name" is short for "#/components/schemas/Name".
void lengthen_references(Json& json) {
  if (json.is_object()) {
    for (auto& [name, value] : json.items()) {
      if (name == "$ref")
        value = "#/components/schemas/" + value.get<std::string>().substr(1);
      else
        lengthen_references(value);
    }
  } else if (json.is_array()) {
    for (auto& value : json) lengthen_references(value);
  }
}

Json reference(std::string_view schema) {
  return Json{{"$ref", "#/components/schemas/" + std::string(schema)}};
}

Json schemas() {
  auto json = Json::parse(kSchemas);
  lengthen_references(json);
  auto types = Json::array();
  for (const auto& row : entity_types()) types.push_back(row.name);
  json["EntityType"] = Json{{"type", "string"}, {"enum", std::move(types)}};
  auto names = Json::array();
  for (const auto& row : relations()) names.push_back(row.name);
  json["Relation"] = Json{{"type", "string"}, {"enum", std::move(names)}};
  return json;
}

Json schema_of(const Param& param) {
  Json json;
  switch (param.kind) {
    case ParamKind::kText:
      json = Json{{"type", "string"}, {"minLength", 1}};
      break;
    case ParamKind::kCount:
      json = Json{{"type", "integer"}, {"minimum", param.least}, {"maximum", param.most}};
      break;
    case ParamKind::kShare:
      json = Json{{"type", "number"}, {"minimum", 0}, {"maximum", 1}};
      break;
    case ParamKind::kDate:
      json = Json{{"type", "string"}, {"description", "ISO 8601: 2026, 2026-03 or 2026-03-28"}};
      break;
    case ParamKind::kList:
    case ParamKind::kNames:
    case ParamKind::kTexts:
      json = Json{{"type", "array"}, {"items", Json{{"type", "string"}}}};
      break;
  }
  auto& values = takes_several(param.kind) ? json["items"] : json;
  if (!param.words.empty()) values["enum"] = param.words;
  if (param.fallback.empty()) return json;
  if (param.kind == ParamKind::kCount || param.kind == ParamKind::kShare) {
    json["default"] = Json::parse(param.fallback);
  } else {
    json["default"] = param.fallback;
  }
  return json;
}

Json content(std::string_view media_type, std::string_view schema) {
  auto body = Json::object();
  if (!schema.empty()) body["schema"] = reference(schema);
  Json json;
  json[std::string(media_type)] = std::move(body);
  return json;
}

Json operation_of(const Route& route) {
  Json json{{"operationId", route.name}, {"summary", route.help}};
  auto parameters = Json::array();
  if (!route.id_help.empty()) {
    parameters.push_back(Json{{"name", "id"},
                              {"in", "path"},
                              {"required", true},
                              {"description", route.id_help},
                              {"schema", Json{{"type", "string"}}}});
  }
  for (const auto& param : route.params) {
    Json item{
        {"name", param.name}, {"in", "query"}, {"description", param.help}, {"schema", schema_of(param)}};
    if (param.required) item["required"] = true;
    if (takes_several(param.kind)) item["explode"] = true;
    parameters.push_back(std::move(item));
  }
  if (!parameters.empty()) json["parameters"] = std::move(parameters);
  auto body = Json::object();
  if (!route.body.empty()) body = content("application/json", route.body);
  if (!route.text_body.empty()) body[std::string(route.text_body)] = Json{{"schema", Json{{"type", "string"}}}};
  if (!body.empty()) {
    json["requestBody"] = Json{{"required", true}, {"content", std::move(body)}};
  }
  auto good = content(route.media_type, route.answer);
  if (route.name == "exportGraph") {
    good = Json::object();
    for (const auto& format : graph::export_formats()) good[std::string(format.media_type)] = Json::object();
  }
  Json responses;
  responses[std::to_string(route.status)] = Json{{"description", "The answer"}, {"content", good}};
  if (route.status == 201)
    responses["200"] = Json{{"description", "It was there already"}, {"content", std::move(good)}};
  if (route.tagged) responses["304"] = Json{{"description", "Nothing has changed since the given ETag"}};
  responses["default"] =
      Json{{"description", "An error"}, {"content", content("application/problem+json", "Problem")}};
  json["responses"] = std::move(responses);
  if (route.open) json["security"] = Json::array();
  return json;
}

}  // namespace

Json describe_api(const std::string& version) {
  Json json{{"openapi", "3.1.0"},
            {"info", Json{{"title", "Entente"},
                          {"version", version},
                          {"summary", "Who is linked to whom, with the sentence that says so"},
                          {"license", Json{{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
            {"servers", Json::array({Json{{"url", "/"}}})},
            {"security", Json::array({Json::object(), Json{{"bearer", Json::array()}}})}};
  auto paths = Json::object();
  for (const auto& route : routes()) {
    std::string method(route.method);
    for (auto& c : method) c = static_cast<char>(c - 'A' + 'a');
    paths[std::string(route.pattern)][method] = operation_of(route);
  }
  json["paths"] = std::move(paths);
  json["components"] =
      Json{{"schemas", schemas()},
           {"securitySchemes", Json{{"bearer", Json{{"type", "http"}, {"scheme", "bearer"}}}}}};
  return json;
}

}  // namespace entente::api
