// SPDX-License-Identifier: Apache-2.0
#include "graph/node_cache.h"

#include <map>
#include <random>
#include <string>

#include "doctest/doctest.h"

namespace entente::graph {
namespace {

Id id_of(std::uint32_t number) {
  Id id;
  id.bytes[0] = static_cast<std::uint8_t>(number);
  id.bytes[14] = static_cast<std::uint8_t>(number >> 8u);
  return id;
}

TEST_CASE("What the node cache knows is what was put last, and it keeps to its size") {
  for (const std::size_t bytes : {20'000u, 200'000u, 2'000'000u}) {
    CAPTURE(bytes);
    NodeCache cache(bytes);
    CHECK_FALSE(cache.find(1));
    std::mt19937 random(5);
    std::map<NodeId, std::string> wanted;
    std::size_t found_all = 0;
    for (int i = 0; i < 100'000; ++i) {
      const auto number = static_cast<NodeId>(1 + random() % 3'000);
      if (random() % 8 == 0) {
        cache.erase(number);
        wanted.erase(number);
        CHECK_FALSE(cache.find(number));
      } else {
        const std::string record(random() % 200, static_cast<char>('a' + random() % 26));
        cache.put(number, id_of(number), record);
        wanted[number] = record;
        const auto found = cache.find(number);
        REQUIRE(found);
        CHECK(found->id == id_of(number));
        CHECK(found->record == record);
      }
      const auto other = static_cast<NodeId>(1 + random() % 3'000);
      if (const auto found = cache.find(other)) {
        REQUIRE(wanted.contains(other));
        REQUIRE(found->record == wanted.at(other));
        REQUIRE(found->id == id_of(other));
        ++found_all;
      }
      REQUIRE(cache.bytes() <= bytes + 16'384);
    }
    CHECK(found_all > 1'000);
    if (bytes == 2'000'000) CHECK(found_all > 75'000);  // nearly all
    cache.clear();
    CHECK_FALSE(cache.find(wanted.begin()->first));
    CHECK(cache.bytes() == 0);
  }
}

TEST_CASE("The node cache does not keep what is too large for it") {
  NodeCache cache(100'000);
  cache.put(1, id_of(1), "small");
  cache.put(1, id_of(1), std::string(50'000, 'x'));
  CHECK_FALSE(cache.find(1));
  cache.put(2, id_of(2), std::string(5'000, 'y'));
  REQUIRE(cache.find(2));
  CHECK(cache.find(2)->record.size() == 5'000);
}

}  // namespace
}  // namespace entente::graph
