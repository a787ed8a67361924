// SPDX-License-Identifier: Apache-2.0
// Whether a store keeps to the memory it was given: the largest resident set of a whole process that ingests, compacts and reads a store several
// times larger than its cache.
// Usage: entente_memory_bench [DIR] [CACHE_MB] [ARTICLES]   makes a store in DIR (default: the system's place for temporary files) and removes it
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "bench/compare_graph.h"
#include "graph/graph_view.h"
#include "graph/store.h"

namespace {

using namespace entente;  // NOLINT(google-build-using-namespace)

// "VmHWM" or "VmRSS" of this process, in megabytes.
double memory(const std::string& what) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(what + ":")) return std::stod(line.substr(what.size() + 1)) / 1024;
  }
  return 0;
}

// Twelve claims among names of which a few come often: made as they are asked for, so that only the store takes memory.
Extraction random_article(std::mt19937& random, std::size_t number) {
  constexpr std::uint32_t kEntities = 200'000;
  bench::PlainGraph graph;
  graph.name = "memory/" + std::to_string(number);
  graph.entities = kEntities;
  const auto entity = [&] {
    const auto share = static_cast<double>(random()) / 4294967296.0;
    return static_cast<std::uint32_t>(share * share * kEntities);
  };
  static const auto relations = bench::usable_relations();
  for (std::size_t i = 0; i < bench::kClaimsPerArticle; ++i) {
    const auto subject = entity();
    const auto object = (subject + 1 + entity()) % kEntities;
    graph.edges.push_back({subject, object, static_cast<std::int32_t>(18'000 + random() % 2'000), static_cast<std::uint16_t>(300 + random() % 700),
                           relations[random() % relations.size()], false});
  }
  return bench::article_of(graph, 0);
}

}  // namespace

int main(int argc, char** argv) {
  const auto directory = std::filesystem::path(argc > 1 ? argv[1] : std::filesystem::temp_directory_path().string()) / "entente-memory-bench";
  graph::RocksOptions options;
  const auto cache = argc > 2 ? std::stoul(argv[2]) : 64;
  options.cache_bytes = std::size_t{cache} << 20u;
  const auto articles = argc > 3 ? std::stoul(argv[3]) : 80'000;
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  const auto before = memory("VmRSS");
  fmt::print("{:<50} {:8.1f} MB\n", "the process before it opens a store", before);
  const auto say = [&](const std::string& what) {
    const auto peak = memory("VmHWM");
    fmt::print("{:<50} {:8.1f} MB at most, {:.2f} x the cache of {} MB\n", what, peak, peak / static_cast<double>(cache), cache);
    std::fflush(stdout);
  };
  {
    std::mt19937 random(3);
    const auto store = graph::Store::open((directory / "db").string(), graph::OpenMode::kWrite, options);
    constexpr std::size_t kGroup = 64;
    std::vector<Extraction> group;
    for (std::size_t i = 0; i < articles; ++i) {
      group.push_back(random_article(random, i));
      if (group.size() < kGroup) continue;
      (void)store->put_all(group, false);
      group.clear();
    }
    say("after ingest, 64 articles a batch");
    store->compact();
    say("after compaction");
    const auto end = store->snapshot().end_node();
    for (int i = 0; i < 200'000; ++i) {
      const auto snapshot = store->snapshot();
      const graph::ClaimGraph view(snapshot, {}, {});
      (void)view.rows(snapshot.vertex_of(1 + static_cast<graph::NodeId>(random() % (end - 1))));
    }
    say("after 200,000 reads of random lists");
    fmt::print("{:<50} {:8.1f} MB\n", "store on disk", static_cast<double>(store->snapshot().stats().disk_bytes) / (1u << 20u));
    say("after counting all of it");
  }
  std::filesystem::remove_all(directory);
  return 0;
}
