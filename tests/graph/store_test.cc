// SPDX-License-Identifier: Apache-2.0
#include "graph/store.h"

#include <rocksdb/db.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "doctest/doctest.h"
#include "graph/coding.h"
#include "graph/dump.h"
#include "model/error.h"
#include "tests/support/builders.h"
#include "tests/support/naive_store.h"
#include "tests/support/random_world.h"
#include "tests/support/temporary_directory.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::ArticleBuilder;
using entente::testing::name_key_of;
using entente::testing::simple_article;
using entente::testing::TemporaryDirectory;

namespace {

ErrorKind kind_of_error(const auto& act, std::string* message = nullptr) {
  try {
    act();
  } catch (const Error& error) {
    if (message != nullptr) *message = error.what();
    return error.kind();
  }
  FAIL("no error");
  return ErrorKind::kInternal;
}

std::size_t entity_count(const Snapshot& snapshot) {
  std::size_t count = 0;
  snapshot.for_each_entity([&](const EntityRecord&) {
    ++count;
    return true;
  });
  return count;
}

Extraction bodies(const std::string& source, const std::vector<std::vector<IdentityKey>>& entities) {
  ArticleBuilder article(source);
  for (const auto& keys : entities) article.entity(EntityType::kOrganization, keys.front().text, keys);
  return article.build();
}

IdentityKey key(const std::string& text, KeyReason reason = KeyReason::kName) { return {text, reason}; }

void fill(Store& store, std::uint32_t seed, std::size_t articles) {
  entente::testing::RandomWorld world(seed);
  for (std::size_t i = 0; i < articles; ++i) store.put(world.article(articles), false);
}

}  // namespace

TEST_CASE("putting the same article twice changes nothing") {
  const auto store = Store::open("m", OpenMode::kMemory);
  const auto article = simple_article("a.txt", "Ana Ruiz", Relation::kMeetsWith, "Omar Haddad");
  CHECK(store->put(article) == PutOutcome::kAdded);
  const auto before = logical_dump(store->snapshot());
  const auto version = store->version();
  CHECK(store->put(article) == PutOutcome::kUnchanged);
  CHECK(logical_dump(store->snapshot()) == before);
  CHECK(store->version() == version);
}

TEST_CASE("another text from the same source replaces the one before") {
  const auto store = Store::open("m", OpenMode::kMemory);
  store->put(simple_article("a.txt", "Ana Ruiz", Relation::kMeetsWith, "Omar Haddad"));
  const auto version = store->version();
  CHECK(store->put(simple_article("a.txt", "Ana Ruiz", Relation::kMeetsWith, "Jon Vale")) ==
        PutOutcome::kReplaced);
  CHECK(store->version() > version);
  const auto snapshot = store->snapshot();
  CHECK(snapshot.counts().articles == 1);
  CHECK(snapshot.resolve("Jon Vale").vertex);
  CHECK(!snapshot.resolve("Omar Haddad").vertex);
}

TEST_CASE("another reading of the same text replaces the one before") {
  const auto store = Store::open("m", OpenMode::kMemory);
  auto article = simple_article("a.txt", "Ana Ruiz", Relation::kMeetsWith, "Omar Haddad");
  store->put(article);
  article.claims.front().confidence = 0.25;
  CHECK(store->put(article) == PutOutcome::kReplaced);
  const auto snapshot = store->snapshot();
  CHECK(snapshot.article(*snapshot.find_article("a.txt"))->claims.front().confidence ==
        doctest::Approx(0.25));
}

TEST_CASE("a faulty extraction is refused and leaves no trace") {
  const auto store = Store::open("m", OpenMode::kMemory);
  const auto empty = logical_dump(store->snapshot());
  auto article = simple_article("a.txt", "Ana Ruiz", Relation::kMeetsWith, "Omar Haddad");
  article.claims.front().evidence.text += "!";
  std::string message;
  CHECK(kind_of_error([&] { store->put(article); }, &message) == ErrorKind::kInput);
  CHECK(message.find("a.txt") != std::string::npos);
  CHECK(logical_dump(store->snapshot()) == empty);
}

