// SPDX-License-Identifier: Apache-2.0
// What one article brings to a store, as far as it follows from the article alone: its record with the hash of it, ids, rows, the print of its text. A
// pure function, so that it is worked out for many articles at once on all cores; only what depends on the store is left to the one writer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/layout.h"
#include "graph/text_print.h"
#include "model/claim.h"
#include "model/id.h"

namespace entente::graph {

struct Contribution {
  // A claim as seen from one of its ends.
  struct End {
    std::uint32_t entity = 0;  // index in the article's entities; in the row the other end's stands for its anchor
    Row row;                   // without the ingest
  };
  std::string record;
  Sha256 member{};               // the article's member of the digest
  std::vector<Id> keys;          // public ids of the entities' keys, one entity after the other
  std::vector<End> ends;         // two a claim, the subject's first
  std::optional<TextPrint> print;
};

[[nodiscard]] Contribution contribution_of(const Extraction& extraction, std::string record);

}  // namespace entente::graph
