// SPDX-License-Identifier: Apache-2.0
// A small world of people, bodies, states and treaties, and random articles about it. The names are made to
// meet: one name borne by a person and a place, acronyms that tie two bodies only where an article explains
// them, treaties known by their parties, spellings in several scripts.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "model/claim.h"

namespace entente::testing {

class RandomWorld {
 public:
  explicit RandomWorld(std::uint32_t seed) : random_(seed) {}

  // A random article of one of `sources` sources; a source gives other texts each time.
  Extraction article(std::size_t sources);
  // Another extraction of the same text: a claim or its doubt differs.
  Extraction other_reading(Extraction extraction);

  // Most of a long report that agencies reprint, lightly rewritten each time.
  std::string wire_report();

  // 0 to count - 1. The standard's distributions differ between libraries; this does not.
  std::size_t pick(std::size_t count) { return static_cast<std::size_t>(random_()) % count; }
  bool chance(std::size_t percent) { return pick(100) < percent; }
  template <class Value>
  const Value& pick_from(const std::vector<Value>& values) {
    return values[pick(values.size())];
  }
  template <class Value>
  void shuffle(std::vector<Value>& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[pick(i)]);
  }

 private:
  std::mt19937 random_;
};

// Every name the world knows, to ask a store for.
[[nodiscard]] const std::vector<std::string>& world_names();

}  // namespace entente::testing