TEST_CASE("more claims than an article may have are refused") {
  ArticleBuilder builder("long.txt");
  const auto a = builder.person("A B");
  const auto b = builder.person("C D");
  builder.claim(a, Relation::kMeetsWith, b);
  auto article = builder.build();
  const auto claim = article.claims.front();
  for (std::size_t i = 0; i < kMaxClaimsPerArticle; ++i) {
    article.claims.push_back(claim);
    article.claims.back().id = make_id({"claim", std::to_string(i)});
  }
  const auto store = Store::open("m", OpenMode::kMemory);
  CHECK(kind_of_error([&] { store->put(article); }) == ErrorKind::kLimit);
  article.claims.pop_back();
  CHECK(store->put(article) == PutOutcome::kAdded);
  CHECK(store->snapshot().counts().claims == kMaxClaimsPerArticle);
}

TEST_CASE("an article is retracted by its id, its source or its URL") {
  for (const int how : {0, 1, 2}) {
    const auto store = Store::open("m", OpenMode::kMemory);
    ArticleBuilder builder("a.txt");
    builder.url("https://news.example/a").person("Ana Ruiz");
    const auto article = builder.build();
    store->put(article);
    const auto reference = how == 0   ? to_string('a', article.article.id)
                           : how == 1 ? article.article.source
                                      : article.article.url;
    CHECK(store->retract(reference).id == article.article.id);
    CHECK(store->snapshot().counts() == Counts{});
    std::string message;
    CHECK(kind_of_error([&] { store->retract(reference); }, &message) == ErrorKind::kNotFound);
    CHECK(message.find(reference) != std::string::npos);
  }
}

TEST_CASE("two articles may share a URL, and each can be found and retracted") {
  const auto store = Store::open("m", OpenMode::kMemory);
  ArticleBuilder a("a.txt");
  ArticleBuilder b("b.txt");
  a.url("https://news.example/1").person("Ana Ruiz");
  b.url("https://news.example/1").person("Ana Ruiz");
  store->put(a.build());
  store->put(b.build());
  const auto first = store->retract("https://news.example/1");
  const auto second = store->retract("https://news.example/1");
  CHECK(first.source != second.source);
  CHECK(store->snapshot().counts().articles == 0);
}

TEST_CASE(
    "an article that explains an acronym joins what others kept apart, and its retraction parts them again") {
  const auto store = Store::open("m", OpenMode::kMemory);
  store->put(bodies("name.txt", {{key("northern transit union")}}));
  store->put(bodies("letters.txt", {{key("ntu", KeyReason::kAcronym)}}));
  CHECK(entity_count(store->snapshot()) == 2);
  const auto apart = logical_dump(store->snapshot());
  const auto letters =
      store->snapshot().find_entity(public_id(IdentityClass::kBody, key("ntu", KeyReason::kAcronym)));
  REQUIRE(letters);

  store->put(bodies("both.txt", {{key("northern transit union"), key("ntu", KeyReason::kAcronym)}}));
  {
    const auto snapshot = store->snapshot();
    CHECK(entity_count(snapshot) == 1);
    // Both ids that were handed out still lead there; the name speaks for the entity.
    const auto by_name = snapshot.find_entity(public_id(IdentityClass::kBody, key("northern transit union")));
    const auto by_letters = snapshot.find_entity(public_id(IdentityClass::kBody, key("ntu")));
    REQUIRE(by_name);
    CHECK(by_name == by_letters);
    CHECK(snapshot.entity(*by_name).id == public_id(IdentityClass::kBody, key("northern transit union")));
    CHECK(snapshot.entity(*by_name).keys.size() == 2);
    CHECK(snapshot.articles_of(*by_name, 10).size() == 3);
  }
  store->retract("both.txt");
  CHECK(entity_count(store->snapshot()) == 2);
  CHECK(logical_dump(store->snapshot()) == apart);
}

