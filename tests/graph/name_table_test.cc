// SPDX-License-Identifier: Apache-2.0
#include "graph/name_table.h"

#include <map>
#include <vector>

#include "doctest/doctest.h"
#include "tests/support/random_world.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)

TEST_CASE("a table of names finds what was added and not taken out, among ids that begin alike") {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    entente::testing::RandomWorld world(seed);
    NameTable table;
    std::map<Id, NodeId> there;
    std::map<NodeId, Id> ids;
    const auto some_id = [&] {
      Id id;
      id.bytes[0] = static_cast<std::uint8_t>(world.pick(40));  // the bytes that the table keeps are often the same
      id.bytes[1] = static_cast<std::uint8_t>(world.pick(3));
      id.bytes[9] = static_cast<std::uint8_t>(world.pick(20));
      return id;
    };
    NodeId next = 1;
    for (int step = 0; step < 4000; ++step) {
      const auto id = some_id();
      const auto known = there.find(id);
      const auto found = table.find(id, [&](NodeId number) { return ids.at(number) == id; });
      CHECK(found.has_value() == (known != there.end()));
      if (known != there.end()) CHECK(*found == known->second);
      if (known == there.end()) {
        ids[next] = id;
        there[id] = next;
        table.add(id, next++);
      } else if (world.chance(60)) {
        table.remove(id, known->second);
        there.erase(known);
      }
    }
    CHECK(table.bytes() <= NameTable::bytes_for(next));
  }
}

TEST_CASE("a table of names tells what it takes") {
  NameTable table;
  CHECK(table.bytes() == 0);
  CHECK(!table.find(Id{}, [](NodeId) { return true; }));
  table.remove(Id{}, 1);
  std::size_t names = 0;
  for (; names < 100'000; ++names) {
    Id id;
    for (std::size_t i = 0; i < 4; ++i) id.bytes.at(i) = static_cast<std::uint8_t>(names * 2654435761u >> (8 * i));
    table.add(id, static_cast<NodeId>(names + 1));
  }
  CHECK(table.bytes() == NameTable::bytes_for(names));
  CHECK(NameTable::bytes_for(names) < 24 * names);
}
