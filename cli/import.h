// SPDX-License-Identifier: Apache-2.0
// Claims that are there already: the records of `entente extract`, of another extractor that writes them, or of the jsonl export,
// checked by the same rules as our own.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/reading.h"
#include "graph/decisions.h"

namespace entente::cli {

// Calls take() for every whole article, take_decision() for every decision. An article with a faulty record is set aside with the line
// and the reason, the others go on. "-" is standard input. Entities without keys get that of their name.
ReadingTotals read_claims(const std::vector<std::string>& paths, const std::function<void(const Extraction&)>& take,
                          const std::function<void(const graph::Decision&)>& take_decision);

}  // namespace entente::cli