TEST_CASE("a chain of shared keys is one entity until a middle link is retracted") {
  const auto store = Store::open("m", OpenMode::kMemory);
  constexpr int kLength = 30;
  for (int i = 0; i < kLength; ++i) {
    store->put(bodies(std::to_string(i) + ".txt",
                      {{key("n" + std::to_string(i)), key("n" + std::to_string(i + 1))}}));
  }
  CHECK(entity_count(store->snapshot()) == 1);
  store->retract("15.txt");
  CHECK(entity_count(store->snapshot()) == 2);
  store->put(bodies("again.txt", {{key("n3"), key("n29")}}));
  CHECK(entity_count(store->snapshot()) == 1);
  for (int i = 0; i < kLength; ++i) {
    if (i != 15) store->retract(std::to_string(i) + ".txt");
  }
  CHECK(entity_count(store->snapshot()) == 1);
  CHECK(!check(store->snapshot()).first_violation);
}

TEST_CASE("names are compared inside a class: a person and a place of one name stay two") {
  const auto store = Store::open("m", OpenMode::kMemory);
  ArticleBuilder builder("a.txt");
  builder.person("Paris");
  builder.entity(EntityType::kPlace, "Paris");
  builder.entity(EntityType::kMediaOutlet, "Harbour News");
  builder.entity(EntityType::kOrganization, "Harbour News");
  store->put(builder.build());
  CHECK(entity_count(store->snapshot()) == 3);
  const auto snapshot = store->snapshot();
  CHECK(snapshot.entity(*snapshot.resolve("Paris", EntityType::kPerson).vertex).type == EntityType::kPerson);
  CHECK(snapshot.entity(*snapshot.resolve("Paris", EntityType::kPlace).vertex).type == EntityType::kPlace);
}

TEST_CASE("a snapshot does not see what is written after it") {
  const auto store = Store::open("m", OpenMode::kMemory);
  store->put(simple_article("a.txt", "Ana Ruiz", Relation::kMeetsWith, "Omar Haddad"));
  const auto before = store->snapshot();
  const auto dump = logical_dump(before);
  store->put(simple_article("b.txt", "Ana Ruiz", Relation::kMeetsWith, "Jon Vale"));
  store->retract("a.txt");
  store->compact();
  CHECK(logical_dump(before) == dump);
  CHECK(before.resolve("Omar Haddad").vertex);
  CHECK(!before.resolve("Jon Vale").vertex);
  CHECK(!check(before).first_violation);
  CHECK(store->snapshot().resolve("Jon Vale").vertex);
}

TEST_CASE("threads may put and read at once") {
  const auto store = Store::open("m", OpenMode::kMemory);
  std::vector<Extraction> articles;
  for (int i = 0; i < 60; ++i) {
    articles.push_back(simple_article(std::to_string(i) + ".txt", "Ana Ruiz", Relation::kMeetsWith,
                                      "Person " + std::to_string(i % 7)));
  }
  std::atomic<bool> done{false};
  std::thread reader([&] {
    while (!done) {
      const auto snapshot = store->snapshot();
      if (const auto vertex = snapshot.resolve("Ana Ruiz").vertex) {
        std::size_t rows = 0;
        snapshot.for_each_row(*vertex, [&](const Row&) { return ++rows > 0; });
        if (rows != snapshot.counts().claims) std::abort();  // doctest's checks are for one thread
      }
    }
  });
  std::vector<std::thread> writers;
  for (std::size_t part = 0; part < 3; ++part) {
    writers.emplace_back([&, part] {
      for (std::size_t i = part; i < articles.size(); i += 3) store->put(articles[i], false);
    });
  }
  for (auto& writer : writers) writer.join();
  done = true;
  reader.join();
  CHECK(store->snapshot().counts().articles == 60);
  CHECK(!check(store->snapshot()).first_violation);
}

TEST_CASE("a store is there again after it is closed, with or without a compaction") {
  const TemporaryDirectory directory;
  std::string dump;
  std::string digest;
  {
    const auto store = Store::open(directory.path("db"), OpenMode::kWrite);
    fill(*store, 3, 30);
    store->sync();
    dump = logical_dump(store->snapshot());
    digest = store->snapshot().digest();
  }
  {
    const auto store = Store::open(directory.path("db"), OpenMode::kWrite);
    CHECK(logical_dump(store->snapshot()) == dump);
    CHECK(store->snapshot().digest() == digest);
    store->compact();
    CHECK(logical_dump(store->snapshot()) == dump);
    CHECK(store->snapshot().stats().disk_bytes > 0);
  }
  const auto store = Store::open(directory.path("db"), OpenMode::kRead);
  CHECK(logical_dump(store->snapshot()) == dump);
  CHECK(!check(store->snapshot()).first_violation);
}

