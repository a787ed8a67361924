// SPDX-License-Identifier: Apache-2.0
#include "graph/fragility.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <set>
#include <vector>

#include "doctest/doctest.h"
#include "graph/store.h"
#include "tests/support/builders.h"
#include "tests/support/random_world.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::ArticleBuilder;
using entente::testing::RandomWorld;

namespace {

using Paths = std::vector<std::vector<std::vector<std::uint32_t>>>;

bool holds(const Paths& paths, std::uint32_t removed) {
  return std::any_of(paths.begin(), paths.end(), [&](const auto& path) {
    return std::all_of(path.begin(), path.end(), [&](const auto& hop) {
      return std::any_of(hop.begin(), hop.end(), [&](std::uint32_t origin) { return (removed >> origin & 1u) == 0; });
    });
  });
}

std::size_t smallest(const Paths& paths, std::uint32_t origins) {
  std::size_t best = origins;
  for (std::uint32_t removed = 0; removed < 1u << origins; ++removed) {
    const auto size = static_cast<std::size_t>(std::popcount(removed));
    if (size < best && !holds(paths, removed)) best = size;
  }
  return best;
}

Paths random_paths(RandomWorld& random, std::uint32_t origins) {
  Paths paths(1 + random.pick(6));
  std::vector<std::vector<std::uint32_t>> hops;  // shared, as paths through one link share it
  for (std::size_t i = 0; i < 8; ++i) {
    auto& hop = hops.emplace_back();
    for (auto left = 1 + random.pick(4); left > 0; --left) hop.push_back(static_cast<std::uint32_t>(random.pick(origins)));
  }
  for (auto& path : paths) {
    for (auto left = 1 + random.pick(4); left > 0; --left) path.push_back(random.pick_from(hops));
  }
  return paths;
}

}  // namespace

TEST_CASE("the smallest set of origins that breaks an answer is what trying all sets finds") {
  RandomWorld random(71);
  std::size_t several = 0;
  for (int round = 0; round < 1000; ++round) {
    CAPTURE(round);
    const auto origins = static_cast<std::uint32_t>(3 + random.pick(9));
    const auto paths = random_paths(random, origins);
    const auto found = fragility_of(paths);
    CHECK(found.exact());
    const auto expected = smallest(paths, origins);
    CHECK(found.upper == expected);
    CHECK(found.origins.size() == found.upper);
    std::uint32_t removed = 0;
    for (const auto origin : found.origins) removed |= 1u << origin;
    CHECK(!holds(paths, removed));
    several += expected > 1 ? 1 : 0;

    // With hardly any steps the bounds are looser, and still true.
    const auto hasty = fragility_of(paths, 2);
    CHECK(hasty.lower <= expected);
    CHECK(hasty.upper >= expected);
    CHECK(hasty.origins.size() == hasty.upper);
  }
  CHECK(several > 300);
}

TEST_CASE("no paths, and paths that never held, need nothing to break") {
  CHECK(fragility_of({}).upper == 0);
  CHECK(fragility_of({{{}}}).upper == 0);
  CHECK(fragility_of({{{1, 2}, {}}}).upper == 0);
  CHECK(fragility_of({{{1, 2}, {}}, {{7}}}).origins == std::vector<std::uint32_t>{7});
}

TEST_CASE("an answer hangs on the article that all its paths need") {
  const auto store = Store::open("m", OpenMode::kMemory);
  const auto put = [&](const std::string& source, const std::string& a, const std::string& b) {
    ArticleBuilder builder(source);
    const auto first = builder.person(a);
    const auto second = builder.person(b);
    builder.claim(first, Relation::kMeetsWith, second);
    store->put(builder.build());
  };
  put("1", "Ana Ruiz", "Omar Haddad");
  put("2", "Omar Haddad", "Lena Vogt");
  put("3", "Omar Haddad", "Lena Vogt");
  const auto snapshot = store->snapshot();
  const auto answer = find_paths(snapshot, snapshot.require("Ana Ruiz"), snapshot.require("Lena Vogt"), {});
  const auto fragility = find_fragility(snapshot, answer, {});
  REQUIRE(fragility.exact());
  REQUIRE(fragility.upper == 1);
  CHECK(snapshot.article(fragility.origins.front())->article.source == "1");
}
