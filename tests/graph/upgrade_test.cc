// SPDX-License-Identifier: Apache-2.0
// Stores that older versions wrote (tests/data/store-v*) open, say what they said, and are what a store made today would be.
#include <filesystem>
#include <string>

#include "doctest/doctest.h"
#include "graph/dump.h"
#include "graph/store.h"
#include "model/error.h"
#include "tests/support/temporary_directory.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)

TEST_CASE("a store of version 1 is brought up to date when it is opened for writing, and not touched when it is read") {
  const entente::testing::TemporaryDirectory directory;
  const auto path = directory.path("db");
  std::filesystem::copy(std::string(ENTENTE_SOURCE_DIR) + "/tests/data/store-v1", path);
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
    CHECK(store->snapshot().counts().claims == 60);
  }
  const auto store = Store::open(path, OpenMode::kRead);
  const auto snapshot = store->snapshot();
  const auto result = check(snapshot);
  CHECK_MESSAGE(!result.first_violation, *result.first_violation);
  // Without decisions and reprints, the digest means what it meant then.
  CHECK(snapshot.digest() == "69f5823816629e6f996bcd49acee177c03d52fa82af7ae8da8b965f3591f7dcb");
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
    Rocks::Batch mark(*rocks);
    mark.put(Family::kMeta, kMetaRebuilding, "1");
    rocks->write(mark, true);
    rocks->clear(Family::kNode);  // as far as it had come
    rocks->clear(Family::kAdjacency);
  }
  const auto store = Store::open(path, OpenMode::kWrite);
  CHECK(logical_dump(store->snapshot()) == whole);
}