TEST_CASE("a reader opens beside the writer and sees what was there then; it cannot write") {
  const TemporaryDirectory directory;
  const auto writer = Store::open(directory.path("db"), OpenMode::kWrite);
  const auto article = simple_article("a.txt", "Ana Ruiz", Relation::kMeetsWith, "Omar Haddad");
  writer->put(article);
  const auto reader = Store::open(directory.path("db"), OpenMode::kRead);
  CHECK(reader->snapshot().resolve("Omar Haddad").vertex);
  writer->put(simple_article("b.txt", "Ana Ruiz", Relation::kMeetsWith, "Jon Vale"));
  CHECK(!reader->snapshot().resolve("Jon Vale").vertex);
  CHECK(kind_of_error([&] { reader->put(article); }) == ErrorKind::kStore);
  CHECK(kind_of_error([&] { reader->retract("a.txt"); }) == ErrorKind::kStore);
  CHECK(Store::open(directory.path("db"), OpenMode::kRead)->snapshot().resolve("Jon Vale").vertex);
}

TEST_CASE("a second writer is told that the store is taken") {
  const TemporaryDirectory directory;
  const auto writer = Store::open(directory.path("db"), OpenMode::kWrite);
  std::string message;
  CHECK(kind_of_error([&] { (void)Store::open(directory.path("db"), OpenMode::kWrite); }, &message) ==
        ErrorKind::kStore);
  CHECK(message.find("another process") != std::string::npos);
}

TEST_CASE("what is no store of ours is refused and left alone") {
  const TemporaryDirectory directory;
  std::string message;
  const auto refused = [&](const std::string& path, OpenMode mode) {
    return kind_of_error([&] { (void)Store::open(path, mode); }, &message) == ErrorKind::kStore;
  };
  SUBCASE("a path where nothing is, for reading") {
    CHECK(refused(directory.path("none"), OpenMode::kRead));
    CHECK(message.find("ingest") != std::string::npos);
    CHECK(!std::filesystem::exists(directory.path("none")));
  }
  SUBCASE("a file") {
    std::ofstream(directory.path("file")) << "x";
    CHECK(refused(directory.path("file"), OpenMode::kWrite));
    CHECK(message.find("directory") != std::string::npos);
  }
  SUBCASE("a directory with other things in it") {
    std::ofstream(directory.path("letter.txt")) << "x";
    CHECK(refused(directory.path(), OpenMode::kWrite));
    CHECK(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 1);
  }
  SUBCASE("another program's database") {
    rocksdb::Options options;
    options.create_if_missing = true;
    rocksdb::DB* opened = nullptr;
    REQUIRE(rocksdb::DB::Open(options, directory.path("theirs"), &opened).ok());
    std::unique_ptr<rocksdb::DB> theirs(opened);
    REQUIRE(theirs->Put({}, "theirs", "value").ok());
    REQUIRE(theirs->Close().ok());
    theirs.reset();
    CHECK(refused(directory.path("theirs"), OpenMode::kWrite));
    CHECK(refused(directory.path("theirs"), OpenMode::kRead));
    std::vector<std::string> families;
    REQUIRE(rocksdb::DB::ListColumnFamilies(options, directory.path("theirs"), &families).ok());
    CHECK(families.size() == 1);
  }
}

TEST_CASE("a store whose making was interrupted is finished at the next opening") {
  const TemporaryDirectory directory;
  {
    rocksdb::Options options;
    options.create_if_missing = true;
    rocksdb::DB* opened = nullptr;
    REQUIRE(rocksdb::DB::Open(options, directory.path("db"), &opened).ok());
    const std::unique_ptr<rocksdb::DB> half_made(opened);
    rocksdb::ColumnFamilyHandle* family = nullptr;
    REQUIRE(half_made->CreateColumnFamily({}, "meta", &family).ok());
    REQUIRE(half_made->DestroyColumnFamilyHandle(family).ok());
  }
  const auto store = Store::open(directory.path("db"), OpenMode::kWrite);
  store->put(simple_article("a.txt", "Ana Ruiz", Relation::kMeetsWith, "Omar Haddad"));
  CHECK(!check(store->snapshot()).first_violation);
}

