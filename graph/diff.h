// SPDX-License-Identifier: Apache-2.0
// What changed between two versions of an article, or between two readings of one text: edge by edge, with the sentences. Entities of the
// two are the same when they share a name or an identity key, directly or through others of the two versions. A pure function.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/claim.h"

namespace entente::graph {

struct EdgeChange {
  enum class What : std::uint8_t {
    kAdded,       // the edge is new
    kRemoved,     // the edge is gone
    kRedated,     // its claims have other dates
    kConfidence,  // its best claim is surer or less sure
    kKind,        // other polarity or modality: what was planned has happened, what was said is denied
  };
  What what = What::kAdded;
  std::string subject;  // names, as the newer version has them
  Relation relation = Relation::kSigned;
  std::string object;
  // The best claim of the edge before and after; pointers into the two extractions.
  const Claim* before = nullptr;
  const Claim* after = nullptr;
};
[[nodiscard]] std::string_view name_of(EdgeChange::What what);  // "added", "removed", "re-dated", "confidence", "kind"

// Sorted by subject, relation, object and kind of change. Keep both extractions alive.
[[nodiscard]] std::vector<EdgeChange> diff(const Extraction& before, const Extraction& after);

}  // namespace entente::graph
