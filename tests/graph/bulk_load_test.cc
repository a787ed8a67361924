// SPDX-License-Identifier: Apache-2.0
// What goes past the log: batches that are written as tables, and loads of many articles that come group after group.
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "graph/dump.h"
#include "graph/store.h"
#include "model/error.h"
#include "tests/support/builders.h"
#include "tests/support/naive_store.h"
#include "tests/support/random_world.h"
#include "tests/support/temporary_directory.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::RandomWorld;
using entente::testing::simple_article;
using entente::testing::TemporaryDirectory;

namespace {

std::string packed_rows(IngestId ingest, std::size_t count) {
  std::string rows;
  for (std::size_t i = 0; i < count; ++i) {
    Row row;
    row.neighbour = 5;
    row.ingest = ingest;
    row.claim = static_cast<std::uint16_t>(i);
    append_row(rows, row);
  }
  return rows;
}

std::map<std::string, std::string> content(const Rocks& rocks, Family family) {
  std::map<std::string, std::string> out;
  for (Rocks::Cursor cursor(rocks, family, {}); cursor.valid(); cursor.next()) out.emplace(cursor.key(), cursor.value());
  return out;
}

}  // namespace

TEST_CASE("a batch says the same through the log and as tables, whatever its keys and in whatever order they come") {
  const std::vector<std::string> keys{"a", std::string("a\0", 2), "aaaaaaaa", "aaaaaaaab", std::string("aaaaaaaa\0", 9), "aaaaaaaabc", "zzzzzzzzz", std::string("\0\0", 2), std::string(40, 'q'), "b"};
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    RandomWorld world(seed);
    const auto by_log = Rocks::open("log", OpenMode::kMemory);
    const auto by_files = Rocks::open("files", OpenMode::kMemory);
    std::map<std::string, std::string> expected;
    std::map<std::string, std::string> expected_records;
    for (int step = 0; step < 6; ++step) {
      Rocks::Batch log;
      Rocks::Batch files(*by_files);
      Rocks::Batch rest(Rocks::Batch::Kind::kFiles);  // written by another thread, put behind
      for (auto changes = 1 + world.pick(30); changes > 0; --changes) {
        const auto& key = world.pick_from(keys);
        const auto value = "value " + std::to_string(world.pick(1000));
        if (world.chance(30)) {
          log.erase(Family::kName, key);
          files.erase(Family::kName, key);
          expected.erase(key);
        } else {
          log.put(Family::kName, key, value);
          files.put(Family::kName, key, value);
          expected[key] = value;
        }
        // Records that come in order are written as they come; those that do not, and what is taken away, after them.
        const auto record = ingest_key(static_cast<IngestId>(1 + world.pick(12)));
        if (world.chance(20)) {
          log.erase(Family::kArticle, record);
          files.erase(Family::kArticle, record);
        } else {
          log.put(Family::kArticle, record, value);
          files.put(Family::kArticle, record, value);
        }
      }
      const auto of_rest = posting_key(7, static_cast<IngestId>(step));
      log.put(Family::kPosting, of_rest, "1");
      rest.put(Family::kPosting, of_rest, "1");
      files.append(std::move(rest));
      by_log->write(log, false);
      by_files->write(files, false);
      CHECK(content(*by_log, Family::kName) == expected);
      CHECK(content(*by_files, Family::kName) == expected);
      CHECK(content(*by_files, Family::kPosting) == content(*by_log, Family::kPosting));
    }
  }
}

TEST_CASE("the rows of a new name are there as they come, and more are added to them") {
  for (const auto kind : {Rocks::Batch::Kind::kLog, Rocks::Batch::Kind::kFiles}) {
    const auto rocks = Rocks::open("m", OpenMode::kMemory);
    const auto key = adjacency_key(1, 0);
    Rocks::Batch first(kind);
    first.add_rows(key, packed_rows(1, 2), true);
    first.add_rows(key, packed_rows(2, 1), true);
    rocks->write(first, false);
    CHECK(rocks->get(Family::kAdjacency, key) == packed_rows(1, 2) + packed_rows(2, 1));
    Rocks::Batch second(kind);
    second.add_rows(key, packed_rows(3, 4));
    second.drop_rows(key, 1);
    rocks->write(second, false);
    CHECK(rocks->get(Family::kAdjacency, key) == packed_rows(2, 1) + packed_rows(3, 4));
  }
}