TEST_CASE("a store of a newer version is refused with the advice to use a newer program") {
  const TemporaryDirectory directory;
  (void)Store::open(directory.path("db"), OpenMode::kWrite);
  {
    const auto rocks = Rocks::open(directory.path("db"), OpenMode::kWrite);
    Rocks::Batch batch;
    Writer version;
    version.big32(kStorageVersion + 1);
    batch.put(Family::kMeta, kMetaVersion, version.bytes());
    rocks->write(batch, true);
  }
  for (const auto mode : {OpenMode::kWrite, OpenMode::kRead}) {
    std::string message;
    CHECK(kind_of_error([&] { (void)Store::open(directory.path("db"), mode); }, &message) ==
          ErrorKind::kStore);
    CHECK(message.find("newer entente") != std::string::npos);
  }
}

TEST_CASE("rows are added and dropped in any order, over compactions and reopenings") {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    const TemporaryDirectory directory;
    entente::testing::RandomWorld world(seed);
    auto rocks = Rocks::open(directory.path("db"), OpenMode::kWrite);
    const auto rows_of = [](IngestId ingest) {
      std::string rows;
      for (std::uint16_t claim = 0; claim <= ingest % 3; ++claim) {
        for (const bool outgoing : {false, true}) {
          Row row;
          row.neighbour = ingest;
          row.ingest = ingest;
          row.claim = claim;
          row.outgoing = outgoing;
          append_row(rows, row);
        }
      }
      return rows;
    };
    const auto key = adjacency_key(7, 1);
    std::vector<IngestId> present;
    IngestId next = 1;
    for (int step = 0; step < 60; ++step) {
      Rocks::Batch batch;
      for (auto changes = 1 + world.pick(4); changes > 0; --changes) {
        if (!present.empty() && world.chance(40)) {
          const auto index = static_cast<std::ptrdiff_t>(world.pick(present.size()));
          batch.drop_rows(key, present[static_cast<std::size_t>(index)]);
          present.erase(present.begin() + index);
        } else {
          batch.add_rows(key, rows_of(next));
          present.push_back(next++);
        }
      }
      rocks->write(batch, false);
      if (world.chance(10)) rocks->compact();
      if (world.chance(5)) {
        rocks.reset();
        rocks = Rocks::open(directory.path("db"), OpenMode::kWrite);
      }
      std::string expected;
      for (const auto ingest : present) expected += rows_of(ingest);
      CHECK(rocks->get(Family::kAdjacency, key).value_or("") == expected);
    }
  }
}

TEST_CASE("a broken operand on an adjacency list is reported as damage") {
  const auto rocks = Rocks::open("m", OpenMode::kMemory);
  Rocks::Batch batch;
  batch.add_rows(adjacency_key(1, 1), "not a row");
  rocks->write(batch, false);
  CHECK(kind_of_error([&] { (void)rocks->get(Family::kAdjacency, adjacency_key(1, 1)); }) ==
        ErrorKind::kStore);
}

TEST_CASE("cursors walk exactly the keys with their prefix") {
  const auto rocks = Rocks::open("m", OpenMode::kMemory);
  Rocks::Batch batch;
  const std::string high("\xff\xff\xff\xff", 4);
  for (const auto& key : {std::string("a"), std::string("ab"), std::string("b"), high, high + "x"}) {
    batch.put(Family::kName, key, "v");
    batch.put(Family::kPosting, "1234" + key, "v");
  }
  batch.put(Family::kPosting, "1235", "v");
  rocks->write(batch, false);
  const auto count = [&](Family family, const std::string& prefix) {
    std::size_t found = 0;
    for (Rocks::Cursor cursor(*rocks, family, prefix); cursor.valid(); cursor.next()) ++found;
    return found;
  };
  CHECK(count(Family::kName, "") == 5);
  CHECK(count(Family::kName, "a") == 2);
  CHECK(count(Family::kName, "\xff") == 2);
  CHECK(count(Family::kName, high) == 2);
  CHECK(count(Family::kName, "c") == 0);
  CHECK(count(Family::kPosting, "1234") == 5);
  CHECK(count(Family::kPosting, "123") == 6);
  CHECK(count(Family::kPosting, "") == 6);
}

