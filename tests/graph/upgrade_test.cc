// SPDX-License-Identifier: Apache-2.0
// Stores that older versions wrote (tests/data/store-v*) open, say what they said, and are what a store made today would be.
#include <filesystem>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "graph/dump.h"
#include "graph/store.h"
#include "model/error.h"
#include "tests/support/temporary_directory.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)

namespace {

struct Old {
  std::string name;
  std::uint64_t claims;
  std::string digest;
};
// What the stores say, by the digest of today's storage version.
const std::vector<Old> kOld{{"store-v1", 60, "795c7912c8e7b59f3384b0d84b00477ff7a7f8686600bdd04fb45d3a16a01397"},
                            {"store-v2", 62, "57f5b8f9a8f350714cbfae748c953b1beacf6e6dc6e51b2baa138cb787e5e40f"}};

}  // namespace

TEST_CASE("a store of an older version is brought up to date when it is opened for writing, and not touched when it is read") {
  for (const auto& old : kOld) {
    CAPTURE(old.name);
    const entente::testing::TemporaryDirectory directory;
    const auto path = directory.path("db");
    std::filesystem::copy(std::string(ENTENTE_SOURCE_DIR) + "/tests/data/" + old.name, path);
    try {
      (void)Store::open(path, OpenMode::kRead);
      FAIL("an old store was read as if it were new");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::kStore);
      CHECK(std::string(error.what()).find("check --rebuild") != std::string::npos);
    }
    {
      const auto store = Store::open(path, OpenMode::kWrite);
      CHECK(store->snapshot().counts().articles == 3);
      CHECK(store->snapshot().counts().claims == old.claims);
    }
    const auto store = Store::open(path, OpenMode::kRead);
    const auto snapshot = store->snapshot();
    const auto result = check(snapshot);
    CHECK_MESSAGE(!result.first_violation, *result.first_violation);
    CHECK(snapshot.digest() == old.digest);
    // What was put into it today would give the same.
    std::vector<Extraction> articles;
    snapshot.for_each_article(std::nullopt, [&](IngestId ingest, const Article&) {
      articles.push_back(*snapshot.article(ingest));
      return true;
    });
    const auto fresh = Store::open("fresh", OpenMode::kMemory);
    fresh->put_all(articles);
    for (const auto& [id, decision] : snapshot.decisions().all()) fresh->decide(decision);
    CHECK(fresh->snapshot().digest() == old.digest);
    CHECK(logical_dump(fresh->snapshot()) == logical_dump(snapshot));
  }
}

TEST_CASE("what the history of an old store keeps is still read") {
  const entente::testing::TemporaryDirectory directory;
  const auto path = directory.path("db");
  std::filesystem::copy(std::string(ENTENTE_SOURCE_DIR) + "/tests/data/store-v2", path);
  const auto store = Store::open(path, OpenMode::kWrite);
  const auto snapshot = store->snapshot();
  std::size_t versions = 0;
  snapshot.for_each_article(std::nullopt, [&](IngestId, const Article& article) {
    for (const auto& old : snapshot.versions_of(article.source)) {
      ++versions;
      CHECK(!find_fault(old.extraction));
      CHECK(!old.extraction.claims.empty());
      CHECK(old.extraction.article.id != article.id);
    }
    return true;
  });
  CHECK(versions == 1);
}

TEST_CASE("a rebuilding that was cut off is begun again") {
  const entente::testing::TemporaryDirectory directory;
  const auto path = directory.path("db");
  std::filesystem::copy(std::string(ENTENTE_SOURCE_DIR) + "/tests/data/store-v1", path);
  std::string whole;
  {
    const auto store = Store::open(path, OpenMode::kWrite);
    whole = logical_dump(store->snapshot());
  }
  {
    const auto rocks = Rocks::open(path, OpenMode::kWrite);
    Rocks::Batch mark;
    mark.put(Family::kMeta, kMetaRebuilding, "1");
    rocks->write(mark, true);
    rocks->clear(Family::kNode);  // as far as it had come
    rocks->clear(Family::kAdjacency);
  }
  const auto store = Store::open(path, OpenMode::kWrite);
  CHECK(logical_dump(store->snapshot()) == whole);
}