TEST_CASE("a table of records that is given up is not left behind") {
  const TemporaryDirectory directory;
  const auto rocks = Rocks::open(directory.path("db"), OpenMode::kWrite);
  {
    Rocks::Batch batch(*rocks);
    for (IngestId ingest = 1; ingest < 50; ++ingest) batch.put(Family::kArticle, ingest_key(ingest), std::string(100'000, 'x'));
  }
  CHECK(content(*rocks, Family::kArticle).empty());
  CHECK(std::filesystem::is_empty(directory.path("db") + "/incoming"));
}

TEST_CASE("a load of many groups is what its articles are one by one") {
  for (const std::size_t cache : {std::size_t{1} << 16u, std::size_t{1} << 27u}) {  // written in many parts, in one
    for (std::uint32_t seed = 1; seed <= 6; ++seed) {
      CAPTURE(seed);
      RandomWorld world(seed);
      std::vector<Extraction> articles;
      articles.reserve(120);
      for (int i = 0; i < 120; ++i) articles.push_back(world.article(80));  // some sources come again with other texts
      RocksOptions options;
      options.cache_bytes = cache;
      const TemporaryDirectory directory;
      const auto store = Store::open(directory.path("db"), OpenMode::kWrite, options);
      entente::testing::NaiveStore naive;
      store->put(articles[0]);
      naive.put(articles[0]);
      {
        BulkLoad load(*store, "2026-11-30T00:00:00Z");
        for (std::size_t first = 0; first < articles.size(); first += 15) {
          const auto outcomes = load.put(std::span(articles).subspan(first, 15));
          for (std::size_t i = 0; i < outcomes.size(); ++i) CHECK(outcomes[i] == naive.put(articles[first + i]));
        }
        load.finish();
      }
      const auto fresh = Store::open("fresh", OpenMode::kMemory);
      for (const auto& article : articles) fresh->put(article, false);
      CHECK(logical_dump(store->snapshot()) == logical_dump(fresh->snapshot()));
      const auto result = check(store->snapshot());
      CHECK_MESSAGE(!result.first_violation, *result.first_violation);
      // The writer's table of names holds what is there now, after taking out as well.
      for (std::size_t i = 0; i < 40; ++i) {
        const auto source = articles[i].article.source;
        if (!store->snapshot().find_article(source)) continue;
        store->retract(source, false);
        fresh->retract(source, false);
      }
      store->put_all(articles, false);
      fresh->put_all(articles, false);
      CHECK(logical_dump(store->snapshot()) == logical_dump(fresh->snapshot()));
      store->rebuild();
      CHECK(logical_dump(store->snapshot()) == logical_dump(fresh->snapshot()));
    }
  }
}

TEST_CASE("a load that is given up leaves the store as it was; one of nothing changes nothing") {
  const auto store = Store::open("m", OpenMode::kMemory);
  store->put(simple_article("a.txt", "Ana Ruiz", Relation::kMeetsWith, "Omar Haddad"));
  const auto before = logical_dump(store->snapshot());
  {
    BulkLoad load(*store);
    (void)load.put(std::vector{simple_article("b.txt", "Ana Ruiz", Relation::kMeetsWith, "Eva Lind")});
    CHECK(logical_dump(store->snapshot()) == before);  // nobody sees it before its end
  }
  CHECK(logical_dump(store->snapshot()) == before);
  {
    BulkLoad load(*store);
    load.finish();
    (void)load.put(std::vector{simple_article("a.txt", "Ana Ruiz", Relation::kMeetsWith, "Omar Haddad")});
    load.finish();
  }
  CHECK(logical_dump(store->snapshot()) == before);
  store->put(simple_article("b.txt", "Ana Ruiz", Relation::kMeetsWith, "Eva Lind"));
  CHECK(store->snapshot().counts().articles == 2);
}

TEST_CASE("a faulty article among many is told before any is put") {
  const auto store = Store::open("m", OpenMode::kMemory);
  std::vector<Extraction> articles;
  articles.reserve(40);
  for (int i = 0; i < 40; ++i) articles.push_back(simple_article(std::to_string(i), "Ana Ruiz", Relation::kMeetsWith, "Omar Haddad"));
  articles.back().claims.front().confidence = 2;
  BulkLoad load(*store);
  CHECK_THROWS_AS((void)load.put(articles), Error);
  load.finish();
  CHECK(store->snapshot().counts().articles == 0);
}
