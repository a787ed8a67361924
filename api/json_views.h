// SPDX-License-Identifier: Apache-2.0
// How every answer is written as JSON, for the HTTP API and for `--format json` of the command line: one
// place, so that a path looks the same wherever it is asked for. Nothing here knows HTTP.
//
// Pure functions of a snapshot and an answer; keys in a fixed order, numbers to three decimals, so equal
// answers give equal bytes, but for Explored::milliseconds. An "id" of an entity is the graph's public id;
// the ids inside a claim record are those of its article, as in the contract of `entente extract`, and the
// record says beside them what they are in the graph.
#pragma once

#include <cstddef>
#include <vector>

#include "graph/connections.h"
#include "graph/diff.h"
#include "graph/fragility.h"
#include "graph/measures.h"
#include "graph/queries.h"
#include "graph/snapshot.h"
#include "graph/why_not.h"
#include "model/claim.h"
#include "model/json.h"

namespace entente::api {

// {"id","name","type"}: how an answer points at an entity.
[[nodiscard]] Json to_reference(const graph::EntityRecord& entity);
// {"id","source","title","url","published"}: how an answer points at an article. Unknown fields are left out.
[[nodiscard]] Json to_reference(const Article& article);

// The entity by itself: aliases with their counts, outside ids, and the keys that make its mentions one.
[[nodiscard]] Json to_json(const graph::EntityRecord& entity);
// The reference with counts, score and what matched.
[[nodiscard]] Json to_json(const graph::SearchHit& hit);
[[nodiscard]] Json to_json(const std::vector<graph::SearchHit>& hits);
// The reference with the number of articles: what an "ambiguous" or "not found" error offers to choose from.
[[nodiscard]] Json to_candidates(const std::vector<graph::SearchHit>& hits);

// One claim, quoted: sentence, article, speakers, date, polarity, modality.
[[nodiscard]] Json to_json(const graph::Evidence& evidence);
// "forward" tells whether the link was walked from its subject to its object.
[[nodiscard]] Json to_json(const graph::Snapshot& snapshot, const graph::Link& link);
[[nodiscard]] Json to_json(const graph::Snapshot& snapshot, const graph::Hop& hop);
[[nodiscard]] Json to_json(const graph::Snapshot& snapshot, const graph::Path& path);
// {"paths","fragility","truncated","stopped_by","explored"}; "stopped_by" only when a limit was met, "fragility" only where there are paths.
[[nodiscard]] Json to_json(const graph::Snapshot& snapshot, const graph::PathAnswer& answer, const graph::Fragility& fragility);
// {"least","most","exact","articles"}
[[nodiscard]] Json to_json(const graph::Snapshot& snapshot, const graph::Fragility& fragility);
// {"items","total",…}: each item the reference with score and its hops from the entities asked about.
[[nodiscard]] Json to_json(const graph::Snapshot& snapshot, const graph::CommonAnswer& answer);
// {"rings",…}
[[nodiscard]] Json rings_to_json(const graph::Snapshot& snapshot, const graph::PathAnswer& answer);
// {"entities","hops","groups","cost",…}
[[nodiscard]] Json to_json(const graph::Snapshot& snapshot, const graph::ConnectionAnswer& answer);
// {"linked_in","cut","unlinked","common_articles","almost","exceptions","too_long",…}
[[nodiscard]] Json to_json(const graph::Snapshot& snapshot, const graph::WhyNotAnswer& answer);
// {"items","edges","betweenness","modularity"}: the rows in the order given.
[[nodiscard]] Json to_json(const graph::Snapshot& snapshot, const graph::Measures& measures, const std::vector<graph::MeasureRow>& rows);
// {"nodes","links","cut","truncated","stopped_by","explored"}; the first node is the centre.
[[nodiscard]] Json to_json(const graph::Snapshot& snapshot, const graph::NeighborhoodAnswer& answer);
// Sets "truncated", "stopped_by" and "explored" of an answer.
void put_explored(Json& answer, const graph::Explored& explored);

// The entity with its articles and its links: what `entente entity` and GET /v1/entities/{id} show.
struct EntityPage {
  graph::VertexId vertex = 0;
  std::vector<graph::IngestId> articles;  // at most as many as asked for
  std::vector<graph::Link> links;
  graph::Explored explored;
  bool cut = false;  // articles or links were left out because more were there than asked for
};
[[nodiscard]] Json to_json(const graph::Snapshot& snapshot, const EntityPage& page);

// A claim as in the contract of `entente extract`, and "subject_entity" and "object_entity": the graph's
// references.
[[nodiscard]] Json to_json(const graph::Snapshot& snapshot, const Extraction& extraction, const Claim& claim);
// The article record with its text, its entities (each with "entity", the graph's reference) and its claims.
[[nodiscard]] Json to_json(const graph::Snapshot& snapshot, const Extraction& extraction);

[[nodiscard]] Json to_json(const graph::Stats& stats);
// {"change","subject","relation","object","before","after"}: the best claim of the edge on either side, with its quotes.
[[nodiscard]] Json to_json(const graph::EdgeChange& change);
// The article's reference and "changes"; with an older version also which, and when it was replaced.
[[nodiscard]] Json to_json(const Article& article, const std::vector<graph::EdgeChange>& changes);
[[nodiscard]] Json to_json(const Article& article, const graph::OldVersion& before, const std::vector<graph::EdgeChange>& changes);

}  // namespace entente::api