// A store with something in every family.
void fill_all(Store& store) {
  entente::testing::RandomWorld world(21);
  for (std::size_t i = 0; i < 30; ++i) store.put(world.article(12), false, "2026-11-30T10:00:00Z");
  const auto report = world.wire_report();
  for (const auto* source : {"one.txt", "two.txt"}) {
    ArticleBuilder builder(source);
    const auto ana = builder.person("Ana Ruiz");
    builder.say(report);
    builder.claim(ana, Relation::kMeetsWith, builder.person("Omar Haddad"));
    store.put(builder.build(), false);
  }
  const auto snapshot = store.snapshot();
  Decision decision;
  decision.kind = DecisionKind::kNever;
  decision.keys = {snapshot.require_key("Ana Ruiz").key, snapshot.require_key("Omar Haddad").key};
  decision.author = "tester";
  set_decision_id(decision);
  store.decide(decision, false);
}

TEST_CASE("check finds damage in every family") {
  struct Damage {
    Family family;
    enum { kErase, kForge } how;
  };
  std::vector<Damage> damages;
  for (std::size_t family = 1; family < kFamilyNames.size(); ++family) {
    damages.push_back({static_cast<Family>(family), Damage::kErase});
    damages.push_back({static_cast<Family>(family), Damage::kForge});
  }
  for (const auto& damage : damages) {
    CAPTURE(kFamilyNames[static_cast<std::size_t>(damage.family)]);
    CAPTURE(static_cast<int>(damage.how));
    const TemporaryDirectory directory;
    {
      const auto store = Store::open(directory.path("db"), OpenMode::kWrite);
      fill_all(*store);
      REQUIRE(!check(store->snapshot()).first_violation);
    }
    {
      const auto rocks = Rocks::open(directory.path("db"), OpenMode::kWrite);
      // The last entry with anything in it: an article takes its rows along, so none is left empty.
      std::string key;
      std::string value;
      for (Rocks::Cursor cursor(*rocks, damage.family, {}); cursor.valid(); cursor.next()) {
        key = cursor.key();
        value = cursor.value();
      }
      REQUIRE(!key.empty());
      Rocks::Batch batch;
      if (damage.how == Damage::kErase) {
        batch.erase(damage.family, key);
      } else if (damage.family == Family::kName || damage.family == Family::kSource ||
                 damage.family == Family::kArticleId || damage.family == Family::kNodeKey) {
        auto forged = key;
        forged[1] = forged[1] == 'q' ? 'z' : 'q';  // something that no article says
        batch.put(damage.family, forged, value);
      } else if (damage.family == Family::kDecision) {
        value[17] = static_cast<char>(value[17] ^ 1);  // a key
        batch.put(damage.family, key, value);
      } else if (damage.family == Family::kAdjacency) {
        value[12] = static_cast<char>(value[12] ^ 1);  // a confidence
        batch.put(damage.family, key, value);
      } else {
        value.back() = static_cast<char>(value.back() ^ 1);
        batch.put(damage.family, key, value);
      }
      rocks->write(batch, true);
    }
    const auto store = Store::open(directory.path("db"), OpenMode::kRead);
    bool found = false;
    try {
      found = check(store->snapshot()).first_violation.has_value();
    } catch (const Error& error) {
      found = error.kind() == ErrorKind::kStore;
    }
    CHECK(found);
  }
}

TEST_CASE("check finds a false digest and false counts") {
  for (const auto& name : {kMetaDigest, kMetaCounts}) {
    const TemporaryDirectory directory;
    {
      const auto store = Store::open(directory.path("db"), OpenMode::kWrite);
      fill(*store, 22, 5);
    }
    {
      const auto rocks = Rocks::open(directory.path("db"), OpenMode::kWrite);
      Rocks::Batch batch;
      auto value = *rocks->get(Family::kMeta, name);
      value[0] = static_cast<char>(value[0] ^ 1);
      batch.put(Family::kMeta, name, value);
      rocks->write(batch, true);
    }
    const auto store = Store::open(directory.path("db"), OpenMode::kRead);
    const auto result = check(store->snapshot());
    CHECK(result.first_violation);
    CHECK(result.articles > 0);
  }
}

