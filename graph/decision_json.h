// SPDX-License-Identifier: Apache-2.0
// Decisions in their written form: a record of the jsonl export, read back by `entente ingest --claims`.
#pragma once

#include "graph/decisions.h"
#include "model/json.h"

namespace entente::graph {

// {"kind":"decision","id":"d:…","decision":"merge","keys":["e:…"],…}
[[nodiscard]] Json to_json(const Decision& decision);
[[nodiscard]] Decision decision_of(const Json& record);  // throws Error kInput

}  // namespace entente::graph
