// SPDX-License-Identifier: Apache-2.0
// The graph in memory against the store it stands beside, through histories in which names join and part.
#include "graph/loaded_graph.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "doctest/doctest.h"
#include "graph/queries.h"
#include "graph/store.h"
#include "tests/support/builders.h"
#include "tests/support/naive_store.h"
#include "tests/support/random_world.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::RandomWorld;

namespace {

// Every vertex's rows in memory are those that the store gives.
bool same_rows(const Snapshot& snapshot) {
  for (NodeId node = 0; node < snapshot.end_node(); ++node) {
    std::vector<Row> rows;
    if (snapshot.vertex_of(node) == node) (void)snapshot.read_block(node, 1'000'000, rows);
    const auto loaded = snapshot.loaded()->rows(node);
    if (!std::equal(rows.begin(), rows.end(), loaded.begin(), loaded.end())) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("after any history the graph in memory is what the store holds") {
  std::size_t overlaid = 0;
  std::size_t rebuilt = 0;
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    RandomWorld random(seed);
    const auto store = Store::open("loaded", OpenMode::kMemory);
    std::map<std::string, Extraction> there;
    for (std::size_t i = random.pick(10); i > 0; --i) {
      auto article = random.article(8);
      store->put(article, false);
      there[article.article.source] = article;
    }
    store->keep_in_memory();
    for (int step = 0; step < 25; ++step) {
      CAPTURE(step);
      for (auto changes = 1 + random.pick(3); changes > 0; --changes) {
        if (!there.empty() && random.chance(35)) {
          auto at = there.begin();
          std::advance(at, static_cast<std::ptrdiff_t>(random.pick(there.size())));
          store->retract(at->first, false);
          there.erase(at);
        } else {
          auto article = random.article(8);
          store->put(article, false);
          there[article.article.source] = article;
        }
      }
      auto snapshot = store->snapshot();
      if (snapshot.loaded() == nullptr) {
        ++rebuilt;
        store->wait_for_graph();
        snapshot.attach(store->snapshot().loaded());
      } else {
        ++overlaid;
      }
      REQUIRE(snapshot.loaded() != nullptr);
      CHECK(snapshot.loaded()->version() == snapshot.version());
      CHECK(same_rows(snapshot));
    }
  }
  CHECK(overlaid > 200);
}

TEST_CASE("identities in memory are those of the store") {
  for (std::uint32_t seed = 50; seed < 60; ++seed) {
    RandomWorld random(seed);
    const auto store = Store::open("identities", OpenMode::kMemory);
    store->keep_in_memory();
    for (int step = 0; step < 40; ++step) store->put(random.article(12), false);
    const auto snapshot = store->snapshot();
    REQUIRE(snapshot.identity() != nullptr);
    const auto loaded = Identity::load(snapshot.rocks(), snapshot.view());
    for (NodeId node = 0; node < snapshot.end_node() + 10; ++node) {
      CHECK(snapshot.identity()->representative(node) == loaded->representative(node));
      CHECK(snapshot.identity()->grouped(node) == loaded->grouped(node));
    }
  }
}

TEST_CASE("many changes that nobody asks about do not pile up, and the next question finds its graph") {
  RandomWorld random(61);
  const auto store = Store::open("pile", OpenMode::kMemory);
  store->keep_in_memory();
  for (int i = 0; i < 5000; ++i) store->put(testing::simple_article("s" + std::to_string(i % 7), "Ana Ruiz", Relation::kMeetsWith, "Person " + std::to_string(i % 50)), false);
  (void)store->snapshot();
  store->wait_for_graph();
  const auto snapshot = store->snapshot();
  REQUIRE(snapshot.loaded() != nullptr);
  CHECK(same_rows(snapshot));
}

TEST_CASE("readers beside a writer see one state each, in memory as in the store") {
  const auto store = Store::open("beside", OpenMode::kMemory);
  store->put(testing::simple_article("first", "Ana Ruiz", Relation::kMeetsWith, "Omar Haddad"), false);
  store->keep_in_memory();
  std::atomic<bool> done{false};
  std::atomic<int> in_memory{0};
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 2; ++reader) {
    readers.emplace_back([&] {
      while (!done) {
        const auto snapshot = store->snapshot();
        if (snapshot.loaded() != nullptr) {
          ++in_memory;
          if (!same_rows(snapshot)) std::abort();  // doctest's checks are for one thread
        }
        const auto links = links_of(snapshot, snapshot.require("Ana Ruiz"), {}, 1000);
        std::size_t claims = 0;
        for (const auto& link : links) claims += link.claims;
        if (claims != snapshot.counts().claims) std::abort();
      }
    });
  }
  for (int i = 0; i < 300; ++i) {
    if (i % 5 == 4) store->retract("s" + std::to_string(i - 2), false);
    else store->put(testing::simple_article("s" + std::to_string(i), "Ana Ruiz", Relation::kMeetsWith, "Person " + std::to_string(i % 20)), false);
  }
  done = true;
  for (auto& reader : readers) reader.join();
  store->wait_for_graph();
  (void)store->snapshot();
  store->wait_for_graph();
  const auto snapshot = store->snapshot();
  REQUIRE(snapshot.loaded() != nullptr);
  CHECK(same_rows(snapshot));
}
