// SPDX-License-Identifier: Apache-2.0
// The arranged form of a vertex's rows, and the identities that snapshots share.
#include "graph/adjacency.h"

#include <algorithm>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "graph/graph_view.h"
#include "graph/store.h"
#include "tests/support/builders.h"
#include "tests/support/random_world.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::ArticleBuilder;
using entente::testing::name_key_of;
using entente::testing::RandomWorld;

namespace {

std::vector<Row> random_rows(RandomWorld& world, std::size_t count, std::size_t neighbours) {
  std::vector<Row> rows(count);
  for (std::size_t i = 0; i < count; ++i) {
    auto& row = rows[i];
    // Numbers of every size: the sort by digits has to look at all of them.
    row.neighbour = static_cast<NodeId>(1 + world.pick(neighbours) * 0x1003u);
    row.relation = world.chance(50) ? Relation::kSigned : Relation::kMeetsWith;
    row.outgoing = world.chance(50);
    row.confidence = static_cast<std::uint16_t>(world.pick(3) * 100);
    row.attributed = world.chance(20);
    row.last_day = static_cast<std::int32_t>(world.pick(3));
    row.ingest = static_cast<IngestId>(i / 3);
    row.claim = static_cast<std::uint16_t>(i % 3);
  }
  return rows;
}

// An organisation that is known under two names, so that it has a component of two nodes.
std::size_t two_named(ArticleBuilder& article, const std::string& name, const std::string& acronym) {
  auto key = name_key_of(acronym);
  key.reason = KeyReason::kAcronym;
  std::vector<IdentityKey> keys{name_key_of(name), key};
  std::sort(keys.begin(), keys.end());
  return article.entity(EntityType::kOrganization, name, std::move(keys));
}

// How many of the rows lead to a vertex that stands for itself, read as a search reads them.
std::size_t rows_to_vertices(const Snapshot& snapshot, VertexId vertex) {
  std::vector<Row> rows;
  CHECK(snapshot.read_block(vertex, 100'000, rows));
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [&](const Row& row) { return snapshot.vertex_of(row.neighbour) == row.neighbour; }));
}

}  // namespace

TEST_CASE("a list of any length is arranged as the rule says") {
  RandomWorld world(51);
  for (const std::size_t count : {0u, 1u, 2u, 31u, 32u, 33u, 200u, 2047u, 2048u, 9000u}) {
    for (const std::size_t neighbours : {1u, 7u, 5000u, 1'000'000u}) {
      CAPTURE(count);
      CAPTURE(neighbours);
      auto rows = random_rows(world, count, neighbours);
      world.shuffle(rows);
      auto expected = rows;
      std::sort(expected.begin(), expected.end(), before_in_block);
      arrange_block(rows);
      CHECK(rows == expected);
    }
  }
}

TEST_CASE("snapshots share the identities that look-ups made worth reading, and a change keeps them true") {
  const auto store = Store::open("shared-identity", OpenMode::kMemory);
  constexpr std::size_t kBodies = 90;
  ArticleBuilder first("first");
  const auto centre = first.organization("Harbour League");
  for (std::size_t i = 0; i < kBodies; ++i) {
    const auto body = two_named(first, "Guild Number " + std::to_string(i), "GN" + std::to_string(i));
    first.claim(centre, Relation::kMeetsWith, body);
  }
  store->put(first.build());

  const auto asked = store->snapshot();
  const auto league = asked.require("Harbour League");
  CHECK(asked.identity() == nullptr);  // nobody has asked for much yet
  CHECK(rows_to_vertices(asked, league) == kBodies);
  for (int i = 0; i < 3 && store->snapshot().identity() == nullptr; ++i) (void)rows_to_vertices(store->snapshot(), league);
  const auto later = store->snapshot();
  REQUIRE(later.identity() != nullptr);
  CHECK(rows_to_vertices(later, league) == kBodies);

  // Two that were apart become one; a snapshot from before goes on seeing two.
  ArticleBuilder second("second");
  two_named(second, "Guild Number 5", "GN6");
  store->put(second.build());
  const auto now = store->snapshot();
  REQUIRE(now.identity() != nullptr);
  CHECK(now.require("Guild Number 5") == now.require("Guild Number 6"));
  CHECK(later.require("Guild Number 5") != later.require("Guild Number 6"));
  CHECK(rows_to_vertices(now, league) == kBodies);
  store->retract("second");
  const auto apart = store->snapshot();
  CHECK(apart.require("Guild Number 5") != apart.require("Guild Number 6"));
}
