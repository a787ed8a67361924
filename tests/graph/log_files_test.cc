// SPDX-License-Identifier: Apache-2.0
#include "graph/log_files.h"

#include <filesystem>
#include <string>

#include "doctest/doctest.h"
#include "graph/rocks.h"
#include "tests/support/temporary_directory.h"

using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::TemporaryDirectory;

namespace {

std::uintmax_t log_bytes(const std::string& store) {
  std::uintmax_t sum = 0;
  for (const auto& file : std::filesystem::directory_iterator(store)) {
    if (file.path().extension() == ".log") sum += file.file_size();
  }
  return sum;
}

void put(Rocks& rocks, const std::string& key, const std::string& value) {
  Rocks::Batch batch;
  batch.put(Family::kName, key, value);
  rocks.write(batch, true);
}

}  // namespace

TEST_CASE("the log is ready ahead of small writes, is read again after a copy of it was left as it lay, and is cut when it is closed") {
  const TemporaryDirectory directory;
  const auto path = directory.path("store");
  const auto left = directory.path("left");
  {
    const auto rocks = Rocks::open(path, OpenMode::kWrite);
    put(*rocks, "key", "value");
    CHECK(log_bytes(path) >= 1u << 20u);
    put(*rocks, "large", std::string(3u << 20u, 'x'));
    put(*rocks, "last", "value");
    // As a killed writer leaves it.
    std::filesystem::copy(path, left, std::filesystem::copy_options::recursive);
    // Beside the writer.
    const auto reader = Rocks::open(path, OpenMode::kRead);
    CHECK(reader->get(Family::kName, "last") == "value");
  }
  const auto size = log_bytes(path);
  CHECK(size > 3u << 20u);
  CHECK(size < (3u << 20u) + 10'000);
  for (const auto& store : {path, left}) {
    const auto rocks = Rocks::open(store, OpenMode::kWrite);
    CHECK(rocks->get(Family::kName, "key") == "value");
    CHECK(rocks->get(Family::kName, "large")->size() == 3u << 20u);
    CHECK(rocks->get(Family::kName, "last") == "value");
  }
}
