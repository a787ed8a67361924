// SPDX-License-Identifier: Apache-2.0
// Everything the store says, without the numbers that depend on its history: nodes are named by their public ids,
// articles by theirs. Two stores with equal content have equal dumps, byte for byte.
#pragma once

#include <string>

#include "graph/snapshot.h"

namespace entente::graph {

// Sorted lines. Memory in proportion to the store: for tests and for `check`.
[[nodiscard]] std::string logical_dump(const Snapshot& snapshot);

}  // namespace entente::graph