TEST_CASE("a name is found in any spelling, and the nearest names are offered when nothing bears it") {
  const auto store = Store::open("m", OpenMode::kMemory);
  ArticleBuilder builder("a.txt");
  builder.person("Kim Jong Un");
  builder.person("Kim Jong Il");
  builder.country("North Korea");
  builder.entity(EntityType::kAgreement, "Resolution 1718");
  store->put(builder.build());
  const auto snapshot = store->snapshot();
  const auto names = [&](const std::string& text) {
    std::vector<std::string> out;
    for (const auto& hit : snapshot.search(text, 10)) out.push_back(hit.matched + " " + hit.entity.name);
    return out;
  };
  CHECK(names("KIM JONG-UN") == std::vector<std::string>{"exact Kim Jong Un"});
  auto kims = names("kim");
  std::sort(kims.begin(), kims.end());  // equal scores stand in the order of their ids
  CHECK(kims == std::vector<std::string>{"prefix Kim Jong Il", "prefix Kim Jong Un"});
  CHECK(names("korea") == std::vector<std::string>{"prefix North Korea"});
  CHECK(names("Ким Чен Ын") == std::vector<std::string>{"spelling Kim Jong Un"});
  CHECK(names("").empty());
  CHECK(names("???").empty());
  CHECK(snapshot.search("kim", 1).size() == 1);

  CHECK(snapshot.entity(*snapshot.resolve("김정은").vertex).name == "Kim Jong Un");
  for (const std::string other : {"金正恩", "Jong Un Kim", "김정은 위원장", "President Kim Jong Un"}) {
    CAPTURE(other);
    CHECK(names(other) == std::vector<std::string>{"spelling Kim Jong Un"});
    REQUIRE(snapshot.resolve(other).vertex);
    CHECK(snapshot.entity(*snapshot.resolve(other).vertex).name == "Kim Jong Un");
  }
  CHECK_FALSE(snapshot.resolve("金正男").vertex);  // Kim Jong Nam
  CHECK(!snapshot.resolve("Resolution 1874").vertex);
  std::string message;
  CHECK(kind_of_error([&] { (void)snapshot.require("Kim Jong Umm"); }, &message) == ErrorKind::kNotFound);
  CHECK(message.find("Kim Jong Un (Person, e:") != std::string::npos);
  CHECK(kind_of_error([&] { (void)snapshot.require("e:aaaaaaaaaaaaaaaaaaaaaaaa"); }) == ErrorKind::kNotFound);
  CHECK(kind_of_error([&] { (void)snapshot.require(""); }) == ErrorKind::kNotFound);
}

TEST_CASE("a name that stands for several is not guessed at") {
  const auto store = Store::open("m", OpenMode::kMemory);
  ArticleBuilder builder("a.txt");
  builder.entity(EntityType::kPerson, "Ruiz", {key("ana ruiz")});
  builder.entity(EntityType::kPerson, "Ruiz", {key("omar ruiz")});
  store->put(builder.build());
  {
    const auto snapshot = store->snapshot();
    const auto found = snapshot.resolve("Ruiz");
    CHECK(found.ambiguous);
    CHECK(!found.vertex);
    CHECK(found.candidates.size() == 2);
    std::string message;
    CHECK(kind_of_error([&] { (void)snapshot.require("Ruiz"); }, &message) == ErrorKind::kAmbiguous);
    for (const auto& hit : found.candidates) {
      CHECK(message.find(to_string('e', hit.entity.id)) != std::string::npos);
      CHECK(snapshot.require(to_string('e', hit.entity.id)) == hit.entity.vertex);
    }
  }
  // One that four times as many articles name is meant.
  for (int i = 0; i < 3; ++i) {
    ArticleBuilder more(std::to_string(i) + ".txt");
    more.entity(EntityType::kPerson, "Ruiz", {key("ana ruiz")});
    store->put(more.build());
  }
  const auto snapshot = store->snapshot();
  const auto found = snapshot.resolve("Ruiz");
  REQUIRE(found.vertex);
  CHECK(snapshot.entity(*found.vertex).keys.front().text == "ana ruiz");
  CHECK(found.candidates.size() == 1);
}

