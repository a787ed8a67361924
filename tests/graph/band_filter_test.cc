// SPDX-License-Identifier: Apache-2.0
#include "graph/band_filter.h"

#include <random>
#include <unordered_set>

#include "doctest/doctest.h"

using namespace entente::graph;  // NOLINT(google-build-using-namespace)

TEST_CASE("a filter of bands never denies what was added, and seldom affirms what was not while it is not full") {
  BandFilter filter(1u << 14u);
  CHECK(filter.bytes() == 1u << 14u);
  CHECK_FALSE(filter.may_have(0));
  std::mt19937 random(4);
  std::unordered_set<std::uint32_t> added;
  while (!filter.full()) {
    const auto band = static_cast<std::uint32_t>(random()) & 0x0fffffffu;
    filter.add(band);
    added.insert(band);
  }
  for (const auto band : added) REQUIRE(filter.may_have(band));
  int wrong = 0;
  int asked = 0;
  for (std::uint32_t band = 0; band < 100'000; ++band) {
    if (added.contains(band)) continue;
    ++asked;
    if (filter.may_have(band)) ++wrong;
  }
  CHECK(wrong * 5 < asked);
}
