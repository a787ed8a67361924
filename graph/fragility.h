// SPDX-License-Identifier: Apache-2.0
// What an answer hangs on: the smallest set of origins (articles, reprints of one text together) without which none of its paths would hold. An answer that one
// withdrawn article breaks is worth less than its confidence says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/queries.h"

namespace entente::graph {

struct Fragility {
  // The size of the smallest set lies between the two; equal when exact.
  std::size_t lower = 0;
  std::size_t upper = 0;
  std::vector<std::uint32_t> origins;  // a set of `upper` origins that breaks every path, sorted
  [[nodiscard]] bool exact() const { return lower == upper; }
};

// Paths as the sets of origins behind their hops: a hop holds while one of its origins does, a path while all its hops do, the answer
// while one of its paths does. Branch and bound, at most `most_steps` nodes; then the best set found and a proven bound.
// A hop without origins never held; a path with one is broken from the start.
inline constexpr std::size_t kFragilitySteps = 200'000;
[[nodiscard]] Fragility fragility_of(const std::vector<std::vector<std::vector<std::uint32_t>>>& paths,
                                     std::size_t most_steps = kFragilitySteps);

// Of the paths of an answer: origins are ingest numbers, as Snapshot::origin_of gives them. `options` as they were asked.
[[nodiscard]] Fragility find_fragility(const Snapshot& snapshot, const PathAnswer& answer, const PathOptions& options);

}  // namespace entente::graph
