// SPDX-License-Identifier: Apache-2.0
// Claims that are there already, one JSON record a line: what `entente extract` and the jsonl export write, or another extractor that
// writes the same, checked by the same rules as our own. An article's record is followed by those of its entities and claims; decisions may
// stand anywhere.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>

#include "graph/decisions.h"
#include "model/claim.h"

namespace entente::graph {

struct ClaimRecordsSink {
  // Both may throw Error kInput or kLimit: what they refuse is set aside.
  std::function<void(const Extraction&)> take;
  std::function<void(const Decision&)> decide;
  // The line at which it was noticed, from 1, and why.
  std::function<void(std::uint64_t, const std::string&)> set_aside;
};

// Calls take() for every whole article, in order. With a faulty record its article is set aside, up to the next article, and the others go
// on. Entities without keys get that of their name. Throws what the sink throws but refusals.
void read_claim_records(std::istream& in, const ClaimRecordsSink& sink);

}  // namespace entente::graph
