// SPDX-License-Identifier: Apache-2.0
// Lists that snapshots share: found once they were read, and never of another state than the snapshot's.
#include <algorithm>
#include <atomic>
#include <deque>
#include <memory>
#include <thread>
#include <vector>

#include "doctest/doctest.h"
#include "graph/graph_view.h"
#include "graph/list_cache.h"
#include "graph/store.h"
#include "tests/support/length.h"
#include "tests/support/random_world.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::RandomWorld;

namespace {

ClaimFilter everything() {
  ClaimFilter filter;
  filter.negative = filter.planned = filter.conditional = filter.possible = filter.requested = filter.undated = true;
  return filter;
}

ListCache::List list_of(std::size_t rows) { return std::make_shared<const RowList>(rows); }

// Whether a search reads from the snapshot what the snapshot's own state of the store holds.
bool same_lists(const Snapshot& snapshot, const std::vector<VertexId>& vertices) {
  return std::all_of(vertices.begin(), vertices.end(), [&](VertexId vertex) {
    const ClaimGraph graph(snapshot, everything(), {});
    const auto shared = graph.rows(vertex);
    std::vector<Row> read;
    CHECK(snapshot.read_block(vertex, 1'000'000, read));
    return std::equal(shared.begin(), shared.end(), read.begin(), read.end());
  });
}

std::vector<VertexId> vertices_of(const Snapshot& snapshot) {
  std::vector<VertexId> out;
  snapshot.for_each_entity([&](const EntityRecord& entity) {
    out.push_back(entity.vertex);
    return true;
  });
  return out;
}

// Enough look-ups that the store reads its identities, without which it keeps no lists.
void make_known(const Store& store) {
  const auto snapshot = store.snapshot();
  for (int i = 0; i < 100; ++i) {
    for (NodeId node = 1; node < snapshot.end_node(); ++node) (void)Snapshot(store.snapshot()).vertex_of(node);
  }
}

}  // namespace

TEST_CASE("a list is found by snapshots of the states it is right for") {
  const auto rocks = Rocks::open("list-cache", OpenMode::kMemory);
  ListCache cache(*rocks);
  CHECK(cache.empty());
  CHECK_FALSE(cache.find(7, 3));
  const auto list = list_of(5);
  cache.offer(7, 3, list);
  CHECK_FALSE(cache.empty());
  CHECK(cache.find(7, 3) == list);
  CHECK(cache.find(7, 9) == list);  // nothing has touched it since
  CHECK(cache.find(7, 2) == list);  // nor before
  CHECK_FALSE(cache.find(8, 3));
  const std::vector<VertexId> others{6, 8};
  cache.touch(others, 4);
  CHECK(cache.find(7, 4) == list);
  const std::vector<VertexId> touched{7};
  cache.touch(touched, 5);
  CHECK_FALSE(cache.find(7, 5));
  cache.offer(7, 4, list);  // of a snapshot that was taken before
  CHECK_FALSE(cache.find(7, 5));
  const auto newer = list_of(6);
  cache.offer(7, 5, newer);
  CHECK(cache.find(7, 5) == newer);
  CHECK_FALSE(cache.find(7, 4));  // an old snapshot does not get the new list
  cache.touch_all(6);
  CHECK(cache.empty());
  CHECK_FALSE(cache.find(7, 6));
}

TEST_CASE("a list that was offered too late is never found") {
  const auto rocks = Rocks::open("list-cache-late", OpenMode::kMemory);
  ListCache cache(*rocks);
  const std::vector<VertexId> touched{7};
  cache.offer(7, 1, list_of(1));
  cache.touch(touched, 2);
  // Between the look at what is touched and the keeping a writer may come: what is found then is of version 1 and touched since.
  CHECK_FALSE(cache.find(7, 2));
  CHECK_FALSE(cache.find(7, 1));
}

TEST_CASE("a long list is known to be long") {
  const auto rocks = Rocks::open("list-cache-long", OpenMode::kMemory);
  ListCache cache(*rocks);
  cache.offer(7, 1, list_of(5));
  CHECK_FALSE(cache.may_be_long(7));
  cache.offer(8, 1, list_of(ListCache::kLong));
  CHECK(cache.may_be_long(8));
  CHECK_FALSE(cache.may_be_long(7));
}

TEST_CASE("a list too long for the cache is not kept") {
  RocksOptions small;
  small.cache_bytes = 1u << 20u;
  const auto rocks = Rocks::open("list-cache-small", OpenMode::kMemory, small);
  ListCache cache(*rocks);
  CHECK(cache.keeps(100));
  CHECK_FALSE(cache.keeps(100'000));
  cache.offer(7, 1, list_of(100'000));
  CHECK_FALSE(cache.find(7, 1));
}

TEST_CASE("shared lists are those of each snapshot's own state, through random histories") {
  for (std::size_t seed = 0; seed < entente::testing::times(8, 400); ++seed) {
    CAPTURE(seed);
    RandomWorld world(static_cast<std::uint32_t>(700 + seed));
    const auto store = Store::open("list-history-" + std::to_string(seed), OpenMode::kMemory);
    std::vector<Extraction> put;
    std::deque<std::unique_ptr<Snapshot>> held;  // old states, asked again later
    std::size_t kept = 0;
    for (int step = 0; step < 40; ++step) {
      if (world.chance(25) && !put.empty()) {
        const auto& article = world.pick_from(put).article;
        if (store->snapshot().find_article(article.source)) (void)store->retract(article.source, false);
      } else {
        put.push_back(world.article(7));
        (void)store->put(put.back(), false);
      }
      if (step == 5) make_known(*store);
      held.push_back(std::make_unique<Snapshot>(store->snapshot()));
      if (held.size() > 4) held.pop_front();
      for (int asked = 0; asked < 3; ++asked) {
        const auto& snapshot = *held[world.pick(held.size())];
        const auto vertices = vertices_of(snapshot);
        CHECK(same_lists(snapshot, vertices));
        for (const auto vertex : vertices) kept += snapshot.kept_list(vertex) ? 1 : 0;
      }
    }
    CHECK(kept > 100);  // else nothing was shared and nothing tested
  }
}

TEST_CASE("shared lists stay true beside a writer") {
  RandomWorld world(77);
  const auto store = Store::open("list-threads", OpenMode::kMemory);
  for (int i = 0; i < 20; ++i) (void)store->put(world.article(9), false);
  make_known(*store);
  std::atomic<bool> writing = true;
  std::atomic<std::size_t> wrong = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      do {
        const auto snapshot = store->snapshot();
        for (NodeId node = 1; node < std::min<NodeId>(snapshot.end_node(), 40); ++node) {
          if (snapshot.vertex_of(node) != node) continue;
          const ClaimGraph graph(snapshot, everything(), {});
          const auto shared = graph.rows(node);
          std::vector<Row> read;
          (void)snapshot.read_block(node, 1'000'000, read);
          if (!std::equal(shared.begin(), shared.end(), read.begin(), read.end())) ++wrong;
        }
      } while (writing);
    });
  }
  for (int i = 0; i < 150; ++i) (void)store->put(world.article(9), false);
  writing = false;
  for (auto& reader : readers) reader.join();
  CHECK(wrong == 0);
}
