// SPDX-License-Identifier: Apache-2.0
#include "graph/contribution.h"

#include <cmath>
#include <utility>

#include "model/date.h"

namespace entente::graph {
namespace {

// But for its two ends and the ingest.
Row row_of(const Claim& claim, std::size_t number) {
  Row row;
  row.claim = static_cast<std::uint16_t>(number);
  row.relation = claim.relation;
  row.polarity = claim.polarity;
  row.modality = claim.modality;
  row.attributed = !claim.attribution.empty();
  row.confidence = static_cast<std::uint16_t>(std::lround(claim.confidence * 1000));
  const auto id = bytes_of(claim.id);
  row.tie = static_cast<std::uint16_t>(static_cast<unsigned char>(id[0]) << 8 | static_cast<unsigned char>(id[1]));
  if (const auto days = parse_date(claim.date)) {
    row.dated = true;
    row.first_day = days->first;
    row.last_day = days->last;
  }
  return row;
}

}  // namespace

Contribution contribution_of(const Extraction& extraction, std::string record) {
  Contribution out;
  out.member = sha256("article" + record);
  out.record = std::move(record);
  const auto& entities = extraction.entities;
  const IdIndex entity_at(entities.size(), [&](std::size_t i) { return entities[i].id; });
  out.keys.reserve(entities.size());
  for (const auto& entity : entities) {
    const auto identity = identity_class(entity.type);
    for (const auto& key : entity.keys) out.keys.push_back(public_id(identity, key));
  }
  out.ends.reserve(2 * extraction.claims.size());
  for (std::size_t i = 0; i < extraction.claims.size(); ++i) {
    const auto& claim = extraction.claims[i];
    const auto subject = static_cast<std::uint32_t>(entity_at.find(claim.subject).value());
    const auto object = static_cast<std::uint32_t>(entity_at.find(claim.object).value());
    auto row = row_of(claim, i);
    row.outgoing = true;
    row.neighbour = object;
    out.ends.push_back({subject, row});
    row.outgoing = false;
    row.neighbour = subject;
    out.ends.push_back({object, row});
  }
  out.print = print_of(extraction.article.text, extraction.article.body_start);
  return out;
}

}  // namespace entente::graph