TEST_CASE("articles are listed, found and paged in the order of ingestion") {
  const auto store = Store::open("m", OpenMode::kMemory);
  for (int i = 0; i < 5; ++i) {
    store->put(simple_article(std::to_string(i) + ".txt", "Ana Ruiz", Relation::kMeetsWith, "Omar Haddad"));
  }
  const auto snapshot = store->snapshot();
  std::vector<IngestId> all;
  snapshot.for_each_article(std::nullopt, [&](IngestId ingest, const Article& article) {
    CHECK(article.source == std::to_string(all.size()) + ".txt");
    CHECK(snapshot.find_article(article.source) == ingest);
    CHECK(snapshot.find_article(to_string('a', article.id)) == ingest);
    all.push_back(ingest);
    return true;
  });
  REQUIRE(all.size() == 5);
  std::vector<IngestId> page;
  snapshot.for_each_article(all[1], [&](IngestId ingest, const Article&) {
    page.push_back(ingest);
    return page.size() < 2;
  });
  CHECK(page == std::vector<IngestId>{all[2], all[3]});
  CHECK(snapshot.articles_of(*snapshot.resolve("Ana Ruiz").vertex, 3).size() == 3);
  CHECK(!snapshot.find_article("nowhere.txt"));
  const auto shared = snapshot.article(all[0]);
  CHECK(snapshot.article(all[0]) == shared);
}

TEST_CASE("the statistics count what is there") {
  const auto store = Store::open("m", OpenMode::kMemory);
  ArticleBuilder builder("a.txt");
  const auto a = builder.person("Ana Ruiz");
  const auto b = builder.person("Omar Haddad");
  const auto c = builder.country("France");
  builder.claim(a, Relation::kMeetsWith, b);
  builder.claim(b, Relation::kMeetsWith, a);  // the same edge: meeting is mutual
  builder.claim(a, Relation::kSupports, b);
  builder.claim(b, Relation::kSupports, a);  // another edge
  builder.claim(a, Relation::kVisits, c, {.polarity = Polarity::kNegative});
  builder.claim(a, Relation::kVisits, c, {.modality = Modality::kPlanned});
  store->put(builder.build());
  store->put(ArticleBuilder("b.txt").say("???").status(ArticleStatus::kLanguageNotRead).build());
  const auto stats = store->snapshot().stats();
  CHECK(stats.counts == Counts{2, 1, 6, 3});
  CHECK(stats.entities == 3);
  CHECK(stats.edges == 3);
  CHECK(stats.by_type.at(EntityType::kPerson) == 2);
  CHECK(stats.by_relation.at(Relation::kMeetsWith) == 2);
  CHECK(stats.by_relation.at(Relation::kVisits) == 2);
}

TEST_CASE("a store whose numbers are used up says so instead of using one twice") {
  for (const auto& counter : {kMetaNextNode, kMetaNextIngest}) {
    const TemporaryDirectory directory;
    {
      const auto store = Store::open(directory.path("db"), OpenMode::kWrite);
      store->put(simple_article("a.txt", "Ana Ruiz", Relation::kMeetsWith, "Omar Haddad"));
    }
    {
      const auto rocks = Rocks::open(directory.path("db"), OpenMode::kWrite);
      Rocks::Batch batch;
      Writer last;
      last.big32(0xffffffffu);
      batch.put(Family::kMeta, counter, last.bytes());
      rocks->write(batch, true);
    }
    const auto store = Store::open(directory.path("db"), OpenMode::kWrite);
    const auto before = logical_dump(store->snapshot());
    CHECK(kind_of_error([&] {
            store->put(simple_article("b.txt", "Jon Vale", Relation::kMeetsWith, "Omar Haddad"));
          }) == ErrorKind::kLimit);
    CHECK(logical_dump(store->snapshot()) == before);
    CHECK(!check(store->snapshot()).first_violation);
  }
}
